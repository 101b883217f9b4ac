import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitStory, type GitStory } from "./git-story.js";
import { createManifest, MANIFEST, runStory } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const CREATE = "CREATE TABLE users (id int, name text);";

describe("a migration that the base has, and that the batch edits", () => {
  it("runs no more, and a note says so", async () => {
    story.commit("2026-06-01", { [MANIFEST]: createManifest(), "db/migrations/V1__init.sql": CREATE });
    story.write({ "db/migrations/V1__init.sql": `${CREATE}\nALTER TABLE users DROP COLUMN id;` });
    const { findings, notes } = await runStory(story, { base: "main" });
    expect(findings).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/^db\/migrations\/V1__init\.sql is in .* and was edited/),
    );
  });
  it("runs again where it is repeatable", async () => {
    story.commit("2026-06-01", {
      [MANIFEST]: createManifest(),
      ...{ "db/migrations/V1__init.sql": CREATE, "db/migrations/R__views.sql": "SELECT 1;" },
    });
    story.write({ "db/migrations/R__views.sql": "ALTER TABLE users DROP COLUMN id;" });
    const { findings, notes } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([{ rule: "drop-without-change", file: "db/migrations/R__views.sql" }]);
    expect(notes.join(" ")).not.toMatch("was edited");
  });
});

it("a journal is no migration: its tool writes it anew each time", async () => {
  const journal = (...tags: string[]) =>
    JSON.stringify({ dialect: "postgresql", entries: tags.map((tag, when) => ({ tag, when })) });
  story.commit("2026-06-01", {
    [MANIFEST]: createManifest(),
    ...{ "db/migrations/0000_a.sql": CREATE, "db/migrations/meta/_journal.json": journal("0000_a") },
  });
  story.write({
    "db/migrations/0001_b.sql": "ALTER TABLE users ADD COLUMN full_name text;",
    "db/migrations/meta/_journal.json": journal("0000_a", "0001_b"),
  });
  const { findings, notes } = await runStory(story, { base: "main" });
  expect(findings).toEqual([]);
  expect(notes.join(" ")).not.toMatch("was edited");
});
