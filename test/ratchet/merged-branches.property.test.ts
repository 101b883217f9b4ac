import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GitStory } from "../gate/git-story.js";
import { createManifest, MANIFEST } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";
import { PLAIN, type Program, type ProgramFunction, writeProgram } from "./arbitrary-program.js";
import { createDriverStory } from "./driver-story.js";

// The suite tries a few. By hand: MERGED_BRANCHES=300 npx vitest run test/ratchet/merged-branches.property.test.ts
const RUNS = Number(process.env["MERGED_BRANCHES"] ?? 5);

const PATHS = ["src/jobs/report.ts", "src/people.ts", "src/users.ts"] as const;
const EDITS = ["fix", "delete", "ask again", "move"] as const;

/** What one side does to a function that the other leaves alone: were both to take the same reference away, no count could tell it from two. */
interface Edit {
  readonly side: "ours" | "theirs" | "nobody";
  readonly kind: (typeof EDITS)[number];
  readonly to: (typeof PATHS)[number];
}

interface Case {
  readonly start: readonly { readonly path: (typeof PATHS)[number]; readonly edit: Edit }[];
  readonly adds: {
    readonly ours: (typeof PATHS)[number] | undefined;
    readonly theirs: (typeof PATHS)[number] | undefined;
  };
  /** Whether what is there at the start stands on the record. */
  readonly isAccepted: boolean;
  /** Who renames all of `src/users.ts`. */
  readonly renames: Edit["side"];
}

const arbitraryCase: fc.Arbitrary<Case> = fc.record({
  start: fc.array(
    fc.record({
      path: fc.constantFrom(...PATHS),
      edit: fc.record({
        side: fc.constantFrom("ours", "theirs", "nobody"),
        kind: fc.constantFrom(...EDITS),
        to: fc.constantFrom(...PATHS),
      }),
    }),
    { minLength: 4, maxLength: 12 },
  ),
  adds: fc.record({
    ours: fc.option(fc.constantFrom(...PATHS), { nil: undefined }),
    theirs: fc.option(fc.constantFrom(...PATHS), { nil: undefined }),
  }),
  isAccepted: fc.boolean(),
  renames: fc.constantFrom("ours", "theirs", "nobody"),
});

type Side = "base" | "ours" | "theirs";

/** A side's program: its own edits, none of the other's. */
function edit({ start, adds, renames }: Case, side: Side): Program {
  const placed = start.flatMap(({ path, edit: one }, index): [string, ProgramFunction][] => {
    const name = `query${index}`;
    if (one.side !== side) return [[path, { name, query: "name" }]];
    if (one.kind === "delete") return [];
    if (one.kind === "move") return [[one.to, { name, query: "name" }]];
    return [[path, one.kind === "fix" ? { name, query: "full_name" } : { name, query: "name", times: 2 }]];
  });
  const added = side === "base" ? undefined : adds[side];
  if (added !== undefined) placed.unshift([added, { name: `${side}Added`, query: "name" }]);
  const rename = (path: string) =>
    side === renames && path === "src/users.ts" ? "lib/accounts/users.ts" : path;
  const paths = [...new Set(placed.map(([path]) => path))];
  return Object.fromEntries(
    paths.map((path) => [rename(path), placed.filter(([where]) => where === path).map(([, one]) => one)]),
  );
}

let story: GitStory;
beforeAll(async () => {
  story = await createDriverStory();
  story.commit("2026-04-01", {
    [MANIFEST]: createManifest(),
    "db/migrations/0001_init.sql": "create table users (id int primary key, name text, full_name text);\n",
  });
  story.git("tag", "start");
});
afterAll(() => story.remove());

/** What a developer does: edit, let `ratchet.json` say so, commit. */
async function commit(one: Case, side: Side): Promise<string> {
  for (const folder of ["src", "lib"]) rmSync(`${story.root}/${folder}`, { recursive: true, force: true });
  story.write(Object.fromEntries(writeProgram(edit(one, side), { ...PLAIN, blankLines: 3 })));
  // Before `tighten`: what moved still stands where it was.
  if (hasNew(one, side)) await run("accept", "--change", "user-full-name", "--reason", "needed for now");
  expect(await run("tighten")).toMatchObject({ exit: 0 });
  return story.commit("2026-05-01");
}

function hasNew({ start, adds, isAccepted }: Case, side: Side): boolean {
  if (side === "base") return isAccepted;
  return (
    adds[side] !== undefined || start.some((one) => one.edit.side === side && one.edit.kind === "ask again")
  );
}

function run(...argv: readonly string[]) {
  return runCommand(story.root, ["ratchet", ...argv]);
}

/** False where git leaves conflicts in the code: what a person makes of them no driver knows. */
function merge(branch: string): boolean {
  try {
    story.git("merge", "-q", "-m", "merge", branch);
    return true;
  } catch {
    const files = story.git("diff", "--name-only", "--diff-filter=U").split("\n");
    // The driver itself has nothing to ask.
    expect(files).not.toContain("ratchet.json");
    story.git("merge", "--abort");
    return false;
  }
}

describe("the baseline of two branches that git merged with the driver", () => {
  it("is what a scan of the merged code finds", { timeout: 3_600_000 }, async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async (one) => {
        story.git("checkout", "-q", "-B", "main", "start");
        const base = await commit(one, "base");
        await commit(one, "ours");
        story.git("checkout", "-q", "-B", "feature", base);
        await commit(one, "theirs");
        story.git("checkout", "-q", "main");
        if (!merge("feature")) return;
        merged += 1;
        // Nothing that the baseline does not allow, and nothing that it allows and is not there.
        const { exit, stdout } = await run("--format", "json");
        expect({ exit, ...pick(JSON.parse(stdout)) }).toEqual({ exit: 0, findings: [], stale: [] });
      }),
      { numRuns: RUNS },
    );
    if (RUNS > 100) console.info(`${merged} of ${RUNS} merged without conflicts in the code`);
    expect(merged).toBeGreaterThan(0);
  });
});

function pick({ findings, stale }: { readonly findings: unknown; readonly stale: unknown }) {
  return { findings, stale };
}
