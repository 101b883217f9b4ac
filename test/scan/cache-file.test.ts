import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCacheFile, readCacheFile, writeCacheFile } from "../../src/scan/cache-file.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-cache-file-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a cache file", () => {
  it("is written and read", () => {
    const file = getCacheFile(folder, "scans", ["a"]);
    writeCacheFile(file, { a: 1 });
    expect(readCacheFile(file)).toEqual({ a: 1 });
    expect(readCacheFile(getCacheFile(folder, "scans", ["b"]))).toBeUndefined();
  });

  it("is no error where it can't be written", () => {
    const blocked = join(folder, "blocked");
    writeFileSync(blocked, "a file where a folder should be");
    expect(() => {
      writeCacheFile(getCacheFile(blocked, "scans", ["a"]), {});
    }).not.toThrow();
    expect(readdirSync(folder)).toContain("blocked");
  });
});
