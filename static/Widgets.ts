import { exported } from "virtual:widgets";
import { Remote } from "./core/remote.ts";
import type { WidgetClass } from "./core/widget.ts";
import { CATALOG } from "./generated/facts.ts";

/** All widget classes by name. */
export const Widgets: Readonly<Record<string, WidgetClass>> = Object.freeze(
  Object.fromEntries(
    Object.keys(CATALOG)
      .filter((name) => name in exported)
      .map((name) => [name, exported[name] as WidgetClass]),
  ),
);

/** Connects the page to a program: `new RemoteInterface().connect()`. */
export class RemoteInterface extends Remote {
  /** @param url the WebSocket's address, if the page's own location does not tell it */
  constructor(url?: string) {
    super(Widgets, url);
  }
}
