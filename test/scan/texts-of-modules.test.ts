import { join } from "node:path";
import { expect, it } from "vitest";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { listReferences } from "./scan-repo.js";

it("puts texts of other modules into statements, and reads each in the dialect of the client that a module imports", async () => {
  const root = join(import.meta.dirname, "../../fixtures/lint/sql");
  const result = await scanTree(openWorkingTree(root), readManifest(join(root, "expand-contract.json")));
  expect(listReferences(result)).toEqual([
    "user-name src/columns.ts:6:38 read",
    "user-name src/users-mysql.ts:4:44 read",
    "user-name src/users-mysql.ts:5:18 read",
    "user-name src/users-mysql.ts:8:82 write",
    "user-name src/users-mysql.ts:10:98 write",
    // Where the list of columns is taken in: alone it says nothing of a table.
    "user-name src/users-postgres.ts:6:52 read",
    "user-name src/users-postgres.ts:9:52 read",
    "user-name src/users-postgres.ts:10:49 read",
    // A name of a package outside: unresolved.
    "user-name src/users-postgres.ts:11:69 read",
    "user-name src/users-postgres.ts:15:18 read",
  ]);
  const unresolved = result.references.filter(({ certainty }) => certainty === "unresolved");
  expect(unresolved.map(({ line }) => line)).toEqual([11]);
});

it("knows tables by names that other modules export", async () => {
  const root = join(import.meta.dirname, "../../fixtures/lint/knex-constants");
  const result = await scanTree(openWorkingTree(root), readManifest(join(root, "expand-contract.json")));
  expect(listReferences(result)).toEqual([
    "file-place src/files.ts:7:62 read",
    "file-place src/places.ts:4:72 write",
  ]);
});
