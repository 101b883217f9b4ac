import type { ScriptTool } from "../script-tool.js";

export const sequelize: ScriptTool = {
  name: "sequelize",
  findEntry: () => undefined,
};
