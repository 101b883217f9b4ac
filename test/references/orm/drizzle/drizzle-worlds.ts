import { PGlite } from "@electric-sql/pglite";
import * as drizzleOrm from "drizzle-orm";
import * as pgCore from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pglite";
import { z } from "zod";

const callable = z.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === "function");

/** What came of a call: the SQL that Drizzle sent, what the call gave, whether it wrote the column; or that it was refused. */
export interface Outcome {
  readonly sql: readonly string[];
  readonly isRefused: boolean;
  readonly result: unknown;
  readonly isWritten: boolean;
}

export interface World {
  run(source: string): Promise<Outcome>;
}

interface WorldInput {
  /** The module of the tables, without its imports and exports. */
  readonly schema: string;
  readonly names: readonly string[];
  /** SQL that makes the tables and fills them, before each call. */
  readonly reset: string;
  readonly database: PGlite;
}

/** A schema as code maps it, over a database; calls are run as they stand. */
export function createWorld({ schema, names, reset, database }: WorldInput): World {
  const scope = { ...drizzleOrm, ...pgCore };
  const made = callable.parse(
    new Function(...Object.keys(scope), `${schema}\nreturn { ${names.join(", ")} };`),
  )(...Object.values(scope));
  const tables = z.record(z.string(), z.unknown()).parse(made);
  const log: string[] = [];
  const db = drizzle(database, { schema: tables, logger: { logQuery: (text) => log.push(text) } });
  const all = { db, ...scope, ...tables };
  return {
    run: async (source) => {
      await database.exec(reset);
      log.length = 0;
      try {
        const call = callable.parse(
          new Function(...Object.keys(all), `return (async () => { ${source} })()`),
        );
        const result = await call(...Object.values(all));
        const { rows } = await database.query("select 1 from audit");
        return { sql: [...log], isRefused: false, result, isWritten: rows.length > 0 };
      } catch {
        return { sql: [...log], isRefused: true, result: undefined, isWritten: false };
      }
    },
  };
}
