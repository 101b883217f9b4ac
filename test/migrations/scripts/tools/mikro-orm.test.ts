import { beforeAll, describe, expect, it } from "vitest";
import { readMigrations } from "../../../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { describeOperation } from "../describe-operation.js";

beforeAll(loadPostgres);

function read(text: string): string[] {
  const [sequence] = readMigrations(
    [{ dir: "m", format: "mikro-orm" }],
    [{ path: "m/Migration1.ts", text: `import { Migration } from "@mikro-orm/migrations";\n${text}` }],
  );
  return (sequence?.migrations[0]?.operations ?? []).map(describeOperation);
}

const up = (body: string): string[] =>
  read(`export class Migration1 extends Migration {
  override async up(): Promise<void> {\n${body}\n  }
  override async down(): Promise<void> { this.addSql('drop table "users";'); }
  private drop(table: string, column: string) { this.addSql(\`alter table "\${table}" drop column "\${column}";\`); }
}`);

describe("what runs forward", () => {
  it.each([
    [
      "SQL that is added",
      `this.addSql('alter table "users" drop column "name";');`,
      ["drop-column users.name"],
    ],
    [
      "several statements of one text",
      "this.addSql(`alter table users drop column a; drop table orders;`);",
      ["drop-column users.a", "drop-table orders"],
    ],
    ["SQL that is run at once", "await this.execute('drop table orders');", ["drop-table orders"]],
    [
      "SQL with parameters",
      "await this.execute('update users set a = ? where id = ?', [1, 2]);",
      ["backfill users bounded"],
    ],
    [
      "an update of all rows",
      "await this.getEntityManager().execute('update users set a = 1');",
      ["backfill users"],
    ],
    ["a method of the class", "this.drop('users', 'name');", ["drop-column users.name"]],
    [
      "a loop",
      "for (const table of ['a', 'b']) this.addSql(`drop table ${table}`);",
      ["drop-table a", "drop-table b"],
    ],
    [
      "what rows decide",
      "const rows = await this.execute('select 1'); if (rows.length > 0) { this.addSql('drop table a'); }",
      ["other", "drop-table a"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(up(body)).toEqual(expected);
  });

  it.each([
    ["SQL of another file", "this.addSql(getSql());", ["? "]],
    ["a table that only running tells", "this.addSql(`drop table ${process.env.TABLE}`);", ["? "]],
    ["a method that the class is not known to have", "this.explode('users');", ["? users"]],
    ["a function of another file", "await rebuild(this.getEntityManager(), 'users');", ["? users"]],
  ])("unknown, and never nothing: %s", (_name, body, expected) => {
    expect(up(body)).toEqual(expected);
  });

  it("a class without an `up` of its own", () => {
    expect(read("export class Migration1 extends Base {}")).toEqual(["? "]);
  });

  it("Medusa's columns that are altered if they are there", () => {
    expect(
      read(`import { generatePostgresAlterColummnIfExistStatement } from "@medusajs/framework/utils";
export class Migration1 extends Migration {
  up() { this.addSql(generatePostgresAlterColummnIfExistStatement("tax", ["a", "b"], "DROP NOT NULL")); }
}`),
    ).toEqual(["alter-column tax.a drop-not-null", "alter-column tax.b drop-not-null"]);
  });
});
