import { PGlite } from "@electric-sql/pglite";
import { DataTypes, Op, Sequelize } from "sequelize";
import { z } from "zod";

const object = z.custom<object>((value) => typeof value === "object");
const callable = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");

/** Runs one call of the real Sequelize on a fresh database: the SQL that came out, and what went wrong. */
export type RunSequelize = (
  source: string,
) => Promise<{ readonly sql: readonly string[]; readonly failure?: string }>;

interface Setup {
  /** The text of a module that is handed `sequelize` and `DataTypes` and makes the models `User`, `Post` and `Team`. */
  readonly models: string;
  /** SQL that makes the tables and fills them, before each call. */
  readonly reset: string;
}

type Callback = (error: unknown, result?: unknown) => void;

export function createSequelizeRunner({ models, reset }: Setup): RunSequelize {
  const database = new PGlite();
  const log: string[] = [];
  const sequelize = new Sequelize("postgres://localhost/test", { dialect: "postgres", logging: false });
  Object.assign(object.parse(Reflect.get(sequelize, "options")), { databaseVersion: "16.0.0" });
  const connection = createConnection(database, log);
  const manager = object.parse(Reflect.get(sequelize, "connectionManager"));
  Object.assign(manager, {
    getConnection: async () => connection,
    releaseConnection: () => undefined,
  });
  const make = callable.parse(
    new Function("sequelize", "DataTypes", `${models}\nreturn { User, Post, Team };`),
  );
  const made = make(sequelize, DataTypes);
  return async (source) => {
    await database.exec(reset);
    log.length = 0;
    const run = callable.parse(
      new Function(
        ...["models", "Sequelize", "Op"],
        `const { User, Post, Team } = models; return (async () => { ${source} })()`,
      ),
    );
    try {
      await run(made, Sequelize, Op);
      return { sql: [...log] };
    } catch (error) {
      return { sql: [...log], failure: String(error) };
    }
  };
}

/** What Sequelize asks of `pg`'s client, over PGlite. */
function createConnection(database: PGlite, log: string[]) {
  const run = async (sql: string, values: readonly unknown[]) => {
    log.push(sql);
    const { rows, fields, affectedRows } = await database.query(sql, [...values]);
    const command = /^\W*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? "";
    return {
      rows,
      fields,
      command,
      rowCount: command === "SELECT" ? rows.length : (affectedRows ?? rows.length),
    };
  };
  return {
    query: (sql: string, values: readonly unknown[] | Callback, callback?: Callback) => {
      const done = typeof values === "function" ? values : callback;
      run(sql, typeof values === "function" ? [] : values).then(
        (result) => done?.(null, result),
        (error: unknown) => done?.(error),
      );
    },
  };
}
