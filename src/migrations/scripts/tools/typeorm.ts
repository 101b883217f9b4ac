import type { ScriptTool } from "../script-tool.js";

export const typeorm: ScriptTool = {
  name: "typeorm",
  findEntry: () => undefined,
};
