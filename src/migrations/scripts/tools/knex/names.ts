import type { TableName } from "../../../../catalog/table-columns.js";
import { DEFAULT_SCHEMA } from "../../../../catalog/table-columns.js";
import { listValues } from "../../list-values.js";
import { getText, type Value } from "../../value.js";

/** A table as a builder names it: `users`, `app.users` (each part is quoted: lib/formatter/wrappingFormatter.js), under `withSchema`. */
export function readTableName(value: Value | undefined, schema: Value | undefined): TableName | undefined {
  const name = getText(value);
  if (name === undefined) return undefined;
  const parts = name.split(".");
  const [table = name, own] = [parts.at(-1), parts.at(-2)];
  const given = own ?? (schema === undefined ? undefined : getSchema(schema));
  return given === undefined || given === DEFAULT_SCHEMA ? { table } : { schema: given, table };
}

/** A schema that is known only at run time is the deployment's choice: code sees it as the default one. */
function getSchema(schema: Value): string | undefined {
  return getText(schema);
}

/** The names of several arguments, lists among them; undefined where one is known only at run time. */
export function readNames(values: readonly Value[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const value of values) {
    const inner = value.kind === "list" && !value.isOpen ? readNames(value.items) : undefined;
    const text = getText(value);
    if (inner === undefined && text === undefined) return undefined;
    names.push(...(inner ?? []), ...(text === undefined ? [] : [text]));
  }
  return names;
}

const AT_RUN_TIME = "its names are known only when it runs";

/** Why names that a call is handed can't be told. */
export function explainNames(values: readonly (Value | undefined)[]): string {
  const all = values.flatMap((value) => (value ? listValues(value) : []));
  const because = all.flatMap((value) => (value.kind === "unknown" ? (value.because ?? []) : []));
  return because.length === 0 ? AT_RUN_TIME : `${AT_RUN_TIME}: ${[...new Set(because)].join(", ")}`;
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === "plain" && value.value === true;
}

export function isFalse(value: Value | undefined): boolean {
  return value?.kind === "plain" && value.value === false;
}

export function isNothing(value: Value | undefined): boolean {
  return (
    value === undefined || (value.kind === "plain" && (value.value === undefined || value.value === null))
  );
}
