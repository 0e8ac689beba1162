/** Arithmetic and text of the numeric widgets (SpinBox, Slider, …). */

import { clamp } from "../core/clamp.ts";

export type NumberType = "int" | "float";

/** What a numeric widget was told about its numbers. */
export interface NumberRules {
  readonly dtype: NumberType;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Digits after the point, or null: as many as the step has. */
  readonly decimals: number | null;
}

/** The options that the constructors of numeric widgets share. */
export interface NumberOptions {
  readonly dtype?: NumberType | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly step?: number | null;
  readonly value?: number | null;
  readonly decimals?: number | null;
}

const MAX_DECIMALS = 20;

export function rulesOf(options: NumberOptions): NumberRules {
  return {
    dtype: options.dtype ?? "int",
    min: options.min ?? 0,
    max: options.max ?? 100,
    step: options.step ?? 1,
    decimals: options.decimals ?? null,
  };
}

/** The rules with other limits; null keeps one as it is. */
export function withLimits(
  rules: NumberRules,
  min: number | null,
  max: number | null,
  step: number | null | undefined,
): NumberRules {
  return { ...rules, min: min ?? rules.min, max: max ?? rules.max, step: step ?? rules.step };
}

/** The digits after the point that writing `value` takes, exponents included. */
export function decimalsOf(value: number): number {
  const match = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/u.exec(String(value));
  if (match === null) return 0;
  const digits = (match[1] ?? "").length - Number(match[2] ?? 0);
  return Math.min(Math.max(digits, 0), MAX_DECIMALS);
}

/** Digits after the point that values under these rules are shown with. */
export function shownDecimals(rules: NumberRules): number {
  if (rules.dtype === "int") return 0;
  if (rules.decimals !== null) return Math.min(Math.max(rules.decimals, 0), MAX_DECIMALS);
  return Math.max(decimalsOf(rules.step), decimalsOf(rules.min));
}

/** The text that a value is shown as. */
export function formatNumber(value: number, rules: NumberRules): string {
  const text = value.toFixed(shownDecimals(rules));
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** What the program sets: inside the limits, whole for integers, otherwise as precise as given. */
export function fitted(value: number, rules: NumberRules): number {
  const { min, max } = rules;
  if (rules.dtype !== "int") return clamp(value, min, max);
  return clamp(Math.round(value), Math.ceil(min), Math.floor(max));
}

/** What the user chooses: also without the noise of binary fractions (0.1 + 0.2). */
export function tidy(value: number, rules: NumberRules): number {
  const digits = Math.max(shownDecimals(rules), decimalsOf(rules.step), decimalsOf(rules.min));
  return fitted(Number(value.toFixed(Math.min(digits, MAX_DECIMALS))), rules);
}

/** Whether the value is one that stepping from the lower limit reaches. */
export function isOnStep(value: number, rules: NumberRules): boolean {
  const steps = (value - rules.min) / rules.step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps));
}

/** The value that so many steps lead to; from between two of them, the first leads to the next.
 *  The last step to the upper limit may be a short one. */
export function stepped(value: number, steps: number, rules: NumberRules): number {
  const place = (value - rules.min) / rules.step;
  let from = Math.round(place);
  if (!isOnStep(value, rules)) from = steps > 0 ? Math.floor(place) : Math.ceil(place);
  return tidy(rules.min + (from + steps) * rules.step, rules);
}

/** The nearest value that steps lead to. */
export function nearestStep(value: number, rules: NumberRules): number {
  const { min, max, step } = rules;
  const near = tidy(min + Math.round((value - min) / step) * step, rules);
  const end = tidy(max, rules);
  return Math.abs(end - value) < Math.abs(near - value) ? end : near;
}
