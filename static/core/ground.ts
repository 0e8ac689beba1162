/** Red, green, blue and opacity, 0 to 1. */
type Paint = readonly [red: number, green: number, blue: number, opacity: number];

const BLACK: Paint = [0, 0, 0, 1];
const WHITE: Paint = [1, 1, 1, 1];
const READABLE = 4.5;
/** As much of a veil as a ground has at most. */
const VEIL = 0.2;
/** A program may set another one in each frame. */
const MOST_KNOWN = 1000;
/** The colors that were asked for; null is none that stands for itself. */
const known = new Map<string, Paint | null>();
let brush: CanvasRenderingContext2D | null = null;
let isFollowing = false;

/** Says what lies under the words in an element, if the program has given it a color: the theme for
 *  such a ground is taken inside of it, whatever the rest of the page has. */
export function setGround(element: HTMLElement, color: string | null): void {
  const paint = color ? paintOf(color) : null;
  if (!color || !paint || paint[3] === 0) {
    delete element.dataset["ground"];
    delete element.dataset["veiled"];
    return;
  }
  element.dataset["ground"] = isDark(onSurface(paint)) ? "dark" : "light";
  if (paint[3] === 1) delete element.dataset["veiled"];
  else {
    // What shows through differs between the themes.
    element.dataset["veiled"] = color;
    follow();
  }
}

/** Black or white, whichever can be read on a color; null if that depends on more than the color. */
export function readableOn(color: string | null): string | null {
  const paint = color ? paintOf(color) : null;
  return paint ? css(textOn(onSurface(paint))) : null;
}

/** What a ground is mixed with to look otherwise, under the pointer, say: the color of its words, as
 *  long as they can still be read then, or its opposite. Without a text color the words are
 *  `readableOn` the ground. */
export function veilFor(ground: string, text: string | null): string {
  const paint = onSurface(paintOf(ground) ?? WHITE);
  const words = (text ? paintOf(text) : null) ?? textOn(paint);
  if (contrast(mixed(paint, words), words) >= READABLE) return css(words);
  return luminance(words) > luminance(paint) ? css(BLACK) : css(WHITE);
}

function follow(): void {
  if (isFollowing) return;
  isFollowing = true;
  new MutationObserver(() => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-veiled]")) {
      setGround(element, element.dataset["veiled"] ?? null);
    }
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/** The color as the browser understands it: painted, and looked at. */
function paintOf(color: string): Paint | null {
  let paint = known.get(color);
  if (paint === undefined) {
    paint = painted(color);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(color, paint);
  }
  return paint;
}

function painted(color: string): Paint | null {
  brush ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }) as never;
  const canvas = brush as CanvasRenderingContext2D;
  // What is no color leaves the one before.
  canvas.fillStyle = "#123456";
  canvas.fillStyle = color;
  const first = canvas.fillStyle;
  canvas.fillStyle = "#654321";
  canvas.fillStyle = color;
  if (canvas.fillStyle !== first) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red / 255, green / 255, blue / 255, opacity / 255];
}

/** What a color looks like on what windows are made of. */
function onSurface(paint: Paint): Paint {
  if (paint[3] === 1) return paint;
  const surface = getComputedStyle(document.documentElement).getPropertyValue("--pg-surface");
  const under = paintOf(surface.trim()) ?? WHITE;
  const share = paint[3];
  const part = (index: 0 | 1 | 2): number => paint[index] * share + under[index] * (1 - share);
  return [part(0), part(1), part(2), 1];
}

function mixed(ground: Paint, veil: Paint): Paint {
  const part = (index: 0 | 1 | 2): number => ground[index] * (1 - VEIL) + veil[index] * VEIL;
  return [part(0), part(1), part(2), 1];
}

function textOn(ground: Paint): Paint {
  return isDark(ground) ? WHITE : BLACK;
}

function isDark(ground: Paint): boolean {
  return contrast(ground, WHITE) > contrast(ground, BLACK);
}

/** As the accessibility guidelines count it, 1 to 21. */
function contrast(one: Paint, other: Paint): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Paint): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function css([red, green, blue]: Paint): string {
  return `rgb(${[red, green, blue].map((part) => Math.round(part * 255)).join(" ")})`;
}
