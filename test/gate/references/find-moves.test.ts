import { afterEach, beforeEach, expect, it } from "vitest";
import { findMoves } from "../../../src/gate/references/find-moves.js";
import { withScannedTrees } from "../../../src/gate/scanned-trees.js";
import { tightenRatchet } from "../../../src/ratchet/tighten.js";
import { createGitStory, type GitStory } from "../git-story.js";
import { createGateInput, createManifest, MANIFEST, READ } from "../run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

it("tells tighten where counts went, so that a renamed file stays in the baseline", async () => {
  story.commit("2026-05-01", { [MANIFEST]: createManifest(), "src/users.ts": READ });
  const input = await createGateInput(story);
  const changes = ["user-full-name"];
  const { references: before } = await input.scan(await input.openTree("worktree"));
  const ratchet = tightenRatchet(undefined, { changes, references: before });
  story.write({ "src/users.ts": undefined, "src/people.ts": READ });
  const { references } = await input.scan(await input.openTree("worktree"));
  const moves = await withScannedTrees(input, (trees) => findMoves(input, trees));
  expect(tightenRatchet(ratchet, { changes, references, moves }).changes).toEqual({
    "user-full-name": { "src/people.ts": { find: { read: 1 } } },
  });
});

it("has nothing to tell without a base", async () => {
  story.commit("2026-05-01", { [MANIFEST]: createManifest(), "src/users.ts": READ });
  const input = await createGateInput(story);
  expect(await withScannedTrees(input, (trees) => findMoves(input, trees))).toEqual([]);
});
