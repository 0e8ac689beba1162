import type { SortOrder } from "../../documents/table-part.ts";

/** What a click on a column's name makes of the order: up, down, and as the rows came.
 *  @param adds whether the columns that are sorted by stay in it */
export function arranged(
  sort: SortOrder,
  key: string,
  adds: boolean,
): SortOrder {
  const at = sort.findIndex(([sorted]) => sorted === key);
  const ascending = sort[at]?.[1];
  const next: SortOrder = ascending === false ? [] : [[key, ascending === undefined]];
  if (!adds) return next;
  return at < 0 ? [...sort, ...next] : sort.toSpliced(at, 1, ...next);
}
