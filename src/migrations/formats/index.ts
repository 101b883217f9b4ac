import type { MigrationFormat } from "../migration-format.js";
import { atlas } from "./atlas.js";
import { dbMigrate } from "./db-migrate.js";
import { dbmate } from "./dbmate.js";
import { drizzle } from "./drizzle.js";
import { flyway } from "./flyway.js";
import { golangMigrate } from "./golang-migrate.js";
import { knex } from "./knex.js";
import { typeorm } from "./typeorm.js";
import { mikroOrm } from "./mikro-orm.js";
import { scripts } from "./scripts.js";
import { sequelize } from "./sequelize.js";
import { kysely } from "./kysely.js";
import { graphileMigrate } from "./graphile-migrate.js";
import { nodePgMigrate } from "./node-pg-migrate.js";
import { plainSql } from "./plain-sql.js";
import { prisma } from "./prisma.js";
import { supabase } from "./supabase.js";

/** Every tool that is known, the more telling first: of equal scores the first wins. */
export const MIGRATION_FORMATS: readonly MigrationFormat[] = [
  prisma,
  drizzle,
  atlas,
  supabase,
  flyway,
  dbmate,
  graphileMigrate,
  dbMigrate,
  knex,
  typeorm,
  mikroOrm,
  sequelize,
  kysely,
  nodePgMigrate,
  golangMigrate,
  plainSql,
  scripts,
];

export function findFormat(name: string): MigrationFormat | undefined {
  return MIGRATION_FORMATS.find((format) => format.name === name);
}
