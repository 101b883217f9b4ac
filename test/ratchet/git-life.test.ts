import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { CREATE, createManifest, FIXED, MANIFEST, READ } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const AGAIN = READ.replace("find", "again");
const TIGHT = (count: string) => `ratchet.json is as tight as it can be: ${count}.\n`;

const run = (...argv: readonly string[]) => runCommand(story.root, ["ratchet", ...argv]);
const readRatchet = (folder = ".") =>
  JSON.parse(readFileSync(join(story.root, folder, "ratchet.json"), "utf8"));
const readCounts = (folder = ".") => readRatchet(folder).changes["user-full-name"];

/** Files of the change's reads, counted and committed. */
async function start(files: Readonly<Record<string, string>>): Promise<void> {
  story.write({ ...START, ...files });
  await run("tighten");
  story.commit("2026-05-01");
}

/** What the gate finds against the last commit. */
async function findRules(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await run("--base", "HEAD", "--format", "json", ...argv);
  expect(stderr).toBe("");
  return JSON.parse(stdout).findings.map(({ rule, file }: Record<string, string>) => `${rule} ${file}`);
}

describe("names of files", () => {
  const NAMES = [
    `src/a b=c/it's "x".ts`,
    "src/new\nline.ts",
    "src/u\u0308n.ts",
    "src/\u00fcn.ts",
    "src/#%$HOME.ts",
  ];

  it("are kept to the letter, whatever characters they have", async () => {
    await start(Object.fromEntries(NAMES.map((name) => [name, READ])));
    expect(Object.keys(readCounts())).toEqual(NAMES.toSorted());
    expect(await findRules()).toEqual([]);
    expect((await run("tighten", "--base", "HEAD")).stdout).toBe(TIGHT("5 references"));
    story.write({ "src/\u00fcn.ts": READ + AGAIN });
    expect(await findRules()).toEqual(["new-reference src/\u00fcn.ts"]);
  });

  it("that change in case alone are those of files that were renamed", async () => {
    story.git("config", "core.ignorecase", "true");
    await start({ "src/users.ts": READ });
    story.git("mv", "-f", "src/users.ts", "src/Users.ts");
    expect(await findRules()).toEqual([]);
    await run("tighten");
    expect(readCounts()).toEqual({ "src/Users.ts": { find: { read: 1 } } });
  });
});

describe("a file that was renamed", () => {
  it("takes along what was accepted in it, with reason, owner and date", async () => {
    await start({ "src/users.ts": READ });
    story.write({ "src/users.ts": READ + AGAIN });
    const about = ["--reason", "audit", "--owner", "@acme/audit", "--until", "2026-11-30"];
    await run("accept", "--change", "user-full-name", ...about);
    const before = readRatchet().accepted;
    story.commit("2026-05-02");
    renameSync(join(story.root, "src/users.ts"), join(story.root, "src/people.ts"));
    expect(await findRules()).toEqual([]);
    await run("tighten");
    expect(before).toMatchObject([{ reason: "audit", owner: "@acme/audit", until: "2026-11-30" }]);
    expect(readRatchet().accepted).toEqual([{ ...before[0], file: "src/people.ts" }]);
  });
});

describe("a revert", () => {
  it("of what took a reference away must be accepted, and the finding says how", async () => {
    await start({ "src/users.ts": READ + AGAIN });
    story.write({ "src/users.ts": READ });
    await run("tighten");
    story.commit("2026-05-02");
    story.git("checkout", "-q", "-b", "revert");
    story.git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "revert", "--no-edit", "HEAD");
    const { exit, stdout } = await run("--base", "main");
    expect(exit).toBe(1);
    const [, command = ""] = /lower it again \((.*) takes that one back\)/.exec(stdout) ?? [];
    expect(command).toBe("git checkout main -- ratchet.json");
    story.git(...command.split(" ").slice(1));
    await run("accept", "--base", "main", "--change", "user-full-name", "--reason", "incident 7");
    expect(readRatchet().accepted).toMatchObject([{ scope: "again", count: 1, reason: "incident 7" }]);
    expect(await run("--base", "main")).toMatchObject({ exit: 0 });
  });

  it("of what added one lowers the baseline again", async () => {
    await start({ "src/users.ts": READ });
    const before = readRatchet();
    story.write({ "src/users.ts": READ + AGAIN });
    await run("accept", "--change", "user-full-name", "--reason", "audit");
    story.commit("2026-05-02");
    story.git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "revert", "--no-edit", "HEAD");
    expect(readRatchet()).toEqual(before);
    expect(await findRules()).toEqual([]);
  });
});

describe("a checkout", () => {
  it("with Windows' newlines says the same, and writes the same", async () => {
    story.git("config", "core.autocrlf", "true");
    await start({ "src/users.ts": READ + AGAIN, ".gitattributes": "* text=auto\nratchet.json eol=crlf\n" });
    for (const path of ["src/users.ts", "ratchet.json"]) {
      rmSync(join(story.root, path));
      story.git("checkout", "-q", "--", path);
    }
    expect(readFileSync(join(story.root, "ratchet.json"), "utf8")).toContain("\r\n");
    expect(await findRules()).toEqual([]);
    expect((await run("tighten", "--base", "HEAD")).stdout).toBe(TIGHT("2 references"));
    story.write({ "src/users.ts": READ.replace("\n", "\r\n") });
    await run("tighten");
    expect(story.git("diff", "--numstat", "--", "ratchet.json")).toBe("0\t3\tratchet.json");
  });

  it("that is sparse loses no count of what is not there", async () => {
    await start({ "src/users.ts": READ, "docs/a.md": "a" });
    story.git("sparse-checkout", "set", "db", "docs");
    expect(story.git("ls-files", "-t", "src")).toBe("S src/users.ts");
    expect((await run("tighten", "--base", "HEAD")).stdout).toBe(TIGHT("1 reference"));
    expect(await findRules()).toEqual([]);
  });
});

describe("a submodule", () => {
  it("has its own ratchet, and the repository around it none of its references", async () => {
    const library = createGitStory();
    try {
      library.commit("2026-04-01", { ...START, "src/library.ts": READ });
      await start({ "src/users.ts": READ });
      const add = ["submodule", "--quiet", "add", library.root, "libs/library"];
      story.git("-c", "protocol.file.allow=always", ...add);
      story.commit("2026-05-02");
      expect((await run("tighten", "--base", "HEAD")).stdout).toBe(TIGHT("1 reference"));
      expect((await run("tighten", "--cwd", "libs/library")).stdout).toBe(
        "Wrote ratchet.json: 1 reference.\n",
      );
      expect(readCounts("libs/library")).toEqual({ "src/library.ts": { find: { read: 1 } } });
      expect(await findRules("--cwd", "libs/library")).toEqual([]);
    } finally {
      library.remove();
    }
  });
});

describe("several manifests in one repository", () => {
  it("have a ratchet each, that the other's code does not touch", async () => {
    const place = (folder: string, code: string) => ({
      [`${folder}/${MANIFEST}`]: createManifest(),
      [`${folder}/db/migrations/0001_init.sql`]: CREATE,
      [`${folder}/src/users.ts`]: code,
    });
    story.write({ ...place("packages/api", READ + AGAIN), ...place("packages/web", READ) });
    await run("tighten", "--cwd", "packages/api");
    await run("tighten", "--cwd", "packages/web");
    story.commit("2026-05-01");
    story.write({ "packages/api/src/users.ts": FIXED });
    await run("tighten", "--cwd", "packages/api");
    expect(readCounts("packages/api")).toEqual({});
    expect(readCounts("packages/web")).toEqual({ "src/users.ts": { find: { read: 1 } } });
    expect(await findRules("--cwd", "packages/web")).toEqual([]);
  });
});
