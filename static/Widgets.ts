import { exported, importers } from "virtual:widgets";
import { Remote } from "./core/remote.ts";
import { WidgetClasses } from "./core/widget-classes.ts";
import type { WidgetClass } from "./core/widget.ts";
import { CATALOG } from "./generated/facts.ts";

const classes = new WidgetClasses(
  Object.keys(CATALOG)
    .filter((name) => name in exported)
    .map((name) => [name, exported[name] as WidgetClass]),
  importers,
);

/** The widget classes by name: those that are large come once a program makes the first one. */
export const Widgets: Readonly<Record<string, WidgetClass>> = classes.known;

/** Connects the page to a program: `new RemoteInterface().connect()`. */
export class RemoteInterface extends Remote {
  /** @param url the WebSocket's address, if the page's own location does not tell it */
  constructor(url?: string) {
    super(classes, url);
  }
}
