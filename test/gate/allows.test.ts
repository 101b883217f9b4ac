import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatGateText } from "../../src/report/gate-text.js";
import { createStyle } from "../../src/report/style.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { createGitStory, type GitStory } from "./git-story.js";
import { CREATE, createManifest, DROP, getRules, MANIFEST, READ, runStory } from "./run-story.js";

let story: GitStory;
beforeEach(() => {
  story = createGitStory();
});
afterEach(() => story.remove());

const KNEX_INIT = `exports.up = (knex) => knex.schema.createTable("users", (t) => { t.increments("id"); t.text("name"); });\n`;
const KNEX = {
  [MANIFEST]: createManifest({ migrations: [{ dir: "db/migrations", format: "knex" }] }),
  "db/migrations/20260101000000_init.js": KNEX_INIT,
  "src/users.ts": READ,
};

/** What the gate says of a Knex migration that drops the column that is read. */
async function judgeKnex(...lines: readonly string[]) {
  story.commit("2026-05-01", KNEX);
  story.write({
    "db/migrations/20260102000000_drop.js": `exports.up = async (knex) => {\n${lines.join("\n")}\n};\n`,
  });
  return runStory(story, { base: "main" });
}

const ALLOW = "// expand-contract: allow drop-before-stop-read because the reader is switched off";
const DROP_CALL = '  await knex.schema.alterTable("users", (t) => {\n    t.dropColumn("name");\n  });';

describe("in a script", () => {
  it("a drop is blocked without a comment", async () => {
    const { findings } = await judgeKnex(DROP_CALL);
    expect(findings).toMatchObject([{ rule: "drop-before-stop-read", line: 3 }]);
  });

  it("a comment above the statement covers what is called within it, and is printed with its reason", async () => {
    const result = await judgeKnex(`  ${ALLOW}`, DROP_CALL);
    expect(result).toMatchObject({
      ok: true,
      findings: [],
      suppressed: [{ rule: "drop-before-stop-read", line: 4 }],
    });
    const { changes } = parseManifest(createManifest(), MANIFEST);
    const style = createStyle({ color: false, width: 140 });
    expect(formatGateText(result, { changes, today: "2026-06-30", style })).toContain(
      "  ! allowed by a comment   db/migrations/20260102000000_drop.js:4:5   drop-before-stop-read\n" +
        "      because the reader is switched off\n",
    );
  });

  it("a comment above another statement covers nothing of it", async () => {
    const { findings } = await judgeKnex(`  ${ALLOW}`, "  const table = 1;", DROP_CALL);
    expect(findings).toMatchObject([{ rule: "drop-before-stop-read" }]);
  });

  it("the way out of what can't be told names a comment of the script", async () => {
    const { findings } = await judgeKnex("  await knex.raw(process.env.SQL);");
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        next: expect.stringContaining("// expand-contract: allow drop-unknown because …"),
      },
    ]);
  });
});

describe("a rule that is misspelt", () => {
  it("allows nothing, and a note names the nearest", async () => {
    story.commit("2026-05-01", {
      [MANIFEST]: createManifest(),
      "db/migrations/0001_init.sql": CREATE,
      "src/users.ts": READ,
    });
    const sql = `-- expand-contract: allow drop-before-stop-reads because the reader is switched off\n${DROP}`;
    story.write({ "db/migrations/0002_drop.sql": sql });
    const result = await runStory(story, { base: "main" });
    expect(getRules(result)).toEqual(["drop-before-stop-read"]);
    expect(result.notes).toContain(
      "db/migrations/0002_drop.sql:2: the comment above allows nothing: no rule is called drop-before-stop-reads. Did you mean drop-before-stop-read?",
    );
  });
});

describe("the way out of the wrong order", () => {
  it("is the tool's own command", async () => {
    story.commit("2026-05-01", { ...KNEX, "src/users.ts": "" });
    story.write({
      "db/migrations/20251231000000_early.js":
        "exports.up = (knex) => knex.schema.createTable('a', (t) => { t.text('b'); });\n",
    });
    const { findings } = await runStory(story, { base: "main" });
    expect(findings).toMatchObject([
      {
        rule: "migration-out-of-order",
        next: "name it so that it sorts after 20260101000000_init.js, or make it again: npx knex migrate:make NAME",
      },
    ]);
  });
});
