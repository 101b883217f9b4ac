import { PGlite } from "@electric-sql/pglite";
import { SCHEMA } from "./oracle-schema.js";

/** What Postgres says of a statement and a column that goes. */
export interface Verdict {
  /** It does not prepare any more. */
  readonly breaks: boolean;
  /** In a function's body it depends on the column; undefined where no such body can hold it. */
  readonly isTied: boolean | undefined;
  /** Its rows look different. */
  readonly changesShape: boolean;
}

export interface Oracle {
  /** `column` as `[schema.]table.column`. */
  ask(sql: string, column: string): Promise<Verdict>;
  /** Whether the statements still run, one after the other, when the column has gone. */
  askByRunning(sql: readonly string[], column: string): Promise<{ readonly breaks: boolean }>;
  /** Whether the statement still runs when the table has another name. */
  askWithoutTable(sql: string, table: string): Promise<{ readonly breaks: boolean }>;
  close(): Promise<void>;
}

export async function createOracle(): Promise<Oracle> {
  const db = new PGlite();
  await db.exec(SCHEMA);

  /** Runs in a savepoint; undefined if Postgres refuses. */
  async function attempt<T>(run: () => Promise<T>): Promise<T | undefined> {
    await db.exec("savepoint attempt");
    try {
      return await run();
    } catch {
      return undefined;
    } finally {
      await db.exec("rollback to savepoint attempt");
    }
  }
  async function inTransaction<T>(run: () => Promise<T>): Promise<T> {
    await db.exec("begin");
    try {
      return await run();
    } finally {
      await db.exec("rollback");
    }
  }
  const prepares = async (sql: string): Promise<boolean> =>
    (await attempt(async () => {
      await db.exec(`prepare statement as ${sql}`);
      await db.exec("deallocate statement");
      return true;
    })) === true;
  const getShape = (sql: string): Promise<string | undefined> =>
    attempt(async () => {
      const { fields, rows } = await db.query(sql, [], { rowMode: "array" });
      // The order of a UNION's rows is nobody's promise.
      return JSON.stringify([
        fields.map(({ name }) => name),
        rows.map((row) => JSON.stringify(row)).toSorted(),
      ]);
    });
  const isTied = async (sql: string, table: string, column: string): Promise<boolean | undefined> => {
    // EXCLUDED has every column of the table, so Postgres ties such a statement to all of them, named or not.
    if (sql.includes("do update set")) return undefined;
    return attempt(async () => {
      await db.exec(`create function oracle() returns void language sql begin atomic ${sql}; end`);
      const { rows } = await db.query(
        `select 1 from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
         where d.classid = 'pg_proc'::regclass and d.objid = 'oracle'::regproc and d.refobjid = $1::regclass and a.attname = $2`,
        [table, column],
      );
      return rows.length > 0;
    });
  };
  const split = (name: string): [string, string] => {
    const at = name.lastIndexOf(".");
    return [name.slice(0, at), name.slice(at + 1)];
  };
  const runs = async (statements: readonly string[]): Promise<boolean> =>
    (await attempt(async () => {
      for (const sql of statements) await db.query(sql, [], { blob: new Blob([""]) });
      return true;
    })) === true;

  return {
    ask: (sql, name) =>
      inTransaction(async () => {
        const [table, column] = split(name);
        if (!(await prepares(sql))) throw new Error(`Postgres refuses it from the start: ${sql}`);
        const tied = await isTied(sql, table, column);
        const before = await getShape(sql);
        await db.exec(`alter table ${table} drop column ${column} cascade`);
        return {
          breaks: !(await prepares(sql)),
          isTied: tied,
          changesShape: before !== (await getShape(sql)),
        };
      }),
    askByRunning: (statements, name) =>
      inTransaction(async () => {
        const [table, column] = split(name);
        if (!(await runs(statements)))
          throw new Error(`Postgres refuses it from the start: ${statements.join("; ")}`);
        await db.exec(`alter table ${table} drop column ${column} cascade`);
        return { breaks: !(await runs(statements)) };
      }),
    askWithoutTable: (sql, table) =>
      inTransaction(async () => {
        if (!(await runs([sql]))) throw new Error(`Postgres refuses it from the start: ${sql}`);
        await db.exec(`alter table ${table} rename to gone`);
        return { breaks: !(await runs([sql])) };
      }),
    close: () => db.close(),
  };
}
