import type { ScriptTool } from "../script-tool.js";

export const kysely: ScriptTool = {
  name: "kysely",
  findEntry: () => undefined,
};
