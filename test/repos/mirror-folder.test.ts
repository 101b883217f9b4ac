import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { getMirrorFolder, getMirrorRef } from "../../src/repos/mirror-folder.js";

const URL = "https://git.example.com/web.git";
const getName = (name: string, url = URL) => basename(getMirrorFolder("/cache", name, url));

test("a mirror's folder is called after its repo and where that comes from", () => {
  expect(getMirrorFolder("/cache", "billing-worker", URL)).toMatch(
    /^\/cache\/repos\/billing-worker-[0-9a-f]{16}$/,
  );
  expect(getName("web")).not.toBe(getName("web", "https://git.example.com/other.git"));
  expect(getName("web")).not.toBe(getName("api"));
});

test.each([
  "..",
  ".",
  "../../etc",
  "/etc/passwd",
  "C:\\x",
  "a\0b",
  "con",
  "CON.txt",
  "nul",
  "a:b",
  "a/b",
  "ａ/ｂ",
  "x".repeat(500),
])("%j leads to a folder in the cache", (name) => {
  const folder = getMirrorFolder("/cache", name, URL);
  expect(dirname(folder)).toBe("/cache/repos");
  expect(basename(folder)).toMatch(/^[a-z0-9_-]{1,40}-[0-9a-f]{16}$/);
});

test("names that a file system takes for one get one mirror only where they come from one URL", () => {
  expect(getName("Web")).toBe(getName("web"));
  expect(getName("Web")).not.toBe(getName("web", "https://git.example.com/Web.git"));
});

test("a password that changes makes no new mirror", () => {
  expect(getName("web", "https://ann:one@git.example.com/web.git")).toBe(getName("web"));
});

test("refs never clash as folder and file, or by their capitals", () => {
  const names = ["refs/heads/a", "refs/heads/a/b", "refs/heads/A", "HEAD"].map(getMirrorRef);
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^refs\/mirror\/[0-9a-f]{16}$/);
});
