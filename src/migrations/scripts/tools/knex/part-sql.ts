import type { SourceText } from "../../../../references/sql/source-text.js";
import type { Value } from "../../value.js";
import { Query } from "./query.js";
import { Raw } from "./raw.js";

/** The SQL of a query or raw text that is a part of another; undefined for what is neither, or not in the file. */
export function getPartSql(value: Value | undefined): SourceText | undefined {
  if (value?.kind !== "handle") return undefined;
  const { handle } = value;
  if (handle instanceof Query) return handle.getSelect();
  return handle instanceof Raw ? handle.sql : undefined;
}
