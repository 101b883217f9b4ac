import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createScanReport } from "../../src/report/scan-report.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { writeFiles } from "../lint/lint-text.js";
import { createManifest, listReferences } from "./scan-repo.js";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-text-")));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const NAME = { name: { kind: "column", old: "users.name" } };
const FILES = {
  "etl/sync.py": 'cur.execute("select name from users")\n',
  "app/models/user.rb": "User.pluck(:name)\n",
  "app/models/team.rb": "Team.pluck(:name)\n",
  "src/users.ts": 'export const f = (db) => db.query("select name from users");\n',
};

test("files in other languages are searched beside the sources, and counted apart", async () => {
  writeFiles(root, FILES);
  const manifest = createManifest(NAME);
  const result = await scanTree(openWorkingTree(root), manifest);
  expect(listReferences(result)).toEqual([
    "name app/models/user.rb:1:13 read",
    "name etl/sync.py:1:21 read",
    "name src/users.ts:1:43 read",
  ]);
  expect(createScanReport(result, manifest.changes).changes["name"]).toMatchObject({
    ...{ total: 1, read: 1, unresolved: 2 },
  });
});

test("those that the manifest leaves out are not", async () => {
  writeFiles(root, FILES);
  const result = await scanTree(
    openWorkingTree(root),
    createManifest(NAME, { source: { exclude: ["etl/**", "app/**"] } }),
  );
  expect(listReferences(result)).toEqual(["name src/users.ts:1:43 read"]);
});

test("for exports they are not even listed", async () => {
  writeFiles(root, FILES);
  const manifest = createManifest({ f: { kind: "symbol", old: "./src/users.ts#f" } });
  expect((await scanTree(openWorkingTree(root), manifest)).stats.files).toBe(1);
});
