import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenFileError } from "../../src/errors.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";

const parse = (text: string): Manifest => parseManifest(text, "expand-contract.json");

/** The messages of a broken manifest, one a line. */
function getErrors(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof BrokenFileError) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** The errors of a manifest with one change, its keys on lines 2 and following. */
function getChangeErrors(...lines: readonly string[]): string[] {
  return getErrors(`{ "changes": { "user-full-name": {\n${lines.join(",\n")}\n} } }`);
}

const SOUND = [
  '"kind": "column"',
  '"old": "users.name"',
  '"owner": "@acme/identity"',
  '"sunset": "2026-12-31"',
];

describe("a sound manifest", () => {
  it("is read with comments and trailing commas", () => {
    const manifest = parse(`{
      "$schema": "./node_modules/eslint-plugin-expand-contract/schema.json",
      "source": { "include": ["src/**"], "exclude": ["**/generated/**"] },
      "migrations": [{ "dir": "./db/migrations/", "format": "sql" }], // detected otherwise
      "deployed": { "tag": "v*" },
      "repos": [{ "name": "web", "path": "../web" }],
      "changes": {
        "user-full-name": {
          "kind": "column",
          "old": "users.name",
          "new": "users.full_name",
          "owner": "@acme/identity",
          "started": "2026-06-01",
          "sunset": "2026-12-31",
          "window": "5w",
          "guide": "https://wiki.example.com/user-full-name",
        },
      },
    }`);
    expect(manifest).toMatchInlineSnapshot(`
      {
        "changes": [
          {
            "column": 9,
            "guide": "https://wiki.example.com/user-full-name",
            "id": "user-full-name",
            "kind": "column",
            "line": 8,
            "old": {
              "column": "name",
              "kind": "column",
              "table": "users",
              "text": "users.name",
            },
            "owner": "@acme/identity",
            "replacement": {
              "column": "full_name",
              "kind": "column",
              "table": "users",
              "text": "users.full_name",
            },
            "started": "2026-06-01",
            "sunset": "2026-12-31",
            "windowDays": 35,
          },
        ],
        "deployed": {
          "tag": "v*",
        },
        "file": "expand-contract.json",
        "hash": "06afc5d25cfeea75f969ac40401b02a11916d1b9acfd20686c261b3724358123",
        "migrations": [
          {
            "dir": "db/migrations",
            "format": "sql",
          },
        ],
        "repos": [
          {
            "name": "web",
            "path": "../web",
          },
        ],
        "source": {
          "exclude": [
            "**/node_modules/**",
            "**/dist/**",
            "**/generated/**",
          ],
          "include": [
            "src/**",
          ],
        },
      }
    `);
  });

  it("needs no keys at all", () => {
    expect(parse("{}")).toMatchInlineSnapshot(`
      {
        "changes": [],
        "file": "expand-contract.json",
        "hash": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "migrations": [],
        "repos": [],
        "source": {
          "exclude": [
            "**/node_modules/**",
            "**/dist/**",
          ],
          "include": [
            "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte,sql,prisma}",
            "**/.env",
            "**/.env.*",
          ],
        },
      }
    `);
  });

  it("keeps its changes in the order of the text", () => {
    const change = `{ "kind": "table", "owner": "a", "sunset": "2026-12-31", "old":`;
    const { changes } = parse(
      `{ "changes": { "b": ${change} "b" }, "7": ${change} "c" }, "a": ${change} "a" } } }`,
    );
    expect(changes.map(({ id }) => id)).toEqual(["b", "7", "a"]);
  });

  it("may begin with a byte order mark", () => {
    expect(parse('\uFEFF{ "changes": {} }').changes).toEqual([]);
    expect(getErrors('\uFEFF{ "change": {} }')[0]).toMatch("expand-contract.json:1:3 ");
  });

  it("has another hash for another text", () => {
    expect(parse("{}").hash).toBe(parse("{}").hash);
    expect(parse("{}").hash).not.toBe(parse("{ }").hash);
  });
});

describe("no manifest", () => {
  it("says so of an empty file", () => {
    expect(getErrors("")).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:1  The file is empty: write { "changes": {} }.",
      ]
    `);
    expect(getErrors("// later\n")).toHaveLength(1);
  });

  it("says so of another value", () => {
    expect(getErrors("[]")).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:1  The manifest must be an object, not a list.",
      ]
    `);
    expect(getErrors('"changes"')).toHaveLength(1);
  });

  it("says so of a file that is nested without end", () => {
    expect(getErrors("[".repeat(200_000))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:1  This is nested too deep to be read.",
      ]
    `);
  });
});

describe("syntax", () => {
  it("names the place, and what else is wrong on other lines", () => {
    expect(
      getErrors(
        '{ "changes": { "a": {\n"kind": "column"\n"old": "users.name",\n"sunset": "2026-02-30" } } }',
      ),
    ).toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:1  A comma is missing before this.",
        "expand-contract.json:4:11  "sunset": "2026-02-30" is not in the calendar: there is no such day.",
      ]
    `);
  });

  it("knows single quotes, open ends and what follows the end", () => {
    expect(getErrors("{ 'changes': {} }")).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:3  This is no JSON: strings and keys stand in double quotes.",
      ]
    `);
    expect(getErrors('{ "changes": {')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:15  A } is missing: an object is never closed.",
      ]
    `);
    expect(getErrors('{ "changes": { "a')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:16  This string is never closed on its line: end it with a double quote.",
      ]
    `);
    expect(getErrors("{}\n{}")).toMatchInlineSnapshot(`
      [
        "expand-contract.json:2:1  Nothing may follow the end of the outermost value: remove this.",
      ]
    `);
  });

  it("knows conflict markers", () => {
    expect(getErrors('{\n<<<<<<< HEAD\n"changes": {}\n=======\n>>>>>>> main\n}')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:2:1  Git left conflict markers here: resolve the conflict.",
      ]
    `);
  });

  it("finds keys that stand twice", () => {
    expect(getChangeErrors(...SOUND, '"owner": "@acme/web"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:6:1  "owner" stands here twice, first on line 4: keep one.",
      ]
    `);
    expect(getErrors('{ "__proto__": {} }').at(0)).toMatch("can't be a key");
  });
});

describe("the tool of migrations", () => {
  it("must be one that is known, and names the nearest", () => {
    expect(getErrors('{ "migrations": [{ "dir": "db", "format": "sequelise" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:43  "format": "sequelise" is no tool whose migrations are read: did you mean "sequelize"? Known are prisma, drizzle, knex, typeorm, mikro-orm, sequelize, kysely, node-pg-migrate, graphile-migrate, db-migrate, dbmate, flyway, golang-migrate, atlas, supabase, sql, scripts.",
      ]
    `);
    expect(getErrors('{ "migrations": [{ "dir": "db", "format": "liquibase" }] }')[0]).not.toMatch(
      "did you mean",
    );
    expect(getErrors('{ "migrations": [{ "dir": "db", "format": "knex" }] }')).toEqual([]);
  });
});

describe("keys", () => {
  it("names the nearest known key", () => {
    expect(getChangeErrors(...SOUND, '"windw": "7d"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:6:1  Unknown key "windw": did you mean "window"?",
      ]
    `);
    expect(getErrors('{ "source": { "includes": [] }, "change": {} }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:15  Unknown key "includes": did you mean "include"?",
        "expand-contract.json:1:33  Unknown key "change": did you mean "changes"?",
      ]
    `);
  });

  it("names all known keys when none is near", () => {
    expect(getErrors('{ "plugins": [] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:3  Unknown key "plugins": known keys are $schema, source, migrations, deployed, repos, changes.",
      ]
    `);
  });

  it("asks for each key that is missing, at the change's id", () => {
    expect(getChangeErrors()).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:16  "user-full-name" has no "kind": add "kind": one of symbol, column, table, config, endpoint, event.",
        "expand-contract.json:1:16  "user-full-name" has no "old": add "old": the shape that goes.",
        "expand-contract.json:1:16  "user-full-name" has no "owner": add "owner": who sees it through, such as "@acme/identity".",
        "expand-contract.json:1:16  "user-full-name" has no "sunset": add "sunset": the day by which the old shape is gone, as "YYYY-MM-DD".",
      ]
    `);
    expect(getErrors('{ "migrations": [{}], "repos": [{ "path": "../web" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:18  "migrations" [0] has no "dir": add "dir": the folder with the migrations, such as "db/migrations".",
        "expand-contract.json:1:33  "repos" [0] has no "name": add "name": what reports call the repo, such as "billing-worker".",
      ]
    `);
  });
});

describe("types", () => {
  it("says what must stand there", () => {
    expect(
      getErrors(`{
"source": [], "migrations": {}, "repos": [3],
"changes": { "a": null, "b": { "kind": 1, "old": null, "owner": [], "sunset": {}, "window": 7 } } }`),
    ).toMatchInlineSnapshot(`
      [
        "expand-contract.json:2:11  "source" must be an object, not a list.",
        "expand-contract.json:2:29  "migrations" must be a list, not an object.",
        "expand-contract.json:2:43  "repos" [0] must be an object, not a number.",
        "expand-contract.json:3:19  "a" must be an object, not null.",
        "expand-contract.json:3:40  "kind" must be a string, not a number.",
        "expand-contract.json:3:50  "old" must be a string, not null.",
        "expand-contract.json:3:65  "owner" must be a string, not a list.",
        "expand-contract.json:3:79  "sunset" must be a string, not an object.",
        "expand-contract.json:3:93  "window" must be a string, not a number.",
      ]
    `);
  });
});

describe("a change", () => {
  it("has one of the kinds", () => {
    expect(getChangeErrors('"kind": "colum"', ...SOUND.slice(1))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:2:9  "kind": "colum" is no kind of change; kinds are symbol, column, table, config, endpoint, event. Did you mean "column"?",
      ]
    `);
    expect(getChangeErrors('"kind": "gadget"', ...SOUND.slice(1))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:2:9  "kind": "gadget" is no kind of change; kinds are symbol, column, table, config, endpoint, event.",
      ]
    `);
  });

  it("has targets of its kind's form", () => {
    expect(getChangeErrors(...SOUND.with(1, '"old": "users"'))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:8  "old": "users" is not a column: it names no table before the column. Write [schema.]table.column, spelled as the database stores it; for example "users.name" or "billing.payments.amount" or "User.fullName".",
      ]
    `);
    expect(getChangeErrors(...SOUND, '"new": "full_name"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:6:8  "new": "full_name" is not a column ("new" is of the same kind as "old"): it names no table before the column. Write [schema.]table.column, spelled as the database stores it; for example "users.name" or "billing.payments.amount" or "User.fullName".",
      ]
    `);
    expect(getChangeErrors(...SOUND.with(1, '"old": ""'))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:8  "old": it is empty: write the shape that goes.",
      ]
    `);
    expect(getChangeErrors(...SOUND, '"new": "users.full_name"')).toEqual([]);
  });

  it("has another shape as old than as new", () => {
    expect(getChangeErrors(...SOUND, '"new": "users.name"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:6:8  "new" is the same shape as "old" ("users.name"): correct one, or leave "new" out for a pure removal.",
      ]
    `);
    expect(getChangeErrors(...SOUND, '"new": "public.users.name"')).toHaveLength(1);
    expect(getChangeErrors(...SOUND, '"new": "crm.users.name"')).toEqual([]);
  });

  it("has its old shape for itself", () => {
    const entry = `{ ${SOUND.join(", ")} }`;
    expect(getErrors(`{ "changes": {\n"a": ${entry},\n"b": ${entry} } }`)).toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:33  "users.name" is the "old" of "a" too (line 2): one shape goes with one change, so merge the two.",
      ]
    `);
    const other = entry.replace("users.name", "teams.name");
    expect(getErrors(`{ "changes": { "a": ${entry}, "b": ${other} } }`)).toEqual([]);
  });

  it("has dates that are in the calendar", () => {
    expect(getChangeErrors(...SOUND.with(3, '"sunset": "2026-02-30"'))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:5:11  "sunset": "2026-02-30" is not in the calendar: there is no such day.",
      ]
    `);
    expect(getChangeErrors(...SOUND.with(3, '"sunset": "next year"'))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:5:11  "sunset": "next year" is not a date: write it as YYYY-MM-DD.",
      ]
    `);
    expect(getChangeErrors(...SOUND.with(3, '"sunset": "2028-02-29"'))).toEqual([]);
  });

  it("ends after it began", () => {
    expect(getChangeErrors(...SOUND, '"started": "2027-01-01"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:5:11  "sunset" (2026-12-31) is before "started" (2027-01-01): a change ends after it began; correct one of the two.",
      ]
    `);
    expect(getChangeErrors(...SOUND, '"started": "2026-12-31"')).toEqual([]);
  });

  it("has a window in days or weeks", () => {
    expect(getChangeErrors(...SOUND, '"window": "12h"')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:6:11  "window": "12h" is not a window: write days or weeks, such as "35d" or "5w".",
      ]
    `);
    expect(getChangeErrors(...SOUND, '"window": "0d"')).toEqual([]);
  });

  it("has an owner", () => {
    expect(getChangeErrors(...SOUND.with(2, '"owner": " "'))).toMatchInlineSnapshot(`
      [
        "expand-contract.json:4:10  "owner": it is empty: write who sees it through, such as "@acme/identity".",
      ]
    `);
  });

  it("has an id that can stand in a comment", () => {
    const entry = `{ ${SOUND.join(", ")} }`;
    expect(getErrors(`{ "changes": { "full name": ${entry} } }`)).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:16  "full name" can't be a change's id: use letters, digits and _ . : / @ - only, and start with a letter or digit.",
      ]
    `);
    expect(getErrors(`{ "changes": { "-x": ${entry} } }`)).toHaveLength(1);
    expect(getErrors(`{ "changes": { "JIRA-12/full_name": ${entry} } }`)).toEqual([]);
  });
});

describe("places", () => {
  it("takes a ref or a tag as deployed", () => {
    expect(getErrors('{ "deployed": { "ref": "main", "tag": "v*" } }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:32  "ref" and "tag" exclude each other: keep one.",
      ]
    `);
    expect(getErrors('{ "deployed": {} }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:3  Here "ref" or "tag" is missing: add one.",
      ]
    `);
    expect(getErrors('{ "deployed": { "ref": "--upload-pack=x" } }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:24  "ref": "--upload-pack=x" is not a git ref: write one such as "origin/production".",
      ]
    `);
    expect(getErrors('{ "deployed": { "ref": "origin/production" } }')).toEqual([]);
  });

  it("takes a url or a path of a repo", () => {
    expect(getErrors('{ "repos": [{ "name": "web", "url": "hh:v", "path": "p" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:45  "url" and "path" exclude each other: keep one.",
      ]
    `);
    expect(getErrors('{ "repos": [{ "name": "web" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:13  Here "url" or "path" is missing: add one.",
      ]
    `);
    expect(getErrors('{ "repos": [{ "name": "web", "url": "ext::sh -c x" }] }')).toHaveLength(1);
    expect(getErrors('{ "repos": [{ "name": "web", "url": "git@git.example.com:web.git" }] }')).toEqual([]);
  });

  it("never shows a url, which may hold a password", () => {
    const errors = getErrors(
      '{ "repos": [{ "name": "web", "url": "https://u:secret@git.example.com/a b" }] }',
    );
    expect(errors).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:37  "url": it is not a git URL: write one such as "https://git.example.com/team/repo.git".",
      ]
    `);
  });

  it("lets no repo's name climb out of a folder", () => {
    expect(getErrors('{ "repos": [{ "name": "../web", "path": "p" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:23  "name": "../web" can't name a folder: use letters, digits and . _ - only, and start with a letter or digit.",
      ]
    `);
    expect(getErrors('{ "repos": [{ "name": "/web", "path": "p" }] }')).toHaveLength(1);
    expect(getErrors('{ "repos": [{ "name": "..", "path": "p" }] }')).toHaveLength(1);
    expect(getErrors('{ "repos": [{ "name": "", "path": "p" }] }')).toHaveLength(1);
    expect(getErrors('{ "repos": [{ "name": "web.v2", "path": "../web" }] }')).toEqual([]);
  });

  it("tells repos apart", () => {
    expect(getErrors('{ "repos": [\n{ "name": "web", "path": "a" },\n{ "name": "Web", "path": "b" }] }'))
      .toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:11  Two repos are called "Web" (capitals do not count), the other on line 2: rename one.",
      ]
    `);
  });

  it("keeps migrations inside the repo", () => {
    expect(getErrors('{ "migrations": [{ "dir": "/db" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:27  "dir": "/db" is an absolute path: write it from the root of the repo, such as "db/migrations".",
      ]
    `);
    expect(getErrors('{ "migrations": [{ "dir": "db/../../x" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:27  "dir": "db/../../x" leads out of the repo: write the path of a folder inside it.",
      ]
    `);
    expect(getErrors('{ "migrations": [{ "dir": "db\\\\migrations" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:27  "dir": "db\\\\migrations" has backslashes: write / between folders, on Windows too.",
      ]
    `);
    expect(getErrors('{ "migrations": [{ "dir": "C:/db" }] }')).toHaveLength(1);
    expect(getErrors('{ "migrations": [{ "dir": "db..old" }] }')).toEqual([]);
  });

  it("names each folder once", () => {
    expect(getErrors('{ "migrations": [\n{ "dir": "db" },\n{ "dir": "./db/" }] }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:3:10  "./db/" stands here twice, first on line 2: keep one.",
      ]
    `);
  });

  it("scans something", () => {
    expect(getErrors('{ "source": { "include": [] } }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:26  "include": it is empty, so nothing would be scanned: leave it out for the default.",
      ]
    `);
    expect(getErrors('{ "source": { "exclude": ["!src/**"] } }')).toMatchInlineSnapshot(`
      [
        "expand-contract.json:1:27  "exclude" [0]: "!src/**" starts with !: write it without, in "exclude".",
      ]
    `);
    expect(getErrors('{ "source": { "exclude": [] } }')).toEqual([]);
  });
});

describe("whatever the text", () => {
  const parsesOrBreaks = (text: string): boolean => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof BrokenFileError)) throw error;
      const lines = text.split("\n").length;
      return (
        error.problems.length > 0 && error.problems.every(({ line, column }) => line <= lines && column >= 1)
      );
    }
    return true;
  };

  it("throws nothing but a BrokenFileError with places in the file", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), parsesOrBreaks));
    fc.assert(fc.property(fc.json(), parsesOrBreaks));
  });

  it("does so for manifests that are nearly right, and for pieces of them", () => {
    const value = fc.oneof(
      fc.constantFrom("column", "users.name", "2026-12-31", "7d", "a"),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const entry = (...keys: string[]) =>
      fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), value);
    const manifest = fc.record(
      {
        source: entry("include", "exclude"),
        migrations: fc.array(entry("dir", "format")),
        deployed: entry("ref", "tag"),
        repos: fc.array(entry("name", "url", "path")),
        changes: fc.dictionary(
          fc.string(),
          entry("kind", "old", "new", "owner", "started", "sunset", "window"),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(manifest, fc.nat(200), (input, cut) => {
        const text = JSON.stringify(input, null, 1);
        return parsesOrBreaks(text) && parsesOrBreaks(text.slice(0, cut));
      }),
    );
  });
});
