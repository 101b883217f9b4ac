import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MERGE_ATTRIBUTE, MERGE_DRIVER } from "../../src/ratchet/merge-driver-command.js";
import { createGitStory, type GitStory } from "../gate/git-story.js";
import { runCommand } from "../support/run-command.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const install = (folder = story.root) => runCommand(folder, ["ratchet", "merge-driver", "--install"]);
const readAttributes = () => readFileSync(join(story.root, ".gitattributes"), "utf8");
const SET = "set    merge.expand-contract.driver, in this clone and its worktrees\n";

describe("ratchet merge-driver --install", () => {
  it("tells git of the driver, and once the repository", async () => {
    const wrote = `${SET}wrote  .gitattributes: ${MERGE_ATTRIBUTE}. Commit it.\n`;
    expect(await install()).toEqual({ exit: 0, stdout: wrote, stderr: "" });
    expect(story.git("config", "--get-all", "merge.expand-contract.driver")).toBe(MERGE_DRIVER);
    expect(await install()).toEqual({ exit: 0, stdout: `${SET}kept   .gitattributes\n`, stderr: "" });
    expect(story.git("config", "--get-all", "merge.expand-contract.driver")).toBe(MERGE_DRIVER);
    expect(readAttributes()).toBe(`${MERGE_ATTRIBUTE}\n`);
  });

  it("adds to what .gitattributes says, with its newlines, from any folder", async () => {
    story.write({ ".gitattributes": "*.png binary\r\n*.sh text", "packages/api/a.ts": "" });
    await install(join(story.root, "packages/api"));
    expect(readAttributes()).toBe(`*.png binary\r\n*.sh text\r\n${MERGE_ATTRIBUTE}\r\n`);
    expect(existsSync(join(story.root, "packages/api/.gitattributes"))).toBe(false);
  });

  it("adds nothing where another pattern says it", async () => {
    story.write({
      ".gitattributes": "/packages/*/ratchet.json merge=expand-contract\n",
      "packages/api/a.ts": "",
    });
    expect((await install(join(story.root, "packages/api"))).stdout).toContain("kept   .gitattributes");
  });

  it("does no harm outside of git, where npm may run it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "expand-contract-no-git-"));
    expect(await install(folder)).toEqual({
      exit: 0,
      stdout: "This is no git repository: there are no merges to help with.\n",
      stderr: "",
    });
    rmSync(folder, { recursive: true });
  });
});

describe("ratchet merge-driver", () => {
  it("without files says who calls it", async () => {
    expect(await runCommand(story.root, ["ratchet", "merge-driver"])).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "Git calls the merge driver, with the three versions of ratchet.json. Have it do so: expand-contract ratchet merge-driver --install\n",
    });
  });
});
