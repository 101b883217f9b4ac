import { createGitStory, type GitStory } from "../gate/git-story.js";
import { CREATE, createManifest, MANIFEST } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";

/** A repository with a change of a column, a commit of these files, and a baseline that counts what they hold. */
export async function createCountedStory(files: Readonly<Record<string, string>>): Promise<GitStory> {
  const story = createGitStory();
  story.write({ [MANIFEST]: createManifest(), "db/migrations/0001.sql": CREATE, ...files });
  await runCommand(story.root, ["ratchet", "tighten"]);
  story.commit("2026-05-01");
  return story;
}
