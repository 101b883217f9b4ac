import { describe, expect, it } from "vitest";
import { getModuleRecord } from "../../src/modules/module-record.js";

describe("ES modules", () => {
  it("records names passed on, under either name", () => {
    expect(getModuleRecord("a.ts", 'export { a, b as c, default as D } from "./x";')).toEqual({
      reexports: [
        { name: "a", from: "./x", imported: "a" },
        { name: "c", from: "./x", imported: "b" },
        { name: "D", from: "./x", imported: "default" },
      ],
      stars: [],
      own: [],
    });
  });
  it("records stars and namespaces", () => {
    expect(
      getModuleRecord("a.ts", 'export * from "./x";\nexport * as y from "./y";\nexport type * from "./z";'),
    ).toEqual({
      reexports: [{ name: "y", from: "./y", imported: "*" }],
      stars: ["./x", "./z"],
      own: [],
    });
  });
  it("records what is imported first and exported later", () => {
    const text =
      'import x, { a, type T } from "./x";\nimport * as n from "./n";\nexport { x as y, a, n };\nexport type { T };\nexport default x;\nexport const own = 1;';
    expect(getModuleRecord("a.ts", text)).toEqual({
      reexports: [
        { name: "y", from: "./x", imported: "default" },
        { name: "a", from: "./x", imported: "a" },
        { name: "T", from: "./x", imported: "T" },
        { name: "n", from: "./n", imported: "*" },
        { name: "default", from: "./x", imported: "default" },
      ],
      stars: [],
      own: ["own"],
    });
  });
  it("records TypeScript's own forms", () => {
    expect(getModuleRecord("a.ts", 'export import b = require("./b");')).toEqual({
      reexports: [{ name: "b", from: "./b", imported: "*" }],
      stars: [],
      own: [],
    });
    expect(getModuleRecord("a.ts", "class A {}\nexport = A;")?.own).toEqual(["export=", "default"]);
  });
  it("keeps own names beside a star", () => {
    expect(
      getModuleRecord(
        "a.ts",
        'export * from "./x";\nexport function f() {}\nexport const { g, h: [i] } = f;\nexport default 1;',
      )?.own,
    ).toEqual(["f", "g", "i", "default"]);
  });
});

describe("CommonJS", () => {
  it("records a module passed on as a whole", () => {
    expect(getModuleRecord("a.js", 'module.exports = require("./x");')).toEqual({
      reexports: [
        { name: "default", from: "./x", imported: "default" },
        { name: "export=", from: "./x", imported: "export=" },
      ],
      stars: ["./x"],
      own: [],
    });
  });
  it("records members passed on", () => {
    const text =
      'const { q } = require("./q");\nmodule.exports = { ...require("./x"), z: require("./y").z, q, own: 1 };\nexports.w = require("./w").v;';
    expect(getModuleRecord("a.js", text)).toEqual({
      reexports: [
        { name: "z", from: "./y", imported: "z" },
        { name: "q", from: "./q", imported: "q" },
        { name: "w", from: "./w", imported: "v" },
      ],
      stars: ["./x"],
      own: ["export=", "default", "own"],
    });
  });
  it("records what compilers write", () => {
    const text =
      '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nconst m_1 = require("./m");\nObject.defineProperty(exports, "a", { enumerable: true, get: function () { return m_1.a; } });\n__exportStar(require("./x"), exports);\ntslib_1.__exportStar(require("./y"), exports);\nexports.b = exports.c = void 0;';
    expect(getModuleRecord("a.js", text)).toEqual({
      reexports: [{ name: "a", from: "./m", imported: "a" }],
      stars: ["./x", "./y"],
      own: ["c", "b"],
    });
  });
});

describe("files that pass nothing on", () => {
  it.each([
    ["nothing exported", "a.ts", 'import { a } from "./a";\na();'],
    ["own names only", "a.ts", "const a = 1;\nexport { a };\nexport default a;"],
    [
      "own default beside imports",
      "a.tsx",
      'import React from "react";\nconst A = () => null;\nexport default A;',
    ],
    ["no script", "a.vue", '<script>export * from "./a";</script>'],
    ["only the words", "a.ts", 'const text = "export * from";'],
  ])("%s", (_name, path, text) => {
    expect(getModuleRecord(path, text)).toBeUndefined();
  });
  it("records own names of a candidate all the same", () => {
    expect(getModuleRecord("a.ts", "export const a = 1;", true)).toEqual({
      reexports: [],
      stars: [],
      own: ["a"],
    });
  });
});
