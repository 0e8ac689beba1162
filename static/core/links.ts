const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Whether a link leads to where links of programs may lead. */
export function isOpened(text: string): boolean {
  return URL.canParse(text, document.baseURI) && ALLOWED.has(new URL(text, document.baseURI).protocol);
}

/** Opens a link in the user's browser.
 *  @returns the link if the browser wants a click for that */
export function openLink(text: string): string | null {
  const url = new URL(text, document.baseURI);
  if (!ALLOWED.has(url.protocol)) {
    throw new Error(`open-url: "${url.protocol}" links are not opened`);
  }
  const opened = window.open(url.href, "_blank");
  if (!opened) return url.href;
  opened.opener = null;
  return null;
}
