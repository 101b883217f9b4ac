import type { ScriptTool } from "../script-tool.js";

export const mikroOrm: ScriptTool = {
  name: "mikro-orm",
  findEntry: () => undefined,
};
