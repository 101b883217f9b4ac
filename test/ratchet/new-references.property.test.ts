import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNewReferences } from "../../src/ratchet/compare-baseline.js";
import { createMoveTest } from "../../src/ratchet/create-move-test.js";
import { findRenames } from "../../src/ratchet/find-renames.js";
import { matchReferences } from "../../src/ratchet/match-references.js";
import { tightenRatchet } from "../../src/ratchet/tighten.js";
import { scanLines } from "../gate/scan-sql-lines.js";
import {
  arbitraryLayout,
  arbitraryProgram,
  PLAIN,
  type Program,
  type ProgramFunction,
  writeProgram,
} from "./arbitrary-program.js";

type Files = ReadonlyMap<string, string>;

/** What the gate calls new: with base and baseline, and with the base alone. */
function countNew(base: Files, head: Files): { readonly both: number; readonly baseAlone: number } {
  const scan = (files: Files) => [...files].flatMap(([path, text]) => scanLines(path, text));
  const without = (files: Files, other: Files) => new Map([...files].filter(([path]) => !other.has(path)));
  const renames = findRenames(without(base, head), without(head, base));
  const isMove = createMoveTest({ baseTexts: base, headTexts: head, renames });
  const references = { base: scan(base), head: scan(head) };
  const match = matchReferences({ ...references, renames, isMove });
  const ratchet = tightenRatchet(undefined, { changes: ["user-full-name"], references: references.base });
  return {
    both: findNewReferences({ head: references.head, match, ratchet }).length,
    baseAlone: findNewReferences({ head: references.head, match }).length,
  };
}

const NONE = { both: 0, baseAlone: 0 };
const ONE = { both: 1, baseAlone: 1 };

function renameFiles(program: Program): Program {
  return Object.fromEntries(
    Object.entries(program).map(([path, functions]) => [path.replace("src", "lib"), functions]),
  );
}

function moveAll(program: Program, to: string): Program {
  return { [to]: Object.values(program).flat() };
}

function addFunction(program: Program, path: string, name: string): Program {
  return { ...program, [path]: [...(program[path] ?? []), { name, query: "name" }] };
}

/** One more of what a function asks already. */
function askAgain(program: Program): Program {
  const [path] = Object.keys(program).filter((file) => program[file]?.some(isOld));
  if (path === undefined) return program;
  const functions = program[path] ?? [];
  const index = functions.findIndex(isOld);
  return { ...program, [path]: functions.map((one, at) => (at === index ? { ...one, times: 2 } : one)) };
}

function isOld({ query }: ProgramFunction): boolean {
  return query !== "full_name";
}

const anywhere = fc.constantFrom("src/users.ts", "src/jobs/report.ts", "src/added.ts");

describe("nothing is new", () => {
  it("where files were shuffled and reformatted", () => {
    fc.assert(
      fc.property(arbitraryProgram, arbitraryLayout, (program, layout) => {
        expect(countNew(writeProgram(program, PLAIN), writeProgram(program, layout))).toEqual(NONE);
      }),
    );
  });

  it("where files were renamed and shuffled", () => {
    fc.assert(
      fc.property(arbitraryProgram, fc.boolean(), (program, isReversed) => {
        const head = writeProgram(renameFiles(program), { ...PLAIN, isReversed });
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(NONE);
      }),
    );
  });

  it("where functions moved to other files and were reformatted", () => {
    fc.assert(
      fc.property(arbitraryProgram, arbitraryLayout, anywhere, (program, layout, to) => {
        const head = writeProgram(moveAll(program, to), layout);
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(NONE);
      }),
    );
  });

  it("where references were removed", () => {
    fc.assert(
      fc.property(arbitraryProgram, arbitraryLayout, fc.nat(), (program, layout, seed) => {
        const fixed = Object.fromEntries(
          Object.entries(program).map(([path, functions]) => [
            path,
            functions.map((one, index) =>
              (index + seed) % 2 === 0 ? { ...one, query: "full_name" as const } : one,
            ),
          ]),
        );
        expect(countNew(writeProgram(program, PLAIN), writeProgram(fixed, layout))).toEqual(NONE);
      }),
    );
  });
});

describe("exactly one is new", () => {
  it("where a function asks once more what it asked already", () => {
    fc.assert(
      fc.property(arbitraryProgram, arbitraryLayout, (program, layout) => {
        fc.pre(Object.values(program).flat().some(isOld));
        expect(countNew(writeProgram(program, PLAIN), writeProgram(askAgain(program), layout))).toEqual(ONE);
      }),
    );
  });

  it("where a function that moved asks once more what it asked already", () => {
    fc.assert(
      fc.property(arbitraryProgram, anywhere, (program, to) => {
        fc.pre(Object.values(program).flat().some(isOld));
        const head = writeProgram(moveAll(askAgain(program), to), PLAIN);
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(ONE);
      }),
    );
  });

  it("where one was added, and everything shuffled and reformatted", () => {
    fc.assert(
      fc.property(arbitraryProgram, arbitraryLayout, anywhere, (program, layout, path) => {
        const head = writeProgram(addFunction(program, path, "added"), layout);
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(ONE);
      }),
    );
  });

  it("where one was added, and all files renamed", () => {
    fc.assert(
      fc.property(arbitraryProgram, anywhere, (program, path) => {
        const head = writeProgram(renameFiles(addFunction(program, path, "added")), PLAIN);
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(ONE);
      }),
    );
  });

  it("where one was added and all others fixed", () => {
    fc.assert(
      fc.property(arbitraryProgram, anywhere, (program, path) => {
        const fixed = Object.fromEntries(
          Object.entries(program).map(([file, functions]) => [
            file,
            functions.map((one) => ({ ...one, query: "full_name" as const })),
          ]),
        );
        const head = writeProgram(addFunction(fixed, path, "added"), PLAIN);
        expect(countNew(writeProgram(program, PLAIN), head)).toEqual(ONE);
      }),
    );
  });
});
