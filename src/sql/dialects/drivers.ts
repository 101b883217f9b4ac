import type { Dialect } from "./dialect.js";

/** Packages and modules that speak to one kind of database. */
const DRIVERS: Readonly<Record<Dialect, readonly string[]>> = {
  postgres: [
    "pg",
    "pg-promise",
    "postgres",
    "slonik",
    "@vercel/postgres",
    "@neondatabase/serverless",
    "@electric-sql/pglite",
    "@prisma/adapter-pg",
    "@prisma/adapter-neon",
    "pgtyped",
    "@pgtyped/runtime",
    "drizzle-orm/pg-core",
    "drizzle-orm/node-postgres",
    "drizzle-orm/postgres-js",
    "drizzle-orm/neon-http",
    "drizzle-orm/neon-serverless",
    "drizzle-orm/vercel-postgres",
    "drizzle-orm/pglite",
    "drizzle-orm/pg-proxy",
  ],
  mysql: [
    "mysql",
    "mysql2",
    "mariadb",
    "promise-mysql",
    "serverless-mysql",
    "@planetscale/database",
    "@tidbcloud/serverless",
    "@overextended/oxmysql",
    "@prisma/adapter-mariadb",
    "@prisma/adapter-planetscale",
    "drizzle-orm/mysql-core",
    "drizzle-orm/mysql2",
    "drizzle-orm/mysql-proxy",
    "drizzle-orm/planetscale-serverless",
    "drizzle-orm/tidb-serverless",
  ],
  sqlite: [
    "better-sqlite3",
    "sqlite3",
    "sqlite",
    "node:sqlite",
    "bun:sqlite",
    "sql.js",
    "libsql",
    "@libsql/client",
    "@libsql/kysely-libsql",
    "@tursodatabase/database",
    "@sqlite.org/sqlite-wasm",
    "wa-sqlite",
    "expo-sqlite",
    "react-native-sqlite-storage",
    "react-native-quick-sqlite",
    "@op-engineering/op-sqlite",
    "@capacitor-community/sqlite",
    "@journeyapps/sqlcipher",
    "@signalapp/sqlcipher",
    "kysely-d1",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-libsql",
    "@prisma/adapter-d1",
    "drizzle-orm/sqlite-core",
    "drizzle-orm/better-sqlite3",
    "drizzle-orm/libsql",
    "drizzle-orm/d1",
    "drizzle-orm/expo-sqlite",
    "drizzle-orm/bun-sqlite",
    "drizzle-orm/op-sqlite",
    "drizzle-orm/sql-js",
    "drizzle-orm/sqlite-proxy",
    "drizzle-orm/durable-sqlite",
  ],
};

const BY_MODULE: ReadonlyMap<string, Dialect> = new Map(
  Object.entries(DRIVERS).flatMap(([dialect, names]) =>
    names.map((name): [string, Dialect] => [
      name,
      dialect === "mysql" || dialect === "sqlite" ? dialect : "postgres",
    ]),
  ),
);

/** The dialect of a driver by the module that code imports: `mysql2`, `mysql2/promise`, `drizzle-orm/sqlite-core`. */
export function findDriverDialect(specifier: string): Dialect | undefined {
  const known = BY_MODULE.get(specifier);
  if (known !== undefined || specifier.startsWith(".")) return known;
  const parts = specifier.split("/");
  return BY_MODULE.get(parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/"));
}
