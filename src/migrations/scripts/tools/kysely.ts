import { evaluate } from "../evaluate.js";
import type { ScriptModule } from "../script-module.js";
import type { ScriptTool } from "../script-tool.js";
import { getField, toHandle, type Value } from "../value.js";
import { createDatabase } from "./kysely/database.js";
import { listMigrationObjects } from "./kysely/migration-objects.js";
import { compiledQuery, sql } from "./kysely/raw-sql.js";

const EXPORTS: ReadonlyMap<string, Value> = new Map([
  ["sql", toHandle(sql)],
  ["CompiledQuery", toHandle(compiledQuery)],
]);

/** Kysely's migrations: `up(db)` of a module, of its default export, or of an entry of an object of migrations. */
export const kysely: ScriptTool = {
  name: "kysely",
  findEntry(module, entry) {
    const run = entry === undefined ? module.getExport("up") : findIn(module, entry);
    return run?.kind === "function" ? { run, args: [createDatabase()] } : undefined;
  },
  getImported(source, name) {
    // `npm:kysely`, `https://esm.sh/kysely`
    if (!source.includes("kysely")) return undefined;
    return name === "*" ? { kind: "object", fields: new Map(EXPORTS), isOpen: true } : EXPORTS.get(name);
  },
};

function findIn({ scope }: ScriptModule, entry: string): Value | undefined {
  const object = listMigrationObjects(scope.run.file.ast).find(({ key }) => key === entry);
  return object && getField(evaluate(object.node, scope), "up");
}
