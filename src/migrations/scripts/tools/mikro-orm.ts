import { createInstance } from "../class-member.js";
import { listModuleClasses } from "../module-classes.js";
import type { ScriptTool } from "../script-tool.js";
import { type ClassValue, toHandle } from "../value.js";
import { getMedusaImport } from "./mikro-orm/medusa.js";
import { MIGRATION } from "./mikro-orm/migration-class.js";

/** The first class that the file exports (`resolve` in packages/core/src/utils/AbstractMigrator.ts). */
export const mikroOrm: ScriptTool = {
  name: "mikro-orm",
  findEntry({ scope }) {
    const node = listModuleClasses(scope.run.file.ast).find(({ isExported }) => isExported)?.node;
    if (node === undefined) return undefined;
    const made: ClassValue = { kind: "class", node, environment: scope.environment };
    const { instance } = createInstance(made, toHandle(MIGRATION), scope);
    const run = instance.fields.get("up");
    return run?.kind === "function" ? { run, args: [], self: instance } : undefined;
  },
  getImported: getMedusaImport,
};
