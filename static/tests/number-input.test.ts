import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { decimalSign, parseNumber } from "../widgets-support/number-input.ts";

type Sign = "." | ",";

/** What both kinds of numbers are, for both signs before decimals: int with a point, with a comma,
 *  then float likewise. */
function parsed(text: string): (number | null)[] {
  const signs: Sign[] = [".", ","];
  return (["int", "float"] as const).flatMap((dtype) => {
    return signs.map((sign) => parseNumber(text, dtype, sign));
  });
}

describe("a text that means one number", () => {
  for (const [text, expected] of [
    ["5", 5],
    [" -1.5 ", -1.5],
    ["+2", 2],
    ["−3", -3],
    ["1,5", 1.5],
    [".5", 0.5],
    [",5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1.5e3", 1500],
    ["0,125", 0.125],
    ["1,0000", 1],
    ["1.000,5", 1000.5],
    ["1,000.5", 1000.5],
    ["1,234,567", 1234567],
    ["1.234.567", 1234567],
    ["1 000", 1000],
    ["1\u00a0000,5", 1000.5],
    ["1\u202f234\u202f567", 1234567],
    ["1'000", 1000],
    ["１２", 12],
  ] as const) {
    test(JSON.stringify(text), () => assert.deepEqual(parsed(text), new Array(4).fill(expected)));
  }
});

describe("a text that is no number", () => {
  const texts = [
    "", "-", "0x10", "1e999", "5 px", "1,2,3", "1.2.3", "1,00,000", "1.5,5.5", "1 2", "1,000,5.5", "e5",
  ];
  for (const text of texts) {
    test(JSON.stringify(text), () => assert.deepEqual(parsed(text), new Array(4).fill(null)));
  }
});

test("a comma with three digits behind it", () => {
  assert.deepEqual(parsed("1,000"), [1000, 1000, 1000, 1]);
  assert.deepEqual(parsed("-12,345"), [-12345, -12345, -12345, -12.345]);
});

test("a point with three digits behind it is what a box with three decimals writes", () => {
  assert.deepEqual(parsed("1.000"), [1000, 1000, 1, 1]);
});

test("the sign before decimals is that of the language", () => {
  assert.deepEqual(["en", "de", "fr-CH", "ar"].map(decimalSign), [".", ",", ",", "."]);
});
