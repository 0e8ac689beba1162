import assert from "node:assert/strict";
import { test } from "node:test";
import { Chunks, typedArray } from "../core/chunks.ts";
import type { Message } from "../core/messages.ts";

const HEADER = { type: "binary-call-chunked", transfer_id: "t", num_chunks: 3 };
const piece = (index: number, id = "t") => {
  return { type: "binary-chunk", transfer_id: id, chunk_index: index };
};

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

test("pieces are put together in their order, however they come", () => {
  const chunks = new Chunks();
  chunks.announce(HEADER);
  chunks.announce({ ...HEADER, transfer_id: "u", num_chunks: 1 });
  assert.equal(chunks.add(piece(2), bytes(5)), null);
  assert.equal(chunks.add(piece(0), bytes(1, 2)), null);
  assert.equal(chunks.add(piece(0, "u"), bytes())?.bytes.byteLength, 0);
  const whole = chunks.add(piece(1), bytes(3, 4));
  assert.deepEqual(whole?.header, HEADER);
  assert.deepEqual([...new Uint8Array(whole.bytes)], [1, 2, 3, 4, 5]);
  assert.throws(() => chunks.add(piece(1), bytes(3)), /no transfer "t" is under way/u);
});

test("pieces that do not fit are refused, and the others go on", () => {
  const chunks = new Chunks();
  assert.throws(() => chunks.announce({ ...HEADER, num_chunks: 0 }), /must be at least 1/u);
  assert.throws(() => chunks.announce({ ...HEADER, num_chunks: "3" }), /must be a whole number/u);
  chunks.announce({ ...HEADER, num_chunks: 2 });
  assert.equal(chunks.add(piece(1), bytes(2)), null);
  for (const index of [-1, 1, 2]) {
    assert.throws(() => chunks.add(piece(index), bytes(9)), /out of range or came before/u);
  }
  assert.deepEqual([...new Uint8Array(chunks.add(piece(0), bytes(1))?.bytes ?? [])], [1, 2]);
});

test("bytes become the numbers that the header names", () => {
  const values = new Float32Array([0.5, -1.25, 3, 4]);
  const array = typedArray(values.buffer, { type: "binary-call", dtype: "float32", shape: [2, 2] });
  assert.deepEqual([array.constructor.name, ...array], ["Float32Array", 0.5, -1.25, 3, 4]);
  assert.deepEqual(array.shape, [2, 2]);
  const plain = typedArray(bytes(1, 255), { type: "binary-call" });
  assert.deepEqual([plain.constructor.name, ...plain], ["Uint8Array", 1, 255]);
  assert.equal(plain.shape, undefined);
});

test("numbers of no known kind, or not whole ones, are refused", () => {
  const call = (dtype: string) => () => typedArray(bytes(1, 2, 3), { type: "binary-call", dtype });
  assert.throws(call("uint9"), /dtype "uint9" is none of uint8, uint16,/u);
  assert.throws(call("constructor"), /is none of/u);
  assert.throws(call("uint16"), /3 bytes are no whole number of uint16 values/u);
});

function buffer(id: string, dtype?: string): Message {
  return { type: "buffer", transfer_id: id, num_chunks: 1, ...(dtype ? { dtype } : {}) };
}

test("buffers take the places of the references to them, once", () => {
  const chunks = new Chunks();
  chunks.announce(buffer("a"));
  chunks.announce(buffer("b", "uint16"));
  assert.equal(chunks.add(piece(0, "a"), bytes(1, 2)), null);
  assert.equal(chunks.add(piece(0, "b"), bytes(3, 0)), null);
  const args = ["x", null, { __wid__: 3 }, { deep: [{ __buffer__: 1 }, 7] }, { __buffer__: 0 }];
  const message = { type: "call", args, buffers: ["a", "b"] };
  const filled = chunks.fill(message)["args"] as unknown[];
  assert.deepEqual(filled, [
    ...args.slice(0, 3),
    { deep: [new Uint16Array([3]), 7] },
    new Uint8Array([1, 2]),
  ]);
  assert.throws(() => chunks.fill(message), /no buffer "a" has come/u);
});

test("a message without buffers stays as it is", () => {
  const message = { type: "call", args: [{ __buffer__: 0 }] };
  assert.equal(new Chunks().fill(message), message);
});
