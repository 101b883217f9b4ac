import { describe, expect, it } from "vitest";
import { parseScript } from "../../src/parse/parse-script.js";
import {
  getBrokenPlaces,
  getOriginalErrors,
  getReferencePlaces,
} from "../references/symbols/compiler-oracle.js";
import { type Files, findUses } from "../references/symbols/symbol-project.js";
import { ALL_CASES } from "./cases/all-cases.js";
import type { MemberCase } from "./cases/member-case.js";
import { createTestResolver } from "./resolve-members.js";

describe("the compiler's errors after a member is deleted are its references", () => {
  it.each(ALL_CASES)("$name", async (memberCase) => {
    const { files, old, uses } = memberCase;
    expect(getOriginalErrors(getOracleFiles(memberCase))).toEqual([]);
    const resolver = await createTestResolver(files);
    expect(findUses(files, old, { resolver }).sort()).toEqual(uses);
    expect(findUses(files, old, { resolver, parse: parseScript }).sort()).toEqual(uses);
    expect(getPlaces(uses)).toEqual(askOracle(memberCase) ?? getPlaces(uses));
  });
});

it("asks about enough of them", () => {
  expect(ALL_CASES.length).toBeGreaterThan(130);
  expect(ALL_CASES.filter(({ oracle }) => oracle !== undefined && "rule" in oracle).length).toBeLessThan(6);
});

/** Places by who knows them; undefined where nobody does. */
function askOracle({ old, files, oracle }: MemberCase): string[] | undefined {
  if (oracle === undefined) return getBrokenPlaces(files, ...readTarget(old));
  if ("rule" in oracle) return undefined;
  if ("references" in oracle) return getReferencePlaces(files, ...readTarget(old));
  return getBrokenPlaces(oracle.files, ...readTarget(oracle.old ?? old));
}

/** A case that doesn't compile before the deletion proves nothing. */
function getOracleFiles({ files, oracle }: MemberCase): Files {
  return oracle !== undefined && "files" in oracle ? oracle.files : files;
}

function readTarget(old: string): [string, string[]] {
  const [module = "", path = ""] = old.slice("./".length).split("#");
  return [module, path.split(".")];
}

/** A place that is written and read is one place. */
function getPlaces(uses: readonly string[]): string[] {
  return [...new Set(uses.map((use) => use.slice(0, use.indexOf(" "))))].sort();
}
