import { describe, expect, it } from "vitest";
import { parseScript } from "../../src/scan/parse-script.js";
import { getBrokenPlaces, getOriginalErrors } from "../references/symbols/compiler-oracle.js";
import type { OracleCase } from "../references/symbols/oracle-cases.js";
import { findUses } from "../references/symbols/symbol-project.js";
import { MEMBER_CASES } from "./member-cases.js";
import { createTestResolver } from "./resolve-members.js";

describe("the compiler's errors after a member is deleted are its references", () => {
  it.each(MEMBER_CASES)("$name", async (memberCase) => {
    const { files, old, uses } = memberCase;
    expect(getOriginalErrors(files)).toEqual([]);
    const found = findUses(files, old, { resolver: await createTestResolver(files) });
    expect([...found].sort()).toEqual([...uses].sort());
    expect(getBroken(memberCase)).toEqual(uses.map((use) => use.slice(0, use.indexOf(" "))).sort());
  });
});

describe("the scanner's parser gives the same references", () => {
  it.each(MEMBER_CASES)("$name", async ({ files, old, uses }) => {
    const resolver = await createTestResolver(files);
    expect(findUses(files, old, { resolver, parse: parseScript }).sort()).toEqual([...uses].sort());
  });
});

function getBroken({ files, old }: OracleCase): string[] {
  const [module = "", path = ""] = old.slice("./".length).split("#");
  return getBrokenPlaces(files, module, path.split("."));
}
