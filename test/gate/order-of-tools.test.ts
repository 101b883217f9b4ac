import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "./git-story.js";
import { createManifest, MANIFEST, runStory } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const UP = "export async function up() {}\n";

describe("a new migration that sorts before one that has run", () => {
  it.each([
    ["kysely", "Kysely then runs nothing, unless it has `allowUnorderedMigrations`"],
    ["node-pg-migrate", "node-pg-migrate then runs nothing, unless its `checkOrder` is off"],
  ])("%s", async (format, consequence) => {
    const dirs = createManifest({ migrations: [{ dir: "db/migrations", format }] });
    story.commit("2026-05-01", { [MANIFEST]: dirs, "db/migrations/3_later.ts": UP });
    story.write({ "db/migrations/2_early.ts": UP });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        "migration-out-of-order",
        `The new migration 2_early sorts before 3_later, which main has: ${consequence}`,
      ],
    ]);
  });

  it("runs where it sorts after it", async () => {
    const dirs = createManifest({ migrations: [{ dir: "db/migrations", format: "kysely" }] });
    story.commit("2026-05-01", { [MANIFEST]: dirs, "db/migrations/3_later.ts": UP });
    story.write({ "db/migrations/4_last.ts": UP });
    expect((await runStory(story, { base: "main" })).findings).toEqual([]);
  });
});
