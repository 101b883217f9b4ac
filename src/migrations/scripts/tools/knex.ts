import type { ScriptTool } from "../script-tool.js";

export const knex: ScriptTool = {
  name: "knex",
  findEntry: () => undefined,
};
