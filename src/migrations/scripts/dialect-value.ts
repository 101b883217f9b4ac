import { type Dialect, findDialect } from "../../sql/dialects/dialect.js";
import type { Run } from "./run.js";
import { getText, type ObjectValue, type UnknownValue, type Value } from "./value.js";

/** What a tool calls the database that it speaks to: `knex.client.config.client`, `sequelize.getDialect()`. */
export const DIALECT_NAME: UnknownValue = { kind: "unknown", isDialectName: true };

/** Options of a tool, one of which is the name of its dialect. */
export function createOptions(name: string, value: Value = DIALECT_NAME): ObjectValue {
  return { kind: "object", fields: new Map([[name, value]]), isOpen: true };
}

/** The name of the dialect by the one that the migrations are known to be written in. */
export function settleDialect(value: Value, { dialect }: Run): Value {
  if (value.kind !== "unknown" || value.isDialectName !== true || dialect === undefined) return value;
  const found = findDialect(dialect);
  return found === undefined ? value : { ...value, dialect: found };
}

/** Whether the dialect's name is the given one; undefined where only running would tell. */
export function isDialectName(value: Value, other: Value): boolean | undefined {
  const [name, dialect] = [getText(other)?.toLowerCase(), getDialect(value)];
  if (name === undefined || dialect === undefined) return undefined;
  if (OTHERS.has(name)) return false;
  const named = findDialect(name);
  if (named !== undefined && named !== dialect) return false;
  return NAMES[dialect].includes(name) ? true : undefined;
}

export function getDialect(value: Value): Dialect | undefined {
  return value.kind === "unknown" ? value.dialect : undefined;
}

/** What is asked of the name by a part of it: `client.includes("sqlite")`; undefined where its names differ in that. */
export function callNameMethod(method: string, dialect: Dialect, part: string): boolean | undefined {
  const names = [...NAMES[dialect], ...VARIANTS[dialect]];
  const answers = new Set(names.map((name) => ask(method, name, part)));
  const [answer] = answers;
  return answers.size === 1 ? answer : undefined;
}

function ask(method: string, name: string, part: string): boolean | undefined {
  if (method === "includes") return name.includes(part);
  if (method === "startsWith") return name.startsWith(part);
  return method === "endsWith" ? name.endsWith(part) : undefined;
}

/** As people write a test for the kind of database: `pg` and `postgres` mean the same. */
const NAMES: Readonly<Record<Dialect, readonly string[]>> = {
  postgres: ["postgres", "postgresql", "pg"],
  mysql: ["mysql", "mysql2"],
  sqlite: ["sqlite", "sqlite3"],
};

/** Those of one product or driver: a test for one of them may fail where the kind is the same. */
const VARIANTS: Readonly<Record<Dialect, readonly string[]>> = {
  postgres: ["pgnative", "cockroachdb", "redshift", "aurora-postgres"],
  mysql: ["mariadb", "aurora-mysql"],
  sqlite: ["better-sqlite3"],
};

/** Databases that are none of the dialects: client names of Knex, TypeORM and Sequelize. */
const OTHERS: ReadonlySet<string> = new Set([
  ...["mssql", "oracle", "oracledb", "db2", "ibmi", "snowflake", "sap", "spanner", "mongodb", "mongo"],
]);
