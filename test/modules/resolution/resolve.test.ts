import { describe, expect, test } from "vitest";
import { createGraph } from "../../references/symbols/symbol-project.js";
import {
  BUILD_CASES,
  EXPORTS_CASES,
  MAIN_CASES,
  TSCONFIG_CASES,
  WORKSPACE_CASES,
} from "./resolution-cases.js";
import { BuiltRepo, getText, type ResolutionCase } from "./resolve-oracles.js";

/** What we find without a build; and what the oracles do after it, as the source of what they find. */
function check(resolution: ResolutionCase): void {
  const files = Object.fromEntries(
    Object.entries(resolution.files).map(([path, content]) => [path, getText(content)]),
  );
  const repo = new BuiltRepo(resolution);
  try {
    const answers = Object.fromEntries(resolution.by.map((oracle) => [oracle, repo.ask(oracle)]));
    const expected = Object.fromEntries(resolution.by.map((oracle) => [oracle, resolution.found]));
    expect(answers).toEqual(expected);
  } finally {
    repo.remove();
  }
  expect(createGraph(files).findFile(resolution.from, resolution.specifier)).toBe(resolution.found);
}

describe("main, module, types", () => {
  test.each(MAIN_CASES)("$name", check);
});
describe("exports and imports", () => {
  test.each(EXPORTS_CASES)("$name", check);
});
describe("what a build makes", () => {
  test.each(BUILD_CASES)("$name", check);
});
describe("packages of a workspace", () => {
  test.each(WORKSPACE_CASES)("$name", check);
});
describe("tsconfig", () => {
  test.each(TSCONFIG_CASES)("$name", check);
});
