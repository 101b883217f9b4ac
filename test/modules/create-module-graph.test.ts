import { describe, expect, it } from "vitest";
import { createModuleGraph } from "../../src/modules/create-module-graph.js";
import { createGraph, type Files, getGraphInput } from "../references/symbols/symbol-project.js";

const A = "export const a = 1;\n";

/** Where a specifier in a file leads. */
function find(files: Files, importer: string, specifier: string): string | undefined {
  return createGraph(files).findFile(importer, specifier);
}

describe("relative specifiers", () => {
  it.each([
    ["no extension", "./x", "src/x.ts", "src/x.ts"],
    [".js for .ts", "./x.js", "src/x.ts", "src/x.ts"],
    [".js for .tsx", "./x.js", "src/x.tsx", "src/x.tsx"],
    [".jsx for .tsx", "./x.jsx", "src/x.tsx", "src/x.tsx"],
    [".mjs for .mts", "./x.mjs", "src/x.mts", "src/x.mts"],
    [".cjs for .cts", "./x.cjs", "src/x.cts", "src/x.cts"],
    ["a folder", "./x", "src/x/index.ts", "src/x/index.ts"],
    ["the folder above", "..", "index.ts", "index.ts"],
    ["this folder", ".", "src/index.ts", "src/index.ts"],
    ["a component", "./x.vue", "src/x.vue", "src/x.vue"],
    ["a dot in the name", "./x.service", "src/x.service.ts", "src/x.service.ts"],
    ["declarations alone", "./x", "src/x.d.ts", "src/x.d.ts"],
    ["out of the repo", "../../x", "x.ts", undefined],
    ["not there", "./y", "src/x.ts", undefined],
  ])("%s", (_name, specifier, file, expected) => {
    expect(find({ [file]: A, "src/a.ts": A }, "src/a.ts", specifier)).toBe(expected);
  });
  it("prefers the implementation to its declarations", () => {
    expect(find({ "x.js": A, "x.d.ts": A }, "a.ts", "./x")).toBe("x.js");
  });
  it("prefers the source to what was built beside it", () => {
    expect(find({ "x.js": A, "x.ts": A }, "a.ts", "./x.js")).toBe("x.ts");
  });
  it("prefers a file to a folder", () => {
    expect(find({ "x/index.ts": A, "x.ts": A }, "a.ts", "./x")).toBe("x.ts");
  });
});

describe("tsconfig", () => {
  it("follows paths of the nearest file and its relative extends", () => {
    const files = {
      "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@/*": ["./packages/web/src/*"] } } } // base',
      "packages/web/tsconfig.json": '{ "extends": "../../tsconfig.base.json", }',
      "packages/web/src/stores/user.ts": A,
    };
    expect(find(files, "packages/web/src/a.ts", "@/stores/user")).toBe("packages/web/src/stores/user.ts");
    expect(find(files, "packages/api/src/a.ts", "@acme/stores/user")).toBeUndefined();
  });
  it("takes the longest pattern, and an exact one before all", () => {
    const files = {
      "tsconfig.json":
        '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/ui/*": ["./ui/*"], "@/ui/x": ["./exact.ts"] } } }',
      "src/ui/b.ts": A,
      "ui/b.ts": A,
      "exact.ts": A,
    };
    expect(find(files, "a.ts", "@/ui/b")).toBe("ui/b.ts");
    expect(find(files, "a.ts", "@/ui/x")).toBe("exact.ts");
  });
  it("resolves from baseUrl", () => {
    const files = {
      "tsconfig.json": '{ "compilerOptions": { "baseUrl": "./src" } }',
      "src/stores/user.ts": A,
    };
    expect(find(files, "src/pages/a.ts", "stores/user")).toBe("src/stores/user.ts");
  });
  it("takes paths of a solution's references", () => {
    const files = {
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      "tsconfig.app.json": '{ "compilerOptions": { "paths": { "~/*": ["./app/*"] } } }',
      "app/user.ts": A,
    };
    expect(find(files, "app/a.ts", "~/user")).toBe("app/user.ts");
  });
  it("guesses the usual alias where only a bundler knows it", () => {
    expect(find({ "package.json": "{}", "src/user.ts": A }, "src/a.ts", "@/user")).toBe("src/user.ts");
  });
});

describe("packages of the tree", () => {
  const find2 = (json: object, files: Files, specifier: string) =>
    find({ "p/package.json": JSON.stringify({ name: "@acme/p", ...json }), ...files }, "web/a.ts", specifier);

  it.each([
    ["main in a build folder", { main: "dist/index.js" }, "p/src/index.ts", "@acme/p", "p/src/index.ts"],
    ["types in a build folder", { types: "./lib/main.d.ts" }, "p/src/main.ts", "@acme/p", "p/src/main.ts"],
    ["two build folders", { main: "dist/esm/index.js" }, "p/src/index.ts", "@acme/p", "p/src/index.ts"],
    ["a build that keeps src", { main: "dist/src/index.js" }, "p/src/index.ts", "@acme/p", "p/src/index.ts"],
    ["sources beside the build", { main: "dist/index.js" }, "p/index.ts", "@acme/p", "p/index.ts"],
    ["no main", {}, "p/src/index.tsx", "@acme/p", "p/src/index.tsx"],
    ["a source as main", { main: "./src/main.ts" }, "p/src/main.ts", "@acme/p", "p/src/main.ts"],
    ["exports as a string", { exports: "./dist/index.js" }, "p/src/index.ts", "@acme/p", "p/src/index.ts"],
    [
      "conditions",
      { exports: { types: "./dist/i.d.ts", import: "./dist/i.js" } },
      "p/src/i.ts",
      "@acme/p",
      "p/src/i.ts",
    ],
    [
      "a subpath",
      { exports: { "./tax": { import: "./dist/rates.js" } } },
      "p/src/rates.ts",
      "@acme/p/tax",
      "p/src/rates.ts",
    ],
    [
      "a pattern",
      { exports: { "./*": "./dist/*/index.js" } },
      "p/src/tax/index.ts",
      "@acme/p/tax",
      "p/src/tax/index.ts",
    ],
    [
      "a subpath that exports leaves out",
      { exports: { ".": "./dist/index.js" } },
      "p/src/tax.ts",
      "@acme/p/tax",
      undefined,
    ],
    ["a subpath without exports", { main: "dist/index.js" }, "p/src/tax.ts", "@acme/p/tax", "p/src/tax.ts"],
    ["a path into the build", {}, "p/src/tax.ts", "@acme/p/dist/tax", "p/src/tax.ts"],
    ["another package", {}, "p/src/index.ts", "@acme/q", undefined],
  ])("%s", (_name, json, file, specifier, expected) => {
    expect(find2(json, { [file]: A }, specifier)).toBe(expected);
  });
  it("resolves a package's own name and its imports", () => {
    const files = {
      "package.json":
        '{ "name": "app", "exports": "./dist/main.js", "imports": { "#db/*": "./dist/db/*.js" } }',
      "src/main.ts": A,
      "src/db/users.ts": A,
    };
    expect(find(files, "src/a.ts", "app")).toBe("src/main.ts");
    expect(find(files, "src/a.ts", "#db/users")).toBe("src/db/users.ts");
  });
  it("takes the closest of two packages of one name", () => {
    const json = '{ "name": "app" }';
    const files = {
      "x/app/package.json": json,
      "x/app/index.ts": A,
      "y/app/package.json": json,
      "y/app/index.ts": A,
    };
    expect(find(files, "y/web/a.ts", "app")).toBe("y/app/index.ts");
    expect(find(files, "x/web/a.ts", "app")).toBe("x/app/index.ts");
  });
});

describe("origins", () => {
  it("meets in one place from every spelling", () => {
    const graph = createGraph({
      "package.json": '{ "name": "@acme/pricing", "main": "dist/index.js" }',
      "src/index.ts": 'export * from "./price";\n',
      "src/price.ts": A,
    });
    const home = [{ module: "./src/price.ts", name: "a" }];
    expect(graph.getTargetOrigins("@acme/pricing", "a")).toEqual(home);
    expect(graph.getTargetOrigins("./src/index.ts", "a")).toEqual(home);
    expect(graph.getTargetOrigins("./src/price", "a")).toEqual(home);
    expect(graph.getOrigins("src/b.ts", "./index.js", "a")).toEqual(home);
  });
  it("says the specifier for what is outside", () => {
    expect(createGraph({ "a.ts": A }).getOrigins("a.ts", "react", "useState")).toEqual([
      { module: "react", name: "useState" },
    ]);
  });
  it("ends in a cycle", () => {
    const graph = createGraph({ "x.ts": 'export * from "./y";\n', "y.ts": 'export { a } from "./x";\n' });
    expect(graph.getOrigins("b.ts", "./x", "a")).toEqual([{ module: "./x.ts", name: "a" }]);
  });
  it("does not pass a default on by a star", () => {
    const graph = createGraph({ "x.ts": 'export * from "./y";\n', "y.ts": "export default 1;\n" });
    expect(graph.getOrigins("b.ts", "./x", "default")).toEqual([{ module: "./x.ts", name: "default" }]);
  });
  it("takes the star that surely has the name before one that may", () => {
    const files = {
      "x.ts": 'export * from "./y";\nexport * from "./z";\n',
      "y.ts": A,
      "z.ts": "export const b = 1;\n",
    };
    const input = getGraphInput(files);
    const records = new Map([...input.records, ["y.ts", { reexports: [], stars: [], own: ["a"] }] as const]);
    expect(createModuleGraph({ ...input, records }).getOrigins("b.ts", "./x", "a")).toEqual([
      { module: "./y.ts", name: "a" },
    ]);
    expect(createGraph(files).getOrigins("b.ts", "./x", "a")).toEqual([
      { module: "./y.ts", name: "a" },
      { module: "./z.ts", name: "a" },
    ]);
  });
  it("gives nobody's name to two stars that both have it", () => {
    const own = { reexports: [], stars: [], own: ["a"] };
    const input = getGraphInput({
      "x.ts": 'export * from "./y";\nexport * from "./z";\n',
      "y.ts": A,
      "z.ts": A,
    });
    const records = new Map([...input.records, ["y.ts", own] as const, ["z.ts", own] as const]);
    expect(createModuleGraph({ ...input, records }).getOrigins("b.ts", "./x", "a")).toEqual([
      { module: "./x.ts", name: "a" },
    ]);
  });
});
