import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../support/run-command.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createHostileRepo, type HostileRepo } from "./hostile-repo.js";
import { Opening } from "./opening.js";

let hostile: HostileRepo;
let opening: Opening;
beforeEach(() => {
  hostile = createHostileRepo();
  opening = new Opening();
});
afterEach(() => {
  hostile.repo.remove();
  opening.remove();
});

const getUrl = () => `file://${hostile.repo.root}`;

test("it does run things where somebody works in it with git", () => {
  for (const args of [
    ["status"],
    ["ls-files", "-m"],
    ["add", "."],
    ["update-ref", "refs/heads/x", "HEAD"],
    ["fetch", "evil"],
  ]) {
    try {
      execFileSync("git", args, { cwd: hostile.repo.root, stdio: "ignore" });
    } catch {
      // What it runs is no good at what it should do.
    }
  }
  expect(hostile.listMarks()).toEqual(
    expect.arrayContaining(["filter-process", "fsmonitor", "hook-reference-transaction", "promisor"]),
  );
});

test("nothing of it runs when its working tree is read", async () => {
  expect(await opening.open({ path: hostile.repo.root })).toMatchObject({
    texts: { "src/a.ts": "process.env.LEGACY_DSN; // changed\n" },
  });
  expect(hostile.listMarks()).toEqual([]);
});

test("nothing of it runs when a commit of it is read, whatever its files are called", async () => {
  const opened = await opening.open({ path: hostile.repo.root, ref: "main" });
  expect("texts" in opened && Object.keys(opened.texts)).toEqual(
    expect.arrayContaining(["..", ".git", "-n.ts", "new\nline.ts", "src/a.ts", "tab\t.ts"]),
  );
  expect(opened).toMatchObject({
    skipped: [
      { path: "src/passwd.ts", reason: "symbolic link" },
      { path: "up/root", reason: "symbolic link" },
    ],
  });
  expect(hostile.listMarks()).toEqual([]);
});

test("nothing of it runs when it is fetched, updated and fetched anew", async () => {
  expect(await opening.open({ url: getUrl() })).toMatchObject({ commit: hostile.commit });
  const next = execFileSync(
    "git",
    ["commit-tree", "-p", hostile.commit, "-m", "Next", `${hostile.commit}^{tree}`],
    {
      cwd: hostile.repo.root,
      env: { ...process.env, ...IDENTITY },
    },
  )
    .toString()
    .trim();
  execFileSync("git", ["-c", "core.hooksPath=/dev/null", "update-ref", "refs/heads/main", next], {
    cwd: hostile.repo.root,
  });
  expect(await opening.open({ url: getUrl() })).toMatchObject({ commit: next });
  rmSync(join(opening.getMirror(), ".git"), { recursive: true });
  expect(await opening.open({ url: getUrl() })).toMatchObject({ commit: next });
  expect(hostile.listMarks()).toEqual([]);
});

const IDENTITY = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.com",
};

test("an object that it lacks is fetched neither by its server nor from where it says", async () => {
  const { repo } = hostile;
  const id = execFileSync("git", ["rev-parse", "HEAD:src/a.ts"], { cwd: repo.root }).toString().trim();
  repo.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
  expect(await opening.open({ url: getUrl() })).toMatchObject({ kind: "broken" });
  await expect(opening.open({ path: repo.root, ref: "main" })).rejects.toThrow(
    "does not have the content of all its files",
  );
  expect(hostile.listMarks()).toEqual([]);
});

test("nothing of it runs when it is scanned with others", async () => {
  const own = new TemporaryRepo().init();
  const [beside, pinned] = [createHostileRepo(), createHostileRepo()];
  const changes = { dsn: { kind: "config", old: "LEGACY_DSN", owner: "@acme/infra", sunset: "2027-01-01" } };
  const repos = [
    { name: "fetched", url: getUrl() },
    { name: "beside", path: beside.repo.root },
    { name: "pinned", path: pinned.repo.root, ref: "main" },
  ];
  own.write("expand-contract.json", JSON.stringify({ repos, changes })).commit();
  const { exit, stdout } = await runCommand(own.root, ["scan", "--repos", "--format", "json"]);
  const answer: unknown = JSON.parse(stdout);
  expect({ exit, answer }).toMatchObject({
    exit: 0,
    answer: { changes: { dsn: { repos: { beside: 1, fetched: 5, pinned: 5 } } } },
  });
  for (const { listMarks } of [hostile, beside, pinned]) expect(listMarks()).toEqual([]);
  for (const { repo } of [{ repo: own }, beside, pinned]) repo.remove();
});
