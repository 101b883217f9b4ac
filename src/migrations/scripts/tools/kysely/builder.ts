import type { SourceText } from "../../../../references/sql/source-text.js";
import { runComposed, type ComposedStatement } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { createFragment } from "./raw-sql.js";
import type { SqlHandle } from "./sql-handle.js";

/** A call on a builder: its name, and what it adds. */
export interface Part {
  readonly name: string;
  readonly sql: SourceText;
  readonly site: CallSite;
}

/** A builder of one statement of the schema: it does nothing before it is executed. */
export interface Builder {
  readonly label: string;
  /** What it is about, where that is known. */
  readonly tables?: readonly string[];
  readonly parts: readonly Part[];
  /** What a call adds, empty for what changes no column; undefined for a method that the builder does not have. */
  read(name: string, args: readonly Value[], site: CallSite): SourceText | undefined;
  format(parts: readonly Part[]): readonly ComposedStatement[];
}

export function createBuilder(builder: Builder): Value {
  const handle: SqlHandle = {
    label: builder.label,
    tables: builder.tables ?? [],
    get sql() {
      return builder.format(builder.parts).flatMap(({ sql }) => sql);
    },
    getMember: () => undefined,
    callMethod(name, args, site) {
      const statements = builder.format(builder.parts);
      if (name === "execute") {
        runComposed(statements);
        return UNKNOWN;
      }
      if (name === "compile") return createFragment(statements.flatMap(({ sql }) => sql));
      if (name === "$call") return site.callFunction(args[0], [toHandle(handle)]);
      const sql = builder.read(name, args, site);
      return sql && createBuilder({ ...builder, parts: [...builder.parts, { name, sql, site }] });
    },
  };
  return toHandle(handle);
}

export function hasPart(parts: readonly Part[], name: string): boolean {
  return parts.some((part) => part.name === name);
}
