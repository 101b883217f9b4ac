import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadManifest } from "../../src/scan/load-manifest.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const getText = (url: string) => JSON.stringify({ repos: [{ name: "web", url }] });

function listCached(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

test("a sound manifest is remembered", async () => {
  const text = getText("https://git.example.com/web.git");
  const manifest = await loadManifest(text, "expand-contract.json", folder);
  expect(listCached()).toHaveLength(1);
  expect(await loadManifest(text, "expand-contract.json", folder)).toEqual(manifest);
});

test("a password in it is not", async () => {
  const text = getText("https://ann:secret@git.example.com/web.git");
  const manifest = await loadManifest(text, "expand-contract.json", folder);
  expect(manifest.repos).toHaveLength(1);
  expect(listCached()).toEqual([]);
});
