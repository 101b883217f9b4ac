import type { ScriptTool } from "../script-tool.js";

export const nodePgMigrateScript: ScriptTool = {
  name: "node-pg-migrate",
  findEntry: () => undefined,
};
