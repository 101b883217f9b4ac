import initSqlJs, { type Database } from "sql.js";
import { SQLITE_SCHEMA } from "./sqlite-statements.js";

/** What SQLite says of a statement and a column that has another name now. */
export interface SqliteVerdict {
  readonly breaks: boolean;
  /** Its rows have other names. */
  readonly changesShape: boolean;
}

/** Asks SQLite whether a statement still prepares on a fresh database whose column has another name. */
export async function createSqliteOracle(): Promise<(sql: string, column: string) => SqliteVerdict> {
  const { Database } = await initSqlJs();
  return (sql, name) => {
    const [table = "", column = ""] = name.split(".");
    const before = new Database();
    const after = new Database();
    for (const db of [before, after]) db.run(SQLITE_SCHEMA);
    after.run(`alter table ${table} rename column ${column} to gone`);
    const shape = getShape(before, sql);
    if (shape === undefined) throw new Error(`SQLite refuses it from the start: ${sql}`);
    const then = getShape(after, sql);
    return { breaks: then === undefined, changesShape: then !== undefined && then !== shape };
  };
}

/** The names of its columns; undefined if it does not prepare. */
function getShape(db: Database, sql: string): string | undefined {
  try {
    const statement = db.prepare(sql);
    const names = statement.getColumnNames().join();
    statement.free();
    return names;
  } catch {
    return undefined;
  }
}
