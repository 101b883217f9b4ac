import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatRatchet } from "../../src/ratchet/format-ratchet.js";
import { mergeRatchetTexts } from "../../src/ratchet/merge-ratchet-texts.js";
import { createGitStory, type GitStory } from "../gate/git-story.js";

const NAMES = { file: "ratchet.json", markerSize: 7 };

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

function createText(counts: Readonly<Record<string, number>>): string {
  const scopes = Object.fromEntries(
    Object.entries(counts)
      .filter(([, read]) => read > 0)
      .map(([scope, read]) => [scope, { read }]),
  );
  return formatRatchet({ version: 1, changes: { a: { "src/users.ts": scopes } }, accepted: [] });
}

/** Two branches from `base`; git's own merge, without the driver. */
function merge(base: string, ours: string, theirs: string): void {
  story.commit("2026-05-01", { "ratchet.json": base });
  story.git("checkout", "-q", "-b", "feature");
  story.commit("2026-05-02", { "ratchet.json": theirs });
  story.git("checkout", "-q", "main");
  story.commit("2026-05-03", { "ratchet.json": ours });
  story.git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "merge", "-q", "feature");
}

describe("git's own merge", () => {
  it("puts together what two branches did to neighbouring scopes", () => {
    merge(createText({ f: 2, g: 2 }), createText({ f: 1, g: 2 }), createText({ f: 2, g: 1 }));
    expect(readFileSync(join(story.root, "ratchet.json"), "utf8")).toBe(createText({ f: 1, g: 1 }));
  });

  it("gets the count of one scope wrong, which the driver gets right", () => {
    const texts = { base: createText({ f: 3 }), ours: createText({ f: 2 }), theirs: createText({ f: 2 }) };
    merge(texts.base, texts.ours, texts.theirs);
    expect(readFileSync(join(story.root, "ratchet.json"), "utf8")).toBe(createText({ f: 2 }));
    expect(mergeRatchetTexts(texts, NAMES).text).toBe(createText({ f: 1 }));
  });

  it("conflicts where the driver does not", () => {
    const texts = {
      base: createText({ f: 1, g: 1, h: 1 }),
      ours: createText({ f: 0, g: 1, h: 1 }),
      theirs: createText({ f: 1, g: 0, h: 1 }),
    };
    expect(() => merge(texts.base, texts.ours, texts.theirs)).toThrow();
    const [base = "", ours = "", theirs = ""] = [1, 2, 3].map((stage) =>
      story.git("show", `:${stage}:ratchet.json`),
    );
    expect(mergeRatchetTexts({ base, ours, theirs }, NAMES).text).toBe(createText({ h: 1 }));
  });
});
