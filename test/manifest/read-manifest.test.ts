import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BrokenFileError, UserError } from "../../src/errors.js";
import { findManifest } from "../../src/manifest/find-manifest.js";
import { readManifest } from "../../src/manifest/read-manifest.js";

const root = mkdtempSync(join(tmpdir(), "manifest-"));
const manifest = join(root, "expand-contract.json");
mkdirSync(join(root, "packages/api"), { recursive: true });
writeFileSync(manifest, '{ "changes": {} }\n');
afterAll(() => rmSync(root, { recursive: true }));

describe("findManifest", () => {
  it("looks upward, also from a folder that is not there", () => {
    expect(findManifest(root)).toBe(manifest);
    expect(findManifest(join(root, "packages/api"))).toBe(manifest);
    expect(findManifest(join(root, "gone/further"))).toBe(manifest);
    expect(findManifest(join(manifest, "virtual.js"))).toBe(manifest);
  });

  it("finds none at the top", () => {
    expect(findManifest("/")).toBeUndefined();
  });
});

describe("readManifest", () => {
  it("reads", () => {
    expect(readManifest(manifest, "expand-contract.json")).toMatchObject({
      file: "expand-contract.json",
      changes: [],
    });
  });

  it("tells missing, unreadable and malformed apart", () => {
    const malformed = join(root, "malformed.json");
    writeFileSync(malformed, "{");
    expect(() => readManifest(join(root, "gone.json"), "gone.json")).toThrow(
      new UserError("gone.json does not exist. Write a first one: expand-contract init"),
    );
    expect(() => readManifest(join(root, "packages"), "packages")).toThrow(
      new UserError("packages is a folder, and a manifest is a file"),
    );
    expect(() => readManifest(malformed)).toThrow(BrokenFileError);
  });
});
