import { expect, it } from "vitest";
import { lintText, writeFiles, writeProject } from "./lint-text.js";

const RULES = { "expand-contract/no-unsafe-migration": "error" as const };

const CREATE = `exports.up = (knex) => knex.schema.createTable("users", (table) => {
  table.increments("id");
  table.text("nick");
});
exports.down = (knex) => knex.schema.dropTable("users");
`;
const RENAME = `exports.up = (knex) => knex.schema.alterTable("users", (table) => table.renameColumn("nick", "name"));
exports.down = () => {};
`;
const PROJECT = {
  "expand-contract.json": '{ "changes": {} }',
  "package.json": '{ "dependencies": { "knex": "3.0.0" } }',
  "migrations/20260101000000_users.js": CREATE,
};

/** The gate's rules among the messages on a text that may be on no disk. */
async function getRules(root: string, file: string, text: string): Promise<string[]> {
  const messages = await lintText({ root, file, text, rules: RULES });
  return messages.map((message) => /\((\S+)\)\. Next: /.exec(message)?.[1] ?? message);
}

it("knows migrations by the directories that are found, saved or not", async () => {
  const root = writeProject(PROJECT);
  const rules = ["rename-in-place", "drop-without-change"];
  expect(await getRules(root, "migrations/20260601000000_rename.js", RENAME)).toEqual(rules);
  expect(await getRules(root, "src/20260601000000_rename.js", RENAME)).toEqual([]);
});

it("judges the text in the editor, not the one on disk", async () => {
  const file = "migrations/20260601000000_rename.js";
  const root = writeProject({ ...PROJECT, [file]: RENAME });
  expect(await getRules(root, file, RENAME)).toHaveLength(2);
  expect(await getRules(root, file, CREATE.replaceAll("users", "teams"))).toEqual([]);
});

it("knows what stood before from the migrations that run before, not from later ones", async () => {
  const root = writeProject(PROJECT);
  const drop = 'exports.up = (knex) => knex.schema.dropTable("teams");\nexports.down = () => {};\n';
  writeFiles(root, {
    // Later, a table of that name comes back: the one that is dropped here is gone all the same.
    "migrations/20260701000000_teams.js": CREATE.replaceAll("users", "teams"),
  });
  expect(await getRules(root, "migrations/20260601000000_drop.js", drop)).toEqual(["drop-without-change"]);
});

it("takes no script for a migration where the manifest says that they are SQL", async () => {
  const root = writeProject({
    ...PROJECT,
    "expand-contract.json": '{ "migrations": [{ "dir": "migrations", "format": "sql" }], "changes": {} }',
  });
  expect(await getRules(root, "migrations/20260601000000_rename.js", RENAME)).toEqual([]);
});
