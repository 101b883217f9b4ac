import { expect, it } from "vitest";
import { getAliasWords } from "../../src/modules/alias-words.js";
import { createModuleGraph } from "../../src/modules/create-module-graph.js";
import { change } from "../support/parse.js";
import { type Files, getGraphInput } from "../references/symbols/symbol-project.js";

function getWords(files: Files, old: string): string[] {
  const input = getGraphInput(files);
  return getAliasWords([change("symbol", old)], { ...input, graph: createModuleGraph(input) });
}

const PRICE = "export const finalPrice = 1;\n";

it("gives names under which re-exports pass a symbol on, step by step", () => {
  const files = {
    "src/price.ts": PRICE,
    "src/x.ts": 'export { finalPrice as price } from "./price";\n',
    "src/y.ts": 'export { price as cost } from "./x";\n',
    "src/z.ts": 'export { finalPrice as other } from "./other";\n',
  };
  expect(getWords(files, "./src/price.ts#finalPrice")).toEqual(["cost", "price"]);
});

it("gives none where the name stays, nor for members", () => {
  const files = {
    "src/price.ts": PRICE,
    "src/x.ts": 'export * from "./price";\nexport { finalPrice as p } from "./price";\n',
  };
  expect(
    getWords(
      { "src/price.ts": PRICE, "src/x.ts": 'export * from "./price";\n' },
      "./src/price.ts#finalPrice",
    ),
  ).toEqual([]);
  expect(getWords(files, "./src/price.ts#finalPrice.toFixed")).toEqual([]);
});

it("gives what importers of a default write: the file's name", () => {
  const words = getWords({ "src/button.tsx": "export default 1;\n" }, "./src/button.tsx#default");
  expect(words).toEqual(['button"', "button'", "button.", "button`"]);
});

it("gives the names of a default that barrels pass on, and of the barrels", () => {
  const files = {
    "package.json": '{ "name": "@acme/ui", "main": "dist/button/index.js" }',
    "src/button/button.tsx": "export default 1;\n",
    "src/button/index.ts": 'export { default } from "./button";\n',
    "src/all.ts": 'export { default as Knob } from "./button";\n',
  };
  const words = getWords(files, "./src/button/button.tsx#default");
  expect(words).toContain("Knob");
  expect(words).toContain('button"');
  expect(words).toContain('"."');
  expect(words).toContain('@acme/ui"');
});

it("gives nothing for changes of other kinds", () => {
  const input = getGraphInput({ "src/price.ts": PRICE });
  expect(
    getAliasWords([change("config", "LEGACY_DSN")], { ...input, graph: createModuleGraph(input) }),
  ).toEqual([]);
});
