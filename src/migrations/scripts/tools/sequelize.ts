import type { ScriptTool } from "../script-tool.js";
import { toHandle, UNKNOWN, type Value } from "../value.js";
import { DATABASE } from "./sequelize/database.js";
import { MODELS } from "./sequelize/model.js";
import { PACKAGE } from "./sequelize/package-handle.js";
import { PROGRAMS } from "./sequelize/programs.js";
import { QUERY_INTERFACE } from "./sequelize/query-interface.js";

/**
 * sequelize-cli calls `up(queryInterface, Sequelize)` (`params` in its lib/core/migrator.js), Umzug `up({ name, path, context })`
 * (`defaultResolver` in its src/umzug.ts).
 */
export const sequelize: ScriptTool = {
  name: "sequelize",
  findEntry(module) {
    const run = module.getExport("up");
    return run?.kind === "function"
      ? { run, args: [toHandle(QUERY_INTERFACE), toHandle(PACKAGE), UNKNOWN] }
      : undefined;
  },
  getImported(source, name) {
    if (PROGRAM_MODULES.test(source)) return getMember(toHandle(PROGRAMS), name);
    if (PACKAGES.test(source)) return getMember(toHandle(PACKAGE), name);
    return MODEL_FILES.test(source) ? getModel(source, name) : undefined;
  },
};

const PACKAGES = /^(?:sequelize|sequelize-typescript|@sequelize\/core)$/;
const PROGRAM_MODULES = /^(?:node:)?child_process$/;
const MODEL_FILES = /^[.@~].*\/models?(?:\/|$)/;

function getMember(value: Value, name: string): Value | undefined {
  return name === "*" || name === "default" || value.kind !== "handle"
    ? value
    : value.handle.getMember?.(name);
}

/** `import models, { sequelize, User } from "../models"`, `import User from "../models/user"` */
function getModel(source: string, name: string): Value | undefined {
  if (name === "sequelize") return toHandle(DATABASE);
  const isOne = /\/models?\/[^/]+$/.test(source) && !/\/index(?:\.[cm]?[jt]s)?$/.test(source);
  if (name !== "*" && name !== "default") return MODELS.getMember?.(name);
  return isOne && name === "default" ? MODELS.getMember?.(source) : toHandle(MODELS);
}
