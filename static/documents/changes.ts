/** A change of a sequence, step by step: a number above 0 keeps so many elements, one below 0
 *  removes so many, and a sequence is inserted. What comes after the last step stays.
 *
 *  It is what `pgwidgets/model/documents/changes.py` describes; both sides must agree. */
export type Change<S extends Elements> = readonly (number | S)[];

/** A text, or a list of items. */
export type Elements = string | readonly unknown[];

/** How many elements a text has in this module's eyes: characters as Python counts them. */
export function count(elements: Elements): number {
  return typeof elements === "string" ? countCharacters(elements) : elements.length;
}

// biome-ignore lint/style/useUnicodeRegex: it is after the halves of characters
const SURROGATE = /[\ud800-\udfff]/;

/** Whether a text has characters of two units each. */
export function hasPairs(text: string): boolean {
  return SURROGATE.test(text);
}

export function countCharacters(text: string): number {
  if (!hasPairs(text)) return text.length;
  let pairs = 0;
  for (let i = 0; i < text.length; i += 1) if (isPair(text, i)) pairs += 1;
  return text.length - pairs;
}

/** Whether a unit and the next one are one character; half of one stands for itself. */
export function isPair(text: string, index: number): boolean {
  const [lead, trail] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  return lead >= 0xd800 && lead < 0xdc00 && trail >= 0xdc00 && trail < 0xe000;
}

/** A change in the making: steps of one kind in a row become one. */
export class Steps<S extends Elements> {
  /** Those so far. */
  readonly #steps: (number | S)[] = [];

  keep(elements: number): void {
    if (elements) this.#count(elements);
  }

  remove(elements: number): void {
    if (elements) this.#count(-elements);
  }

  pass(elements: number, removes: boolean): void {
    if (removes) this.remove(elements);
    else this.keep(elements);
  }

  #count(elements: number): void {
    const last = this.#steps.at(-1);
    const isSame = typeof last === "number" && last > 0 === elements > 0;
    if (isSame) this.#steps[this.#steps.length - 1] = last + elements;
    else this.#steps.push(elements);
  }

  insert(elements: S): void {
    if (!elements.length) return;
    const last = this.#steps.at(-1);
    if (last === undefined || typeof last === "number") this.#steps.push(elements);
    else this.#steps[this.#steps.length - 1] = joined(last, elements);
  }

  /** Goes over so many elements as another change does. */
  follow(change: Change<S>, elements: number): void {
    let left = elements;
    for (const step of change) {
      if (typeof step !== "number") this.insert(step);
      else if (step < 0) this.remove(-step);
      else this.keep(step);
      if (typeof step === "number") left -= Math.abs(step);
    }
    this.keep(left);
  }

  finish(): Change<S> {
    while (Number(this.#steps.at(-1)) > 0 && typeof this.#steps.at(-1) === "number") {
      this.#steps.pop();
    }
    return this.#steps;
  }
}

function joined<S extends Elements>(one: S, other: S): S {
  if (typeof one === "string") return (one + String(other)) as S;
  return [...one, ...(other as readonly unknown[])] as unknown as S;
}

/** Where one of two changes is, as both go along their sequence. */
class Walk<S extends Elements> {
  /** What it goes along. */
  readonly #change: Change<S>;
  /** Which step it is at. */
  #index = -1;
  isDone = false;
  /** What the present step inserts, if it does. */
  inserted: S | null = null;
  /** Over how many elements the present step still goes, and whether it takes them away. */
  left = 0;
  removes = false;

  constructor(change: Change<S>) {
    this.#change = change;
    this.next();
  }

  next(): void {
    this.#index += 1;
    const step = this.#change[this.#index];
    this.isDone = step === undefined;
    this.inserted = step === undefined || typeof step === "number" ? null : step;
    this.removes = typeof step === "number" && step < 0;
    // Behind the last step all stays.
    this.left = step === undefined ? Number.POSITIVE_INFINITY : lengthOf(step);
  }

  goOn(elements: number): void {
    if (this.inserted !== null) this.inserted = cut(this.inserted, elements)[1];
    this.left -= elements;
    if (!this.left) this.next();
  }
}

/** A change for a sequence that another, made at the same time, has changed.
 *  @param first whether what both insert at the same place has the change's own elements first */
export function transformed<S extends Elements>(
  change: Change<S>,
  other: Change<S>,
  first: boolean,
): Change<S> {
  const steps = new Steps<S>();
  const own = new Walk(change);
  const others = new Walk(other);
  while (!own.isDone) {
    if (own.inserted !== null && (first || others.inserted === null)) {
      steps.insert(own.inserted);
      own.next();
    } else if (others.inserted !== null) {
      steps.keep(count(others.inserted));
      others.next();
    } else {
      const both = Math.min(own.left, others.left);
      if (!others.removes) steps.pass(both, own.removes);
      own.goOn(both);
      others.goOn(both);
    }
  }
  return steps.finish();
}

/** The one change that does what two do, one after the other. */
export function composed<S extends Elements>(change: Change<S>, following: Change<S>): Change<S> {
  const steps = new Steps<S>();
  const own = new Walk(change);
  const others = new Walk(following);
  while (!own.isDone || !others.isDone) {
    if (others.inserted !== null) {
      steps.insert(others.inserted);
      others.next();
    } else if (own.removes) {
      steps.remove(own.left);
      own.next();
    } else {
      composeOver(steps, own, others);
    }
  }
  return steps.finish();
}

/** Both go over the same elements, which the first one keeps or has inserted. */
function composeOver<S extends Elements>(steps: Steps<S>, own: Walk<S>, others: Walk<S>): void {
  const both = Math.min(own.left, others.left);
  if (own.inserted !== null) {
    if (!others.removes) steps.insert(cut(own.inserted, both)[0]);
  } else if (others.removes) steps.remove(both);
  else steps.keep(both);
  own.goOn(both);
  others.goOn(both);
}

/** The one change that does what several do, one after the other. */
export function composedAll<S extends Elements>(changes: readonly Change<S>[]): Change<S> {
  if (changes.length < 2) return changes[0] ?? [];
  // By halves, so that a text that grows is not gone through for each of them.
  const middle = Math.floor(changes.length / 2);
  return composed(composedAll(changes.slice(0, middle)), composedAll(changes.slice(middle)));
}

function lengthOf<S extends Elements>(step: number | S): number {
  return typeof step === "number" ? Math.abs(step) : count(step);
}

/** The first elements, and the others. */
function cut<S extends Elements>(elements: S, at: number): readonly [first: S, others: S] {
  let unit = at;
  if (typeof elements === "string" && hasPairs(elements)) {
    unit = 0;
    for (let left = at; left > 0 && unit < elements.length; left -= 1) {
      unit += isPair(elements, unit) ? 2 : 1;
    }
  }
  return [elements.slice(0, unit) as S, elements.slice(unit) as S];
}

/** What both become on top of each other, when `earlier` counts as the first. */
export function crossed<S extends Elements>(
  earlier: Change<S>,
  later: Change<S>,
): readonly [earlier: Change<S>, later: Change<S>] {
  return [transformed(earlier, later, true), transformed(later, earlier, false)];
}

/** The change that puts elements in the place of some others. */
export function splice<S extends Elements>(at: number, removed: number, inserted: S): Change<S> {
  const steps = new Steps<S>();
  steps.keep(at);
  steps.remove(removed);
  steps.insert(inserted);
  return steps.finish();
}

/** A list that a change has changed. */
export function changedList<T>(items: readonly T[], change: Change<readonly T[]>): T[] {
  const changed: T[] = [];
  let at = 0;
  for (const step of change) {
    if (typeof step !== "number") changed.push(...step);
    else if (step < 0) at -= step;
    else {
      for (const end = at + step; at < end; at += 1) changed.push(items[at] as T);
    }
  }
  for (; at < items.length; at += 1) changed.push(items[at] as T);
  return changed;
}
