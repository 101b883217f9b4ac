import { linkTypeorm } from "../../../src/catalog/typeorm/link-typeorm.js";
import { readTypeormMapping } from "../../../src/catalog/typeorm/read-typeorm-mapping.js";
import type { MappedTable } from "../../../src/catalog/catalog.js";
import { createGraph, type Files } from "../../references/symbols/symbol-project.js";
import { parseTestScript } from "../../support/parse.js";

/** The entities of a small repo. */
export function linkFiles(files: Files): MappedTable[] {
  const mappings = Object.entries(files).flatMap(([path, text]) => {
    const mapping = readTypeormMapping(parseTestScript(path, text));
    return mapping === undefined ? [] : [[path, mapping] as const];
  });
  return linkTypeorm(new Map(mappings), createGraph(files));
}

/** `table.column = Model.property` of each mapped column; `!` before one that is taken out. */
export function listColumns(tables: readonly MappedTable[]): string[] {
  return tables.flatMap(({ schema, table, model, columns }) =>
    columns.map(({ column, property, isDeclared }) => {
      const name = [...(schema === undefined ? [] : [schema]), table, column].join(".");
      return `${isDeclared ? "" : "!"}${name} = ${model}.${property}`;
    }),
  );
}
