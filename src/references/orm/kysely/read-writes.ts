import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import { getNameRange } from "../../../ast/property-name.js";
import type { TableName } from "../../../catalog/table-columns.js";
import { addOfAnyTable } from "./any-table.js";
import { isDynamic, mayHaveMore } from "./dynamic.js";
import { findFunction, getReturned } from "./local-functions.js";
import { getNames } from "./names.js";
import { isTable, type Relation, type Scope } from "./query.js";
import type { Finding, KyselyCall } from "./read-call.js";
import { addUnknown, getHandleScope } from "./read-references.js";
import { toColumnNames } from "./to-table-name.js";

/** What `values`, `set`, `columns` and their like write. */
export function readWrites({ node, name, handle }: KyselyCall, finding: Finding): void {
  const { reading } = finding;
  const { scopes } = reading.file;
  const scope = getHandleScope(handle, reading);
  const [target] = scope.relations;
  const [first] = node.arguments;
  if (target === undefined || first === undefined) return;
  if (!isTable(target.source)) {
    const written = getElements(first, scopes).flatMap((value) => getEntries(value, scopes));
    for (const { name: column, key: at } of name === "columns" ? [] : written)
      addOfAnyTable({ name: column, at, range: getNameRange(at), access: "write" }, scope, finding);
    return;
  }
  if (name === "expression") return readUnlisted(handle, target, finding);
  if (name === "columns" || node.arguments.length === 2)
    return readNames(name === "columns" ? getElements(first, scopes) : [first], scope, finding);
  const made = findFunction(first, scopes);
  const values = (made === undefined ? [first] : getReturned(made)).flatMap((value) =>
    getElements(value, scopes),
  );
  const entries = values.flatMap((value) => getEntries(value, scopes));
  for (const entry of entries) addWrite(target.source, entry, finding);
  if (values.some((value) => mayHaveMore(value, scopes))) addRest(scope, entries, finding);
}

function addWrite(table: TableName, { name, key }: ObjectEntry, { reading, collector }: Finding): void {
  const plain = name.slice(name.lastIndexOf(".") + 1);
  const [start, end] = getNameRange(key);
  for (const column of toColumnNames(plain, reading.project))
    collector.addColumn(table, column, {
      access: "write",
      at: key,
      range: [end - Math.min(plain.length, end - start), end],
    });
}

function readNames(nodes: readonly TSESTree.Node[], scope: Scope, finding: Finding): void {
  const { reading, collector } = finding;
  const [target] = scope.relations;
  if (target === undefined || !isTable(target.source)) return;
  for (const node of nodes) {
    const names = getNames(node, reading.file.scopes);
    for (const { path, at, range } of names)
      for (const column of toColumnNames(path.at(-1) ?? "", reading.project))
        collector.addColumn(target.source, column, { access: "write", at, range });
    if (names.length === 0 && isDynamic(node, reading.file.scopes))
      addUnknown(only(scope, target), finding, "write");
  }
}

/** An INSERT of a query without a list of columns fills all of them. */
function readUnlisted(handle: KyselyCall["handle"], { source, at }: Relation, { collector }: Finding): void {
  if (handle.kind !== "query" || handle.query.calls.some(({ name }) => name === "columns")) return;
  if (isTable(source) && at !== undefined)
    collector.addAllColumns(source, { access: "write", at: at.node, range: at.range });
}

/** An object that comes from elsewhere may hold any column; those that are written here are no question. */
function addRest(scope: Scope, entries: readonly ObjectEntry[], { reading, collector }: Finding): void {
  const [target] = scope.relations;
  if (target?.at === undefined || !isTable(target.source)) return;
  const { source, at } = target;
  const named = new Set(entries.flatMap(({ name }) => toColumnNames(name, reading.project)));
  for (const { old } of reading.project.changes)
    if (old.kind === "column" && !named.has(old.column))
      collector.addColumn(source, old.column, {
        ...{ access: "write", at: at.node, range: at.range },
        certainty: "unresolved",
      });
}

function only(scope: Scope, target: Relation): Scope {
  return { relations: [target], outer: scope.outer, isOpen: scope.isOpen };
}
