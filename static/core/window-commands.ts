import { icon, type IconName } from "./icons.ts";
import { make } from "./style.ts";

export const WINDOW_STATES = ["normal", "shaded", "minimized", "maximized"] as const;
export type WindowState = (typeof WINDOW_STATES)[number];

/** Returns the state that a program has named.
 *  @throws TypeError if there is none of this name */
export function windowState(name: string): WindowState {
  const known = WINDOW_STATES.find((state) => state === name);
  if (!known) throw new TypeError(`window state "${name}" is none of ${WINDOW_STATES.join(", ")}`);
  return known;
}

/** What the user may do with a window. */
export interface Abilities {
  resizable: boolean;
  moveable: boolean;
  closeable: boolean;
  minimizable: boolean;
  maximizable: boolean;
  lowerable: boolean;
  shadeable: boolean;
}

/** What is left of that while a window fills the page anyway. */
const FILLING = { resizable: false, moveable: false, maximizable: false, shadeable: false };

/** What the commands of a window do. */
interface WindowActions {
  change(state: WindowState): void;
  byKeyboard(mode: "move" | "resize"): void;
  lower(): void;
  close(): void;
}

/** Something that applies to a window now: a button of the title bar, an item of its menu. */
export interface WindowCommand {
  readonly label: string;
  /** Null: in the menu only. */
  readonly icon: IconName | null;
  readonly run: () => void;
}

/** What the user can do with a window in this state, in the order of the buttons.
 *  @param isPage it fills a narrow page, whatever its state */
export function windowCommands(
  own: WindowState,
  abilities: Abilities,
  isPage: boolean,
  act: WindowActions,
): WindowCommand[] {
  const state = isPage && own === "maximized" ? "normal" : own;
  const can = isPage ? { ...abilities, ...FILLING } : abilities;
  const isFree = state === "normal" || state === "shaded";
  const all: (WindowCommand & { applies: boolean })[] = [
    command("Move", null, can.moveable && isFree, () => act.byKeyboard("move")),
    command("Resize", null, can.resizable && state === "normal", () => act.byKeyboard("resize")),
    command("Lower", "lower", can.lowerable && isFree, () => act.lower()),
    command("Shade", "shade", can.shadeable && state === "normal", () => act.change("shaded")),
    command("Unshade", "unshade", state === "shaded", () => act.change("normal")),
    command("Minimize", "minimize", can.minimizable && state !== "minimized", () => {
      act.change("minimized");
    }),
    command("Maximize", "maximize", can.maximizable && state !== "maximized", () => {
      act.change("maximized");
    }),
    command("Restore", "restore", !isFree, () => act.change("normal")),
    command("Close", "close", can.closeable, () => act.close()),
  ];
  return all.filter(({ applies }) => applies);
}

function command(label: string, name: IconName | null, applies: boolean, run: () => void) {
  return { label, icon: name, applies, run };
}

/** The title bar's button for a command. */
export function commandButton(name: IconName, { label, run }: WindowCommand): HTMLElement {
  const button = make("button", "pg-window-button");
  button.type = "button";
  button.dataset["action"] = name;
  button.setAttribute("aria-label", label);
  if (label === "Close") button.setAttribute("aria-keyshortcuts", "Control+Shift+F4");
  button.append(icon(name));
  button.addEventListener("click", run);
  return button;
}

/** Whether something happens on one of them. */
export function isOnButton({ target }: Event): boolean {
  return target instanceof Element && target.closest("button") !== null;
}
