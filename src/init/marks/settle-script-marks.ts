import type { Catalog, MappedColumn, MappedTable } from "../../catalog/catalog.js";
import { type KnownColumns, spellTable } from "./known-columns.js";
import { type FoundMarks, NO_MARKS, type Proposal, uniteMarks } from "./mark.js";
import type { CommentMark, DeclarationMark, ScriptMarks } from "./read-script-marks.js";
import { findReplacementNames, findSunset } from "./read-words.js";
import { settleMark } from "./read-sql-marks.js";
import type { RepoModules, SpellSymbol } from "./spell-symbols.js";

export interface MarkSettings {
  readonly catalog: Catalog;
  readonly known: KnownColumns;
  readonly spell: SpellSymbol;
  readonly graph: RepoModules["graph"];
}

/** Says which shapes a script's marks mean: a property that an ORM maps is its column, whatever else it is. */
export function settleScriptMarks(file: string, marks: ScriptMarks, settings: MarkSettings): FoundMarks {
  return uniteMarks([
    ...marks.declarations.map((mark) => settleDeclaration({ file, mark, marks }, settings)),
    ...marks.comments.map((mark) => settleComment(file, mark, settings)),
  ]);
}

interface Declared {
  readonly file: string;
  readonly mark: DeclarationMark;
  readonly marks: ScriptMarks;
}

function settleDeclaration(declared: Declared, settings: MarkSettings): FoundMarks {
  const { file, mark } = declared;
  const { line, says } = mark;
  const sunset = findSunset(says);
  const base = { file, line, says, ...(sunset !== undefined && { sunset }) };
  const columns = findColumns(file, mark.start, settings.catalog);
  if (columns.length > 0) {
    const proposals = columns.map(({ table, column }): Proposal => {
      const replacement = findColumnReplacement(says, table, column);
      const old = `${spellTable(table)}.${column.column}`;
      return { ...base, kind: "column", old, ...(replacement !== undefined && { replacement }) };
    });
    return { proposals, notes: [] };
  }
  const table = settings.catalog.tables.find((one) => one.file === file && one.start === mark.start);
  if (table !== undefined)
    return { proposals: [{ ...base, kind: "table", old: spellTable(table) }], notes: [] };
  if (mark.isVariable) {
    const next = findReplacementNames(says).find(
      (name) => name !== mark.name && mark.siblings.includes(name),
    );
    const proposal: Proposal = { ...base, kind: "config", old: mark.name };
    return { proposals: [next === undefined ? proposal : { ...proposal, replacement: next }], notes: [] };
  }
  if (mark.path === undefined) return NO_MARKS;
  const replacement = findSymbolReplacement({ ...declared, path: mark.path }, settings);
  const proposal: Proposal = {
    ...{ ...base, kind: "symbol", old: settings.spell(file, mark.path) },
    ...(replacement !== undefined && { replacement }),
  };
  return { proposals: [proposal], notes: [] };
}

interface FoundColumn {
  readonly table: MappedTable;
  readonly column: MappedColumn;
}

function findColumns(file: string, start: number, { tables }: Catalog): FoundColumn[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      (column.file ?? table.file) === file && column.start === start ? [{ table, column }] : [],
    ),
  );
}

function findColumnReplacement(says: string, table: MappedTable, old: MappedColumn): string | undefined {
  for (const name of findReplacementNames(says)) {
    const last = name.slice(name.lastIndexOf(".") + 1);
    const found = table.columns.find(({ property, column }) => property === last || column === last);
    if (found !== undefined && found.column !== old.column) return `${spellTable(table)}.${found.column}`;
  }
  return undefined;
}

type Reached = Declared & { readonly path: readonly [string, ...string[]] };

/** Only what is there: beside it, or imported where it stands. */
function findSymbolReplacement(
  { file, mark, marks, path }: Reached,
  { spell, graph }: MarkSettings,
): string | undefined {
  const [first, ...rest] = path;
  for (const name of findReplacementNames(mark.says)) {
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (rest.length > 0) {
      if (last !== mark.name && mark.siblings.includes(last))
        return spell(file, [first, ...rest.slice(0, -1), last]);
      continue;
    }
    if (name !== mark.name && mark.siblings.includes(name)) return spell(file, [name]);
    const imported = marks.imports.get(name);
    const home = imported && graph.getOrigins(file, imported.from, imported.name)[0];
    if (home?.module.startsWith("./") && home.name !== "*") return spell(home.module.slice(2), [home.name]);
  }
  return undefined;
}

function settleComment(file: string, { line, says, on }: CommentMark, settings: MarkSettings): FoundMarks {
  const mark = { file, line, says };
  const columns = on === undefined ? [] : findColumns(file, on.start, settings.catalog);
  if (columns.length === 0) return settleMark(mark, settings.known);
  const sunset = findSunset(says);
  const proposals = columns.map(({ table, column }): Proposal => {
    const replacement = findColumnReplacement(says, table, column);
    return {
      ...{ ...mark, kind: "column", old: `${spellTable(table)}.${column.column}` },
      ...(replacement !== undefined && { replacement }),
      ...(sunset !== undefined && { sunset }),
    };
  });
  return { proposals, notes: [] };
}
