import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRepos } from "../../fixtures/org/make-repos.mjs";
import { runCommand } from "../support/run-command.js";

let folder: string;
let api: string;
/** The fixture's four repos, one of them as it was committed and as it lies there, one broken and one gone. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-merge-"));
  api = makeRepos(folder)["api"] ?? "";
  writeFileSync(join(folder, "web/src/broken.ts"), "import { finalPrice } from '@acme/pricing' ;;(\n");
  writeFileSync(join(folder, "worker/queries/more.sql"), "select name from users;\n");
  const manifest = join(api, "expand-contract.json");
  const repos = [
    { name: "gone", path: "../gone" },
    { name: "web", path: "../web" },
    { name: "Web-committed", path: "../web", ref: "HEAD" },
    { name: "worker", path: "../worker" },
    { name: "pricing", url: `file://${folder}/pricing` },
  ];
  const text = readFileSync(manifest, "utf8");
  writeFileSync(manifest, text.replace(/"repos": \[.*?\]/s, `"repos": ${JSON.stringify(repos)}`));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: readonly string[]) =>
  runCommand(api, ["scan", ...argv, "--quiet", "--cache-dir", join(folder, "cache")]);

/** Scans each shard into a file of its own; the files' names. */
async function scanShards(count: number, ...argv: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (let index = 1; index <= count; index++) {
    const file = join(folder, `${index}-of-${count}.json`);
    await run("--repos", "--shard", `${index}/${count}`, "--format", "json", "--output", file, ...argv);
    files.push(file);
  }
  return files;
}

describe("scan merge", () => {
  it("gives what a scan of all at once gives, to the byte, whatever the number and the order of shards", async () => {
    const whole = await run("--repos", "--format", "json");
    expect(whole.exit).toBe(2);
    expect(JSON.parse(whole.stdout).repos).toHaveLength(6);
    const order = fc.integer({ min: 1, max: 8 }).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count, maxLength: count },
      ),
    );
    await fc.assert(
      fc.asyncProperty(order, async (indexes) => {
        const files = await scanShards(indexes.length);
        const merged = await run("merge", ...indexes.map((index) => files[index] ?? ""));
        expect(merged).toEqual(whole);
      }),
      { numRuns: 5, examples: [[[0]], [[1, 0]], [[6, 5, 4, 3, 2, 1, 0]]] },
    );
  }, 180_000);

  it("gives the same text", async () => {
    const files = await scanShards(3);
    const merged = await run("merge", ...files, "--format", "text");
    expect(merged).toEqual(await run("--repos"));
  });

  it("puts parts of a selection together", async () => {
    const files = await scanShards(2, "--repo", "web", "--repo", "worker", "--repo", ".");
    const merged = await run("merge", ...files);
    expect(merged.stdout).toBe(
      (await run("--repo", "web", "--repo", "worker", "--repo", ".", "--format", "json")).stdout,
    );
  });

  it("writes to a file", async () => {
    const output = join(folder, "usage.json");
    const answer = await run("merge", ...(await scanShards(2)), "--output", output);
    expect(answer.stdout).toBe("");
    expect(readFileSync(output, "utf8")).toBe((await run("--repos", "--format", "json")).stdout);
  });
});

describe("scan merge refuses", () => {
  const refuse = async (...files: readonly string[]) => {
    const answer = await run("merge", ...files);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    return answer.stderr.replaceAll(folder, "FOLDER");
  };
  /** A copy of a shard's result with something else in it. */
  const change = (file: string, edit: (report: { shard: object; version: number }) => object) => {
    const changed = file.replace(/\.json$/, "-changed.json");
    writeFileSync(changed, JSON.stringify(edit(JSON.parse(readFileSync(file, "utf8")))));
    return changed;
  };

  it("a list without all shards", async () => {
    const [first = "", second = "", third = ""] = await scanShards(3);
    expect(await refuse(first, third)).toMatchInlineSnapshot(`
      "Shard 2/3 is missing. Name the file, or write it: expand-contract scan --repos --shard 2/3 --format json --output FILE
      "
    `);
    expect(await refuse(second)).toMatchInlineSnapshot(`
      "Shards 1/3, 3/3 are missing. Name the file, or write it: expand-contract scan --repos --shard 1/3 --format json --output FILE
      "
    `);
  });

  it("a shard that is there twice", async () => {
    const [first = "", second = ""] = await scanShards(2);
    expect(
      await refuse(
        first,
        second,
        change(first, (report) => report),
      ),
    ).toMatchInlineSnapshot(`
      "FOLDER/1-of-2.json and FOLDER/1-of-2-changed.json are both shard 1/2: leave one out.
      "
    `);
  });

  it("shards of different runs", async () => {
    const [first = "", second = ""] = await scanShards(2);
    const edit = (shard: object) =>
      change(second, (report) => ({ ...report, shard: { ...report.shard, ...shard } }));
    expect(await refuse(first, edit({ manifest: "0000" }))).toMatchInlineSnapshot(`
      "FOLDER/1-of-2.json and FOLDER/2-of-2-changed.json were scanned with different manifests. Scan all shards anew, from one commit and with one version of the tool.
      "
    `);
    expect(await refuse(first, edit({ tool: "0.0.1" }))).toMatchInlineSnapshot(`
      "FOLDER/1-of-2.json and FOLDER/2-of-2-changed.json were written by different versions of the tool, 0.1.0 and 0.0.1. Scan all shards anew, from one commit and with one version of the tool.
      "
    `);
    expect(await refuse(first, edit({ of: ["."] }))).toMatchInlineSnapshot(`
      "FOLDER/1-of-2.json and FOLDER/2-of-2-changed.json were made of different lists of repos. Scan all shards anew, from one commit and with one version of the tool.
      "
    `);
    const [, ofThree = ""] = await scanShards(3);
    expect(await refuse(first, ofThree)).toMatchInlineSnapshot(`
      "FOLDER/1-of-2.json and FOLDER/2-of-3.json are parts of different runs, one of 2 shards and one of 3. Scan all shards anew, from one commit and with one version of the tool.
      "
    `);
  });

  it("a result that is no shard's", async () => {
    const file = join(folder, "whole.json");
    await run("--repos", "--format", "json", "--output", file);
    expect(await refuse(file)).toMatchInlineSnapshot(`
      "FOLDER/whole.json is no shard's result. Write one: expand-contract scan --repos --shard 1/2 --format json --output FOLDER/whole.json
      "
    `);
  });

  it("what is no result at all, or a part of one", async () => {
    const [first = ""] = await scanShards(2);
    const file = join(folder, "damaged.json");
    const write = (text: string) => {
      writeFileSync(file, text);
      return file;
    };
    const text = readFileSync(first, "utf8");
    expect(await refuse(write(text.slice(0, -20)))).toMatchInlineSnapshot(`
      "FOLDER/damaged.json is no JSON, or only a part of it. Write it again: expand-contract scan --repos --format json --output FILE
      "
    `);
    expect(await refuse(write(""))).toMatchInlineSnapshot(`
      "FOLDER/damaged.json is empty. Write it again: expand-contract scan --repos --format json --output FILE
      "
    `);
    expect(await refuse(write("[]"))).toMatchInlineSnapshot(`
      "FOLDER/damaged.json is no result of a scan. Write one: expand-contract scan --repos --format json --output FILE
      "
    `);
    expect(await refuse(change(first, (report) => ({ ...report, version: 2 })))).toMatchInlineSnapshot(`
      "FOLDER/1-of-2-changed.json has version 2, and this tool knows version 1 only. Scan with the tool that reads it: expand-contract scan --repos --format json --output FILE
      "
    `);
    expect(await refuse(change(first, (report) => ({ ...report, references: [{ change: "x" }] }))))
      .toMatchInlineSnapshot(`
      "FOLDER/1-of-2-changed.json is broken at references.0.access: Invalid option: expected one of "read"|"write"|"call"|"type"|"import"|"export"|"declare"|"implicit". Write it again: expand-contract scan --repos --format json --output FILE
      "
    `);
    expect(await refuse(join(folder, "nowhere.json"))).toMatchInlineSnapshot(`
      "Can't read FOLDER/nowhere.json: no such file or folder.
      "
    `);
  });
});

describe("a mistake in the command line", () => {
  const complain = async (...argv: readonly string[]) => {
    const answer = await run(...argv);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    return answer.stderr;
  };

  it.each(["0/3", "4/3", "a/b", "1", "1/2/3", "1/0", "-1/3", "1.5/3", "/3", ""])(
    "--shard %j",
    async (shard) => {
      expect(await complain("--repos", `--shard=${shard}`)).toBe(
        `--shard ${shard} is no part of a whole. Write it as i/n, with i from 1 to n: --shard 1/3\n`,
      );
    },
  );

  it("--shard without --repos", async () => {
    expect(await complain("--shard", "1/2")).toBe("--shard splits a scan of many repos: add --repos.\n");
  });

  it("merge without files", async () => {
    expect(await complain("merge")).toBe(
      "Not enough non-option arguments: got 0, need at least 1\nSee: expand-contract scan merge --help\n",
    );
  });
});
