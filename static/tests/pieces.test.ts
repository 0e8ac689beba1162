import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../core/messages.ts";
import { PIECE_UNITS, Pieces, split } from "../core/pieces.ts";

const FRAME_BYTES = 1024 * 1024;

function sent(message: object): Message[] {
  return [...split(JSON.stringify(message))].map((frame) => {
    assert.ok(new TextEncoder().encode(frame).length <= FRAME_BYTES);
    return JSON.parse(frame) as Message;
  });
}

function joined(pieces: readonly Message[]): Message | null {
  const box = new Pieces();
  const wholes = pieces.map((piece) => box.take(piece));
  assert.ok(wholes.slice(0, -1).every((whole) => whole === null));
  return wholes.at(-1) ?? null;
}

/** Random numbers that are the same in each run. */
function* randoms(seed: number): Generator<number, never> {
  let state = seed;
  while (true) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const ALPHABET = ["a", '"', "\\", "\n", "\u0001", "é", "€", "😀", "\ud83d", "\ude00", "\u2028"];

test("any text arrives as it was, whatever lies where it is cut", () => {
  const random = randoms(7);
  for (let round = 0; round < 40; round += 1) {
    const length = Math.floor(random.next().value * 3 * PIECE_UNITS);
    const filler = ALPHABET[Math.floor(random.next().value * ALPHABET.length)] ?? "";
    const odd = Array.from({ length: 50 }, () => {
      return ALPHABET[Math.floor(random.next().value * ALPHABET.length)];
    }).join("");
    const message = { type: "callback", text: (odd + filler.repeat(200)).repeat(length / 250) };
    assert.deepEqual(joined(sent(message)), JSON.parse(JSON.stringify(message)));
  }
});

test("no piece ends in the middle of a character", () => {
  for (const shift of ["", "x"]) {
    const pieces = sent({ type: "a", text: shift + "😀".repeat(PIECE_UNITS) });
    assert.ok(pieces.length > 2);
    for (const piece of pieces) assert.ok((piece["data"] as string).isWellFormed());
  }
});

test("pieces know their place", () => {
  const pieces = sent({ type: "a", text: "x".repeat(2 * PIECE_UNITS) });
  assert.deepEqual(
    pieces.map(({ type, index, count }) => [type, index, count]),
    [0, 1, 2].map((index) => ["piece", index, 3]),
  );
});

test("a piece out of turn is refused", () => {
  const [first, second, third] = sent({ type: "a", text: "x".repeat(2 * PIECE_UNITS) });
  assert.ok(first && second && third);
  for (const wrong of [[second], [first, third], [first, second, second], [first, { ...second, count: 9 }]]) {
    assert.throws(() => joined(wrong), /out of turn/u);
  }
  assert.throws(() => joined([{ ...first, index: "0" }]), /whole number/u);
  assert.throws(() => joined([{ ...first, data: 7 }]), /must be text/u);
});

test("a first piece begins another message", () => {
  const [first] = sent({ type: "a", text: "x".repeat(2 * PIECE_UNITS) });
  const other = sent({ type: "b", text: "y".repeat(PIECE_UNITS) });
  assert.ok(first);
  assert.equal(joined([first, ...other])?.type, "b");
});
