import type { TSESTree } from "@typescript-eslint/utils";
import { getImportPart } from "../../../ast/import-part.js";
import { getPropertyName } from "../../../ast/property-name.js";
import { walk } from "../../../ast/walk.js";
import { type Dialect, DIALECTS, findDialect } from "../../../sql/dialects/dialect.js";
import type { ScriptFile } from "../../detector.js";
import { getImportedDialects, getSpecifiers } from "./imported-dialects.js";

/** Libraries by the key of their options that names the database. */
const OPTIONS: readonly { readonly packages: RegExp; readonly key: string }[] = [
  { packages: /^(?:knex|objection)$/, key: "client" },
  { packages: /^(?:typeorm|@nestjs\/typeorm)$/, key: "type" },
  { packages: /^(?:sequelize(?:-typescript)?|@sequelize\/core|@nestjs\/sequelize)$/, key: "dialect" },
  { packages: /^drizzle-kit$/, key: "dialect" },
];

const KYSELY: Readonly<Record<string, Dialect>> = {
  MysqlDialect: "mysql",
  SqliteDialect: "sqlite",
  PostgresDialect: "postgres",
  PostgresJSDialect: "postgres",
};

const DATABASE = /["'`](?:postgres|pg|cockroach|mysql|maria|sqlite|better-sqlite|singlestore|libsql|turso)/;
const OPTION = /\b(?:client|type|dialect)["']?\s*:\s*["'`]/;
const KYSELY_DIALECT = /\b(?:Mysql|Sqlite|Postgres|PostgresJS)Dialect\(/;
const IMPORTED =
  /["'](?:pg|pg-promise|postgres|slonik|mysql2?|mariadb|better-sqlite3|sqlite3?|node:sqlite|bun:sqlite|sql\.js|@libsql|libsql|@vercel\/postgres|@neondatabase|@planetscale|@electric-sql|drizzle-orm\/[\w-]+)["'/]/;

/** Never false for a script that says which database it speaks to. */
export function maySpeakDialect(text: string): boolean {
  return (
    IMPORTED.test(getImportPart(text)) ||
    (DATABASE.test(text) && OPTION.test(text)) ||
    (text.includes("Dialect(") && KYSELY_DIALECT.test(text))
  );
}

/** The dialects that a script itself says it speaks: by the options of an ORM, else by the drivers that it imports. */
export function getSpokenDialects(file: ScriptFile): readonly Dialect[] {
  const specifiers = file.ast.body.flatMap(getSpecifiers);
  const keys = OPTIONS.filter(({ packages }) => specifiers.some((name) => packages.test(name))).map(
    ({ key }) => key,
  );
  const found = new Set([...walk(file.ast)].flatMap((node) => getNamed(node, keys) ?? []));
  return found.size > 0 ? DIALECTS.filter((dialect) => found.has(dialect)) : getImportedDialects(file.ast);
}

function getNamed(node: TSESTree.Node, keys: readonly string[]): Dialect | undefined {
  if (node.type === "NewExpression")
    return node.callee.type === "Identifier" ? KYSELY[node.callee.name] : undefined;
  if (node.type !== "Property" || node.value.type !== "Literal" || typeof node.value.value !== "string")
    return undefined;
  const key = getPropertyName(node) ?? "";
  return keys.includes(key) || isOfKnexfile(node, key) ? findDialect(node.value.value) : undefined;
}

/** A knexfile needs no import: `client` stands beside `connection`. */
function isOfKnexfile({ parent }: TSESTree.Property, key: string): boolean {
  if (key !== "client" || parent.type !== "ObjectExpression") return false;
  return parent.properties.some(
    (other) => other.type === "Property" && getPropertyName(other) === "connection",
  );
}
