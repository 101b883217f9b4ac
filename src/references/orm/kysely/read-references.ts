import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Access } from "../../reference.js";
import { addOfAnyTable } from "./any-table.js";
import { isDynamic } from "./dynamic.js";
import { findFunction, getReturned } from "./local-functions.js";
import { getLiterals, parseName } from "./names.js";
import type { Handle, Scope } from "./query.js";
import { isTable } from "./query.js";
import type { Finding } from "./read-call.js";
import { resolveColumn } from "./resolve-column.js";
import { getScope, type Reading } from "./scopes.js";

/** An argument that names columns. */
export interface NamedColumn {
  readonly at: TSESTree.Node;
  /** One column, a list or a callback that gives one, or an object whose keys are columns. */
  readonly form: "column" | "list" | "keys";
  readonly handle: Handle;
}

/** The columns that an argument names. Expressions in it are calls of their own. */
export function readReferences({ at, form, handle }: NamedColumn, finding: Finding): void {
  const { reading } = finding;
  const { scopes } = reading.file;
  const scope = getHandleScope(handle, reading);
  if (form === "keys") {
    for (const { name, key } of getEntries(at, scopes))
      addColumns(name.split("."), { node: key, range: getNameRange(key), scope }, finding);
    return;
  }
  const made = findFunction(at, scopes);
  const values = made === undefined ? [at] : getReturned(made);
  const elements = form === "list" ? values.flatMap((value) => getElements(value, scopes)) : values;
  for (const element of elements) readOne(element, scope, finding);
}

export function getHandleScope(handle: Handle, reading: Reading): Scope {
  return handle.kind === "loose" ? { ...LOOSE, at: handle.at } : getScope(handle.query, reading);
}

const LOOSE: Scope = { relations: [], outer: undefined, isOpen: true };

function readOne(element: TSESTree.Node, scope: Scope, finding: Finding): void {
  const { file } = finding.reading;
  const literals = getLiterals(element, file.scopes);
  for (const literal of literals) {
    const name = parseName(literal);
    if (name !== undefined) addColumns(name.path, { node: literal, range: name.range, scope }, finding);
    else if (literal.type === "TemplateLiteral") readTemplate(literal, scope, finding);
  }
  if (literals.length === 0 && isDynamic(unwrap(element), file.scopes)) addUnknown(scope, finding);
}

interface Place {
  readonly node: TSESTree.Node;
  readonly range: readonly [number, number];
  readonly scope: Scope;
  readonly access?: Access;
}

function addColumns(path: readonly string[], place: Place, { reading, collector }: Finding): void {
  const { node: at, range, scope, access = "read" } = place;
  const columns = resolveColumn(path, scope, reading);
  if (columns.length === 0)
    addOfAnyTable({ name: path.at(-1) ?? "", at, range, access }, scope, { reading, collector });
  for (const { table, column, isSure } of columns)
    collector.addColumn(table, column, { access, at, range, certainty: isSure ? "resolved" : "inferred" });
}

/** `` `${alias}.name` `` is a column of one of the tables; of `` `u.${column}` `` only running tells. */
function readTemplate(template: TSESTree.TemplateLiteral, scope: Scope, finding: Finding): void {
  const last = template.quasis.at(-1);
  const [, text] = /^\.([^\s.]+)/.exec(last?.value.cooked ?? "") ?? [];
  if (last === undefined || text === undefined) return addUnknown(scope, finding);
  const start = last.range[0] + 2;
  for (const { source } of scope.relations)
    if (isTable(source))
      for (const { table, column } of resolveColumn(
        [text],
        { ...scope, relations: [{ alias: "", source }], outer: undefined, isOpen: false },
        finding.reading,
      ))
        finding.collector.addColumn(table, column, {
          access: "read",
          at: template,
          range: [start, start + text.length],
          certainty: "inferred",
        });
}

/** A column whose name only running tells: it may be any of the query's tables. */
export function addUnknown({ relations }: Scope, { collector }: Finding, access: Access = "read"): void {
  for (const { source, at } of relations)
    if (isTable(source) && at !== undefined)
      collector.addAllColumns(source, { access, at: at.node, range: at.range, certainty: "unresolved" });
}
