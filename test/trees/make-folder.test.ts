import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder } from "../../src/trees/make-folder.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "expand-contract-folder-"));
});
afterEach(() => rmSync(root, { recursive: true }));

it("makes a folder and those above it, and takes one that is there for made", () => {
  const folder = join(root, "a/b/c");
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it("fails below a file", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => makeFolder(join(root, "file/a"))).toThrow("ENOTDIR");
});

it.skipIf(!existsSync("/proc/self"))("ends where no folder can be made, though nothing forbids it", () => {
  expect(() => makeFolder("/proc/expand-contract/a")).toThrow("ENOENT");
});
