import type { ScriptTool } from "../script-tool.js";
import { toHandle, UNKNOWN } from "../value.js";
import { CONNECTION } from "./knex/connection.js";

/** `up(knex)`; old ones have `Promise` for a second parameter. */
export const knex: ScriptTool = {
  name: "knex",
  findEntry(module) {
    const run = module.getExport("up");
    return run?.kind === "function" ? { run, args: [toHandle(CONNECTION), UNKNOWN] } : undefined;
  },
};
