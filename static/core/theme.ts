/** Keeps `data-theme` of the document at "light" or "dark": as JupyterLab around the page has it,
 *  or tells it if it is of another origin, else as the user's system has it. */
export function followTheme(): void {
  const jupyter = jupyterBody();
  if (jupyter) {
    const apply = () => show(jupyter.dataset["jpThemeLight"] === "false");
    new MutationObserver(apply).observe(jupyter, { attributeFilter: ["data-jp-theme-light"] });
    apply();
    return;
  }
  const query = matchMedia("(prefers-color-scheme: dark)");
  const asSystem = () => show(query.matches);
  query.addEventListener("change", asSystem);
  asSystem();
  window.addEventListener("message", ({ source, data }: MessageEvent<ToldTheme | null>) => {
    const isDark = data?.pgwidgets?.isDark;
    if (source !== window.parent || typeof isDark !== "boolean") return;
    query.removeEventListener("change", asSystem);
    show(isDark);
  });
}

/** What an output of a notebook sends to the page in it. */
interface ToldTheme {
  readonly pgwidgets?: { readonly isDark?: unknown };
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
