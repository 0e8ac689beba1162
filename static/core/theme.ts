/** What the page takes over from a notebook around it; the tokens say for what. */
const NOTEBOOK_STYLE: readonly string[] = [
  "--jp-ui-font-family",
  "--jp-ui-font-size1",
  "--jp-ui-font-color1",
  "--jp-layout-color0",
  "--jp-brand-color1",
  "--jp-content-link-color",
];

type Style = Readonly<Record<string, string>>;

/** Keeps `data-theme` of the document at "light" or "dark", and its style at the notebook's: as
 *  JupyterLab around the page has it, or tells it if it is of another origin, else as the user's
 *  system has it. */
export function followTheme(): void {
  const jupyter = jupyterBody();
  if (jupyter) {
    const apply = () => show(jupyter.dataset["jpThemeLight"] === "false", styleOf(jupyter));
    new MutationObserver(apply).observe(jupyter, { attributeFilter: ["data-jp-theme-light"] });
    apply();
    return;
  }
  const query = matchMedia("(prefers-color-scheme: dark)");
  const asSystem = () => show(query.matches, {});
  query.addEventListener("change", asSystem);
  asSystem();
  window.addEventListener("message", ({ source, data }: MessageEvent<Told | null>) => {
    const { isDark, style } = data?.pgwidgets ?? {};
    if (source !== window.parent || typeof isDark !== "boolean") return;
    query.removeEventListener("change", asSystem);
    show(isDark, style ?? {});
  });
  if (window.parent !== window) {
    window.parent.postMessage({ pgwidgets: { wanted: NOTEBOOK_STYLE } }, "*");
  }
}

/** What an output of a notebook sends to the page in it. */
interface Told {
  readonly pgwidgets?: { readonly isDark?: unknown; readonly style?: Style };
}

function show(isDark: boolean, style: Style): void {
  const { dataset, style: own } = document.documentElement;
  dataset["theme"] = isDark ? "dark" : "light";
  for (const name of NOTEBOOK_STYLE) own.setProperty(name, String(style[name] ?? ""));
  // Without the first of them there is nothing to take over.
  if (own.getPropertyValue("--jp-ui-font-family")) dataset["notebook"] = "";
  else delete dataset["notebook"];
}

function styleOf(jupyter: HTMLElement): Style {
  const computed = getComputedStyle(jupyter);
  return Object.fromEntries(
    NOTEBOOK_STYLE.map((name) => [name, computed.getPropertyValue(name)]),
  );
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
