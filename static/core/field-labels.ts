/** What names a field, and what says what is wrong with it: ids of elements. */
export interface FieldLabels {
  readonly label: string | null;
  readonly error: string | null;
}

/** What a text of its own names, beside the label. */
const NAMED_BY_CONTENT = "button:not([role]), input[type=checkbox], input[type=radio]";

/** Ties a control to the elements that speak of it, for those who do not see it.
 *  @param around the widget's element, with its text, if it has one */
export function labelField(
  target: HTMLElement,
  around: HTMLElement,
  { label, error }: FieldLabels,
): void {
  const own = label !== null && target.matches(NAMED_BY_CONTENT) ? around.id : "";
  attribute(target, "aria-labelledby", label === null ? null : `${label} ${own}`.trim());
  attribute(target, "aria-describedby", error);
  attribute(target, "aria-invalid", error === null ? null : "true");
  // Without a role an element can't have a name, and without a name it needs none.
  if (label === null) {
    if (grouped.delete(target)) target.role = null;
  } else if (/^(DIV|SPAN)$/u.test(target.tagName) && !target.role) {
    grouped.add(target);
    target.role = "group";
  }
}

/** What has a role only for its name. */
const grouped = new WeakSet<HTMLElement>();

function attribute(target: HTMLElement, name: string, value: string | null): void {
  if (value === null) target.removeAttribute(name);
  else target.setAttribute(name, value);
}
