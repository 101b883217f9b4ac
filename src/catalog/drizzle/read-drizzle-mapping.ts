import { getImportPart } from "../../ast/import-part.js";
import type { CodeFile } from "../code/code-file.js";
import { getExportNames } from "../code/export-names.js";
import type { DrizzleMapping } from "./drizzle-mapping.js";
import { readClientOptions } from "./read-client-options.js";
import { readRelations } from "./read-relations.js";
import { readRowTypes, readValidator } from "./read-row-types.js";
import { readColumnSet, readMaker, readTable } from "./read-tables.js";
import { getTopLevelValues } from "./top-level.js";

/** Never false for a text that makes a table, or says something of one that others need. */
export function mayMapDrizzle(text: string): boolean {
  return text.includes("$infer") || IMPORTED.test(getImportPart(text));
}

const IMPORTED =
  /drizzle|Infer(?:Select|Insert)?Model\b|(?:pg|mysql|sqlite|singlestore)(?:Table|Schema|View|MaterializedView)/;

/** Tables that a module makes at its top level, and what it says of those of other modules. */
export function readDrizzleMapping({ ast, scopes }: CodeFile): DrizzleMapping | undefined {
  const exports = getExportNames(ast);
  const reading = { scopes, exports };
  const values = getTopLevelValues(ast);
  const mapping: DrizzleMapping = {
    tables: values.flatMap((value) => readTable(value, reading)),
    makers: values.flatMap((value) => readMaker(value, reading)),
    columnSets: values.flatMap((value) => readColumnSet(value, reading)),
    relations: values.flatMap((value) => readRelations(value, scopes)),
    rowTypes: [...readRowTypes(ast, reading), ...values.flatMap((value) => readValidator(value, reading))],
    ...readClientOptions(ast, scopes),
  };
  return isEmpty(mapping) ? undefined : mapping;
}

function isEmpty(mapping: DrizzleMapping): boolean {
  const parts: readonly (readonly unknown[])[] = Object.values(mapping);
  return parts.every(({ length }) => length === 0);
}
