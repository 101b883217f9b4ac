import type { Files } from "./symbol-project.js";

/** A whole small repo, the old symbol, and its references as they should be; the compiler has to agree with each place. */
export interface OracleCase {
  readonly name: string;
  readonly old: string;
  readonly files: Files;
  readonly uses: readonly string[];
}

const PRICE = "export function finalPrice(n: number) { return n; }\nexport const tax = 1;\n";
const COLOR = "export enum Color { Red = 1, Blue = 2 }\n";

export const CASES: readonly OracleCase[] = [
  {
    name: "named import, called",
    old: "./src/price.ts#finalPrice",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import { finalPrice } from "./price";\nfinalPrice(1);\n' },
    uses: ["src/a.ts:2:1 call finalPrice"],
  },
  {
    name: "named import, each use counts",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { finalPrice, tax } from "./price";\nfinalPrice(tax);\n[1].map(finalPrice);\n',
    },
    uses: ["src/a.ts:2:1 call finalPrice", "src/a.ts:3:9 read finalPrice"],
  },
  {
    name: "aliased import",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { finalPrice as fp } from "./price";\nconst finalPrice = 2;\nfp(finalPrice);\n',
    },
    uses: ["src/a.ts:3:1 call fp"],
  },
  {
    name: "unused import",
    old: "./src/price.ts#finalPrice",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import { finalPrice } from "./price";\nexport {};\n' },
    uses: ["src/a.ts:1:10 import finalPrice"],
  },
  {
    name: "unused aliased import stands at the imported name",
    old: "./src/price.ts#finalPrice",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import { finalPrice as fp } from "./price";\nexport {};\n' },
    uses: ["src/a.ts:1:10 import finalPrice"],
  },
  {
    name: "unused type import",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts": 'import type { Order } from "./order";\nexport {};\n',
    },
    uses: ["src/a.ts:1:15 type Order"],
  },
  {
    name: "inline type import",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts":
        'import { type Order } from "./order";\nexport const a = (order: Order): Order[] => [order];\n',
    },
    uses: ["src/a.ts:2:26 type Order", "src/a.ts:2:34 type Order"],
  },
  {
    name: "side-effect import",
    old: "./src/price.ts#finalPrice",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import "./price";\n' },
    uses: [],
  },
  {
    name: "the same name from another module",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/other.ts": PRICE,
      "src/a.ts": 'import { finalPrice } from "./other";\nfinalPrice(1);\n',
    },
    uses: [],
  },
  {
    name: "shadowed by a parameter",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import { finalPrice } from "./price";\nexport const f = (finalPrice: (n: number) => number) => finalPrice(1);\nfinalPrice(2);\n',
    },
    uses: ["src/a.ts:3:1 call finalPrice"],
  },
  {
    name: "shadowed in a block, a catch and a class",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import { tax } from "./price";\n{ const tax = 2; void tax; }\ntry { void tax; } catch (tax) { void tax; }\nexport class A { tax = tax; m() { return this.tax; } }\n',
    },
    uses: ["src/a.ts:3:12 read tax", "src/a.ts:4:24 read tax"],
  },
  {
    name: "property of the same name",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import { tax } from "./price";\nconst o = { tax: 1, rate: tax };\nvoid o.tax;\nexport const p = { tax };\n',
    },
    uses: ["src/a.ts:2:27 read tax", "src/a.ts:4:20 read tax"],
  },
  {
    name: "namespace import",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import * as price from "./price";\nprice.finalPrice(price.tax);\nprice?.finalPrice(1);\n',
    },
    uses: ["src/a.ts:2:7 call finalPrice", "src/a.ts:3:8 call finalPrice"],
  },
  {
    name: "namespace import, element access",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import * as price from "./price";\nexport const t = price["tax"] + price[`tax`];\n',
    },
    uses: ["src/a.ts:2:25 read tax", "src/a.ts:2:40 read tax"],
  },
  {
    name: "namespace import, destructured",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import * as price from "./price";\nconst { tax, finalPrice: f } = price;\nf(tax);\nf(tax);\n',
    },
    uses: ["src/a.ts:2:9 read tax"],
  },
  {
    name: "namespace kept in a constant",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import * as price from "./price";\nconst p = price;\nvoid p.tax;\n',
    },
    uses: ["src/a.ts:3:8 read tax"],
  },
  {
    name: "unused namespace import",
    old: "./src/price.ts#tax",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import * as price from "./price";\nexport {};\n' },
    uses: [],
  },
  {
    name: "default import",
    old: "./src/button.ts#default",
    files: {
      "src/button.ts": "export default class Button { static make() { return new Button(); } }\n",
      "src/a.ts": 'import Knob from "./button";\nnew Knob();\nexport let k: Knob;\n',
    },
    uses: ["src/a.ts:2:5 call Knob", "src/a.ts:3:15 type Knob"],
  },
  {
    name: "default import by name",
    old: "./src/button.ts#default",
    files: {
      "src/button.ts": "const make = () => 1;\nexport default make;\n",
      "src/a.ts": 'import { default as build } from "./button";\nbuild();\n',
    },
    uses: ["src/a.ts:2:1 call build"],
  },
  {
    name: "unused default import",
    old: "./src/button.ts#default",
    files: {
      "src/button.ts": "export default 1;\nexport const size = 2;\n",
      "src/a.ts": 'import one, { size } from "./button";\nvoid size;\n',
    },
    uses: ["src/a.ts:1:8 import one"],
  },
  {
    name: "default through a namespace",
    old: "./src/button.ts#default",
    files: {
      "src/button.ts": "export default 1;\n",
      "src/a.ts": 'import * as button from "./button";\nvoid button.default;\n',
    },
    uses: ["src/a.ts:2:13 read default"],
  },
  {
    name: "default re-exported as default",
    old: "./src/button/button.ts#default",
    files: {
      "src/button/button.ts": "export default 1;\n",
      "src/button/index.ts": 'export { default } from "./button";\n',
      "src/a.ts": 'import button from "./button";\nvoid button;\n',
    },
    uses: ["src/button/index.ts:1:10 export default", "src/a.ts:2:6 read button"],
  },
  {
    name: "default re-exported under a name",
    old: "./src/button.ts#default",
    files: {
      "src/button.ts": "export default 1;\n",
      "src/ui.ts": 'export { default as Button } from "./button";\n',
      "src/a.ts": 'import { Button } from "./ui";\nvoid Button;\n',
    },
    uses: ["src/ui.ts:1:10 export default", "src/a.ts:2:6 read Button"],
  },
  {
    name: "barrel",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { finalPrice, tax } from "./price";\n',
      "src/a.ts": 'import { finalPrice } from ".";\nfinalPrice(1);\n',
    },
    uses: ["src/index.ts:1:10 export finalPrice", "src/a.ts:2:1 call finalPrice"],
  },
  {
    name: "barrel with a new name",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { tax, finalPrice as price } from "./price";\n',
      "src/a.ts": 'import { price as p } from "./index";\np(1);\n',
    },
    uses: ["src/index.ts:1:15 export finalPrice", "src/a.ts:2:1 call p"],
  },
  {
    name: "star of a star",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/all.ts": 'export * from "./price";\n',
      "src/index.ts": 'export * from "./all.js";\nexport const other = 1;\n',
      "src/a.ts": 'import { finalPrice, other } from "./index.js";\nfinalPrice(other);\n',
    },
    uses: ["src/a.ts:2:1 call finalPrice"],
  },
  {
    name: "own name wins over a star",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export * from "./price";\nexport const tax = 2;\n',
      "src/a.ts": 'import { tax } from "./index";\nvoid tax;\n',
    },
    uses: [],
  },
  {
    name: "cycle of stars",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": `export * from "./index";\n${PRICE}`,
      "src/index.ts": 'export * from "./price";\n',
      "src/a.ts": 'import { tax } from "./index";\nvoid tax;\n',
    },
    uses: ["src/a.ts:2:6 read tax"],
  },
  {
    name: "exported namespace",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export * as price from "./price";\n',
      "src/a.ts": 'import { price } from "./index";\nvoid price.tax;\nexport type Tax = typeof price.tax;\n',
    },
    uses: ["src/a.ts:2:12 read tax", "src/a.ts:3:32 type tax"],
  },
  {
    name: "imported, then exported",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'import { finalPrice } from "./price";\nexport { finalPrice as price };\n',
      "src/a.ts": 'import { price } from "./index";\nprice(1);\n',
    },
    uses: ["src/index.ts:2:10 export finalPrice", "src/a.ts:2:1 call price"],
  },
  {
    name: "namespace imported, then exported",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'import * as price from "./price";\nexport { price };\n',
      "src/a.ts": 'import { price } from "./index";\nvoid price.tax;\n',
    },
    uses: ["src/a.ts:2:12 read tax"],
  },
  {
    name: "imported, then exported as default",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'import { finalPrice } from "./price";\nexport default finalPrice;\n',
      "src/a.ts": 'import price from "./index";\nprice(1);\n',
    },
    uses: ["src/index.ts:2:16 export finalPrice", "src/a.ts:2:1 call price"],
  },
  {
    name: "type-only re-export",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/index.ts": 'export type { Order } from "./order";\n',
      "src/a.ts": 'import type { Order } from "./index";\nexport type Orders = Order[];\n',
    },
    uses: ["src/index.ts:1:15 export Order", "src/a.ts:2:22 type Order"],
  },
  {
    name: "type-only star",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/index.ts": 'export type * from "./order";\n',
      "src/a.ts": 'import type { Order } from "./index";\nexport type Orders = Order[];\n',
    },
    uses: ["src/a.ts:2:22 type Order"],
  },
  {
    name: "alias path of tsconfig",
    old: "./src/stores/user.ts#User",
    files: {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      "src/stores/user.ts": "export class User {}\n",
      "src/stores/index.ts": 'export * from "./user";\n',
      "src/a.ts": 'import { User } from "@/stores";\nnew User();\n',
    },
    uses: ["src/a.ts:2:5 call User"],
  },
  {
    name: "path of a mapped name",
    old: "./src/price.ts#tax",
    files: {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "pricing": ["./src/price.ts"] } } }',
      "src/price.ts": PRICE,
      "src/a.ts": 'import { tax } from "pricing";\nvoid tax;\n',
    },
    uses: ["src/a.ts:2:6 read tax"],
  },
  {
    name: "uses in the module itself",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": `${PRICE}export const twice = finalPrice(tax) + tax;\nexport type Tax = typeof tax;\n`,
    },
    uses: ["src/price.ts:3:33 read tax", "src/price.ts:3:40 read tax", "src/price.ts:4:26 type tax"],
  },
  {
    name: "recursion is no use",
    old: "./src/count.ts#count",
    files: {
      "src/count.ts":
        "export function count(n: number): number { return n ? count(n - 1) : 0; }\ncount(2);\n",
    },
    uses: ["src/count.ts:2:1 call count"],
  },
  {
    name: "declared first, exported later",
    old: "./src/count.ts#count",
    files: {
      "src/count.ts": "const count = 1;\nexport { count };\nvoid count;\n",
      "src/a.ts": 'import { count } from "./count";\nvoid count;\n',
    },
    uses: ["src/count.ts:3:6 read count", "src/a.ts:2:6 read count"],
  },
  {
    name: "exported under another name",
    old: "./src/count.ts#count",
    files: {
      "src/count.ts": "const total = 1;\nexport { total as count };\nvoid total;\n",
      "src/a.ts": 'import { count } from "./count";\nvoid count;\n',
    },
    uses: ["src/count.ts:3:6 read total", "src/a.ts:2:6 read count"],
  },
  {
    name: "class: construction, type, base, static",
    old: "./src/repo.ts#Repo",
    files: {
      "src/repo.ts": "export class Repo { static all() { return 1; } }\n",
      "src/a.ts":
        'import { Repo } from "./repo";\nexport class Users extends Repo {}\nexport const r: Repo = new Repo();\nRepo.all();\nvoid (r instanceof Repo);\n',
    },
    uses: [
      "src/a.ts:2:28 read Repo",
      "src/a.ts:3:17 type Repo",
      "src/a.ts:3:28 call Repo",
      "src/a.ts:4:1 read Repo",
      "src/a.ts:5:20 read Repo",
    ],
  },
  {
    name: "interface: implements and extends",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts":
        'import { Order } from "./order";\nexport class A implements Order { id = 1; }\nexport interface B extends Order {}\nexport const f = <T extends Order>(t: T) => t as Order;\n',
    },
    uses: [
      "src/a.ts:2:27 type Order",
      "src/a.ts:3:28 type Order",
      "src/a.ts:4:29 type Order",
      "src/a.ts:4:50 type Order",
    ],
  },
  {
    name: "typeof in a type",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { finalPrice } from "./price";\nexport type F = typeof finalPrice;\n',
    },
    uses: ["src/a.ts:2:24 type finalPrice"],
  },
  {
    name: "tagged template",
    old: "./src/tag.ts#css",
    files: {
      "src/tag.ts": "export const css = (s: TemplateStringsArray) => s;\n",
      "src/a.ts": 'import { css } from "./tag";\ncss`a`;\n',
    },
    uses: ["src/a.ts:2:1 call css"],
  },
  {
    name: "decorator",
    old: "./src/tag.ts#Injectable",
    files: {
      "src/tag.ts":
        "export const Injectable = () => (c: unknown) => {};\nexport const Plain = (c: unknown) => {};\n",
      "src/a.ts": 'import { Injectable } from "./tag";\n@Injectable()\nexport class A {}\n',
    },
    uses: ["src/a.ts:2:2 call Injectable"],
  },
  {
    name: "decorator without a call",
    old: "./src/tag.ts#Plain",
    files: {
      "src/tag.ts": "export const Plain = (c: unknown) => {};\n",
      "src/a.ts": 'import { Plain } from "./tag";\n@Plain\nexport class A {}\n',
    },
    uses: ["src/a.ts:2:2 call Plain"],
  },
  {
    name: "JSX element",
    old: "./src/button.tsx#Button",
    files: {
      "src/button.tsx":
        "export const Button = (props: { size?: number; children?: unknown }): JSX.Element => props;\n",
      "src/a.tsx":
        'import { Button } from "./button";\nexport const a = <Button size={1}>x</Button>;\nexport const b = <Button />;\n',
    },
    uses: ["src/a.tsx:2:19 call Button", "src/a.tsx:3:19 call Button"],
  },
  {
    name: "JSX element of a namespace",
    old: "./src/button.tsx#Button",
    files: {
      "src/button.tsx": "export const Button = (props: { size?: number }): JSX.Element => props;\n",
      "src/a.tsx": 'import * as ui from "./button";\nexport const a = <ui.Button size={1} />;\n',
    },
    uses: ["src/a.tsx:2:22 call Button"],
  },
  {
    name: "dynamic import, awaited member",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'export const f = async () => (await import("./price")).tax + 1;\n',
    },
    uses: ["src/a.ts:1:56 read tax"],
  },
  {
    name: "dynamic import, destructured",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'export async function f() {\n  const { finalPrice, tax: t } = await import("./price");\n  return finalPrice(t);\n}\n',
    },
    uses: ["src/a.ts:3:10 call finalPrice"],
  },
  {
    name: "dynamic import, destructured and unused",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'export async function f() {\n  const { tax } = await import("./price");\n}\n',
    },
    uses: ["src/a.ts:2:11 import tax"],
  },
  {
    name: "dynamic import, then",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import("./price").then(({ finalPrice }) => finalPrice(1));\nimport("./price").then((m) => m.finalPrice(2));\n',
    },
    uses: ["src/a.ts:1:44 call finalPrice", "src/a.ts:2:33 call finalPrice"],
  },
  {
    name: "dynamic import, kept as a promise",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'const loading = import("./price");\nexport const f = async () => {\n  const price = await loading;\n  return price.tax;\n};\n',
    },
    uses: ["src/a.ts:4:16 read tax"],
  },
  {
    name: "dynamic imports, all at once",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/color.ts": COLOR,
      "src/a.ts":
        'export const f = async () => {\n  const [{ Color }, price] = await Promise.all([import("./color"), import("./price")]);\n  return price.tax + Color.Red;\n};\n',
    },
    uses: ["src/a.ts:3:16 read tax"],
  },
  {
    name: "import type node",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts":
        'export type A = import("./order").Order;\nexport type B = import("./order").Order["id"];\n',
    },
    uses: ["src/a.ts:1:35 type Order", "src/a.ts:2:35 type Order"],
  },
  {
    name: "typeof import",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'export type A = typeof import("./price").tax;\nexport type B = (typeof import("./price"))["tax"];\nexport type C = Pick<typeof import("./price"), "tax">;\n',
    },
    uses: ["src/a.ts:1:42 type tax", "src/a.ts:2:45 type tax", "src/a.ts:3:49 type tax"],
  },
  {
    name: "variable of a module's type",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'let price: typeof import("./price");\nexport const load = async () => {\n  price = await import("./price");\n};\nexport const f = () => price.tax;\n',
    },
    uses: ["src/a.ts:5:30 read tax"],
  },
  {
    name: "enum member",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color } from "./color";\nexport const c: Color = Color.Red;\nvoid [Color.Blue, Color["Red"]];\n',
    },
    uses: ["src/a.ts:2:31 read Red", "src/a.ts:3:26 read Red"],
  },
  {
    name: "enum member as a type",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color as C } from "./color";\nexport type Warm = C.Red;\nexport type Cold = C.Blue;\n',
    },
    uses: ["src/a.ts:2:22 type Red"],
  },
  {
    name: "enum member, destructured",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts": 'import { Color } from "./color";\nconst { Red, Blue } = Color;\nvoid [Red, Blue];\n',
    },
    uses: ["src/a.ts:2:9 read Red"],
  },
  {
    name: "enum member, key of an object",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color } from "./color";\nexport const names = { [Color.Red]: "red", [Color.Blue]: "blue" };\n',
    },
    uses: ["src/a.ts:2:31 read Red"],
  },
  {
    name: "enum member in a switch, of a namespace",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import * as colors from "./color";\nexport const f = (c: colors.Color) => {\n  switch (c) {\n    case colors.Color.Red:\n      return 1;\n    case colors.Color.Blue:\n      return 2;\n  }\n};\n',
    },
    uses: ["src/a.ts:4:23 read Red"],
  },
  {
    name: "enum member in its own enum and module",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": "export enum Color { Red = 1, Crimson = Red, Deep = Color.Red + 1 }\nvoid Color.Red;\n",
    },
    uses: ["src/color.ts:1:40 read Red", "src/color.ts:1:58 read Red", "src/color.ts:2:12 read Red"],
  },
  {
    name: "member of another enum",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color } from "./color";\nenum Wine { Red, White }\nvoid [Wine.Red, Color.Blue];\n',
    },
    uses: [],
  },
  {
    name: "class in its own module",
    old: "./src/error.ts#OldError",
    files: {
      "src/error.ts":
        'export class OldError {\n  name = "OldError";\n  copy() { return new OldError(); }\n}\nexport const fail = () => { throw new OldError(); };\nexport type Failure = OldError | undefined;\n',
    },
    uses: ["src/error.ts:5:39 call OldError", "src/error.ts:6:23 type OldError"],
  },
  {
    name: "static member",
    old: "./src/config.ts#Config.legacy",
    files: {
      "src/config.ts": "export class Config { static legacy = 1; static next() { return Config.legacy; } }\n",
      "src/a.ts":
        'import { Config } from "./config";\nConfig.legacy = 2;\nConfig.legacy++;\nvoid Config.legacy;\nConfig.next();\n',
    },
    uses: [
      "src/config.ts:1:72 read legacy",
      "src/a.ts:2:8 write legacy",
      "src/a.ts:3:8 write legacy",
      "src/a.ts:3:8 read legacy",
      "src/a.ts:4:13 read legacy",
    ],
  },
  {
    name: "static method",
    old: "./src/config.ts#Config.load",
    files: {
      "src/config.ts": "export class Config { static load() { return 1; } }\n",
      "src/a.ts": 'import { Config } from "./config";\nConfig.load();\nConfig?.load();\nvoid Config.load;\n',
    },
    uses: ["src/a.ts:2:8 call load", "src/a.ts:3:9 call load", "src/a.ts:4:13 read load"],
  },
  {
    name: "namespace member",
    old: "./src/config.ts#Config.legacy",
    files: {
      "src/config.ts":
        "export namespace Config { export const legacy = 1; export type Mode = 1; export const twice = legacy * 2; }\n",
      "src/a.ts":
        'import { Config } from "./config";\nvoid Config.legacy;\nexport type M = Config.Mode;\nimport old = Config.legacy;\nvoid old;\n',
    },
    uses: ["src/config.ts:1:95 read legacy", "src/a.ts:2:13 read legacy", "src/a.ts:4:21 read legacy"],
  },
  {
    name: "type of a namespace",
    old: "./src/config.ts#Config.Mode",
    files: {
      "src/config.ts": "export namespace Config { export const legacy = 1; export type Mode = 1; }\n",
      "src/a.ts": 'import { Config } from "./config";\nexport type M = Config.Mode;\nvoid Config.legacy;\n',
    },
    uses: ["src/a.ts:2:24 type Mode"],
  },
  {
    name: "member of an object in an object",
    old: "./src/config.ts#config.flags.legacy",
    files: {
      "src/config.ts": "export const config = { flags: { legacy: true, next: true }, legacy: 1 };\n",
      "src/a.ts":
        'import { config } from "./config";\nvoid config.flags.legacy;\nvoid config.legacy;\nconfig["flags"].legacy = false;\nconst { flags } = config;\nvoid flags.legacy;\nconst { flags: { legacy } } = config;\nvoid legacy;\n',
    },
    uses: [
      "src/a.ts:2:19 read legacy",
      "src/a.ts:4:17 write legacy",
      "src/a.ts:6:12 read legacy",
      "src/a.ts:7:18 read legacy",
    ],
  },
  {
    name: "member through a barrel and a namespace",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/index.ts": 'export * as palette from "./color";\n',
      "src/a.ts": 'import * as all from "./index";\nvoid all.palette.Color.Red;\n',
    },
    uses: ["src/a.ts:2:24 read Red"],
  },
  {
    name: "indexed access by a literal",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": "export interface Order { amt: number; id: number }\n",
      "src/a.ts":
        'import type { Order } from "./order";\nexport type Amount = Order["amt"];\nexport type Id = Order["id"];\nexport type Both = Order["amt" | "id"];\nexport type Part = Pick<Order, "amt">;\n',
    },
    uses: ["src/a.ts:2:29 type amt", "src/a.ts:4:27 type amt", "src/a.ts:5:33 type amt"],
  },
  {
    name: "types around a value",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import { finalPrice, tax } from "./price";\nfinalPrice!(1);\n(finalPrice as (n: number) => number)(tax);\n',
    },
    uses: ["src/a.ts:2:1 call finalPrice", "src/a.ts:3:2 call finalPrice"],
  },
  {
    name: "indirect call",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import * as price from "./price";\n(0, price.finalPrice)(1);\n',
    },
    uses: ["src/a.ts:2:11 call finalPrice"],
  },
  {
    name: "export of a constant made from it",
    old: "./src/price.ts#finalPrice",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { finalPrice } from "./price";\nexport const price = finalPrice;\n',
      "src/b.ts": 'import { price } from "./a";\nprice(1);\n',
    },
    uses: ["src/a.ts:2:22 read finalPrice"],
  },
  {
    name: "extensions: .mjs and folders",
    old: "./src/lib/index.mts#one",
    files: {
      "src/lib/index.mts": "export const one = 1;\n",
      "src/a.mts": 'import { one } from "./lib/index.mjs";\nvoid one;\n',
    },
    uses: ["src/a.mts:2:6 read one"],
  },
  {
    name: "both a value and a type",
    old: "./src/id.ts#Id",
    files: {
      "src/id.ts": "export type Id = number;\nexport const Id = (n: number): Id => n;\n",
      "src/a.ts": 'import { Id } from "./id";\nexport const one: Id = Id(1);\n',
    },
    uses: ["src/a.ts:2:19 type Id", "src/a.ts:2:24 call Id"],
  },
  {
    name: "overloads",
    old: "./src/f.ts#parse",
    files: {
      "src/f.ts":
        "export function parse(a: string): string;\nexport function parse(a: number): number;\nexport function parse(a: unknown) { return a; }\nparse(1);\n",
      "src/a.ts": 'import { parse } from "./f";\nparse("a");\n',
    },
    uses: ["src/f.ts:4:1 call parse", "src/a.ts:2:1 call parse"],
  },
  {
    name: "exported by a pattern",
    old: "./src/f.ts#first",
    files: {
      "src/f.ts":
        "const pair = { first: 1, second: 2 };\nexport const { first, second } = pair;\nvoid first;\n",
      "src/a.ts": 'import { first } from "./f";\nvoid first;\n',
    },
    uses: ["src/f.ts:3:6 read first", "src/a.ts:2:6 read first"],
  },
  {
    name: "CommonJS, destructured",
    old: "./src/price.js#finalPrice",
    files: {
      "src/price.js": "exports.finalPrice = (/** @type {number} */ n) => n;\nexports.tax = 1;\n",
      "src/a.js": 'const { finalPrice, tax: t } = require("./price");\nfinalPrice(t);\n',
    },
    uses: ["src/a.js:2:1 call finalPrice"],
  },
  {
    name: "CommonJS, whole module",
    old: "./src/price.js#tax",
    files: {
      "src/price.js": "exports.finalPrice = (/** @type {number} */ n) => n;\nexports.tax = 1;\n",
      "src/a.js":
        'const price = require("./price");\nprice.finalPrice(price.tax);\nvoid require("./price").tax;\n',
    },
    uses: ["src/a.js:2:24 read tax", "src/a.js:3:25 read tax"],
  },
  {
    name: "import equals",
    old: "./src/price.ts#tax",
    files: { "src/price.ts": PRICE, "src/a.ts": 'import price = require("./price");\nvoid price.tax;\n' },
    uses: ["src/a.ts:2:12 read tax"],
  },
  {
    name: "export import equals",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export import price = require("./price");\n',
      "src/a.ts": 'import { price } from "./index";\nvoid price.tax;\n',
    },
    uses: ["src/a.ts:2:12 read tax"],
  },
  {
    name: "export equals",
    old: "./src/f.ts#default",
    files: { "src/f.ts": "function f() {}\nf();\nexport = f;\n", "src/b.ts": 'import g from "./f";\ng();\n' },
    uses: ["src/f.ts:2:1 call f", "src/b.ts:2:1 call g"],
  },
  {
    name: "type-only namespace",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts": 'import type * as model from "./order";\nexport type A = model.Order;\n',
    },
    uses: ["src/a.ts:2:23 type Order"],
  },
  {
    name: "assignment by a pattern",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import * as price from "./price";\nlet rate = 0;\n({ tax: rate } = price);\nvoid rate;\n',
    },
    uses: ["src/a.ts:3:4 read tax"],
  },
  {
    name: "rest of a namespace",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import * as price from "./price";\nconst { finalPrice, ...rest } = price;\nfinalPrice(rest.tax);\n',
    },
    uses: ["src/a.ts:3:17 read tax"],
  },
  {
    name: "default of a parameter",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts":
        'import { tax } from "./price";\nexport const f = (rate = tax, { tax: t } = { tax }) => rate + t;\n',
    },
    uses: ["src/a.ts:2:26 read tax", "src/a.ts:2:46 read tax"],
  },
  {
    name: "enum under another name",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/index.ts": 'export { Color as Hue } from "./color";\n',
      "src/a.ts": 'import { Hue } from "./index";\nvoid Hue.Red;\n',
    },
    uses: ["src/a.ts:2:10 read Red"],
  },
  {
    name: "enum kept in a constant",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color } from "./color";\nconst c = Color;\nvoid [c.Red, c.Blue];\nconst { Red: first = 2 } = c;\nvoid first;\n',
    },
    uses: ["src/a.ts:3:9 read Red", "src/a.ts:4:9 read Red"],
  },
  {
    name: "keyof, spread and values of an enum",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": COLOR,
      "src/a.ts":
        'import { Color } from "./color";\nexport type Names = keyof typeof Color;\nexport const all = { ...Color };\n',
    },
    uses: [],
  },
  {
    name: "constant object",
    old: "./src/role.ts#ROLE.Admin",
    files: {
      "src/role.ts":
        'export const ROLE = { Admin: "a", User: "u" } as const;\nexport type Role = (typeof ROLE)["User"];\n',
      "src/a.ts":
        'import { ROLE } from "./role";\nexport type A = (typeof ROLE)["Admin"];\nexport const is = (role: string) => role === ROLE.Admin || role === ROLE.User;\nexport type B = typeof ROLE.Admin;\n',
    },
    uses: ["src/a.ts:2:32 type Admin", "src/a.ts:3:51 read Admin", "src/a.ts:4:29 type Admin"],
  },
  {
    name: "method of an object",
    old: "./src/api.ts#api.load",
    files: {
      "src/api.ts": "export const api = { load() { return 1; }, save() {} };\napi.load();\n",
      "src/a.ts": 'import { api } from "./api";\napi.load();\napi.save();\nconst { load } = api;\nload();\n',
    },
    uses: ["src/api.ts:2:5 call load", "src/a.ts:2:5 call load", "src/a.ts:4:9 read load"],
  },
  {
    name: "property added to a function",
    old: "./src/list.ts#List.Item",
    files: {
      "src/list.ts": "export function List() {}\nList.Item = 1;\n",
      "src/a.ts": 'import { List } from "./list";\nvoid List.Item;\nList();\n',
    },
    uses: ["src/a.ts:2:11 read Item"],
  },
  {
    name: "merged namespace and function",
    old: "./src/list.ts#List.Item",
    files: {
      "src/list.ts": "export function List() {}\nexport namespace List { export const Item = 1; }\n",
      "src/a.ts": 'import { List } from "./list";\nvoid List.Item;\nList();\n',
    },
    uses: ["src/a.ts:2:11 read Item"],
  },
  {
    name: "type parameter of the same name",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts":
        'import { Order } from "./order";\nexport const f = <Order>(order: Order) => order;\nexport const g = (order: Order) => f<Order>(order);\n',
    },
    uses: ["src/a.ts:3:26 type Order", "src/a.ts:3:38 type Order"],
  },
  {
    name: "conditional, mapped and generic types",
    old: "./src/order.ts#Order",
    files: {
      "src/order.ts": "export interface Order { id: number }\n",
      "src/a.ts":
        'import { Order } from "./order";\nexport type A<T = Order> = T extends Order ? { [K in keyof Order]: T } : never;\nexport const isOrder = (o: unknown): o is Order => !!o;\nexport const s = { id: 1 } satisfies Order;\n',
    },
    uses: [
      "src/a.ts:2:19 type Order",
      "src/a.ts:2:38 type Order",
      "src/a.ts:2:60 type Order",
      "src/a.ts:3:43 type Order",
      "src/a.ts:4:38 type Order",
    ],
  },
  {
    name: "class that extends a member of a namespace",
    old: "./src/repo.ts#Repo",
    files: {
      "src/repo.ts": "export class Repo<T> { t?: T }\n",
      "src/a.ts": 'import * as db from "./repo";\nexport default class extends db.Repo<number> {}\n',
    },
    uses: ["src/a.ts:2:33 read Repo"],
  },
  {
    name: "class expression",
    old: "./src/repo.ts#Repo",
    files: {
      "src/repo.ts": "export const Repo = class {};\nnew Repo();\n",
      "src/a.ts": 'import { Repo } from "./repo";\nnew Repo();\n',
    },
    uses: ["src/repo.ts:2:5 call Repo", "src/a.ts:2:5 call Repo"],
  },
  {
    name: "merged interface and constant in its own module",
    old: "./src/id.ts#Id",
    files: {
      "src/id.ts":
        "export interface Id { n: number }\nexport const Id = { zero: 0 };\nexport const make = (): Id => ({ n: Id.zero });\n",
    },
    uses: ["src/id.ts:3:25 type Id", "src/id.ts:3:37 read Id"],
  },
  {
    name: "imported under two names",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { tax, tax as rate } from "./price";\nvoid [tax, rate];\n',
    },
    uses: ["src/a.ts:2:7 read tax", "src/a.ts:2:12 read rate"],
  },
  {
    name: "imported by two statements, one unused",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/a.ts": 'import { tax } from "./price";\nimport { tax as rate } from "./price.js";\nvoid rate;\n',
    },
    uses: ["src/a.ts:1:10 import tax", "src/a.ts:3:6 read rate"],
  },
  {
    name: "re-exported twice under two names",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/index.ts": 'export { tax } from "./price";\nexport { tax as rate } from "./price";\n',
      "src/a.ts": 'import { tax, rate } from "./index";\nvoid [tax, rate];\n',
    },
    uses: [
      "src/index.ts:1:10 export tax",
      "src/index.ts:2:10 export tax",
      "src/a.ts:2:7 read tax",
      "src/a.ts:2:12 read rate",
    ],
  },
  {
    name: "star that a second star does not have",
    old: "./src/price.ts#tax",
    files: {
      "src/price.ts": PRICE,
      "src/color.ts": COLOR,
      "src/index.ts": 'export * from "./color";\nexport * from "./price";\n',
      "src/a.ts": 'import { tax, Color } from "./index";\nvoid [tax, Color];\n',
    },
    uses: ["src/a.ts:2:7 read tax"],
  },
];

/** Cases in which the compiler says nothing, and its language service has to. */
export const SILENT_CASES: readonly OracleCase[] = [
  {
    name: "CommonJS, member kept in a constant",
    old: "./src/price.js#tax",
    files: {
      "src/price.js": "exports.tax = 1;\n",
      "src/a.js": 'const rate = require("./price").tax;\nvoid (rate + rate);\n',
    },
    uses: ["src/a.js:2:7 read rate", "src/a.js:2:14 read rate"],
  },
  {
    name: "CommonJS, function as a module",
    old: "./src/f.js#default",
    files: {
      "src/f.js": "function load() { return 1; }\nmodule.exports = load;\n",
      "src/a.js": 'const f = require("./f");\nvoid (f() + f());\n',
    },
    uses: ["src/a.js:2:7 call f", "src/a.js:2:13 call f"],
  },
  {
    name: "CommonJS, object as a module",
    old: "./src/f.js#load",
    files: {
      "src/f.js": "function load() { return 1; }\nload();\nmodule.exports = { load, save: 1 };\n",
      "src/a.js":
        'const f = require("./f");\nconst { load } = require("./f");\nvoid (f.load() + load() + f.save);\n',
    },
    uses: ["src/f.js:2:1 call load", "src/a.js:3:9 call load", "src/a.js:3:18 call load"],
  },
  {
    name: "export equals, required",
    old: "./src/f.ts#default",
    files: { "src/f.ts": "function f() {}\nexport = f;\n", "src/a.ts": 'import f = require("./f");\nf();\n' },
    uses: ["src/a.ts:2:1 call f"],
  },
  {
    name: "member by type in its own module's object",
    old: "./src/f.ts#f.a",
    files: {
      "src/f.ts": "export const f = { a: 1, b: 2 };\nf.a = f.b;\n",
      "src/a.ts": 'import { f } from "./f";\nconst g = f;\nvoid (g.a + f["a"]);\n',
    },
    uses: ["src/f.ts:2:3 write a", "src/a.ts:3:9 read a", "src/a.ts:3:16 read a"],
  },
];
