/** Keeps `data-theme` of the document at "light" or "dark": as JupyterLab around the page has it,
 *  else as the user's system has it. */
export function followTheme(): void {
  const jupyter = jupyterBody();
  if (jupyter) {
    const apply = () => show(jupyter.dataset["jpThemeLight"] === "false");
    new MutationObserver(apply).observe(jupyter, { attributeFilter: ["data-jp-theme-light"] });
    apply();
    return;
  }
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", () => show(query.matches));
  show(query.matches);
}

function show(isDark: boolean): void {
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

/** The body of a JupyterLab page that holds this one in a frame. */
function jupyterBody(): HTMLElement | null {
  if (window.parent === window) return null;
  try {
    const { body } = window.parent.document;
    return body.dataset["jpThemeLight"] === undefined ? null : body;
  } catch {
    // A parent of another origin keeps its document to itself.
    return null;
  }
}
