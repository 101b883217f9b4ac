import type { ScriptTool } from "../script-tool.js";
import { toHandle, UNKNOWN } from "../value.js";
import { DRIVER } from "./db-migrate/driver.js";

/** `up(db, callback)` */
export const dbMigrate: ScriptTool = {
  name: "db-migrate",
  findEntry(module) {
    const run = module.getExport("up");
    return run?.kind === "function" ? { run, args: [toHandle(DRIVER), UNKNOWN] } : undefined;
  },
};
