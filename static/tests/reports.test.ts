import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Reports, type Report } from "../core/reports.ts";

let now = 0;
mock.method(performance, "now", () => now);
mock.timers.enable({ apis: ["setTimeout"] });
let sent: (readonly Report[])[];
let collect: () => void;
let reports: Reports;

beforeEach(() => {
  sent = [];
  collect = () => undefined;
  reports = new Reports((facts) => sent.push(facts), () => collect());
});

function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += 1) {
    now += 1;
    mock.timers.tick(1);
  }
}

test("the last fact per widget and key goes out, once no more come", () => {
  reports.add(1, "size", [1, 1]);
  pass(30);
  reports.add(1, "size", [2, 2]);
  reports.add(1, "scroll", 0.5);
  reports.add(2, "size", [3, 3]);
  pass(30);
  assert.deepEqual(sent, []);
  pass(25);
  assert.deepEqual(sent, [[[1, "size", [2, 2]], [1, "scroll", 0.5], [2, "size", [3, 3]]]]);
  pass(1000);
  assert.equal(sent.length, 1);
});

test("facts that keep coming wait for a quarter of a second at most", () => {
  for (let count = 0; count < 24; count += 1) {
    reports.add(1, "scroll", count);
    pass(10);
  }
  assert.deepEqual(sent, []);
  pass(12);
  assert.deepEqual(sent, [[[1, "scroll", 23]]]);
});

test("what takes long to find out is found out less often while more comes", () => {
  let looks = 0;
  const looksWithin = (ms: number): number => {
    const former = looks;
    for (let passed = 0; passed < ms; passed += 10) {
      reports.expect();
      pass(10);
    }
    return looks - former;
  };
  let cost = 100;
  collect = () => {
    looks += 1;
    now += cost;
  };
  assert.equal(looksWithin(300), 1);
  assert.equal(looksWithin(900), 0);
  assert.equal(looksWithin(200), 1);
  cost = 1;
  assert.ok(looksWithin(1500) < 4);
  assert.ok(looksWithin(1500) > 4);
  pass(60);
});

test("what is found out only when it is due goes along", () => {
  collect = () => reports.add(5, "size", [1, 2]);
  reports.expect();
  pass(60);
  assert.deepEqual(sent, [[[5, "size", [1, 2]]]]);
  pass(1000);
  assert.equal(sent.length, 1);
});

test("a page that may end tells at once what it has, and nothing twice", () => {
  collect = () => reports.add(5, "size", [1, 2]);
  reports.add(1, "scroll", 0.5);
  reports.hurry();
  assert.deepEqual(sent, [[[1, "scroll", 0.5], [5, "size", [1, 2]]]]);
  reports.hurry();
  pass(1000);
  assert.equal(sent.length, 1);
});

test("of a widget that is gone nothing is told", () => {
  reports.add(1, "size", 1);
  reports.add(2, "size", 2);
  reports.forget(1);
  pass(60);
  assert.deepEqual(sent, [[[2, "size", 2]]]);
});

test("very many facts go out in several messages", () => {
  for (let wid = 0; wid < 5001; wid += 1) reports.add(wid, "size", wid);
  pass(60);
  assert.deepEqual(sent.map((facts) => facts.length), [5000, 1]);
});
