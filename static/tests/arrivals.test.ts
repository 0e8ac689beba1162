import assert from "node:assert/strict";
import { test } from "node:test";
import { Arrivals } from "../core/arrivals.ts";
import { WidgetClasses } from "../core/widget-classes.ts";

class Large {}

/** What comes through while one class is not there yet, and what brings it. */
function scene(): {
  taken: (string | ArrayBuffer)[];
  arrivals: Arrivals;
  classes: WidgetClasses;
  bring: () => Promise<void>;
} {
  const taken: (string | ArrayBuffer)[] = [];
  let resolve: (module: Readonly<Record<string, unknown>>) => void = () => undefined;
  const module = new Promise<Readonly<Record<string, unknown>>>((found) => {
    resolve = found;
  });
  const classes = new WidgetClasses([], Object.fromEntries([["Large", () => module]]));
  const handlers = {
    opened: () => undefined,
    frame: (data: string | ArrayBuffer) => taken.push(data),
    closed: () => true,
  };
  const bring = async (): Promise<void> => {
    resolve({ Large });
    await new Promise((done) => setTimeout(done));
  };
  return { taken, classes, bring, arrivals: new Arrivals(handlers, classes, () => undefined) };
}

test("what needs a class waits for it, and all that comes behind", async () => {
  const { taken, arrivals, bring } = scene();
  arrivals.frame('{"class": "Small"}');
  const bytes = new ArrayBuffer(1);
  for (const frame of ['{"class": "Large"}', bytes, '{"class": "Small"}']) arrivals.frame(frame);
  assert.deepEqual(taken, ['{"class": "Small"}']);
  await bring();
  assert.deepEqual(taken.slice(1), ['{"class": "Large"}', bytes, '{"class": "Small"}']);
  arrivals.frame('{"class": "Large"}');
  assert.equal(taken.length, 5);
});

test("a name may be cut between two parts of a long message", async () => {
  const { taken, arrivals, classes, bring } = scene();
  arrivals.frame('{"type": "piece", "data": "… \\"Lar"}');
  assert.equal(taken.length, 0);
  await bring();
  assert.equal(taken.length, 1);
  assert.equal(classes.known["Large"], Large);
});

test("what waits as the connection ends comes no more", async () => {
  const { taken, arrivals, bring } = scene();
  arrivals.frame('{"class": "Large"}');
  arrivals.closed(1006, "");
  arrivals.opened();
  arrivals.frame('{"class": "Small"}');
  await bring();
  assert.deepEqual(taken, ['{"class": "Small"}']);
});
