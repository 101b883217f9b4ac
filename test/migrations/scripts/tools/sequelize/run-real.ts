import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { Sequelize } from "sequelize";
import { Umzug } from "umzug";
import { z } from "zod";
import { loadModules } from "../../../../support/typeorm-source.js";
import type { Case } from "./cases.js";

const callable = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");

/** Sequelize itself, over a Postgres in the process. */
export interface RealSequelize {
  readonly database: PGlite;
  /** Runs one migration by Umzug. */
  run(migration: Case): Promise<void>;
  close(): Promise<void>;
}

export async function openSequelize(): Promise<RealSequelize> {
  const database = await PGlite.create();
  const folder = mkdtempSync(path.join(tmpdir(), "sequelize-"));
  const server = new PGLiteSocketServer({ db: database, path: path.join(folder, ".s.PGSQL.5432") });
  await server.start();
  const sequelize = new Sequelize({
    ...{ dialect: "postgres", host: folder, username: "postgres", database: "postgres", logging: false },
    pool: { max: 1, idle: 60_000 },
  });
  return {
    database,
    run: (migration) => runMigration(migration, sequelize),
    async close() {
      await sequelize.close();
      await server.stop();
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function runMigration({ runner, text }: Case, sequelize: Sequelize): Promise<void> {
  const exported = loadModules({
    "m.ts": `exports.cjs = exports;\n${text.replace(/\bmodule\.exports\b/g, "exports.cjs")}`,
  })("m.ts");
  const found = z.looseObject({ up: callable }).parse(exported["cjs"] ?? exported);
  const umzug = new Umzug({
    migrations: [
      {
        name: "m",
        up: async (params) => {
          await (runner === "umzug" ? found.up(params) : found.up(params.context, Sequelize));
        },
      },
    ],
    context: sequelize.getQueryInterface(),
    storage: { logMigration: async () => {}, unlogMigration: async () => {}, executed: async () => [] },
    logger: undefined,
  });
  await umzug.up();
}
