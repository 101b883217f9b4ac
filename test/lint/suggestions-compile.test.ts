import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import ts from "typescript";
import { expect, it } from "vitest";
import plugin from "../../src/index.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

// The oracle: after the old names are gone from their declarations, the compiler accepts what the suggestions made, and nothing else.

const PACKAGES = "node_modules/@acme";
const TODAY = { "expand-contract": { today: "2026-12-01" } };

const declare = (names: readonly string[]) => ({
  [`${PACKAGES}/pricing/index.d.ts`]: names
    .map(
      (name) =>
        `export declare function ${name}(cents: number): number;\nexport interface ${name}Options { a: 1 }\n`,
    )
    .join(""),
  [`${PACKAGES}/pricing/package.json`]: '{ "name": "@acme/pricing", "types": "index.d.ts" }',
  "src/globals.d.ts": `declare const process: { env: { ${names.includes("finalPrice") ? "LEGACY_DSN: string; " : ""}DATABASE_URL: string } };\n`,
});

const FILES = {
  "src/plain.ts": `import { finalPrice, type finalPriceOptions } from "@acme/pricing";
export const options: finalPriceOptions = { a: 1 };
export const prices = { finalPrice, one: finalPrice(1) };
export type Price = ReturnType<typeof finalPrice>;
`,
  "src/alias.ts": `import { finalPrice as price } from "@acme/pricing";
export const one = [1].map((cents) => price(cents));
`,
  "src/clash.ts": `import { finalPrice } from "@acme/pricing";
export const one = [1].map((totalPrice) => finalPrice(totalPrice));
export const two = finalPrice(2);
`,
  "src/both.ts": `import { finalPrice, totalPrice } from "@acme/pricing";
export const one = finalPrice(totalPrice(1));
`,
  "src/environment.ts": `const env = process.env;
const { LEGACY_DSN } = process.env;
const { LEGACY_DSN: second = "" } = env;
export const all = [process.env.LEGACY_DSN, process.env["LEGACY_DSN"], env.LEGACY_DSN, { LEGACY_DSN }, second] as const;
function connect(DATABASE_URL: string) {
  const { LEGACY_DSN } = process.env;
  return [DATABASE_URL, LEGACY_DSN];
}
connect(LEGACY_DSN);
`,
};

/** A text with every suggestion applied, one at a time as a person does. */
function applyAll(root: string, file: string, text: string): string {
  const linter = new Linter({ configType: "flat", cwd: root });
  const config: Linter.Config = {
    ...plugin.configs.strict,
    files: ["**/*.ts"],
    languageOptions: { parser },
    settings: TODAY,
  };
  const messages = linter.verify(text, [config], { filename: join(root, file) });
  const [fix] = messages.flatMap(({ suggestions = [] }) => suggestions.map((suggestion) => suggestion.fix));
  if (fix === undefined) return text;
  return applyAll(root, file, text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]));
}

function compile(root: string): string[] {
  const names = [...Object.keys(FILES), "src/globals.d.ts"].map((file) => join(root, file));
  const program = ts.createProgram(names, {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

it("compiles without the old names once every suggestion is applied", () => {
  const root = writeProject({
    "expand-contract.json": formatManifest({
      price: { kind: "symbol", old: "@acme/pricing#finalPrice", new: "@acme/pricing#totalPrice" },
      options: {
        kind: "symbol",
        old: "@acme/pricing#finalPriceOptions",
        new: "@acme/pricing#totalPriceOptions",
      },
      dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" },
    }),
    "package.json": '{ "type": "module" }',
    ...declare(["finalPrice", "totalPrice"]),
    ...FILES,
  });
  expect(compile(root)).toEqual([]);
  writeFiles(root, declare(["totalPrice"]));
  expect(compile(root).length).toBeGreaterThan(8);
  const after = Object.fromEntries(
    Object.entries(FILES).map(([file, text]) => [file, applyAll(root, file, text)]),
  );
  writeFiles(root, after);
  expect(compile(root)).toEqual([]);
  expect(after).toMatchInlineSnapshot(`
    {
      "src/alias.ts": "import { totalPrice as price } from "@acme/pricing";
    export const one = [1].map((cents) => price(cents));
    ",
      "src/both.ts": "import { totalPrice as finalPrice, totalPrice } from "@acme/pricing";
    export const one = finalPrice(totalPrice(1));
    ",
      "src/clash.ts": "import { totalPrice as finalPrice } from "@acme/pricing";
    export const one = [1].map((totalPrice) => finalPrice(totalPrice));
    export const two = finalPrice(2);
    ",
      "src/environment.ts": "const env = process.env;
    const { DATABASE_URL } = process.env;
    const { DATABASE_URL: second = "" } = env;
    export const all = [process.env.DATABASE_URL, process.env["DATABASE_URL"], env.DATABASE_URL, { LEGACY_DSN: DATABASE_URL }, second] as const;
    function connect(DATABASE_URL: string) {
      const { DATABASE_URL: LEGACY_DSN } = process.env;
      return [DATABASE_URL, LEGACY_DSN];
    }
    connect(DATABASE_URL);
    ",
      "src/plain.ts": "import { totalPrice, type totalPriceOptions } from "@acme/pricing";
    export const options: totalPriceOptions = { a: 1 };
    export const prices = { finalPrice: totalPrice, one: totalPrice(1) };
    export type Price = ReturnType<typeof totalPrice>;
    ",
    }
  `);
});
