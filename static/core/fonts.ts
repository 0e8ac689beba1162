import { length } from "./style.ts";
import { text, type Message } from "./messages.ts";

const DEFAULTS = {
  family: "--pg-font",
  size: "--pg-font-size",
  weight: "--pg-font-weight",
  style: "--pg-font-style",
} as const;

/** Makes a font that the application serves known under its family name. */
export function registerFont(message: Message): void {
  const url = new URL(text(message, "url"), document.baseURI).href;
  const face = new FontFace(text(message, "family"), `url(${JSON.stringify(url)})`, {
    weight: String(message["weight"] ?? "normal"),
    style: String(message["style"] ?? "normal"),
    display: "swap",
  });
  document.fonts.add(face);
}

/** Takes away the fonts of an earlier connection; the server declares its own again. */
export function forgetFonts(): void {
  document.fonts.clear();
  setDefaultFont({ type: "set-default-font", font: null });
}

/** The font of everything that has none of its own; null goes back to the system's. */
export function setDefaultFont(message: Message): void {
  const font = (message["font"] ?? {}) as Record<string, unknown>;
  for (const [field, property] of Object.entries(DEFAULTS)) {
    const value = font[field] as string | number | null | undefined;
    const css = field === "weight" && value != null ? String(value) : length(value);
    if (css) document.documentElement.style.setProperty(property, css);
    else document.documentElement.style.removeProperty(property);
  }
}
