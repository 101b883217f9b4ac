import { expect, it } from "vitest";
import { formatManifest, lintText, writeProject } from "./lint-text.js";

const MANIFEST = JSON.parse(formatManifest({ name: { kind: "column", old: "users.name" } })) as object;
const UPDATE = "export const up = (db) => db.query(`update users set name = ''`);\n";
const RULES = { "expand-contract/no-deprecated-column": "error" } as const;

it("passes over what a script does to columns where the manifest says that it is a migration", async () => {
  const root = writeProject({
    "expand-contract.json": JSON.stringify({
      ...MANIFEST,
      migrations: [{ dir: "db/steps", format: "knex" }],
    }),
    "db/steps/0001_fill.js": UPDATE,
    "src/fill.js": UPDATE,
  });
  expect(await lintText({ root, file: "db/steps/0001_fill.js", text: UPDATE, rules: RULES })).toEqual([]);
  expect(await lintText({ root, file: "src/fill.js", text: UPDATE, rules: RULES })).toHaveLength(1);
});
