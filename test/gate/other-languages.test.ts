import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { createGitStory, type GitStory } from "./git-story.js";
import { CREATE, createManifest, DROP, getRules, MANIFEST, runStory } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };

/** The gate over a drop, while this is deployed for long. */
async function judgeDrop(files: Readonly<Record<string, string>>) {
  story.commit("2026-05-01", { ...START, ...files });
  story.write({ "db/migrations/0002_drop.sql": DROP });
  const manifest = parseManifest(readFileSync(join(story.root, MANIFEST), "utf8"), MANIFEST);
  return runStory(story, { base: "main", scan: (tree) => scanTree(tree, manifest) });
}

const PYTHON = 'def names(cur):\n    cur.execute("select name from users")\n';
const GO = 'package sync\n\nfunc names(db *sql.DB) {\n\tdb.Query("select name from users")\n}\n';

describe("a drop while a file in another language names the column", () => {
  it("is unknown, and says where to look and how to settle it", async () => {
    const { ok, findings } = await judgeDrop({ "etl/names.py": PYTHON });
    expect(ok).toBe(false);
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        verdict: "unknown",
        file: "db/migrations/0002_drop.sql",
        message:
          "It can't be told whether users.name is still used: a place in main mentions it in files that are searched as text alone",
        next: 'look at this reference: take out what uses it, or write "expand-contract: not user-full-name because …" above in a comment of that language, and release that',
        evidence: [{ kind: "reference", file: "etl/names.py", line: 2, access: "read", ref: "main" }],
      },
    ]);
  });

  it("is unknown with all the places as evidence, of each language", async () => {
    const { findings } = await judgeDrop({ "etl/names.py": PYTHON, "sync/names.go": GO });
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        evidence: [
          { file: "etl/names.py", line: 2 },
          { file: "sync/names.go", line: 4 },
        ],
      },
    ]);
  });

  it.each([
    ["another table's", "etl/names.py", PYTHON.replace("users", "teams")],
    ["the new", "sync/names.go", GO.replace("name from", "full_name from")],
  ])("is allowed where it is %s column", async (_, path, text) => {
    const { findings, allowed } = await judgeDrop({ [path]: text });
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ change: "user-full-name", verdict: "allowed" }]);
  });

  it.each([
    ["etl/names.py", "# once: users.name, and select name from users\nUSERS = 1\n"],
    ["sync/names.go", "package sync\n\n// users: select name from users\nvar users = 1\n"],
  ])("is allowed where only a comment of %s names it", async (path, text) => {
    expect(getRules(await judgeDrop({ [path]: text }))).toEqual([]);
  });
});

describe("a comment that says that a place in another language is none", () => {
  const WHY = "expand-contract: not user-full-name because this is the CRM's own table";

  it.each([
    ["etl/names.py", PYTHON.replace("    cur", `    # ${WHY}\n    cur`)],
    ["sync/names.go", GO.replace("\tdb", `\t// ${WHY}\n\tdb`)],
  ])("allows the drop: %s", async (path, text) => {
    const { findings, allowed } = await judgeDrop({ [path]: text });
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ change: "user-full-name", verdict: "allowed" }]);
  });

  it.each([
    ["of another change", `# ${WHY.replace("user-full-name", "user-email")}`],
    ["without a reason", "# expand-contract: not user-full-name"],
    ["in what is no comment", `log("${WHY}")`],
  ])("allows nothing %s", async (_, comment) => {
    const text = PYTHON.replace("    cur", `    ${comment}\n    cur`);
    expect(getRules(await judgeDrop({ "etl/names.py": text }))).toEqual(["drop-unknown"]);
  });

  it("leaves the places that it does not stand above", async () => {
    const text =
      PYTHON.replace("    cur", `    # ${WHY}\n    cur`) + '    cur.execute("update users set name = 1")\n';
    const { findings } = await judgeDrop({ "etl/names.py": text });
    expect(findings).toMatchObject([{ rule: "drop-unknown", evidence: [{ file: "etl/names.py", line: 4 }] }]);
  });
});
