import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { formatManifest, writeProject } from "./lint-text.js";

const root = writeProject({
  "expand-contract.json": formatManifest({
    price: { kind: "symbol", old: "@acme/pricing#finalPrice", new: "@acme/pricing#totalPrice" },
    button: { kind: "symbol", old: "@acme/ui#OldButton", new: "@acme/ui#Button" },
    badge: { kind: "symbol", old: "@acme/ui#OldBadge", new: "@acme/ui#renderBadge" },
    rate: { kind: "symbol", old: "./src/rates.ts#oldRate", new: "./src/rates.ts#rate" },
    moved: { kind: "symbol", old: "@acme/pricing#movedPrice", new: "@acme/money#movedPrice" },
    main: { kind: "symbol", old: "@acme/pricing#mainPrice", new: "@acme/pricing#default" },
    member: { kind: "symbol", old: "@acme/pricing#Tax.old", new: "@acme/pricing#Tax.rate" },
    dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" },
    dotted: { kind: "config", old: "LEGACY_HOST", new: "db.host" },
    gone: { kind: "config", old: "LEGACY_MODE" },
  }),
  "src/rates.ts": "export const oldRate = 1;\nexport const rate = 1;\n",
  "src/barrel.ts": 'export { oldRate } from "./rates.js";\n',
  "src/whole.ts": 'export * from "./rates.js";\n',
});

/** The text after each suggestion for it, or that there is none. */
function suggest(text: string, file = "src/case.tsx"): string[] {
  const linter = new Linter({ configType: "flat", cwd: root });
  const rules = {
    "expand-contract/no-deprecated-symbol": 2,
    "expand-contract/no-deprecated-config": 2,
  } as const;
  const languageOptions = { parser, parserOptions: { ecmaFeatures: { jsx: true } } };
  const config: Linter.Config = {
    files: ["**/*.{ts,tsx}"],
    plugins: { "expand-contract": plugin },
    languageOptions,
    rules,
  };
  const messages = linter.verify(text, [config], { filename: join(root, file) });
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
  const outputs = messages.flatMap(({ suggestions = [] }) =>
    suggestions.map(({ fix }) => text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])),
  );
  return [...new Set(outputs)];
}

describe("an import is renamed", () => {
  it("with all its uses, also as a value, a type and in shorthands", () => {
    expect(
      suggest(
        'import { finalPrice } from "@acme/pricing";\nexport const all = { finalPrice, other: finalPrice(1) };\ntype Price = typeof finalPrice;\n',
      ),
    ).toEqual([
      'import { totalPrice } from "@acme/pricing";\nexport const all = { finalPrice: totalPrice, other: totalPrice(1) };\ntype Price = typeof totalPrice;\n',
    ]);
  });

  it("but not what has the same name without being it", () => {
    expect(
      suggest(
        'import { finalPrice } from "@acme/pricing";\nfunction show(finalPrice: number) { return finalPrice; }\nshow(cart.finalPrice, finalPrice(1));\n',
      ),
    ).toEqual([
      'import { totalPrice } from "@acme/pricing";\nfunction show(finalPrice: number) { return finalPrice; }\nshow(cart.finalPrice, totalPrice(1));\n',
    ]);
  });

  it("alone where it has a name of its own here", () => {
    expect(suggest('import { finalPrice as price } from "@acme/pricing";\nprice(1);\n')).toEqual([
      'import { totalPrice as price } from "@acme/pricing";\nprice(1);\n',
    ]);
  });

  it("as a type", () => {
    expect(
      suggest('import { type finalPrice as Price, other } from "@acme/pricing";\nother<Price>();\n'),
    ).toEqual(['import { type totalPrice as Price, other } from "@acme/pricing";\nother<Price>();\n']);
  });

  it("in decorators, of parameters too", () => {
    expect(
      suggest(
        'import { finalPrice } from "@acme/pricing";\nclass Cart { constructor(@finalPrice price) {} }\n',
        "src/case.ts",
      ),
    ).toEqual([
      'import { totalPrice } from "@acme/pricing";\nclass Cart { constructor(@totalPrice price) {} }\n',
    ]);
  });

  it("with the tags of JSX", () => {
    expect(
      suggest('import { OldButton } from "@acme/ui";\nexport const a = <OldButton>b</OldButton>;\n'),
    ).toEqual(['import { Button } from "@acme/ui";\nexport const a = <Button>b</Button>;\n']);
  });

  it("alone where the new name would be a tag of HTML", () => {
    expect(suggest('import { OldBadge } from "@acme/ui";\nexport const a = <OldBadge />;\n')).toEqual([
      'import { renderBadge as OldBadge } from "@acme/ui";\nexport const a = <OldBadge />;\n',
    ]);
  });

  it("in a module of the repo, through a barrel that passes everything on", () => {
    expect(suggest('import { oldRate } from "./rates.js";\noldRate + 1;\n')).toEqual([
      'import { rate } from "./rates.js";\nrate + 1;\n',
    ]);
    expect(suggest('import { oldRate } from "./whole.js";\noldRate + 1;\n')).toEqual([
      'import { rate } from "./whole.js";\nrate + 1;\n',
    ]);
  });

  it("not through a barrel that names what it passes on", () => {
    expect(suggest('import { oldRate } from "./barrel.js";\noldRate + 1;\n')).toEqual([]);
  });
});

describe("an import keeps its name here", () => {
  it.each([
    ["where the module has the new one", "const totalPrice = 1;\nfinalPrice(totalPrice);\n"],
    [
      "where the new one is imported, too",
      'import { totalPrice } from "./own.js";\nfinalPrice(totalPrice);\n',
    ],
    [
      "where a function has the new one",
      "function show(totalPrice: number) { return finalPrice(totalPrice); }\n",
    ],
    ["where a type has the new one", "interface totalPrice { a: 1 }\nfinalPrice(1);\n"],
    ["where the new one is a global", "finalPrice(totalPrice);\n"],
    [
      "where a type of its name is declared beside it",
      "interface finalPrice { a: 1 }\nconst a: finalPrice = finalPrice(1);\n",
    ],
  ])("%s", (_name, uses) => {
    expect(suggest(`import { finalPrice } from "@acme/pricing";\n${uses}`)).toEqual([
      `import { totalPrice as finalPrice } from "@acme/pricing";\n${uses}`,
    ]);
  });

  it("but not where a function without a use of it has the new one", () => {
    expect(
      suggest(
        'import { finalPrice } from "@acme/pricing";\nfinalPrice(1);\nfunction show(totalPrice: number) { return totalPrice; }\n',
      ),
    ).toEqual([
      'import { totalPrice } from "@acme/pricing";\ntotalPrice(1);\nfunction show(totalPrice: number) { return totalPrice; }\n',
    ]);
  });
});

describe("nothing is suggested for", () => {
  it.each([
    ["a re-export", 'export { finalPrice } from "@acme/pricing";\n'],
    [
      "an import that the module exports",
      'import { finalPrice } from "@acme/pricing";\nexport { finalPrice };\n',
    ],
    [
      "an import that the module exports under another name",
      'import { finalPrice as a } from "@acme/pricing";\nexport { a as price };\n',
    ],
    ["a default export", 'import { finalPrice } from "@acme/pricing";\nexport default finalPrice;\n'],
    [
      "a module that the file mocks",
      'import { finalPrice } from "@acme/pricing";\nvi.mock("@acme/pricing", () => ({ finalPrice: () => 1 }));\nfinalPrice(1);\n',
    ],
    [
      "a module that the file mocks by a template",
      'import { finalPrice } from "@acme/pricing";\nvi.mock(`@acme/pricing`, () => ({ finalPrice: () => 1 }));\nfinalPrice(1);\n',
    ],
    ["a replacement in another module", 'import { movedPrice } from "@acme/pricing";\nmovedPrice(1);\n'],
    ["a default export as the replacement", 'import { mainPrice } from "@acme/pricing";\nmainPrice(1);\n'],
    ["a member", 'import { Tax } from "@acme/pricing";\nTax.old;\n'],
    ["a namespace", 'import * as pricing from "@acme/pricing";\npricing.finalPrice(1);\n'],
    ["a change without a replacement", "process.env.LEGACY_MODE;\n"],
    ["a write", 'process.env.LEGACY_DSN = "a";\n'],
    ["a write that reads", 'process.env.LEGACY_DSN ??= "a";\n'],
    ["one that is deleted", "delete process.env.LEGACY_DSN;\n"],
    ["what is assumed to be the environment", "function f(env = process.env) { return env.LEGACY_DSN; }\n"],
    ["a name that no identifier can have", "process.env.LEGACY_HOST;\n"],
    ["the last resort after the new name", "connect(process.env.DATABASE_URL ?? process.env.LEGACY_DSN);\n"],
    [
      "the last resort after a constant of the new name",
      "const url = process.env.DATABASE_URL;\nconnect(url ?? process.env.LEGACY_DSN);\n",
    ],
    [
      "a constant that is the last resort",
      "const dsn = process.env.LEGACY_DSN;\nconnect(process.env.DATABASE_URL ?? dsn);\n",
    ],
    [
      "a variable of a pattern that is the last resort",
      "const { LEGACY_DSN: dsn } = process.env;\nconnect(process.env.DATABASE_URL ?? dsn);\n",
    ],
    [
      "the branch without the new name",
      "if (process.env.DATABASE_URL) connect(); else connect(process.env.LEGACY_DSN);\n",
    ],
    [
      "the branch for the new name's absence",
      "if (!process.env.DATABASE_URL) connect(process.env.LEGACY_DSN);\n",
    ],
    [
      "what the file sets itself",
      'vi.stubEnv("LEGACY_DSN", "a");\nexpect(process.env.LEGACY_DSN).toBe("a");\n',
    ],
    ["what the file asks for by name", 'if ("LEGACY_DSN" in process.env) connect(process.env.LEGACY_DSN);\n'],
    [
      "what the file types",
      "const { LEGACY_DSN }: { LEGACY_DSN?: string } = process.env;\nconnect(LEGACY_DSN);\n",
    ],
    ["what the file picks", 'const env: Pick<Env, "LEGACY_DSN"> = process.env;\nconnect(env.LEGACY_DSN);\n'],
    ["a pattern that has both", "const { DATABASE_URL, LEGACY_DSN } = process.env;\n"],
    [
      "a key of a schema",
      'import { z } from "zod";\nconst env = z.object({ LEGACY_DSN: z.string() }).parse(process.env);\nconnect(env.LEGACY_DSN);\n',
    ],
  ])("%s", (_name, text) => {
    expect(suggest(text)).toEqual([]);
  });
});

describe("a key of the environment is renamed", () => {
  it.each([
    ["process.env.LEGACY_DSN;", "process.env.DATABASE_URL;"],
    ["process.env['LEGACY_DSN'];", "process.env['DATABASE_URL'];"],
    ["process.env[`LEGACY_DSN`];", "process.env[`DATABASE_URL`];"],
    ["process.env?.LEGACY_DSN!;", "process.env?.DATABASE_URL!;"],
    ["(process.env as Env).LEGACY_DSN;", "(process.env as Env).DATABASE_URL;"],
    ["import.meta.env.LEGACY_DSN;", "import.meta.env.DATABASE_URL;"],
    ["Bun.env.LEGACY_DSN;", "Bun.env.DATABASE_URL;"],
    ['Deno.env.get("LEGACY_DSN");', 'Deno.env.get("DATABASE_URL");'],
    ["const { env } = process; env.LEGACY_DSN;", undefined],
    ["const env = process.env; env.LEGACY_DSN;", "const env = process.env; env.DATABASE_URL;"],
    ['process.env.LEGACY_DSN ?? "local";', 'process.env.DATABASE_URL ?? "local";'],
    [
      "if (process.env.DATABASE_URL) connect(process.env.LEGACY_DSN);",
      "if (process.env.DATABASE_URL) connect(process.env.DATABASE_URL);",
    ],
    [
      'vi.stubEnv("OTHER", "a"); process.env.LEGACY_DSN;',
      'vi.stubEnv("OTHER", "a"); process.env.DATABASE_URL;',
    ],
    [
      'if ("HOST" in process.env) connect(process.env.LEGACY_DSN);',
      'if ("HOST" in process.env) connect(process.env.DATABASE_URL);',
    ],
    [
      "const env: Record<string, string> = process.env; env.LEGACY_DSN;",
      "const env: Record<string, string> = process.env; env.DATABASE_URL;",
    ],
    ["process.env.LEGACY_HOST;", undefined],
    ['process.env["LEGACY_HOST"];', 'process.env["db.host"];'],
  ])("%s", (text, output) => {
    expect(suggest(text)).toEqual(output === undefined ? [] : [output]);
  });

  it.each([
    [
      "const { LEGACY_DSN } = process.env;\nconnect(LEGACY_DSN, { LEGACY_DSN });\n",
      "const { DATABASE_URL } = process.env;\nconnect(DATABASE_URL, { LEGACY_DSN: DATABASE_URL });\n",
    ],
    [
      'const { LEGACY_DSN = "local" } = process.env;\nconnect(LEGACY_DSN);\n',
      'const { DATABASE_URL = "local" } = process.env;\nconnect(DATABASE_URL);\n',
    ],
    [
      "const { LEGACY_DSN: dsn, HOST } = process.env;\nconnect(dsn);\n",
      "const { DATABASE_URL: dsn, HOST } = process.env;\nconnect(dsn);\n",
    ],
    [
      'const { "LEGACY_DSN": dsn = "local" } = process.env;\nconnect(dsn);\n',
      'const { "DATABASE_URL": dsn = "local" } = process.env;\nconnect(dsn);\n',
    ],
    [
      "export const { LEGACY_DSN } = process.env;\nconnect(LEGACY_DSN);\n",
      "export const { DATABASE_URL: LEGACY_DSN } = process.env;\nconnect(LEGACY_DSN);\n",
    ],
    [
      "const { LEGACY_DSN } = process.env;\nexport { LEGACY_DSN };\n",
      "const { DATABASE_URL: LEGACY_DSN } = process.env;\nexport { LEGACY_DSN };\n",
    ],
    [
      "const DATABASE_URL = 1;\nconst { LEGACY_DSN } = process.env;\n",
      "const DATABASE_URL = 1;\nconst { DATABASE_URL: LEGACY_DSN } = process.env;\n",
    ],
  ])("in the pattern of %s", (text, output) => {
    expect(suggest(text)).toEqual([output]);
  });
});
