import { RemoteObject } from "./widget.ts";

type LookUp = (wid: number) => RemoteObject;

/** Puts the objects of the page in place of `{"__wid__": n}`, at any depth. */
export function decodeAll(values: readonly unknown[], lookUp: LookUp): readonly unknown[] {
  // Most calls say no more than a text or a number: there is nothing to put in place.
  return values.some(isObject) ? values.map((value) => decode(value, lookUp)) : values;
}

function decode(value: unknown, lookUp: LookUp): unknown {
  // The bytes of a binary call hold no widgets.
  if (!isObject(value) || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return decodeAll(value, lookUp);
  const wid = (value as Record<string, unknown>)["__wid__"];
  if (typeof wid === "number") return lookUp(wid);
  return mapped(value, (item) => decode(item, lookUp));
}

/** The opposite of `decode`, for answers and callbacks. */
export function encode(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value instanceof RemoteObject) return { __wid__: value.wid };
  if (Array.isArray(value)) return value.map(encode);
  if (ArrayBuffer.isView(value)) throw new TypeError("bytes can't travel as JSON");
  return mapped(value, encode);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function mapped(value: object, change: (item: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
