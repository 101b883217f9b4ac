import type { Access } from "../../reference.js";
import { isTable, type Scope } from "./query.js";
import type { Finding } from "./read-call.js";
import { toColumnNames } from "./to-table-name.js";
import type { TSESTree } from "@typescript-eslint/utils";

/** A column by its name, of whatever table the statement is about. */
export interface AnyColumn {
  readonly name: string;
  readonly at: TSESTree.Node;
  readonly range: readonly [number, number];
  readonly access: Access;
}

/** `db.selectFrom(table).select("name")`: it may be the old column, in a file that has the table's name as a text of its own. */
export function addOfAnyTable({ name, at, range, access }: AnyColumn, scope: Scope, finding: Finding): void {
  const { reading, collector } = finding;
  if (!scope.relations.some(({ source }) => !isTable(source) && source.isAnyTable === true)) return;
  const { changes } = reading.project;
  for (const { old } of changes)
    if (old.kind === "column" && hasText(reading.file.text, old.table))
      for (const column of toColumnNames(name, reading.project))
        collector.addColumn(old, column, { access, at, range, certainty: "unresolved" });
}

function hasText(text: string, table: string): boolean {
  return [`"${table}"`, `'${table}'`, `\`${table}\``].some((literal) => text.includes(literal));
}
