import type { Column } from "./column.ts";

/** A way to filter by a column, as a menu offers it. */
export interface FilterWay {
  readonly label: string;
  /** What stands in the field then, … */
  readonly text: string;
  /** … and where the caret is, if there is more to type. */
  readonly caret?: number;
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "float", "date", "datetime"]);

/** What may begin a comparison that is in the field already. */
const SIGN = /^(?:>=|<=|!=|<>|[≥≤≠<>=])\s*/u;

const MISSING: readonly FilterWay[] = [
  { label: "Missing", text: "(missing)" },
  { label: "Not missing", text: "(not missing)" },
];

/** The ways that make sense for what a column has.
 *  @param typed what is in its field */
export function filterWays({ facts, kind, choices }: Column, typed: string): readonly FilterWay[] {
  const none: FilterWay[] = typed ? [{ label: "No filter", text: "" }] : [];
  // These have their values below that.
  if (kind === "check" || choices?.length) return [...MISSING, ...none];
  const value = typed.startsWith("(") ? "" : typed.replace(SIGN, "");
  const begun = (label: string, sign: string): FilterWay => {
    return { label, text: sign + value, caret: sign.length + value.length };
  };
  if (!NUMBERS.has(facts.type ?? "")) {
    return [begun("Contains…", ""), begun("Is…", "="), begun("Is not…", "!="), ...MISSING, ...none];
  }
  const between = value.includes("..") ? value : `${value}..`;
  return [
    begun("Is…", "="),
    begun("At least…", ">="),
    begun("At most…", "<="),
    { label: "Between…", text: between, caret: value ? between.length : 0 },
    ...MISSING,
    ...none,
  ];
}
