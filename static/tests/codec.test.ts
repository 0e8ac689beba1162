import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeAll, encode } from "../core/codec.ts";
import { RemoteObject, type Page } from "../core/widget.ts";

class Thing extends RemoteObject {}
const page = {} as Page;
const [one, two] = [new Thing(page, 1), new Thing(page, 2)];

function lookUp(wid: number): RemoteObject {
  const found = [one, two].find((thing) => thing.wid === wid);
  if (!found) throw new Error(`no widget ${wid}`);
  return found;
}

test("widgets are put in place of their ids, at any depth, and back", () => {
  const wire = [1, "text", null, { __wid__: 1 }, [{ deep: [{ __wid__: 2 }] }], { a: { b: true } }];
  const values = decodeAll(wire, lookUp);
  assert.deepEqual(values, [1, "text", null, one, [{ deep: [two] }], { a: { b: true } }]);
  assert.deepEqual(encode(values), wire);
});

test("scalars alone are passed on as they are", () => {
  const wire = [1, "text", null];
  assert.equal(decodeAll(wire, lookUp), wire);
});

test("a widget that is not there is an error", () => {
  assert.throws(() => decodeAll([[{ __wid__: 9 }]], lookUp), /no widget 9/u);
});

test("bytes come in as they are, and can't go out", () => {
  const data = new Uint8Array([1]);
  assert.equal(decodeAll([data], lookUp)[0], data);
  assert.throws(() => encode({ picture: data }), /bytes can't travel as JSON/u);
});
