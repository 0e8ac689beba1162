import assert from "node:assert/strict";
import { test } from "node:test";
import { watchSizes } from "../core/size-watch.ts";

let tell: (entries: object[]) => void;

class FakeResizeObserver {
  constructor(callback: (entries: object[]) => void) {
    tell = callback;
  }
  observe(): void {
    // The test tells of what is observed.
  }
  unobserve(): void {
    // As above.
  }
}

const reported: unknown[] = [];
Object.assign(globalThis, {
  ResizeObserver: FakeResizeObserver,
  reportError: (error: unknown) => reported.push(error),
});

test("all look before any acts, and who fails keeps nothing from the others", () => {
  const done: string[] = [];
  const elements = ["a", "b", "c", "d"].map((name) => ({ name }) as unknown as Element);
  const fail = (words: string): never => {
    throw new Error(words);
  };
  const looks: Record<string, () => () => void> = {
    a: () => fail("a looks"),
    b: () => {
      done.push("b looks");
      return () => fail("b acts");
    },
    c: () => {
      done.push("c looks");
      return () => done.push("c acts");
    },
  };
  const watched = elements.slice(0, 3);
  for (const [index, element] of watched.entries()) {
    watchSizes([element], Object.values(looks)[index] as () => () => void);
  }
  tell(elements.map((target) => ({ target })));
  assert.deepEqual(done, ["b looks", "c looks", "c acts"]);
  assert.deepEqual(reported.map(String), ["Error: a looks", "Error: b acts"]);
});
