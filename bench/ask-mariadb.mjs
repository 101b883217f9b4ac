// Asks a MariaDB server which of the statements in mysql-statements.json break when a column gets another name, and keeps the answers in
// mysql-verdicts.json. Usage: node bench/ask-mariadb.mjs [arguments of the `mariadb` client, such as -S /run/mysqld/mysqld.sock]
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const COLUMNS = [
  "users.name",
  "users.email",
  "accounts.name",
  "orders.note",
  "orders.user_id",
  "archive.label",
];

const SCHEMA = [
  "drop database if exists expand_contract_oracle",
  "create database expand_contract_oracle default character set utf8mb4",
  "use expand_contract_oracle",
  "create table users (id int primary key auto_increment, name varchar(50), email text, manager_id int, key by_name (name), fulltext key in_name (name))",
  "create table orders (id int primary key, user_id int, total numeric, note text)",
  "create table accounts (id int primary key, user_id int, name varchar(50))",
  "create table archive (id int, label text)",
];

const DIALECTS = new URL("../test/references/sql/dialects/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, DIALECTS), "utf8"));
const statements = read("mysql-statements.json").map((statement) =>
  (typeof statement === "string" ? statement : statement[0]).replace(/«[+~]?|\?{0,2}»/g, ""),
);

/** Indexes of the statements that the server refuses. With `--force` the client goes on and names the line of each error. */
function findRefused(change) {
  const quote = (sql) => `'${sql.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll("\n", "\\n")}'`;
  const lines = [[...SCHEMA, change].map((sql) => `${sql};`).join(" ")];
  // Names in some clauses are only looked up by running it.
  for (const sql of statements)
    lines.push(
      sql.includes("?")
        ? `prepare statement from ${quote(sql)};`
        : `start transaction; execute immediate ${quote(sql)}; rollback;`,
    );
  const { stderr, error } = spawnSync("mariadb", [...process.argv.slice(2), "--force"], {
    input: lines.join("\n"),
    encoding: "utf8",
  });
  if (error) throw error;
  if (/^ERROR 20\d\d /m.test(stderr)) throw new Error(stderr);
  const refused = new Map();
  for (const [, line, message] of stderr.matchAll(/^ERROR \d+ \(\w+\) at line (\d+): (.*)$/gm))
    refused.set(Number(line) - 2, message);
  if (refused.has(-1)) throw new Error(refused.get(-1));
  return refused;
}

const fromStart = findRefused("select 1");
const verdicts = statements.map((sql, index) => ({
  sql,
  ...(fromStart.has(index) && { refused: fromStart.get(index) }),
  breaks: [],
}));
for (const column of COLUMNS) {
  const [table, name] = column.split(".");
  const refused = findRefused(`alter table ${table} rename column ${name} to gone`);
  for (const index of refused.keys()) if (!fromStart.has(index)) verdicts[index].breaks.push(column);
}
writeFileSync(new URL("mysql-verdicts.json", DIALECTS), `${JSON.stringify(verdicts, undefined, 2)}\n`);
for (const { sql, refused } of verdicts) if (refused !== undefined) console.log(`${refused}\n  ${sql}`);
