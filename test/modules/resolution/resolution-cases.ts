import type { ResolutionCase } from "./resolve-oracles.js";

const PRICE = "export const price = 1;\n";
const APP = { "web/package.json": { name: "web" }, "web/src/a.ts": "" };
const ESM_APP = { "web/package.json": { name: "web", type: "module" }, "web/src/a.ts": "" };
const TS = ["bundler", "node16", "nodenext"] as const;
const NODE = ["import", "require"] as const;
const ALL = [...TS, ...NODE] as const;

export const MAIN_CASES: readonly ResolutionCase[] = [
  {
    name: "main in a build folder",
    files: { ...APP, "p/package.json": { name: "@acme/p", main: "dist/index.js" }, "p/src/index.ts": PRICE },
    built: { "p/dist/index.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "@acme/p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "types and main",
    files: {
      ...APP,
      "p/package.json": { name: "@acme/p", main: "./lib/main.js", types: "./lib/main.d.ts" },
      "p/src/main.ts": PRICE,
      "p/src/index.ts": PRICE,
    },
    built: { "p/lib/main.js": "p/src/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "@acme/p", found: "p/src/main.ts", by: ALL },
  },
  {
    name: "main without an extension",
    files: { ...APP, "p/package.json": { name: "p", main: "./lib/main" }, "p/src/main.ts": PRICE },
    built: { "p/lib/main.js": "p/src/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/main.ts", by: ALL },
  },
  {
    name: "main is a folder",
    files: { ...APP, "p/package.json": { name: "p", main: "lib" }, "p/src/index.ts": PRICE },
    built: { "p/lib/index.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "no main",
    files: { ...APP, "p/package.json": { name: "p" }, "p/index.js": PRICE },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/index.js", by: ALL },
  },
  {
    name: "two builds of one source",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        main: "dist/cjs/index.js",
        module: "dist/esm/index.js",
        types: "dist/types/index.d.ts",
      },
      "p/src/index.ts": PRICE,
    },
    built: {
      "p/dist/cjs/index.js": "p/src/index.ts",
      "p/dist/esm/index.js": "p/src/index.ts",
      "p/dist/types/index.js": "p/src/index.ts",
    },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "a path below a package without exports",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "dist/index.js" },
      "p/src/tax.ts": PRICE,
      "p/src/index.ts": PRICE,
    },
    built: { "p/dist/index.js": "p/src/index.ts", "p/dist/tax.js": "p/src/tax.ts" },
    ...{
      from: "web/src/a.ts",
      specifier: "p/dist/tax",
      found: "p/src/tax.ts",
      by: ["bundler", "node16", "require"],
    },
  },
  {
    name: "a folder with a package.json of its own",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "dist/index.js" },
      "p/tax/package.json": { main: "../dist/rates.js", types: "../dist/rates.d.ts" },
      "p/src/rates.ts": PRICE,
      "p/src/tax.ts": "",
    },
    built: { "p/dist/rates.js": "p/src/rates.ts" },
    ...{
      from: "web/src/a.ts",
      specifier: "p/tax",
      found: "p/src/rates.ts",
      by: ["bundler", "node16", "require"],
    },
  },
  {
    name: "typesVersions for a subpath",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        main: "dist/index.js",
        typesVersions: { "*": { tax: ["./dist/server/tax.d.ts"] } },
      },
      "p/src/server/tax.ts": PRICE,
      "p/src/index.ts": PRICE,
    },
    built: { "p/dist/server/tax.js": "p/src/server/tax.ts", "p/dist/index.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax", found: "p/src/server/tax.ts", by: TS },
  },
  {
    name: "typesVersions with a pattern, for old compilers something else",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        main: "dist/index.js",
        typesVersions: { "<4.2": { "*": ["old/*"] }, "*": { "*": ["dist/*"] } },
      },
      "p/src/server/tax.ts": PRICE,
      "p/src/old/server/tax.ts": PRICE,
    },
    built: {
      "p/dist/server/tax.js": "p/src/server/tax.ts",
      "p/old/server/tax.js": "p/src/old/server/tax.ts",
    },
    ...{ from: "web/src/a.ts", specifier: "p/server/tax", found: "p/src/server/tax.ts", by: TS },
  },
  {
    name: "typesVersions for the main entry",
    files: {
      ...APP,
      "p/package.json": { name: "p", types: "index.d.ts", typesVersions: { ">=4.0": { "*": ["ts4/*"] } } },
      "p/ts4/index.d.ts": "export declare const price: number;\n",
    },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/ts4/index.d.ts", by: TS },
  },
  {
    name: "hand-written declarations beside a script",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "./src/index.js", types: "./types/index.d.ts" },
      "p/src/index.js": PRICE,
      "p/types/index.d.ts": "export declare const price: number;\n",
    },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.js", by: NODE },
  },
  {
    name: "publishConfig beside a main that is the source",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "src/entry.ts", publishConfig: { main: "dist/entry.js" } },
      "p/src/entry.ts": PRICE,
    },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/entry.ts", by: ALL },
  },
];

export const EXPORTS_CASES: readonly ResolutionCase[] = [
  {
    name: "exports as a string",
    files: { ...APP, "p/package.json": { name: "p", exports: "./dist/index.js" }, "p/src/index.ts": PRICE },
    built: { "p/dist/index.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "conditions without a subpath",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { types: "./dist/i.d.ts", import: "./dist/i.js", default: "./dist/i.js" },
      },
      "p/src/i.ts": PRICE,
    },
    built: { "p/dist/i.js": "p/src/i.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/i.ts", by: ALL },
  },
  {
    name: "nested conditions",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: {
          ".": {
            import: { types: "./dist/m.d.mts", default: "./dist/m.mjs" },
            require: { types: "./dist/m.d.cts", default: "./dist/m.cjs" },
          },
        },
      },
      "p/src/m.ts": PRICE,
    },
    built: { "p/dist/m.mjs": "p/src/m.ts", "p/dist/m.cjs": "p/src/m.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/m.ts", by: ALL },
  },
  {
    name: "import and require give out two sources: import",
    files: {
      ...ESM_APP,
      "p/package.json": { name: "p", exports: { import: "./dist/index.mjs", require: "./dist/index.cjs" } },
      "p/src/index.mts": PRICE,
      "p/src/index.cts": PRICE,
    },
    built: { "p/dist/index.mjs": "p/src/index.mts", "p/dist/index.cjs": "p/src/index.cts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.mts", by: [...TS, "import"] },
  },
  {
    name: "import and require give out two sources: require",
    files: {
      "web/package.json": { name: "web" },
      "web/src/a.cts": "",
      "p/package.json": { name: "p", exports: { import: "./dist/index.mjs", require: "./dist/index.cjs" } },
      "p/src/index.mts": PRICE,
      "p/src/index.cts": PRICE,
    },
    built: { "p/dist/index.mjs": "p/src/index.mts", "p/dist/index.cjs": "p/src/index.cts" },
    ...{
      from: "web/src/a.cts",
      specifier: "p",
      found: "p/src/index.cts",
      by: ["node16", "nodenext", "require"],
    },
  },
  {
    name: "node before default",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { browser: "./dist/web.js", node: "./dist/server.js", default: "./dist/web.js" },
      },
      "p/src/web.ts": PRICE,
      "p/src/server.ts": PRICE,
    },
    built: { "p/dist/web.js": "p/src/web.ts", "p/dist/server.js": "p/src/server.ts" },
    ...{
      from: "web/src/a.ts",
      specifier: "p",
      found: "p/src/server.ts",
      by: ["node16", "nodenext", ...NODE],
    },
  },
  {
    name: "a condition that nests to nothing is passed over",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { ".": { node: { deno: "./dist/deno.js" }, default: "./dist/main.js" } },
      },
      "p/src/deno.ts": PRICE,
      "p/src/main.ts": PRICE,
    },
    built: { "p/dist/deno.js": "p/src/deno.ts", "p/dist/main.js": "p/src/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/main.ts", by: ALL },
  },
  {
    name: "the order of conditions is the package's",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { default: "./dist/one.js", import: "./dist/two.js", require: "./dist/two.js" },
      },
      "p/src/one.ts": PRICE,
      "p/src/two.ts": PRICE,
    },
    built: { "p/dist/one.js": "p/src/one.ts", "p/dist/two.js": "p/src/two.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/one.ts", by: ALL },
  },
  {
    name: "a condition for sources",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { ".": { "@acme/source": "./code/entry.ts", default: "./dist/bundle.js" } },
      },
      "p/code/entry.ts": PRICE,
    },
    built: { "p/dist/bundle.js": "p/code/entry.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/code/entry.ts", by: ALL },
  },
  {
    name: "a subpath",
    files: {
      ...APP,
      "p/package.json": { name: "@acme/p", exports: { "./tax": "./dist/rates.js" } },
      "p/src/rates.ts": PRICE,
    },
    built: { "p/dist/rates.js": "p/src/rates.ts" },
    ...{ from: "web/src/a.ts", specifier: "@acme/p/tax", found: "p/src/rates.ts", by: ALL },
  },
  {
    name: "a subpath that exports leaves out",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { ".": "./dist/index.js" } },
      "p/src/index.ts": PRICE,
      "p/src/tax.ts": PRICE,
    },
    built: { "p/dist/index.js": "p/src/index.ts", "p/dist/tax.js": "p/src/tax.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/dist/tax.js", found: undefined, by: ALL },
  },
  {
    name: "a pattern",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*": "./dist/*/index.js" } },
      "p/src/tax/index.ts": PRICE,
    },
    built: { "p/dist/tax/index.js": "p/src/tax/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax", found: "p/src/tax/index.ts", by: ALL },
  },
  {
    name: "a pattern with an extension, through folders",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*.js": "./dist/*.js" } },
      "p/src/tax/eu/rates.ts": PRICE,
    },
    built: { "p/dist/tax/eu/rates.js": "p/src/tax/eu/rates.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax/eu/rates.js", found: "p/src/tax/eu/rates.ts", by: ALL },
  },
  {
    name: "the longest pattern",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*": "./dist/*.js", "./tax/*": "./dist/rates/*.js" } },
      "p/src/rates/eu.ts": PRICE,
      "p/src/tax/eu.ts": PRICE,
    },
    built: { "p/dist/rates/eu.js": "p/src/rates/eu.ts", "p/dist/tax/eu.js": "p/src/tax/eu.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax/eu", found: "p/src/rates/eu.ts", by: ALL },
  },
  {
    name: "null takes a part of a pattern back",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*": "./dist/*.js", "./internal/*": null } },
      "p/src/internal/eu.ts": PRICE,
    },
    built: { "p/dist/internal/eu.js": "p/src/internal/eu.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/internal/eu", found: undefined, by: ALL },
  },
  {
    name: "null for one subpath",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*": "./dist/*.js", "./tax": null } },
      "p/src/tax.ts": PRICE,
    },
    built: { "p/dist/tax.js": "p/src/tax.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax", found: undefined, by: ALL },
  },
  {
    name: "an array of targets",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./tax": ["./dist/rates.js", "./dist/other.js"] } },
      "p/src/rates.ts": PRICE,
      "p/src/other.ts": PRICE,
    },
    built: { "p/dist/rates.js": "p/src/rates.ts", "p/dist/other.js": "p/src/other.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/tax", found: "p/src/rates.ts", by: ALL },
  },
  {
    name: "a type-only condition for one version",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { ".": { "types@>=4": "./dist/new.d.ts", types: "./dist/old.d.ts" } },
      },
      "p/src/new.ts": PRICE,
      "p/src/old.ts": PRICE,
    },
    built: { "p/dist/new.js": "p/src/new.ts", "p/dist/old.js": "p/src/old.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/new.ts", by: ["node16", "nodenext"] },
  },
  {
    name: "exports before main",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "dist/old.js", exports: { ".": "./dist/new.js" } },
      "p/src/new.ts": PRICE,
      "p/src/old.ts": PRICE,
    },
    built: { "p/dist/new.js": "p/src/new.ts", "p/dist/old.js": "p/src/old.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/new.ts", by: ALL },
  },
  {
    name: "exports of a source in a workspace",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { ".": "./src/main.ts", "./tax": "./src/server/tax.ts" } },
      "p/src/main.ts": PRICE,
      "p/src/server/tax.ts": PRICE,
    },
    ...{ from: "web/src/a.ts", specifier: "p/tax", found: "p/src/server/tax.ts", by: ALL },
  },
  {
    name: "a package's own name",
    files: {
      "p/package.json": { name: "p", exports: { "./tax": "./dist/tax.js" } },
      "p/src/tax.ts": PRICE,
      "p/src/a.ts": "",
    },
    built: { "p/dist/tax.js": "p/src/tax.ts" },
    ...{ from: "p/src/a.ts", specifier: "p/tax", found: "p/src/tax.ts", by: ALL },
  },
  {
    name: "imports of a package",
    files: {
      "p/package.json": { name: "p", imports: { "#tax": "./dist/tax.js" } },
      "p/src/tax.ts": PRICE,
      "p/src/a.ts": "",
    },
    built: { "p/dist/tax.js": "p/src/tax.ts" },
    ...{ from: "p/src/a.ts", specifier: "#tax", found: "p/src/tax.ts", by: ALL },
  },
  {
    name: "imports with a pattern and conditions",
    files: {
      "p/package.json": {
        name: "p",
        imports: { "#db/*": { node: "./dist/db/*.js", default: "./dist/none/*.js" } },
      },
      "p/src/db/users.ts": PRICE,
      "p/src/a.ts": "",
    },
    built: { "p/dist/db/users.js": "p/src/db/users.ts" },
    ...{
      from: "p/src/a.ts",
      specifier: "#db/users",
      found: "p/src/db/users.ts",
      by: ["node16", "nodenext", ...NODE],
    },
  },
  {
    name: "imports of another package",
    files: {
      "p/package.json": { name: "p", imports: { "#tax": "q/tax" } },
      "p/src/a.ts": "",
      "q/package.json": { name: "q", exports: { "./tax": "./dist/tax.js" } },
      "q/src/tax.ts": PRICE,
    },
    built: { "q/dist/tax.js": "q/src/tax.ts" },
    ...{ from: "p/src/a.ts", specifier: "#tax", found: "q/src/tax.ts", by: ALL },
  },
];

const OUT = { outDir: "dist", rootDir: "src" };

export const BUILD_CASES: readonly ResolutionCase[] = [
  {
    name: "outDir and rootDir with names of their own",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "compiled/index.js" },
      "p/tsconfig.json": { compilerOptions: { outDir: "compiled", rootDir: "code" } },
      "p/code/index.ts": PRICE,
    },
    built: { "p/compiled/index.js": "p/code/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/code/index.ts", by: ALL },
  },
  {
    name: "rootDir is the package, so the build keeps src",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "dist/src/index.js" },
      "p/tsconfig.json": { compilerOptions: { outDir: "dist", rootDir: "." } },
      "p/src/index.ts": PRICE,
      "p/index.ts": "",
    },
    built: { "p/dist/src/index.js": "p/src/index.ts", "p/dist/index.js": "p/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "a file beside src, when rootDir is the package",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "dist/index.js" },
      "p/tsconfig.json": { compilerOptions: { outDir: "dist", rootDir: "." } },
      "p/src/index.ts": "",
      "p/index.ts": PRICE,
    },
    built: { "p/dist/src/index.js": "p/src/index.ts", "p/dist/index.js": "p/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/index.ts", by: ALL },
  },
  {
    name: "outDir of another tsconfig of the package, which extends the first",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "release/main.js" },
      "p/tsconfig.json": { compilerOptions: { rootDir: "app" } },
      "p/tsconfig.build.json": { extends: "./tsconfig.json", compilerOptions: { outDir: "release" } },
      "p/app/main.ts": PRICE,
    },
    built: { "p/release/main.js": "p/app/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/app/main.ts", by: ALL },
  },
  {
    name: "configDir in what all packages extend",
    files: {
      ...APP,
      "tsconfig.base.json": {
        compilerOptions: { outDir: "${configDir}/made", rootDir: "${configDir}/code" },
      },
      "p/package.json": { name: "p", main: "made/main.js" },
      "p/tsconfig.json": { extends: "../tsconfig.base.json" },
      "p/code/main.ts": PRICE,
    },
    built: { "p/made/main.js": "p/code/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/code/main.ts", by: ALL },
  },
  {
    name: "a folder of the source with the name of a build's",
    files: {
      ...APP,
      "p/package.json": {
        name: "p",
        exports: { ".": "./dist/index.js", "./types": "./dist/types/index.js" },
      },
      "p/src/index.ts": "",
      "p/src/types/index.ts": PRICE,
    },
    built: { "p/dist/index.js": "p/src/index.ts", "p/dist/types/index.js": "p/src/types/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/types", found: "p/src/types/index.ts", by: ALL },
  },
  {
    name: "declarations go elsewhere",
    files: {
      ...APP,
      "p/package.json": { name: "p", types: "typings/main.d.ts" },
      "p/tsconfig.json": { compilerOptions: { ...OUT, declarationDir: "typings" } },
      "p/src/main.ts": PRICE,
    },
    built: { "p/typings/main.js": "p/src/main.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/main.ts", by: TS },
  },
  {
    name: "an index of a folder that was a file",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./*": "./dist/*/index.js" } },
      "p/src/button.tsx": PRICE,
    },
    built: { "p/dist/button/index.js": "p/src/button.tsx" },
    ...{ from: "web/src/a.ts", specifier: "p/button", found: "p/src/button.tsx", by: ALL },
  },
  {
    name: "an entry with a name of the bundler's",
    files: { ...APP, "p/package.json": { name: "p", main: "dist/p.umd.js" }, "p/src/index.ts": PRICE },
    built: { "p/dist/p.umd.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "a subpath's entry with a name of the bundler's",
    files: {
      ...APP,
      "p/package.json": { name: "p", exports: { "./client": "./dist/client.bundle.js" } },
      "p/src/client.ts": PRICE,
    },
    built: { "p/dist/client.bundle.js": "p/src/client.ts" },
    ...{ from: "web/src/a.ts", specifier: "p/client", found: "p/src/client.ts", by: ALL },
  },
  {
    name: "a script of a package imports its own build",
    files: {
      "p/package.json": { name: "p", type: "module" },
      "p/tsconfig.json": { compilerOptions: OUT },
      "p/bin/run.js": "",
      "p/src/cli.ts": PRICE,
    },
    built: { "p/dist/cli.js": "p/src/cli.ts" },
    ...{ from: "p/bin/run.js", specifier: "../dist/cli.js", found: "p/src/cli.ts", by: ALL },
  },
  {
    name: "a folder called lib that is no build",
    files: {
      ...APP,
      "p/package.json": { name: "p", main: "lib/index.js" },
      "p/lib/index.js": PRICE,
      "p/src/index.ts": "",
    },
    ...{ from: "web/src/a.ts", specifier: "p", found: "p/lib/index.js", by: ALL },
  },
];

export const WORKSPACE_CASES: readonly ResolutionCase[] = [
  {
    name: "an npm alias",
    files: {
      "web/package.json": { name: "web", dependencies: { prices: "npm:@acme/p@^1.0.0" } },
      "web/src/a.ts": "",
      "p/package.json": { name: "@acme/p", main: "dist/index.js" },
      "p/src/index.ts": PRICE,
    },
    built: { "p/dist/index.js": "p/src/index.ts" },
    installed: { "web/node_modules/prices": "p" },
    ...{ from: "web/src/a.ts", specifier: "prices", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "a workspace alias, with a subpath",
    files: {
      "web/package.json": { name: "web", dependencies: { prices: "workspace:@acme/p@*" } },
      "web/src/a.ts": "",
      "p/package.json": { name: "@acme/p", exports: { "./tax": "./dist/tax.js" } },
      "p/src/tax.ts": PRICE,
    },
    built: { "p/dist/tax.js": "p/src/tax.ts" },
    installed: { "web/node_modules/prices": "p" },
    ...{ from: "web/src/a.ts", specifier: "prices/tax", found: "p/src/tax.ts", by: ALL },
  },
  {
    name: "a linked folder, whatever its package is called",
    files: {
      "web/package.json": { name: "web", dependencies: { prices: "link:../vendor/p" } },
      "web/src/a.ts": "",
      "vendor/p/package.json": { name: "other", main: "dist/index.js" },
      "vendor/p/src/index.ts": PRICE,
    },
    built: { "vendor/p/dist/index.js": "vendor/p/src/index.ts" },
    installed: { "web/node_modules/prices": "vendor/p" },
    ...{ from: "web/src/a.ts", specifier: "prices", found: "vendor/p/src/index.ts", by: ALL },
  },
  {
    name: "a file dependency of the root",
    files: {
      "package.json": { dependencies: { prices: "file:./vendor/p" } },
      "web/src/a.ts": "",
      "vendor/p/package.json": { main: "dist/index.js" },
      "vendor/p/src/index.ts": PRICE,
    },
    built: { "vendor/p/dist/index.js": "vendor/p/src/index.ts" },
    installed: { "node_modules/prices": "vendor/p" },
    ...{ from: "web/src/a.ts", specifier: "prices", found: "vendor/p/src/index.ts", by: ALL },
  },
  {
    name: "the closest of two packages of one name",
    files: {
      "x/web/src/a.ts": "",
      "x/p/package.json": { name: "p", main: "index.js" },
      "x/p/index.js": PRICE,
      "y/p/package.json": { name: "p", main: "index.js" },
      "y/p/index.js": PRICE,
    },
    installed: { "node_modules/p": "y/p", "x/node_modules/p": "x/p" },
    ...{ from: "x/web/src/a.ts", specifier: "p", found: "x/p/index.js", by: ALL },
  },
  {
    name: "a fixture with the name of what is installed",
    files: {
      ...APP,
      "p/test/fixtures/react/package.json": { name: "react", main: "index.js" },
      "p/test/fixtures/react/index.js": PRICE,
    },
    installed: { "node_modules/react": "web" },
    ...{ from: "web/src/a.ts", specifier: "react", found: undefined, by: ALL },
  },
  {
    name: "a fixture, for the files around it",
    files: {
      "p/test/fixtures/app/a.js": "",
      "p/test/fixtures/react/package.json": { name: "react", main: "index.js" },
      "p/test/fixtures/react/index.js": PRICE,
    },
    ...{
      from: "p/test/fixtures/app/a.js",
      specifier: "react",
      found: "p/test/fixtures/react/index.js",
      by: ALL,
    },
  },
  {
    name: "a package of that name in node_modules of a fixture",
    files: {
      ...APP,
      "p/package.json": { name: "@acme/p", main: "dist/index.js" },
      "p/src/index.ts": PRICE,
      "x/node_modules/@acme/p/package.json": { main: "index.js" },
      "x/node_modules/@acme/p/index.js": "",
    },
    built: { "p/dist/index.js": "p/src/index.ts" },
    ...{ from: "web/src/a.ts", specifier: "@acme/p", found: "p/src/index.ts", by: ALL },
  },
  {
    name: "a package that nobody has",
    files: { ...APP, "p/package.json": { name: "@acme/p" }, "p/index.js": PRICE },
    ...{ from: "web/src/a.ts", specifier: "@acme/q", found: undefined, by: ALL },
  },
  {
    name: "a name that begins like another one",
    files: { ...APP, "p/package.json": { name: "@acme/p" }, "p/index.js": PRICE },
    ...{ from: "web/src/a.ts", specifier: "@acme/price", found: undefined, by: ALL },
  },
];

const paths = (map: Readonly<Record<string, readonly string[]>>, more: object = {}) => ({
  compilerOptions: { paths: map, ...more },
});

export const TSCONFIG_CASES: readonly ResolutionCase[] = [
  {
    name: "paths",
    files: { "tsconfig.json": paths({ "@/*": ["./src/*"] }), "src/user.ts": PRICE, "src/a.ts": "" },
    ...{ from: "src/a.ts", specifier: "@/user", found: "src/user.ts", by: TS },
  },
  {
    name: "paths with an extension of the output",
    files: { "tsconfig.json": paths({ "@/*": ["./src/*"] }), "src/user.ts": PRICE, "src/a.ts": "" },
    ...{ from: "src/a.ts", specifier: "@/user.js", found: "src/user.ts", by: TS },
  },
  {
    name: "the second of two places",
    files: {
      "tsconfig.json": paths({ "@/*": ["./gen/*", "./src/*"] }),
      "src/user.ts": PRICE,
      "src/a.ts": "",
    },
    ...{ from: "src/a.ts", specifier: "@/user", found: "src/user.ts", by: TS },
  },
  {
    name: "the longest pattern",
    files: {
      "tsconfig.json": paths({ "@/*": ["./src/*"], "@/ui/*": ["./ui/*"] }),
      ...{ "src/ui/b.ts": "", "ui/b.ts": PRICE, "a.ts": "" },
    },
    ...{ from: "a.ts", specifier: "@/ui/b", found: "ui/b.ts", by: TS },
  },
  {
    name: "an exact pattern",
    files: {
      "tsconfig.json": paths({ "@/*": ["./src/*"], "@/x": ["./exact.ts"] }),
      ...{ "src/x.ts": "", "exact.ts": PRICE, "a.ts": "" },
    },
    ...{ from: "a.ts", specifier: "@/x", found: "exact.ts", by: TS },
  },
  {
    name: "paths of a file that is extended are relative to it",
    files: {
      "tsconfig.base.json": paths({ "@/*": ["./packages/web/src/*"] }),
      "packages/web/tsconfig.json": { extends: "../../tsconfig.base.json" },
      ...{ "packages/web/src/user.ts": PRICE, "packages/web/src/a.ts": "" },
    },
    ...{ from: "packages/web/src/a.ts", specifier: "@/user", found: "packages/web/src/user.ts", by: TS },
  },
  {
    name: "paths of a file that extends win as a whole",
    files: {
      "tsconfig.base.json": paths({ "~/*": ["./lib/*"] }),
      "tsconfig.json": { extends: "./tsconfig.base.json", ...paths({ "@/*": ["./src/*"] }) },
      ...{ "lib/user.ts": PRICE, "src/a.ts": "" },
    },
    ...{ from: "src/a.ts", specifier: "~/user", found: undefined, by: TS },
  },
  {
    name: "the last of several that are extended wins",
    files: {
      "tsconfig.one.json": paths({ "@/*": ["./one/*"] }),
      "tsconfig.two.json": paths({ "@/*": ["./two/*"] }),
      "tsconfig.json": { extends: ["./tsconfig.one.json", "./tsconfig.two.json"] },
      ...{ "one/user.ts": "", "two/user.ts": PRICE, "a.ts": "" },
    },
    ...{ from: "a.ts", specifier: "@/user", found: "two/user.ts", by: TS },
  },
  {
    name: "a chain of extends",
    files: {
      "config/one.json": { extends: "./tsconfig.two.json" },
      "config/tsconfig.two.json": paths({ "@/*": ["../src/*"] }),
      "tsconfig.json": { extends: "./config/tsconfig.one.json" },
      "config/tsconfig.one.json": { extends: "./tsconfig.two.json" },
      ...{ "src/user.ts": PRICE, "src/a.ts": "" },
    },
    ...{ from: "src/a.ts", specifier: "@/user", found: "src/user.ts", by: TS },
  },
  {
    name: "extends without an extension",
    files: {
      "tsconfig.base.json": paths({ "@/*": ["./src/*"] }),
      "tsconfig.json": { extends: "./tsconfig.base" },
      ...{ "src/user.ts": PRICE, "src/a.ts": "" },
    },
    ...{ from: "src/a.ts", specifier: "@/user", found: "src/user.ts", by: TS },
  },
  {
    name: "extends of a package of the workspace",
    files: {
      "tooling/package.json": { name: "@acme/tsconfig" },
      "tooling/tsconfig.base.json": paths({ "@/*": ["${configDir}/src/*"] }),
      "web/tsconfig.json": { extends: "@acme/tsconfig/tsconfig.base.json" },
      ...{ "web/src/user.ts": PRICE, "web/src/a.ts": "" },
    },
    ...{ from: "web/src/a.ts", specifier: "@/user", found: "web/src/user.ts", by: TS },
  },
  {
    name: "extends of a package's main configuration",
    files: {
      "tooling/package.json": { name: "@acme/tsconfig", tsconfig: "./tsconfig.base.json" },
      "tooling/tsconfig.base.json": paths({ "@/*": ["${configDir}/src/*"] }),
      "web/tsconfig.json": { extends: "@acme/tsconfig" },
      ...{ "web/src/user.ts": PRICE, "web/src/a.ts": "" },
    },
    ...{ from: "web/src/a.ts", specifier: "@/user", found: "web/src/user.ts", by: TS },
  },
  {
    name: "extends of a package with exports",
    files: {
      "tooling/package.json": { name: "@acme/tsconfig", exports: { "./base": "./tsconfig.base.json" } },
      "tooling/tsconfig.base.json": paths({ "@/*": ["${configDir}/src/*"] }),
      "web/tsconfig.json": { extends: "@acme/tsconfig/base" },
      ...{ "web/src/user.ts": PRICE, "web/src/a.ts": "" },
    },
    ...{ from: "web/src/a.ts", specifier: "@/user", found: "web/src/user.ts", by: TS },
  },
  {
    name: "configDir is the folder of the file that all others are extended by",
    files: {
      "tsconfig.base.json": paths({ "@/*": ["${configDir}/src/*"] }),
      "web/tsconfig.json": { extends: "../tsconfig.base.json" },
      ...{ "web/src/user.ts": PRICE, "web/src/a.ts": "", "src/user.ts": "" },
    },
    ...{ from: "web/src/a.ts", specifier: "@/user", found: "web/src/user.ts", by: TS },
  },
  {
    name: "baseUrl",
    files: {
      "tsconfig.json": { compilerOptions: { baseUrl: "./src", ignoreDeprecations: "6.0" } },
      ...{ "src/stores/user.ts": PRICE, "src/pages/a.ts": "" },
    },
    ...{ from: "src/pages/a.ts", specifier: "stores/user", found: "src/stores/user.ts", by: TS },
  },
  {
    name: "paths are relative to baseUrl",
    files: {
      "tsconfig.json": paths({ "@/*": ["stores/*"] }, { baseUrl: "./src", ignoreDeprecations: "6.0" }),
      ...{ "src/stores/user.ts": PRICE, "src/a.ts": "" },
    },
    ...{ from: "src/a.ts", specifier: "@/user", found: "src/stores/user.ts", by: TS },
  },
  {
    name: "paths are relative to a baseUrl that is extended",
    files: {
      "config/tsconfig.base.json": { compilerOptions: { baseUrl: "..", ignoreDeprecations: "6.0" } },
      "web/tsconfig.json": { extends: "../config/tsconfig.base.json", ...paths({ "@/*": ["lib/*"] }) },
      ...{ "lib/user.ts": PRICE, "web/a.ts": "" },
    },
    ...{ from: "web/a.ts", specifier: "@/user", found: "lib/user.ts", by: TS },
  },
  {
    name: "rootDirs are one folder",
    files: {
      "tsconfig.json": { compilerOptions: { rootDirs: ["src", "generated"] } },
      ...{ "src/views/a.ts": "", "generated/views/b.ts": PRICE },
    },
    ...{ from: "src/views/a.ts", specifier: "./b", found: "generated/views/b.ts", by: ["bundler", "node16"] },
  },
  {
    name: "the nearest of two tsconfigs",
    files: {
      "tsconfig.json": paths({ "@/*": ["./src/*"] }),
      "web/tsconfig.json": paths({ "@/*": ["./app/*"] }),
      ...{ "src/user.ts": "", "web/app/user.ts": PRICE, "web/a.ts": "" },
    },
    ...{ from: "web/a.ts", specifier: "@/user", found: "web/app/user.ts", by: TS },
  },
  {
    name: "paths for a workspace's package lead to its source",
    files: {
      "tsconfig.json": paths({ "@acme/p": ["./p/code/main.ts"], "@acme/p/*": ["./p/code/*"] }),
      "p/package.json": { name: "@acme/p", main: "dist/index.js" },
      ...{ "p/code/main.ts": "", "p/code/tax.ts": PRICE, "p/src/index.ts": "", "web/a.ts": "" },
    },
    ...{ from: "web/a.ts", specifier: "@acme/p/tax", found: "p/code/tax.ts", by: TS },
  },
];
