import type { ScriptTool } from "../script-tool.js";
import { anyRunner } from "./any-runner.js";
import { dbMigrate } from "./db-migrate.js";
import { knex } from "./knex.js";
import { typeorm } from "./typeorm.js";
import { mikroOrm } from "./mikro-orm.js";
import { sequelize } from "./sequelize.js";
import { kysely } from "./kysely.js";
import { nodePgMigrateScript } from "./node-pg-migrate.js";

/** Tools whose migrations are scripts. */
const SCRIPT_TOOLS: readonly ScriptTool[] = [
  dbMigrate,
  knex,
  typeorm,
  mikroOrm,
  sequelize,
  kysely,
  nodePgMigrateScript,
  anyRunner,
];

export function findScriptTool(name: string): ScriptTool | undefined {
  return SCRIPT_TOOLS.find((tool) => tool.name === name);
}
