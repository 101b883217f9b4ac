import { describe, expect, it } from "vitest";
import { type Resolver, UNTYPED } from "../../../src/references/resolver.js";
import { change } from "../../support/parse.js";
import { findUses } from "./symbol-project.js";

const PRICE = "export function finalPrice(n: number) { return n; }\nexport const tax = 1;\n";

describe("packages outside", () => {
  const find = (text: string, old = "@acme/pricing#finalPrice") => findUses({ "src/a.ts": text }, old);

  it("finds a named import", () => {
    expect(find('import { finalPrice } from "@acme/pricing";\nfinalPrice(1);')).toEqual([
      "src/a.ts:2:1 call finalPrice",
    ]);
  });
  it("takes a subpath for another module", () => {
    expect(find('import { finalPrice } from "@acme/pricing/tax";\nfinalPrice(1);')).toEqual([]);
  });
  it("finds a subpath that the target names", () => {
    const uses = find('import { rate } from "@acme/pricing/tax";\nvoid rate;', "@acme/pricing/tax#rate");
    expect(uses).toEqual(["src/a.ts:2:6 read rate"]);
  });
  it("infers a member of the default import, as CommonJS packages have it", () => {
    expect(find('import pricing from "@acme/pricing";\npricing.finalPrice(1);')).toEqual([
      "src/a.ts:2:9 call finalPrice inferred",
    ]);
  });
  it("is sure of the default import itself, called or not", () => {
    expect(
      find('import price from "@acme/pricing";\nprice(1);\nvoid price;', "@acme/pricing#default"),
    ).toEqual(["src/a.ts:2:1 call price", "src/a.ts:3:6 read price"]);
  });
  it("takes the call of a required package for a call of its default", () => {
    expect(find('const f = require("@acme/pricing");\nf(1);', "@acme/pricing#default")).toEqual([
      "src/a.ts:2:1 call f",
    ]);
  });
  it("infers where two packages may bring the name", () => {
    const files = {
      "src/index.ts": 'export * from "@acme/pricing";\nexport * from "@acme/tax";\n',
      "src/a.ts": 'import { finalPrice } from "./index";\nfinalPrice(1);',
    };
    expect(findUses(files, "@acme/pricing#finalPrice")).toEqual(["src/a.ts:2:1 call finalPrice inferred"]);
  });
});

describe("one symbol under two names", () => {
  it("counts users of an alias among those of its declaration", () => {
    const files = {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { finalPrice as price } from "./price";\n',
      "src/a.ts": 'import { price } from "./index";\nprice(1);\n',
    };
    expect(findUses(files, "./src/price.ts#finalPrice")).toEqual([
      "src/index.ts:1:10 export finalPrice",
      "src/a.ts:2:1 call price",
    ]);
  });
  it("counts only users of the second name when that is what goes away", () => {
    const files = {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { finalPrice, finalPrice as price } from "./price";\n',
      "src/a.ts": 'import { price, finalPrice } from "./index";\nprice(1);\nfinalPrice(2);\n',
    };
    expect(findUses(files, "./src/index.ts#price")).toEqual(["src/a.ts:2:1 call price"]);
  });
  it("counts only users of the second name of a local declaration", () => {
    const files = {
      "src/price.ts":
        "const finalPrice = 1;\nvoid finalPrice;\nexport { finalPrice, finalPrice as price };\n",
      "src/a.ts": 'import { price, finalPrice } from "./price";\nvoid [price, finalPrice];\n',
    };
    expect(findUses(files, "./src/price.ts#price")).toEqual(["src/a.ts:2:7 read price"]);
  });
  it("lets go of who imports the new name, although it is the old declaration still", () => {
    const files = {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { finalPrice, finalPrice as fullPrice } from "./price";\n',
      "src/a.ts": 'import { fullPrice } from "./index";\nfullPrice(1);\n',
      "src/b.ts": 'import { finalPrice } from "./index";\nfinalPrice(1);\n',
    };
    const old = change("symbol", "./src/index.ts#finalPrice", { new: "./src/index.ts#fullPrice" });
    expect(findUses(files, old)).toEqual([
      "src/index.ts:1:10 export finalPrice",
      "src/index.ts:1:22 export finalPrice",
      "src/b.ts:2:1 call finalPrice",
    ]);
  });
});

describe("workspace packages", () => {
  const files = {
    "package.json": '{ "name": "root", "workspaces": ["packages/*"] }',
    "packages/pricing/package.json":
      '{ "name": "@acme/pricing", "main": "dist/index.js", "types": "dist/index.d.ts" }',
    "packages/pricing/src/index.ts": 'export * from "./price.js";\n',
    "packages/pricing/src/price.ts": PRICE,
    "packages/web/src/a.ts": 'import { finalPrice } from "@acme/pricing";\nfinalPrice(1);\n',
  };

  it("finds uses by the package's name", () => {
    expect(findUses(files, "@acme/pricing#finalPrice")).toEqual([
      "packages/web/src/a.ts:2:1 call finalPrice",
    ]);
  });
  it("finds the same uses by the declaring file", () => {
    expect(findUses(files, "./packages/pricing/src/price.ts#finalPrice")).toEqual([
      "packages/web/src/a.ts:2:1 call finalPrice",
    ]);
  });
});

describe("loading", () => {
  const find = (text: string, old = "./src/price.ts#tax") =>
    findUses({ "src/price.ts": PRICE, "src/a.ts": text }, old);

  it("follows require in TypeScript", () => {
    expect(find('const { tax, finalPrice } = require("./price");\nvoid tax;\nfinalPrice(1);')).toEqual([
      "src/a.ts:2:6 read tax",
    ]);
  });
  it("follows a require of its own", () => {
    const text =
      'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nvoid require("./price").tax;';
    expect(find(text)).toEqual(["src/a.ts:3:25 read tax"]);
  });
  it("leaves another function named require alone", () => {
    expect(find('const require = (name: string) => ({ tax: name });\nvoid require("./price").tax;')).toEqual(
      [],
    );
  });
  it("reports what is required and never used", () => {
    expect(find('const { tax } = require("./price");')).toEqual(["src/a.ts:1:9 import tax"]);
  });
  it("takes a require without a name for none", () => {
    expect(find('require("./price");')).toEqual([]);
  });
  it("reports what module.exports passes on", () => {
    const files = {
      "src/price.js": "exports.tax = 1;\n",
      "src/index.js": 'module.exports = { rate: require("./price").tax };\n',
      "src/a.js": 'const { rate } = require("./index");\nvoid rate;\n',
    };
    expect(findUses(files, "./src/price.js#tax")).toEqual([
      "src/index.js:1:45 export tax",
      "src/a.js:2:6 read rate",
    ]);
  });
  it("infers the default export that a loader takes", () => {
    expect(find('const Page = lazy(() => import("./page"));', "./src/page#default")).toEqual([]);
    const files = {
      "src/page.tsx": "export default () => null;\n",
      "src/a.tsx": 'export const Page = lazy(() => import("./page"));',
    };
    expect(findUses(files, "./src/page.tsx#default")).toEqual(["src/a.tsx:1:40 read ./page inferred"]);
  });
  it("takes a dynamic import of nobody's name for none", () => {
    expect(find('export const load = () => import("./price");')).toEqual([]);
  });
  it("follows what a test runner gives as the actual module", () => {
    const text =
      'vi.mock("./price", async (importOriginal) => {\n  const actual = await importOriginal<typeof import("./price")>();\n  return { ...actual, tax: actual.tax + 1 };\n});';
    expect(find(text)).toEqual(["src/a.ts:3:35 read tax"]);
  });
  it("takes the keys of a mock for doubles, no references", () => {
    expect(find('jest.mock("./price", () => ({ tax: 2, finalPrice: () => 1 }));')).toEqual([]);
  });
});

describe("members that only a type settles", () => {
  const ORDER = "export interface Order { amt: number; id: number }\n";
  const find = (text: string, resolver?: Resolver) =>
    findUses(
      { "src/order.ts": ORDER, "src/a.ts": text },
      "./src/order.ts#Order.amt",
      resolver && { resolver },
    );
  const IMPORT = 'import type { Order } from "./order";\n';

  it("says unresolved where the file has the export at hand", () => {
    expect(find(`${IMPORT}export const f = (order: Order) => order.amt;`)).toEqual([
      "src/a.ts:2:42 read amt unresolved",
    ]);
  });
  it("says nothing in a file that doesn't", () => {
    expect(find("export const f = (order: { amt: number }) => order.amt;")).toEqual([]);
  });
  it("says unresolved of patterns, literals with a context, and results", () => {
    expect(
      find(
        `${IMPORT}export const f = ({ amt }: Order): Order => ({ amt, id: 1 });\nsend({ amt: 1 });\nload().amt = 2;\ndeclare const send: (o: Order) => void, load: () => Order;`,
      ),
    ).toEqual([
      "src/a.ts:2:21 read amt unresolved",
      "src/a.ts:2:48 write amt unresolved",
      "src/a.ts:3:8 write amt unresolved",
      "src/a.ts:4:8 write amt unresolved",
    ]);
  });
  it("knows receivers that are something else", () => {
    expect(
      find(
        `${IMPORT}interface Row { amt: number }\nclass A { amt = 1; m() { return this.amt; } }\nenum E { amt }\nconst o = { amt: 1 };\nexport const f = (row: Row, order: Order) => [row.amt, E.amt, o.amt, JSON.stringify({ amt: 1 }), window.amt, order.id];`,
      ),
    ).toEqual([]);
  });
  it("knows members of another module's default object", () => {
    const files = {
      "src/prisma.ts": "export default { query, client };\n",
      "src/clickhouse.ts": "export default { query };\n",
      "src/spread.ts": 'import prisma from "./prisma";\nexport default { ...prisma, query: 1 };\n',
      "src/a.ts":
        'import prisma from "./prisma";\nimport clickhouse from "./clickhouse";\nimport spread from "./spread";\nconst { query } = prisma;\nexport const f = () => { const { query } = clickhouse; return [query, clickhouse.query]; };\nvoid spread.query;\n',
    };
    expect(findUses(files, "./src/prisma.ts#default.query")).toEqual([
      "src/a.ts:4:9 read query",
      "src/a.ts:6:13 read query unresolved",
    ]);
  });
  it("asks the resolver when it has types", () => {
    const resolver: Resolver = {
      ...UNTYPED,
      hasTypes: true,
      getMemberOrigins: (_file, node) =>
        node.parent?.type === "MemberExpression" &&
        node.parent.object.type === "Identifier" &&
        node.parent.object.name === "order"
          ? [{ module: "./src/order.ts", path: ["Order", "amt"] }]
          : [{ module: "./src/row.ts", path: ["Row", "amt"] }],
    };
    expect(find("export const f = (order: any, row: any) => [order.amt, row.amt];", resolver)).toEqual([
      "src/a.ts:1:51 read amt",
    ]);
  });
  it("says unresolved where the resolver doesn't know", () => {
    const resolver: Resolver = { ...UNTYPED, hasTypes: true };
    expect(find(`${IMPORT}export const f = (order: Order) => order.amt;`, resolver)).toEqual([
      "src/a.ts:2:42 read amt unresolved",
    ]);
  });
  it("does not ask again for what the import settles", () => {
    const files = {
      "src/color.ts": "export enum Color { Red }\n",
      "src/a.ts": 'import { Color } from "./color";\nvoid Color.Red;\n',
    };
    const resolver: Resolver = {
      ...UNTYPED,
      hasTypes: true,
      getMemberOrigins: () => [{ module: "./src/color.ts", path: ["Color", "Red"] }],
    };
    expect(findUses(files, "./src/color.ts#Color.Red", { resolver })).toEqual(["src/a.ts:2:12 read Red"]);
  });
});
