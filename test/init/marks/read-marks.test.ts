import { describe, expect, it } from "vitest";
import { createKnownColumns } from "../../../src/init/marks/known-columns.js";
import { isEnvExample, readEnvMarks } from "../../../src/init/marks/read-env-marks.js";
import { mayHaveOpenApiMarks, readOpenApiMarks } from "../../../src/init/marks/read-openapi-marks.js";
import { readPrismaMarks } from "../../../src/init/marks/read-prisma-marks.js";
import { readRubyMarks } from "../../../src/init/marks/read-ruby-marks.js";
import { listSqlMarks, settleMarks } from "../../../src/init/marks/read-sql-marks.js";
import { findReplacementNames, findSunset } from "../../../src/init/marks/read-words.js";

describe("Prisma's schemas", () => {
  const read = (model: string) =>
    readPrismaMarks([{ path: "schema.prisma", text: model }]).proposals.map(({ line, says, ...shape }) => ({
      at: `${line} ${says}`,
      ...shape,
    }));

  it("call fields and models deprecated above them, behind them, or leave them out", () => {
    expect(
      read(`model User {
  id    Int @id
  /// The name.
  /// @deprecated use fullName
  name  String?
  url   String? @default("http://a") // deprecated
  old   String? @ignore
  fullName String?
}
/// @deprecated
model Old {
  id Int @id
}
`),
    ).toEqual([
      {
        at: "4 @deprecated use fullName",
        file: "schema.prisma",
        kind: "column",
        old: "User.name",
        replacement: "User.fullName",
      },
      { at: "6 deprecated", file: "schema.prisma", kind: "column", old: "User.url" },
      { at: "7 @ignore", file: "schema.prisma", kind: "column", old: "User.old" },
      { at: "10 @deprecated", file: "schema.prisma", kind: "table", old: "Old" },
    ]);
  });

  it("leave out by themselves what the client can't read: nobody decided that", () => {
    expect(
      read(`/// The underlying table does not contain a valid unique identifier and can therefore currently not be handled by Prisma Client.
model Log {
  at DateTime
  place Unsupported("point")?
  @@ignore
}
model Spot {
  id    Int @id
  place Unsupported("point")?
  name  String // what was deprecated stands elsewhere
}
`),
    ).toEqual([]);
  });
});

describe("examples of .env files", () => {
  it("are told by their names", () => {
    expect([".env.example", "apps/web/.env.local.example", "env.sample"].filter(isEnvExample)).toHaveLength(
      3,
    );
    expect([".env", ".env.production", "environment.ts"].filter(isEnvExample)).toEqual([]);
  });

  it("call variables deprecated above them or behind them", () => {
    const text = `# Database
DSN=a#b
# DEPRECATED: use DSN, removed on 2027-01-31

OTHER=1
# Deprecated, use DSN until 2027-01-31
LEGACY_DSN=
#OLD_KEY="# deprecated"
OLDER_KEY=1 # deprecated
`;
    expect(readEnvMarks({ path: ".env.example", text }).proposals).toEqual([
      {
        file: ".env.example",
        line: 6,
        says: "Deprecated, use DSN until 2027-01-31",
        kind: "config",
        old: "LEGACY_DSN",
        replacement: "DSN",
        sunset: "2027-01-31",
      },
      { file: ".env.example", line: 9, says: "deprecated", kind: "config", old: "OLDER_KEY" },
    ]);
  });
});

describe("comments in SQL", () => {
  const known = createKnownColumns([
    { table: "users", columns: ["id", "name", "full_name"] },
    { table: "orders", schema: "billing", columns: ["id", "amt"] },
  ]);
  const settle = (text: string) => settleMarks(listSqlMarks({ path: "a.sql", text }), known);

  it("name a column or a table that there is", () => {
    expect(settle("-- contract-pending: users.name -> users.full_name\n").proposals).toMatchObject([
      { kind: "column", old: "users.name", replacement: "users.full_name", line: 1 },
    ]);
    expect(settle("select 1; -- TODO: drop column amt by 2026-12-01\n").proposals).toMatchObject([
      { kind: "column", old: "billing.orders.amt", sunset: "2026-12-01" },
    ]);
    expect(settle("-- TODO: drop table users\n").proposals).toMatchObject([{ kind: "table", old: "users" }]);
  });

  it("stay open where two tables have the column, or none, and are none within a string", () => {
    expect(settle("-- TODO: drop column id\n")).toMatchObject({ proposals: [], notes: [{ line: 1 }] });
    expect(settle("-- EXPAND-CONTRACT: step 2\n").notes).toHaveLength(1);
    expect(settle("select '-- contract-pending: users.name';\n")).toEqual({ proposals: [], notes: [] });
  });
});

describe("models of Rails", () => {
  const read = (body: string) =>
    readRubyMarks({ path: "app/models/user_preference.rb", text: body }).proposals.map(
      ({ line, old, sunset = "" }) => `${line} ${old} ${sunset}`.trim(),
    );

  it("leave out columns as strong_migrations and GitLab have it", () => {
    expect(
      read(`class Billing::UserPreference < ApplicationRecord
  self.ignored_columns += ["name", :age]
  self.ignored_columns = %w[
    city
    street
  ]
  ignore_column :tabs, remove_with: '17.1', remove_after: '2027-06-22'
  ignore_columns :a, :b,
    remove_with: '17.1', remove_after: '2027-06-22'
end
`),
    ).toEqual([
      "2 user_preferences.name",
      "2 user_preferences.age",
      "3 user_preferences.city",
      "3 user_preferences.street",
      "7 user_preferences.tabs 2027-06-22",
      "8 user_preferences.a 2027-06-22",
      "8 user_preferences.b 2027-06-22",
    ]);
  });

  it("say nothing in a comment, or without a table", () => {
    expect(read('class User < ApplicationRecord\n  # self.ignored_columns += ["name"]\nend\n')).toEqual([]);
    expect(read('self.ignored_columns += ["name"]\n')).toEqual([]);
    expect(
      read('class User < ApplicationRecord\n  self.table_name = "people"\n  ignore_column :name\nend\n'),
    ).toEqual(["3 people.name"]);
  });
});

describe("descriptions of an API", () => {
  it("call operations deprecated", () => {
    const text = `openapi: 3.1.0
paths:
  /orders/{id}:
    get: { deprecated: true, summary: Use /v2 }
    put: { deprecated: false }
    parameters: []
`;
    expect(mayHaveOpenApiMarks("docs/openapi.yaml", text)).toBe(true);
    expect(readOpenApiMarks({ path: "docs/openapi.yaml", text }).proposals).toEqual([
      {
        file: "docs/openapi.yaml",
        line: 4,
        says: "deprecated: true Use /v2",
        kind: "endpoint",
        old: "GET /orders/:id",
      },
    ]);
    expect(mayHaveOpenApiMarks("compose.yaml", "deprecated: true\n")).toBe(false);
  });
});

describe("words", () => {
  it("name what stays", () => {
    expect(findReplacementNames("use fullName instead")).toContain("fullName");
    expect(findReplacementNames("Use {@link Price.net} instead.")[0]).toBe("Price.net");
    expect(findReplacementNames("`useUiFlags` can be used instead")).toContain("useUiFlags");
    expect(findReplacementNames("in favour of `Truncator`")).toEqual(["Truncator"]);
    expect(findReplacementNames("Use `a` or `b`")).toEqual([]);
  });

  it("give an end, and not the day on which it began", () => {
    expect(findSunset("will be removed after 2026-12-31")).toBe("2026-12-31");
    expect(findSunset("deprecated since 2024-01-01")).toBeUndefined();
    expect(findSunset("remove by 2026-02-30")).toBeUndefined();
  });
});
