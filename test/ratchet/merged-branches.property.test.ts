import { rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GitStory } from "../gate/git-story.js";
import { createManifest, MANIFEST } from "../gate/run-story.js";
import { runCommand } from "../support/run-command.js";
import { PLAIN, type ProgramFunction, writeProgram } from "./arbitrary-program.js";
import { createDriverStory } from "./driver-story.js";

// The suite tries a few. By hand: MERGED_BRANCHES=300 npx vitest run test/ratchet/merged-branches.property.test.ts
const RUNS = Number(process.env["MERGED_BRANCHES"] ?? 4);

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

/** The driver sees counts alone: of a file that had none, or that others' functions make up, none tells that it was renamed. The gate's base does. */
function isRenameTold({ start, renames }: Case): boolean {
  const isKept = ({ path, edit }: Case["start"][number]) =>
    path === "src/users.ts" && (edit.side !== renames || edit.kind === "ask again");
  const isMovedIn = ({ path, edit }: Case["start"][number]) =>
    path !== "src/users.ts" && edit.side === renames && edit.kind === "move" && edit.to === "src/users.ts";
  return renames === "nobody" || start.filter(isKept).length > start.filter(isMovedIn).length;
}

interface Placed {
  readonly path: string;
  /** Functions stand between lines that no side changes, so that git has no conflict in the code. */
  readonly slot: string;
  readonly text: string;
}

/** What a side has, with its own edits and none of the other's. */
function place({ start, adds }: Case, side: Side): readonly Placed[] {
  const placed = start.flatMap(({ path, edit }, index): Placed[] => {
    const name = `query${index}`;
    const slot = String(index);
    if (edit.side !== side) return [{ path, slot, text: write({ name, query: "name" }) }];
    if (edit.kind === "delete") return [];
    if (edit.kind === "move") return [{ path: edit.to, slot, text: write({ name, query: "name" }) }];
    const query = edit.kind === "fix" ? "full_name" : "name";
    return [{ path, slot, text: write({ name, query, times: edit.kind === "fix" ? 1 : 2 }) }];
  });
  const path = side === "base" ? undefined : adds[side];
  if (path === undefined) return placed;
  return [...placed, { path, slot: side, text: write({ name: `${side}Added`, query: "name" }) }];
}

function write(one: ProgramFunction): string {
  return writeProgram({ file: [one] }, PLAIN).get("file") ?? "";
}

/** The side's files as text. */
function getFiles(one: Case, side: Side): Record<string, string> {
  const placed = place(one, side);
  const slots = [...one.start.keys(), "ours", "theirs"].map(String);
  return Object.fromEntries(
    PATHS.map((path) => {
      const parts = slots.map((slot) => {
        const here = placed.find((other) => other.path === path && other.slot === slot);
        return `// ${path}, function ${slot}\n\n${here?.text ?? ""}\n`;
      });
      const isRenamed = side === one.renames && path === "src/users.ts";
      return [isRenamed ? "lib/accounts/users.ts" : path, parts.join("")];
    }),
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
  story.write(getFiles(one, side));
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
      fc.asyncProperty(arbitraryCase.filter(isRenameTold), async (one) => {
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
      // Many runs search, and to make a failure of theirs smaller takes longer than they do; few ones are the same each time.
      RUNS > 100 ? { numRuns: RUNS, endOnFailure: true } : { numRuns: RUNS, seed: 20_260_501 },
    );
    if (RUNS > 100) console.info(`${merged} of ${RUNS} merged without conflicts in the code`);
    expect(merged).toBeGreaterThan(0);
  });
});

function pick({ findings, stale }: { readonly findings: unknown; readonly stale: unknown }) {
  return { findings, stale };
}
