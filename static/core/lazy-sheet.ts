import { make } from "./style.ts";

const ADDRESS = new URL("./Widgets.lazy.css", import.meta.url).href;

/** The sheet on its way, or here; null before a widget needs it, and when it has failed. */
let sheet: Promise<void> | null = null;

/** Waits for the module of a widget that few programs need, and for the style sheet of all these.
 *  @throws what the import does, or when there is no sheet */
export async function styled<T>(importing: Promise<T>): Promise<T> {
  sheet ??= added();
  const [module] = await Promise.all([importing, sheet]);
  return module;
}

/** Puts the sheet behind the one that the page has: it builds on that. */
function added(): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = make("link");
    link.rel = "stylesheet";
    link.href = ADDRESS;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      sheet = null;
      reject(new Error(`${ADDRESS} could not be loaded`));
    };
    document.head.append(link);
  });
}
