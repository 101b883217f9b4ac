import type { Handle } from "../handle.js";
import type { ScriptTool } from "../script-tool.js";
import { createText, toHandle, UNDEFINED, type Value } from "../value.js";
import { createBuilder } from "./node-pg-migrate/builder.js";
import { createLiteral } from "./node-pg-migrate/names.js";
import { parseShorthands } from "./node-pg-migrate/shorthands.js";

/** node-pg-migrate's migrations: `up(pgm)`. `entry`: the shorthands of the files before, as JSON. */
export const nodePgMigrateScript: ScriptTool = {
  name: "node-pg-migrate",
  findEntry(module, entry) {
    const run = module.getExport("up");
    if (run?.kind !== "function") return undefined;
    const own = module.getExport("shorthands");
    const shorthands = new Map([...parseShorthands(entry), ...(own?.kind === "object" ? own.fields : [])]);
    return { run, args: [toHandle(createBuilder(shorthands)), toHandle(done)] };
  },
  getImported(source, name) {
    if (source !== "node-pg-migrate") return undefined;
    return name === "*" ? { kind: "object", fields: new Map(EXPORTS), isOpen: true } : EXPORTS.get(name);
  },
};

/** The second parameter, which an older form calls when it is through. */
const done: Handle = { label: "run", call: () => UNDEFINED };

const literal: Handle = {
  label: "PgLiteral",
  construct: ([text]) => createLiteral(text),
  callMethod: (name, [text]) => (name === "create" ? createLiteral(text) : undefined),
};

/** `PgType.TIMESTAMP_WITH_TIME_ZONE`: its words, as in src/pgType.ts of node-pg-migrate. */
const types: Handle = {
  label: "PgType",
  getMember: (name) => createText(name.toLowerCase().replaceAll("_", " ")),
};

const EXPORTS: ReadonlyMap<string, Value> = new Map([
  ["PgLiteral", toHandle(literal)],
  ["PgType", toHandle(types)],
]);
