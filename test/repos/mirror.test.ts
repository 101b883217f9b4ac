import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { canMountTmpfs } from "./can-mount-tmpfs.js";
import { Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
let first: string;
let commit: string;
let url: string;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
  source.git("config", "uploadpack.allowFilter", "true");
  url = `file://${source.root}`;
  first = source.write("a.ts", "first").commit("First");
  commit = source.write("a.ts", "second").write("b.ts", "b").commit("Second");
});
afterEach(() => {
  opening.remove();
  source.remove();
});

const SECOND = { texts: { "a.ts": "second", "b.ts": "b" }, skipped: [] };
const FIRST = { texts: { "a.ts": "first" }, skipped: [] };

const listPacks = () => {
  const folder = join(opening.getMirror(), ".git/objects/pack");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".pack"))
    .map((name) => join(folder, name));
};

describe("an update", () => {
  test("follows a branch that was pushed by force", async () => {
    await opening.open({ url });
    source.git("reset", "-q", "--hard", first);
    const other = source.write("c.ts", "c").commit();
    expect(await opening.open({ url })).toMatchObject({
      commit: other,
      texts: { "a.ts": "first", "c.ts": "c" },
    });
  });

  test("follows the default branch to another name", async () => {
    await opening.open({ url });
    source.git("branch", "-m", "main", "trunk");
    expect(await opening.open({ url })).toMatchObject({ ...SECOND, commit });
    expect(await opening.open({ url, ref: "main" })).toMatchObject({ kind: "no-such-ref" });
  });

  test("brings what changed and leaves the rest", async () => {
    source.write("big.ts", "x\n".repeat(100_000)).commit();
    await opening.open({ url });
    source.write("a.ts", "third").commit();
    expect(await opening.open({ url })).toMatchObject({ texts: { "a.ts": "third", "b.ts": "b" } });
    expect(listPacks()).toHaveLength(2);
    source.remove("big.ts");
    source.commit();
    expect(await opening.open({ url })).toMatchObject({ texts: { "a.ts": "third" } });
  });

  test("has the history that is asked for", async () => {
    await opening.open({ url });
    const count = () =>
      execFileSync("git", ["rev-list", "--count", commit], { cwd: opening.getMirror() }).toString().trim();
    expect(count()).toBe("1");
    await opening.open({ url }, { depth: 2 });
    expect(count()).toBe("2");
  });

  test("knows a large file that became small, and one that became large", async () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => `${index}`).join("\n");
    source.write("big.ts", lines.repeat(2)).write("small.ts", "s").commit();
    expect(await opening.open({ url })).toMatchObject({ skipped: [{ path: "big.ts" }] });
    source.write("big.ts", lines.slice(0, 1_900_000)).write("small.ts", lines.repeat(2)).commit();
    const opened = await opening.open({ url });
    expect(opened).toMatchObject({ skipped: [{ path: "small.ts", reason: "larger than 2 MB" }] });
    expect("texts" in opened && opened.texts["big.ts"]).toBe(lines.slice(0, 1_900_000));
  });
});

describe("a mirror that is not as it was left", () => {
  const damages: readonly (readonly [string, (mirror: string) => void])[] = [
    ["a pack is gone", () => listPacks().forEach((pack) => rmSync(pack))],
    ["a pack is cut", () => listPacks().forEach((pack) => truncateSync(pack, 40))],
    [
      "a pack is full of nothing",
      () => listPacks().forEach((pack) => writeFileSync(pack, Buffer.alloc(readFileSync(pack).length))),
    ],
    ["all objects are gone", (mirror) => rmSync(join(mirror, ".git/objects"), { recursive: true })],
    ["git's folder is gone", (mirror) => rmSync(join(mirror, ".git"), { recursive: true })],
    ["HEAD is gone", (mirror) => rmSync(join(mirror, ".git/HEAD"))],
    ["its record is nonsense", (mirror) => writeFileSync(join(mirror, "mirror.json"), "{")],
    ["its record is gone", (mirror) => rmSync(join(mirror, "mirror.json"))],
  ];

  test.each(damages)("%s: it is made anew", async (_, damage) => {
    await opening.open({ url });
    damage(opening.getMirror());
    expect(await opening.open({ url })).toMatchObject({ ...SECOND, commit });
    const next = source.write("a.ts", "third").commit();
    expect(await opening.open({ url })).toMatchObject({ commit: next });
    expect(opening.listMirrors()).toHaveLength(1);
  });

  test.each([
    ["its refs are gone", "refs"],
    ["what git knows of its history is gone", "shallow"],
  ])("%s: an update makes it anew", async (_, name) => {
    await opening.open({ url });
    rmSync(join(opening.getMirror(), ".git", name), { recursive: true });
    const next = source.write("a.ts", "third").commit();
    expect(await opening.open({ url })).toMatchObject({ commit: next, texts: { "a.ts": "third" } });
  });

  test("a copy of it is read by git once, and used", async () => {
    await opening.open({ url });
    const [pack = ""] = listPacks();
    const copy = `${opening.getMirror()}.copy`;
    cpSync(opening.getMirror(), copy, { recursive: true });
    rmSync(opening.getMirror(), { recursive: true });
    renameSync(copy, opening.getMirror());
    expect(await opening.open({ url })).toMatchObject(SECOND);
    expect(listPacks()).toEqual([pack]);
  });

  test("in a folder of another repository, that one is not taken for it", async () => {
    const around = new TemporaryRepo().init();
    around.write("a.ts", "around").commit();
    const cacheFolder = around.path("cache");
    expect(await opening.open({ url }, { cacheFolder })).toMatchObject(SECOND);
    const [name = ""] = readdirSync(join(cacheFolder, "repos"));
    rmSync(join(cacheFolder, "repos", name, ".git"), { recursive: true });
    const before = around.git("for-each-ref");
    expect(await opening.open({ url }, { cacheFolder })).toMatchObject(SECOND);
    expect(around.git("for-each-ref")).toBe(before);
    around.remove();
  });

  test("what a run that was killed left is swept away", async () => {
    await opening.open({ url });
    const mirror = opening.getMirror();
    const git = join(mirror, ".git");
    for (const file of ["shallow.lock", "config.lock", "objects/pack/tmp_pack_abc", "refs/mirror/x.lock"]) {
      writeFileSync(join(git, file), "");
    }
    mkdirSync(`${mirror}.new-12345678/.git`, { recursive: true });
    writeFileSync(`${mirror}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), key: "x" }));
    const next = source.write("a.ts", "third").commit();
    expect(await opening.open({ url })).toMatchObject({ commit: next });
    expect(readdirSync(git).filter((name) => name.endsWith(".lock"))).toEqual([]);
    expect(existsSync(join(git, "objects/pack/tmp_pack_abc"))).toBe(false);
    expect(opening.listMirrors()).toHaveLength(1);
  });
});

test("two runs at once share one mirror", async () => {
  source.git("branch", "old", first);
  const opened = await Promise.all([
    opening.open({ url }),
    opening.open({ url }),
    opening.open({ url, ref: "old" }),
    opening.open({ url, ref: "main" }),
  ]);
  expect(opened).toMatchObject([SECOND, SECOND, FIRST, SECOND]);
  expect(opening.listMirrors()).toHaveLength(1);
});

test("a git that trusts no bare repositories reads mirrors", async () => {
  vi.stubEnv("GIT_CONFIG_COUNT", "1");
  vi.stubEnv("GIT_CONFIG_KEY_0", "safe.bareRepository");
  vi.stubEnv("GIT_CONFIG_VALUE_0", "explicit");
  try {
    expect(await opening.open({ url }, { env: { ...process.env } })).toMatchObject(SECOND);
  } finally {
    vi.unstubAllEnvs();
  }
});

describe("a cache folder that can't be written", () => {
  test("because it is a file", async () => {
    writeFileSync(opening.cacheFolder, "");
    expect(await opening.open({ url })).toMatchObject({
      kind: "disk",
      message: expect.stringMatching(/^The cache folder .* Choose another one with --cache-dir\./),
    });
  });

  test.skipIf(!canMountTmpfs())(
    "because it is read-only: a mirror that is up to date is read all the same",
    async () => {
      const mount = (...options: readonly string[]) =>
        execFileSync("mount", ["-t", "tmpfs", "-o", options.join(","), "tmpfs", opening.cacheFolder]);
      mkdirSync(opening.cacheFolder);
      mount("size=4m");
      try {
        await opening.open({ url });
        mount("remount", "ro");
        expect(await opening.open({ url })).toMatchObject(SECOND);
        source.write("a.ts", "third").commit();
        expect(await opening.open({ url })).toMatchObject({ kind: "disk" });
        expect(await opening.open({ url, name: "other" })).toMatchObject({ kind: "disk" });
      } finally {
        execFileSync("umount", [opening.cacheFolder]);
      }
    },
  );

  test.skipIf(!canMountTmpfs())("because it is full: nothing stays but the former mirror", async () => {
    mkdirSync(opening.cacheFolder);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", opening.cacheFolder]);
    try {
      expect(await opening.open({ url })).toMatchObject(SECOND);
      const noise = Array.from({ length: 60_000 }, (_, index) => Math.sin(index)).join("\n");
      source.write("big.ts", noise).commit();
      expect(await opening.open({ url })).toMatchObject({
        kind: "disk",
        message: expect.stringContaining("is full. Make room, or choose another folder with --cache-dir"),
      });
      expect(opening.listMirrors()).toHaveLength(1);
      source.remove("big.ts");
      source.write("a.ts", "third").commit();
      expect(await opening.open({ url })).toMatchObject({ texts: { "a.ts": "third", "b.ts": "b" } });
    } finally {
      execFileSync("umount", [opening.cacheFolder]);
    }
  });
});

test.skipIf(process.getuid?.() !== 0)("a mirror of another user's is not read", async () => {
  await opening.open({ url });
  execFileSync("chown", ["-R", "12345", opening.getMirror()]);
  source.write("a.ts", "third").commit();
  expect(await opening.open({ url })).toMatchObject({
    kind: "disk",
    message: expect.stringMatching(/belongs to another user, .* Choose another folder with --cache-dir\.$/),
  });
});
