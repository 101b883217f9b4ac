import { describe, expect, it } from "vitest";
import { parseScript } from "../../../src/parse/parse-script.js";
import { getBrokenPlaces, getOriginalErrors, getReferencePlaces } from "./compiler-oracle.js";
import { CASES, type OracleCase, SILENT_CASES } from "./oracle-cases.js";
import { findUses } from "./symbol-project.js";

describe("the compiler's errors after a symbol is deleted are its references", () => {
  it.each(CASES)("$name", (oracleCase) => {
    const { files, module, path } = readCase(oracleCase);
    expect(getOriginalErrors(files)).toEqual([]);
    expect(getPlaces(findUses(files, oracleCase.old))).toEqual(getBrokenPlaces(files, module, path));
    expect(findUses(files, oracleCase.old)).toEqual(oracleCase.uses);
  });
});

describe("the language service's references are the detector's where the compiler is silent", () => {
  it.each(SILENT_CASES)("$name", (oracleCase) => {
    const { files, module, path } = readCase(oracleCase);
    expect(getOriginalErrors(files)).toEqual([]);
    expect(getPlaces(findUses(files, oracleCase.old))).toEqual(getReferencePlaces(files, module, path));
    expect(findUses(files, oracleCase.old)).toEqual(oracleCase.uses);
  });
});

describe("the scanner's parser gives the same references", () => {
  it.each([...CASES, ...SILENT_CASES])("$name", ({ files, old, uses }) => {
    expect(findUses(files, old, { parse: parseScript })).toEqual(uses);
  });
});

function readCase({ files, old }: OracleCase) {
  const [module = "", path = ""] = old.slice("./".length).split("#");
  return { files, module, path: path.split(".") };
}

/** A place that is written and read is one place. */
function getPlaces(uses: readonly string[]): string[] {
  const sure = uses.filter((use) => !use.endsWith(" unresolved"));
  return [...new Set(sure.map((use) => use.slice(0, use.indexOf(" "))))].sort();
}
