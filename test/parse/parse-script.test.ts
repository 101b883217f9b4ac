import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseForESLint } from "@typescript-eslint/parser";
import { describe, expect, test } from "vitest";
import { parseScript } from "../../src/parse/parse-script.js";

/** No detector reads these: positions as lines, tokens, oxc's own offsets, what entities in JSX stand for, and whether an enum's member has a computed name. */
const NOT_COMPARED_IN: Readonly<Record<string, string>> = { JSXText: "value", TSEnumMember: "computed" };
const NOT_COMPARED = new Set(["loc", "parent", "start", "end", "tokens"]);

/** Plain data of a tree: node types, ranges and all keys; a missing key and an undefined one are the same. */
function toPlain(value: unknown): unknown {
  if (typeof value === "bigint" || value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  const notCompared = "type" in value ? NOT_COMPARED_IN[String(value.type)] : undefined;
  const entries = Object.entries(value).filter(
    ([key, child]) => !NOT_COMPARED.has(key) && child !== undefined && key !== notCompared,
  );
  return Object.fromEntries(entries.map(([key, child]) => [key, toPlain(child)]).sort());
}

/** As ESLint calls the parser with its defaults. */
function parseAsLinter(path: string, text: string) {
  const isCommonJs = path.endsWith(".cjs");
  return parseForESLint(text, {
    filePath: path,
    range: true,
    comment: true,
    sourceType: isCommonJs ? "script" : "module",
    ecmaFeatures: { jsx: /x$|js$/.test(path), globalReturn: isCommonJs },
  });
}

function expectSameTree(path: string, text: string): void {
  const expected = parseAsLinter(path, text);
  const { ast, scopes } = parseScript(path, text);
  expect(toPlain(ast)).toEqual(toPlain(expected.ast));
  expect(describeScopes(scopes)).toEqual(describeScopes(expected.scopeManager));
  expectParents(ast);
}

type Scopes = ReturnType<typeof parseScript>["scopes"];

/** Each scope's variables with their definitions, and what each identifier refers to. Variables of TypeScript's libraries have no definition: they count as unresolved. */
function describeScopes({ scopes }: Scopes) {
  return scopes.map(({ type, block, variables, references }) => ({
    type,
    range: block.range,
    variables: variables
      .filter(({ defs, name }) => defs.length > 0 || name === "arguments")
      .map(({ name, defs }) => [name, defs.map((def) => [def.type, def.name.range])]),
    references: references.map((reference) => ({
      at: reference.identifier.range,
      kind: [reference.isRead(), reference.isWrite(), reference.isTypeReference],
      defs: reference.resolved?.defs.map(({ name }) => name.range) ?? [],
    })),
  }));
}

function expectParents(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === "parent" || key === "comments") continue;
    for (const child of [value].flat()) {
      if (typeof child !== "object" || child === null || !("type" in child)) continue;
      expect(child.parent).toBe(node);
      expectParents(child);
    }
  }
}

describe("the tree is the one of typescript-eslint's parser", () => {
  const corpus = join(import.meta.dirname, "corpus");
  test.each(readdirSync(corpus))("%s", (name) => {
    expectSameTree(name.replace(/\.txt$/, ""), readFileSync(join(corpus, name), "utf8"));
  });

  const sources = join(import.meta.dirname, "../../src");
  test.each(
    readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")),
  )("src/%s", (name) => expectSameTree(name, readFileSync(join(sources, name), "utf8")));

  test("for Windows line breaks, in templates too", () => {
    expectSameTree("a.ts", "// one\r\nconst a = `x\r\n${b}\r\ny`;\r\nconst c = 'x\\\r\ny';\r\n");
  });

  test("for text before it that is not ASCII", () => {
    expectSameTree("a.ts", "const greeting = 'grüße 💥 日本'; /* ü */ use(`💥${greeting}`, greeting);");
  });

  test("for a line that tells the interpreter", () => {
    expectSameTree("a.ts", "#!/usr/bin/env node\nuse(a);\n");
  });

  test("for an empty file and one of comments only", () => {
    expectSameTree("a.ts", "");
    expectSameTree("a.ts", "// nothing\n");
  });
});

test("a byte order mark counts nowhere, as in ESLint", () => {
  const { text, ast } = parseScript("a.ts", "\uFEFFuse(a);");
  expect(text).toBe("use(a);");
  expect(ast.body[0]?.range).toEqual([0, 7]);
});

test("comments are there", () => {
  const { ast } = parseScript("a.ts", "// one\n/* two */ a;");
  expect(ast.comments).toMatchObject([
    { type: "Line", value: " one", range: [0, 6] },
    { type: "Block", value: " two ", range: [7, 16] },
  ]);
});

describe("what TypeScript's parser leaves to its checker is no syntax error", () => {
  test.each(["return 1", "const a", "class A { get x(a) {} }", "export { nope }", "let a; let a"])(
    "%s",
    (text) => expectSameTree("a.ts", text),
  );

  test("sloppy JavaScript", () => {
    expect(parseScript("a.js", "var await = 1; with (a) { delete b }").ast.body).toHaveLength(2);
  });

  test("JavaScript with types", () => {
    expect(parseScript("a.js", "const a: string = b as string;").ast.body).toHaveLength(1);
  });

  test("JSX in .js", () => {
    expectSameTree("a.js", "const a = <b c={d}>e</b>;");
  });
});

describe("a syntax error says where", () => {
  test.each([
    ["a.ts", "const a = 1;\nconst b = ;\n", "a.ts:2:11  Unexpected token"],
    ["a.ts", "const a = <b/>;", "a.ts:1:13"],
    ["a.tsx", "const a = <b>;", "a.tsx:1:"],
    ["a.ts", "const grüße = '💥';\r\n<<<<<<< HEAD\r\n", "a.ts:2:1  "],
    ["a.ts", "function f() {", "a.ts:1:15  "],
  ])("%s %j", (path, text, message) => {
    expect(() => parseAsLinter(path, text)).toThrow();
    expect(() => parseScript(path, text)).toThrow(message);
  });
});
