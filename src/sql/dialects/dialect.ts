/** The kinds of SQL that are told apart. MariaDB's is read as MySQL's. */
export const DIALECTS = ["postgres", "mysql", "sqlite"] as const;

export type Dialect = (typeof DIALECTS)[number];

/** The dialects that another grammar than Postgres' own reads. */
export type OtherDialect = Exclude<Dialect, "postgres">;

const BY_NAME: Readonly<Record<string, Dialect>> = {
  postgres: "postgres",
  postgresql: "postgres",
  pg: "postgres",
  cockroachdb: "postgres",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mysql",
  singlestore: "mysql",
  planetscale: "mysql",
  sqlite: "sqlite",
  sqlite3: "sqlite",
  "better-sqlite3": "sqlite",
  "expo-sqlite": "sqlite",
  "bun-sqlite": "sqlite",
  libsql: "sqlite",
  turso: "sqlite",
  d1: "sqlite",
};

/** The dialect by any of the names that tools have for it; undefined for databases that are not read. */
export function findDialect(name: string): Dialect | undefined {
  return BY_NAME[name.toLowerCase()];
}
