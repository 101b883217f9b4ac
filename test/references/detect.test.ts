import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../src/catalog/table-columns.js";
import { detectInScript, detectInText, isTextFile } from "../../src/references/detect.js";
import { change, createTestProject, parseTestScript } from "../support/parse.js";

const project = createTestProject({
  changes: [
    change("column", "users.name", { id: "user-full-name", new: "users.full_name" }),
    change("config", "LEGACY_DSN", { id: "legacy-dsn" }),
  ],
  tables: createTableColumns([{ table: "users", columns: ["id", "name", "full_name"] }]),
});

const script = (text: string) => detectInScript(parseTestScript("src/users.ts", text), project);
const text = (path: string, content: string) => detectInText({ path, text: content }, project);

describe("detectInScript", () => {
  it("gives each reference its place, scope and text", () => {
    const { references } = script(
      "export class UserRepo {\r\n  connect = () =>\r\n    open(process.env.LEGACY_DSN,\t  1);\r\n}",
    );
    expect(references).toEqual([
      {
        change: "legacy-dsn",
        access: "read",
        file: "src/users.ts",
        line: 3,
        column: 22,
        endLine: 3,
        endColumn: 32,
        scope: "UserRepo.connect",
        via: "env",
        text: "open(process.env.LEGACY_DSN, 1);",
        certainty: "resolved",
      },
    ]);
  });

  it("sorts by change and place, whichever detector found what", () => {
    const { references } = script(
      'process.env.LEGACY_DSN; db.query("select name from users");\nprocess.env.LEGACY_DSN; db.query("update users set name = upper(name)");',
    );
    expect(
      references.map(({ change, access, line, column }) => `${change} ${access} ${line}:${column}`),
    ).toEqual([
      "legacy-dsn read 1:13",
      "legacy-dsn read 2:13",
      "user-full-name read 1:42",
      "user-full-name write 2:52",
      "user-full-name read 2:65",
    ]);
  });

  it("finds nothing in a file that mentions nothing", () => {
    expect(script("export const id = 1;")).toEqual({ references: [], excluded: [], problems: [] });
  });

  it("takes out what a comment in the template's SQL excludes", () => {
    const { references, excluded } = script(
      "db.query(`\n  select id,\n  -- expand-contract: not user-full-name because users is a view here\n  name from users where name = ''`);",
    );
    expect(references).toEqual([]);
    expect(excluded.map(({ line, column, reason }) => `${line}:${column} ${reason}`)).toEqual([
      "4:3 users is a view here",
      "4:25 users is a view here",
    ]);
  });

  it("takes a line of a text without SQL for what it is", () => {
    expect(script("log(`\n-- expand-contract: not user-full-name\n`);").problems).toEqual([]);
  });

  it("keeps an excerpt of a line that a machine wrote", () => {
    const padding = "x();".repeat(500);
    const [reference] = script(`${padding}process.env.LEGACY_DSN;${padding}`).references;
    expect(reference?.text).toContain("process.env.LEGACY_DSN;");
    expect(reference?.text.length).toBeLessThanOrEqual(200);
  });
});

describe("detectInText", () => {
  it.each([
    ["db/report.sql", "select name from users;", "read 1:8 <module> sql"],
    [".env", "LEGACY_DSN=x", "write 1:1 <module> env-file"],
    ["apps/api/.env.production", "A=1\nLEGACY_DSN=x", "write 2:1 <module> env-file"],
  ])("%s", (path, content, found) => {
    const { references } = text(path, content);
    expect(
      references.map(({ access, line, column, scope, via }) => `${access} ${line}:${column} ${scope} ${via}`),
    ).toEqual([found]);
  });

  it.each(["src/users.ts", "environment", ".envrc", "sql", "README.md"])("reads no %s", (path) => {
    expect(isTextFile(path)).toBe(false);
    expect(text(path, "LEGACY_DSN=x").references).toEqual([]);
  });

  it("takes out what a comment on the line above excludes", () => {
    const sql =
      "-- expand-contract: not user-full-name because the view is dropped in 0042\nselect name from users;";
    expect(text("db/report.sql", sql)).toMatchObject({
      references: [],
      excluded: [{ reason: "the view is dropped in 0042" }],
      problems: [],
    });
  });
});
