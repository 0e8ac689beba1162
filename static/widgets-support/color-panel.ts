import { giveFocus } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { eyeDropper } from "./eye-dropper.ts";
import { FrameLatest } from "./frame-latest.ts";
import { ALPHA_STEPS, alphaOf, opaque, readHex, withAlpha } from "./hex-color.ts";

export interface ColorPanelHooks {
  /** The user chose a color, or passes over it. */
  picked(color: string): void;
  /** The user came to it, for now. */
  kept(color: string): void;
}

const PALETTE = [
  ["#000000", "#5c5f66", "#e03131", "#e8590c", "#f59f00", "#2f9e44", "#0c8599", "#1971c2", "#6741d9", "#c2255c"],
  ["#ffffff", "#adb5bd", "#ffa8a8", "#ffc078", "#ffe066", "#8ce99a", "#66d9e8", "#74c0fc", "#b197fc", "#faa2c1"],
] as const;
const COLUMNS = 10;
/** So many are kept for their user to take again, in Python as well. */
const MOST_RECENT = 10;

/** A color to choose, in all ways that there are. */
export class ColorPanel {
  readonly element = make("div", "pg-color-panel");
  /** The platform's own picker. */
  readonly well = make("input", "pg-color-well");
  /** The color in hexadecimal. */
  readonly #hex = make("input", "pg-field pg-color-hex");
  /** How much of it covers what is behind; null if that is all. */
  readonly #alpha: HTMLInputElement | null;
  /** How much that is, in words. */
  readonly #alphaText = make("span", "pg-shown-number");
  /** Colors to choose at once. */
  readonly #swatches = make("div", "pg-color-swatches");
  /** Those that the user came to before. */
  readonly #recent = make("div", "pg-color-row");
  /** Who is told what the user does. */
  readonly #hooks: ColorPanelHooks;
  /** What the user passes over. */
  readonly #fires: FrameLatest<string>;
  /** The color now. */
  #color = "";
  /** What the user came to before, newest first. */
  #kept: readonly string[] = [];
  /** What is typed is no color yet. */
  #isTyping = false;

  /** @param hasAlpha whether the user may let shine through what is behind */
  constructor(hasAlpha: boolean, hooks: ColorPanelHooks, signal: AbortSignal) {
    this.#hooks = hooks;
    this.#fires = new FrameLatest((color) => hooks.picked(color), signal);
    this.#alpha = hasAlpha ? make("input", "pg-slider-input") : null;
    this.well.type = "color";
    this.well.ariaLabel = "Color";
    this.#hex.spellcheck = false;
    this.#hex.autocomplete = "off";
    this.#hex.maxLength = "#rrggbbaa".length;
    this.#hex.ariaLabel = "Color in hexadecimal";
    const first = make("div", "pg-color-line");
    const dropper = eyeDropper((color) => this.#choose(color), signal);
    first.append(this.#wellWithGround(), this.#hex, ...(dropper ? [dropper] : []));
    this.element.append(first, ...this.#alphaLine(), this.#swatches);
    for (const colors of PALETTE) this.#swatches.append(row(colors));
    this.#swatches.append(this.#recent);
    this.#swatches.role = "group";
    this.#swatches.ariaLabel = "Colors";
    this.#listen(signal);
    this.setRecent([]);
  }

  get color(): string {
    return this.#color;
  }

  show(color: string): void {
    this.#color = color;
    this.well.value = opaque(color);
    this.element.style.setProperty("--pg-color", color);
    this.element.style.setProperty("--pg-color-opaque", opaque(color));
    if (!this.#isTyping) this.#showHex();
    const share = alphaOf(color);
    if (this.#alpha) {
      this.#alpha.valueAsNumber = share;
      this.#alpha.style.setProperty("--pg-share", String(share / ALPHA_STEPS));
      this.#alphaText.textContent = `${share} %`;
      this.#alpha.ariaValueText = `${share} %`;
    }
    this.#mark();
  }

  #mark(): void {
    for (const swatch of this.#all()) swatch.ariaPressed = String(swatch.value === this.#color);
  }

  setRecent(colors: readonly string[]): void {
    this.#kept = colors;
    const active = this.#recent.contains(document.activeElement)
      ? (document.activeElement as HTMLButtonElement).value
      : null;
    this.#recent.replaceChildren(...colors.map(swatchOf));
    this.#recent.hidden = colors.length === 0;
    const same = this.#all().findLast((swatch) => swatch.value === active);
    this.#rove(same ?? null);
    if (same) giveFocus(same);
    this.#mark();
  }

  #listen(signal: AbortSignal): void {
    const { well } = this;
    const chosen = (): string => withAlpha(well.value, alphaOf(this.#color));
    well.addEventListener("input", () => this.#pass(chosen()), { signal });
    well.addEventListener("change", () => this.#choose(chosen()), { signal });
    this.#hex.addEventListener("input", () => this.#typed(), { signal });
    this.#hex.addEventListener("change", () => this.#enter(), { signal });
    this.#hex.addEventListener("keydown", (event) => this.#hexKey(event), { signal });
    const seen = (input: HTMLInputElement): string => withAlpha(this.#color, input.valueAsNumber);
    const alpha = this.#alpha;
    alpha?.addEventListener("input", () => this.#pass(seen(alpha)), { signal });
    alpha?.addEventListener("change", () => this.#choose(seen(alpha)), { signal });
    this.#swatches.addEventListener("click", (event) => this.#press(event), { signal });
    this.#swatches.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** The user passes over a color. */
  #pass(color: string): void {
    if (color === this.#color) return;
    this.show(color);
    this.#fires.push(color);
  }

  /** The user came to a color. */
  #choose(color: string): void {
    this.#isTyping = false;
    this.#pass(color);
    this.#fires.flush();
    this.#showHex();
    this.setRecent([color, ...this.#kept.filter((other) => other !== color)].slice(0, MOST_RECENT));
    this.#hooks.kept(color);
  }

  #typed(): void {
    this.#isTyping = true;
    this.#hex.ariaInvalid = readHex(this.#hex.value) === null ? "true" : null;
  }

  /** What is no color enters nothing, around it neither. */
  #hexKey(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    if (this.#hex.ariaInvalid) event.preventDefault();
    this.#enter();
  }

  /** What is no color goes away again. */
  #enter(): void {
    if (!this.#isTyping) return;
    this.#isTyping = false;
    const color = readHex(this.#hex.value);
    if (color === null) this.#showHex();
    else this.#choose(this.#alpha ? color : opaque(color));
  }

  #showHex(): void {
    this.#hex.value = this.#color;
    this.#hex.ariaInvalid = null;
  }

  #wellWithGround(): HTMLElement {
    const ground = make("span", "pg-color-ground");
    ground.append(this.well);
    return ground;
  }

  #alphaLine(): HTMLElement[] {
    if (!this.#alpha) return [];
    this.#alpha.type = "range";
    this.#alpha.max = String(ALPHA_STEPS);
    this.#alpha.ariaLabel = "Opacity";
    this.#alphaText.style.setProperty("--pg-length", "5");
    const line = make("div", "pg-slider pg-numbered pg-horizontal pg-color-alpha");
    line.append(this.#alpha, this.#alphaText);
    return [line];
  }

  // The swatches: one stop of the Tab key, along which the arrows lead.

  #all(): HTMLButtonElement[] {
    return [...this.#swatches.querySelectorAll("button")];
  }

  #press({ target }: Event): void {
    const swatch = target instanceof Element ? target.closest("button") : null;
    if (!swatch) return;
    this.#rove(swatch);
    this.#choose(swatch.value);
  }

  #rove(to: HTMLButtonElement | null): void {
    const all = this.#all();
    const current = to ?? all.find((it) => it.tabIndex === 0) ?? all[0];
    for (const it of all) it.tabIndex = it === current ? 0 : -1;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = this.#all();
    const at = all.indexOf(event.target as HTMLButtonElement);
    const to: number | undefined = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + COLUMNS,
      ArrowUp: at - COLUMNS,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const swatch = all[to];
    if (!swatch) return;
    this.#rove(swatch);
    giveFocus(swatch);
  }
}

function row(colors: readonly string[]): HTMLElement {
  const line = make("div", "pg-color-row");
  line.append(...colors.map(swatchOf));
  return line;
}

function swatchOf(color: string): HTMLButtonElement {
  const swatch = make("button", "pg-color-swatch");
  swatch.type = "button";
  swatch.value = color;
  swatch.ariaLabel = color;
  swatch.style.setProperty("--pg-color", color);
  return swatch;
}
