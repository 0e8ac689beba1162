import { countCharacters, Steps } from "./changes.ts";
import { difference, type TextChange } from "./text-changes.ts";

/** The change that makes one text of another, in as many places as their lines tell apart.
 *
 *  A line that each of them has once is the same in both (Bram Cohen's "patience diff"): what
 *  stands there keeps its place, whatever was changed before it and behind it. */
export function lineDifferences(before: string, after: string): TextChange {
  const [from, to] = [linesOf(before), linesOf(after)];
  const steps = new Steps<string>();
  let [i, j] = [0, 0];
  for (const [line, other] of [...sameLines(from, to), [from.length, to.length] as const]) {
    const piece = from.slice(i, line).join("");
    steps.follow(difference(piece, to.slice(j, other).join("")), countCharacters(piece));
    steps.keep(countCharacters(from[line] ?? ""));
    [i, j] = [line + 1, other + 1];
  }
  return steps.finish();
}

type Pair = readonly [line: number, other: number];

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function sameLines(from: readonly string[], to: readonly string[]): Pair[] {
  const others = unique(to);
  const pairs: Pair[] = [];
  for (const [text, line] of unique(from)) {
    const other = line < 0 ? -1 : (others.get(text) ?? -1);
    if (other >= 0) pairs.push([line, other]);
  }
  return inOrder(pairs);
}

/** Where each line is; -1 for those that are there more than once. */
function unique(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, line] of lines.entries()) found.set(line, found.has(line) ? -1 : index);
  return found;
}

interface Chain {
  readonly pair: Pair;
  readonly former: Chain | null;
}

/** As many pairs as possible whose order is the same on both sides: those on one are in order. */
function inOrder(pairs: readonly Pair[]): Pair[] {
  // For each length the chain that ends the earliest on the other side.
  const chains: Chain[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, chains.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((chains[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    chains[low] = { pair, former: chains[low - 1] ?? null };
  }
  const found: Pair[] = [];
  for (let chain = chains.at(-1) ?? null; chain; chain = chain.former) found.push(chain.pair);
  return found.reverse();
}
