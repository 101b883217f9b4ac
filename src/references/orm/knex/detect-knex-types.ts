import { walk } from "../../../ast/walk.js";
import type { Detection, ScriptDetector } from "../../detector.js";
import { createColumnCollector } from "../column-collector.js";
import { readType } from "../kysely/read-types.js";
import { createRowTypeFinder, mayNameRows } from "../kysely/row-type-finder.js";

/**
 * Columns that types of rows name (`UserRow["name"]`), and what variables of such types are used for: the types that the interface `Tables`
 * of `knex/types/tables` gives to tables.
 */
export const detectKnexTypes: ScriptDetector = (file, project) => {
  if (!file.text.includes("knex/types/tables") && !mayNameRows(file.text, project, "knex")) return [];
  const found: Detection[] = [];
  const collector = createColumnCollector({ changes: project.changes, via: "knex", found });
  const rowTypes = createRowTypeFinder(file, project, "knex");
  for (const node of walk(file.ast))
    if (node.type === "TSTypeReference") readType(node, rowTypes, { reading: { file, project }, collector });
  return found;
};
