import { describe, expect, it } from "vitest";
import { readScriptMarks } from "../../../src/init/marks/read-script-marks.js";

function read(text: string, path = "src/a.ts") {
  const { declarations, comments } = readScriptMarks({ path, text });
  return { paths: declarations.map(({ path: found }) => found?.join(".")), declarations, comments };
}

describe("what importers can name", () => {
  it("is an export with the tag, and not the one beside it", () => {
    const { paths } = read(
      "/** @deprecated use b */ export function a() {}\n/** Sums up. */ export function b() {}\n",
    );
    expect(paths).toEqual(["a"]);
  });

  it("is called as the module exports it", () => {
    expect(read("/** @deprecated */ const a = 1;\nexport { a as oldPrice };\n").paths).toEqual(["oldPrice"]);
    expect(read("/** @deprecated */ class Store {}\nexport default Store;\n").paths).toEqual(["default"]);
    expect(read("/** @deprecated */ export default class Store {}\n").paths).toEqual(["default"]);
    expect(read('export { /** @deprecated */ price as oldPrice } from "./price.js";\n').paths).toEqual([
      "oldPrice",
    ]);
  });

  it("is a member of a class, an interface, an enum, a type or an object; a private one is not", () => {
    expect(
      read(`export class A {
  /** @deprecated */
  a = 1;
  /** @deprecated */
  private b = 1;
}
export interface B {
  /** @deprecated */
  c: number;
}
export enum C {
  /** @deprecated */
  Red,
}
export type D = {
  /** @deprecated */
  d: number;
} & {
  /** @deprecated */
  e(): void;
};
export const E = {
  /** @deprecated */
  f: 1,
} as const;
interface F {
  /** @deprecated */
  g: number;
}
`).paths,
    ).toEqual(["A.a", undefined, "B.c", "C.Red", "D.d", "D.e", "E.f", undefined]);
  });

  it("is a function with all its signatures, and not one whose other signature stays", () => {
    const implementation = "export function a(x: unknown) {}\n";
    expect(
      read(
        `/** @deprecated */ export function a(x: string): void;\n/** @deprecated */ export function a(x: number): void;\n${implementation}`,
      ).paths,
    ).toEqual(["a"]);
    expect(
      read(
        `/** @deprecated */ export function a(x: string): void;\nexport function a(x: number): void;\n${implementation}`,
      ).paths,
    ).toEqual([]);
  });

  it("is nothing that only text speaks of", () => {
    expect(
      read('/** Calls what is "@deprecated" elsewhere. */ export const a = "@deprecated";\n').paths,
    ).toEqual([]);
    expect(read("/**\n * ```\n * x\n * ```\n */\n// @deprecated\nexport const a = 1;\n").paths).toEqual([]);
  });

  it("says it in one line, links and all, where the tag stands", () => {
    const [mark] = read(
      "/**\n * Price.\n * @deprecated use {@link net}\n *   instead\n * @returns it\n */\nexport const a = 1;\n",
    ).declarations;
    expect(mark).toMatchObject({ line: 3, says: "@deprecated use {@link net} instead", siblings: ["a"] });
  });
});

describe("variables of the environment", () => {
  it("are members of what reads it, called like them", () => {
    const text = "export const env = createEnv({\n  /** @deprecated */\n  LEGACY_DSN: z.string(),\n});\n";
    expect(read(text, "src/env.ts").declarations[0]).toMatchObject({ isVariable: true, name: "LEGACY_DSN" });
    expect(read(text, "src/colors.ts").declarations[0]).not.toHaveProperty("isVariable");
  });
});

describe("comments that mark a step to come", () => {
  it("are known by the words, at a property or alone", () => {
    const { comments } = read(`// contract-pending: users.name
const users = table({
  // TODO: drop column after the backfill
  name: text(),
  email: text(), // EXPAND-CONTRACT: dual write
  // Drops off the cart at the door.
  age: text(),
});
`);
    expect(comments).toMatchObject([
      { line: 1, says: "contract-pending: users.name" },
      { line: 3, says: "TODO: drop column after the backfill", on: { name: "name" } },
      { line: 5, says: "EXPAND-CONTRACT: dual write", on: { name: "email" } },
    ]);
  });

  it("are not strings, and not what tells this tool itself something", () => {
    expect(
      read(
        'const a = "// contract-pending: users.name";\n// expand-contract: not user-name because it is a form\n',
      ).comments,
    ).toEqual([]);
  });
});
