import { icon } from "../core/icons.ts";
import { isUsable, whenNoLonger } from "../core/presence.ts";
import { make } from "../core/style.ts";
import { readHex } from "./hex-color.ts";

/** What the browser has for taking a color from the screen. */
interface EyeDropper {
  open(options: { readonly signal: AbortSignal }): Promise<{ readonly sRGBHex: string }>;
}

/** A button that takes a color from the screen; null where the browser can't do that. */
export function eyeDropper(taken: (color: string) => void, signal: AbortSignal): HTMLElement | null {
  const Dropper = (window as { readonly EyeDropper?: new () => EyeDropper }).EyeDropper;
  if (!Dropper) return null;
  const button = make("button", "pg-tool-action");
  button.type = "button";
  button.ariaLabel = "Take a color from the screen";
  button.title = button.ariaLabel;
  button.append(icon("eyedropper"));
  const take = async (): Promise<void> => {
    const over = new AbortController();
    // What can't be used any more takes nothing.
    whenNoLonger(isUsable, button, over.signal, () => over.abort());
    try {
      const { sRGBHex } = await new Dropper().open({ signal: over.signal });
      const color = readHex(sRGBHex);
      if (color && !over.signal.aborted) taken(color);
    } catch {
      // The user has taken none.
    } finally {
      over.abort();
    }
  };
  button.addEventListener("click", () => void take(), { signal });
  return button;
}
