import type { OracleCase } from "../references/symbols/oracle-cases.js";

const ORDER = "export interface Order { id: string; amt: number; note?: string }\n";
const PALETTE = "export class Palette { red = 1; blue = 2; mix() { return this.red; } static pure = 3; }\n";

/** Uses of members that only a type tells from their namesakes. Each line stands beside the nearest one that is no use. */
export const MEMBER_CASES: readonly OracleCase[] = [
  {
    name: "a property of a parameter",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order) => o.amt;\nexport const b = (o: { amt: number }) => o.amt;\n',
    },
    uses: ["src/a.ts:2:34 read amt"],
  },
  {
    name: "a property of what a function of another module returns",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/load.ts":
        'import type { Order } from "./order";\nexport declare function load(): Order;\nexport declare function other(): { amt: string };\n',
      "src/a.ts":
        'import { load, other } from "./load";\nexport const a = load().amt;\nexport const b = other().amt;\n',
    },
    uses: ["src/a.ts:2:25 read amt"],
  },
  {
    name: "a method, called, and passed on",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts":
        "export class Cart { total() { return 1; } sum() { return 2; } }\nexport class Basket { total() { return 3; } }\n",
      "src/a.ts":
        'import { Basket, Cart } from "./cart";\nconst cart = new Cart();\ncart.total();\nexport const f = cart.total;\nnew Basket().total();\ncart.sum();\n',
    },
    uses: ["src/a.ts:3:6 call total", "src/a.ts:4:23 read total"],
  },
  {
    name: "written, counted up, deleted",
    old: "./src/order.ts#Order.note",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport function set(o: Order, p: { note?: string }) {\n  o.note = "a";\n  o.note += "b";\n  delete o.note;\n  p.note = "c";\n}\n',
    },
    uses: [
      "src/a.ts:3:5 write note",
      "src/a.ts:4:5 read note",
      "src/a.ts:4:5 write note",
      "src/a.ts:5:12 write note",
    ],
  },
  {
    name: "optional chaining",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o?: Order) => o?.amt;\nexport const b = (o?: { amt: 1 }) => o?.amt;\n',
    },
    uses: ["src/a.ts:2:36 read amt"],
  },
  {
    name: "element access with a literal",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order) => o["amt"];\nexport const b = (o: Order) => o["id"];\nexport const c = (o: Record<string, number>) => o["amt"];\n',
    },
    uses: ["src/a.ts:2:35 read amt"],
  },
  {
    name: "destructuring, with another name, and with a default",
    old: "./src/order.ts#Order.note",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport function f(o: Order, p: { note: string }) {\n  const { note } = o;\n  const { note: text } = o;\n  const { note: rest = "" } = o;\n  const { note: other } = p;\n  return [note, text, rest, other];\n}\n',
    },
    uses: ["src/a.ts:3:11 read note", "src/a.ts:4:11 read note", "src/a.ts:5:11 read note"],
  },
  {
    name: "a destructured parameter",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = ({ amt }: Order) => amt;\nexport const b = ({ amt }: { amt: 1 }) => amt;\n',
    },
    uses: ["src/a.ts:2:21 read amt"],
  },
  {
    name: "a destructured parameter of a callback",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (list: Order[]) => list.map(({ amt }) => amt);\nexport const b = (list: { amt: 1 }[]) => list.map(({ amt }) => amt);\n',
    },
    uses: ["src/a.ts:2:49 read amt"],
  },
  {
    name: "a nested pattern",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = ({ order: { amt } }: { order: Order }) => amt;\nexport const b = ({ order: { amt } }: { order: { amt: 1 } }) => amt;\n',
    },
    uses: ["src/a.ts:2:30 read amt"],
  },
  {
    name: "assigned by a pattern",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport function f(o: Order, p: { amt: number }) {\n  let amt = 0;\n  ({ amt } = o);\n  ({ amt: amt } = o);\n  ({ amt } = p);\n  return amt;\n}\n',
    },
    uses: ["src/a.ts:4:6 read amt", "src/a.ts:5:6 read amt"],
  },
  {
    name: "an object literal where the type is expected",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a: Order = { id: "1", amt: 1 };\nexport const b: { amt: number } = { amt: 2 };\nexport const c = { amt: 3 };\n',
    },
    uses: ["src/a.ts:2:36 write amt"],
  },
  {
    name: "an argument, a result, an element, a shorthand",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\ndeclare function save(o: Order): void;\ndeclare function log(o: { amt: number }): void;\nconst amt = 1;\nsave({ id: "1", amt: 1 });\nsave({ id: "1", amt });\nlog({ amt });\nexport const f = (): Order => ({ id: "1", amt: 2 });\nexport const l: Order[] = [{ id: "1", amt: 3 }];\n',
    },
    uses: [
      "src/a.ts:5:17 write amt",
      "src/a.ts:6:17 write amt",
      "src/a.ts:8:43 write amt",
      "src/a.ts:9:39 write amt",
    ],
  },
  {
    name: "satisfies",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = { id: "1", amt: 1 } satisfies Order;\nexport const b = { id: "1", amt: 1 };\n',
    },
    uses: ["src/a.ts:2:29 write amt"],
  },
  {
    name: "indexed access types and Pick by way of another alias",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/row.ts":
        'import type { Order } from "./order";\nexport type Row = Order;\nexport type Line = { amt: number; id: 1 };\n',
      "src/a.ts":
        'import type { Line, Row } from "./row";\nexport type A = Row["amt"];\nexport type B = Pick<Row, "id" | "amt">;\nexport type C = Row["id" | "amt"];\nexport type D = Line["amt"];\nexport type E = Pick<Line, "amt">;\n',
    },
    uses: ["src/a.ts:2:22 type amt", "src/a.ts:3:35 type amt", "src/a.ts:4:29 type amt"],
  },
  {
    name: "typeof a member",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\ndeclare const order: Order;\ndeclare const line: { amt: 1 };\nexport type A = typeof order.amt;\nexport type B = typeof line.amt;\n',
    },
    uses: ["src/a.ts:4:30 type amt"],
  },
  {
    name: "through Partial, Readonly, Pick and Omit",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Partial<Order>) => o.amt;\nexport const b = (o: Omit<Order, "id">) => o.amt;\nexport const d = (o: Record<"amt", 1>) => o.amt;\n',
    },
    uses: ["src/a.ts:2:43 read amt", "src/a.ts:3:46 read amt"],
  },
  {
    name: "a union of two",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\ninterface Refund { amt: number; why: string }\nexport const a = (o: Order | Refund) => o.amt;\nexport const b = (o: Order | Refund) => ("why" in o ? o.amt : 0);\n',
    },
    uses: ["src/a.ts:3:43 read amt"],
  },
  {
    name: "an intersection",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order & { extra: 1 }) => o.amt;\nexport const b = (o: { amt: 2 } & { extra: 1 }) => o.amt;\n',
    },
    uses: ["src/a.ts:2:49 read amt"],
  },
  {
    name: "a generic by its constraint",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = <T extends Order>(o: T) => o.amt;\nexport const b = <T extends { amt: 1 }>(o: T) => o.amt;\n',
    },
    uses: ["src/a.ts:2:47 read amt"],
  },
  {
    name: "a generic container",
    old: "./src/box.ts#Box.value",
    files: {
      "src/box.ts": "export interface Box<T> { value: T; other: T }\nexport interface Cell<T> { value: T }\n",
      "src/a.ts":
        'import type { Box, Cell } from "./box";\nexport const a = (b: Box<Cell<string>>) => b.value.value;\nexport const c = (b: Cell<Box<string>>) => b.value.value;\n',
    },
    uses: ["src/a.ts:2:46 read value", "src/a.ts:3:52 read value"],
  },
  {
    name: "inherited from a class",
    old: "./src/palette.ts#Palette.red",
    files: {
      "src/palette.ts": PALETTE,
      "src/a.ts":
        'import { Palette } from "./palette";\nclass Dark extends Palette { deep() { return this.red; } }\nclass Own { red = 1; }\nnew Dark().red;\nnew Own().red;\nexport class Base extends Own { deep() { return this.red; } }\n',
    },
    uses: ["src/a.ts:2:51 read red", "src/a.ts:4:12 read red", "src/palette.ts:1:63 read red"],
  },
  {
    name: "inherited from an interface",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts":
        'import type { Order } from "./order";\ninterface Sale extends Order { by: string }\ninterface Own { amt: number }\nexport const a = (s: Sale) => s.amt;\nexport const b = (s: Own) => s.amt;\n',
    },
    uses: ["src/a.ts:4:33 read amt"],
  },
  {
    name: "implemented: what the class has of its own stays",
    old: "./src/shape.ts#Shape.area",
    files: {
      "src/shape.ts": "export interface Shape { area(): number }\n",
      "src/a.ts":
        'import type { Shape } from "./shape";\nclass Circle implements Shape { area() { return 3; } }\nconst c = new Circle();\nconst s: Shape = c;\nc.area();\ns.area();\n',
    },
    uses: ["src/a.ts:6:3 call area"],
  },
  {
    name: "overridden: the subclass has its own",
    old: "./src/palette.ts#Palette.mix",
    files: {
      "src/palette.ts": PALETTE,
      "src/a.ts":
        'import { Palette } from "./palette";\nclass Dark extends Palette { mix() { return super.mix(); } }\nnew Dark().mix();\nnew Palette().mix();\n',
    },
    uses: ["src/a.ts:2:51 call mix", "src/a.ts:4:15 call mix"],
  },
  {
    name: "a static member by the class's type",
    old: "./src/palette.ts#Palette.pure",
    files: {
      "src/palette.ts": PALETTE,
      "src/a.ts":
        'import type { Palette } from "./palette";\nexport const a = (p: typeof Palette) => p.pure;\nexport const b = (p: { pure: 1 }) => p.pure;\n',
    },
    uses: ["src/a.ts:2:43 read pure"],
  },
  {
    name: "accessors and parameter properties",
    old: "./src/user.ts#User.name",
    files: {
      "src/user.ts":
        "export class User { constructor(public name: string, private age: number) {} get old() { return this.age > 9; } }\n",
      "src/a.ts":
        'import { User } from "./user";\nconst user = new User("a", 1);\nuser.name = "b";\nexport const a = user.name.length + (user.old ? 1 : 0);\nexport const b = (d: { name: string }) => d.name;\n',
    },
    uses: ["src/a.ts:3:6 write name", "src/a.ts:4:23 read name"],
  },
  {
    name: "a nested object type",
    old: "./src/order.ts#Order.ship.city",
    files: {
      "src/order.ts": "export type Order = { ship: { city: string }; bill: { city: string } };\n",
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order) => o.ship.city;\nexport const b = (o: Order) => o.bill.city;\nexport const c = ({ ship: { city } }: Order) => city;\n',
    },
    uses: ["src/a.ts:2:39 read city", "src/a.ts:4:29 read city"],
  },
  {
    name: "a type alias over a declaration that is not exported",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": "interface Base { amt: number }\nexport type Order = Base & { id: string };\n",
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order) => o.amt;\nexport const b = (o: Order) => o.id;\n',
    },
    uses: ["src/a.ts:2:34 read amt"],
  },
  {
    name: "a member of an exported object, handed over",
    old: "./src/config.ts#config.legacy",
    files: {
      "src/config.ts": "export const config = { legacy: true, modern: false };\n",
      "src/use.ts": 'import { config } from "./config";\nexport const load = () => config;\n',
      "src/a.ts":
        'import { load } from "./use";\nexport const a = load().legacy;\nexport const b = load().modern;\nexport const c = { legacy: 1 }.legacy;\n',
    },
    uses: ["src/a.ts:2:25 read legacy"],
  },
  {
    name: "a default export",
    old: "./src/cart.ts#default.total",
    files: {
      "src/cart.ts": "export default class Cart { total = 1; }\n",
      "src/a.ts":
        'import Basket from "./cart";\nexport const a = (b: Basket) => b.total;\nexport const c = (b: { total: 1 }) => b.total;\n',
    },
    uses: ["src/a.ts:2:35 read total"],
  },
  {
    name: "through barrels and another name",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/index.ts": 'export { type Order as Sale } from "./order";\n',
      "src/a.ts":
        'import type { Sale } from "./index";\nexport const a = (s: Sale) => s.amt;\nexport const b = (s: Sale) => s.id;\n',
    },
    uses: ["src/a.ts:2:33 read amt"],
  },
  {
    name: "through an alias of the tsconfig",
    old: "./src/order.ts#Order.amt",
    files: {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      "src/order.ts": ORDER,
      "src/deep/a.ts":
        'import type { Order } from "@/order";\nexport const a = (s: Order) => s.amt;\nexport const b = (s: { amt: 1 }) => s.amt;\n',
    },
    uses: ["src/deep/a.ts:2:34 read amt"],
  },
  {
    name: "a namespace's interface",
    old: "./src/api.ts#Api.Order.amt",
    files: {
      "src/api.ts":
        "export namespace Api { export interface Order { amt: number } export interface Line { amt: number } }\n",
      "src/a.ts":
        'import type { Api } from "./api";\nexport const a = (o: Api.Order) => o.amt;\nexport const b = (o: Api.Line) => o.amt;\n',
    },
    uses: ["src/a.ts:2:38 read amt"],
  },
  {
    name: "an interface declared in two parts",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": "export interface Order { id: string }\nexport interface Order { amt: number }\n",
      "src/a.ts":
        'import type { Order } from "./order";\nexport const a = (o: Order) => o.amt;\nexport const b = (o: Order) => o.id;\n',
    },
    uses: ["src/a.ts:2:34 read amt"],
  },
  {
    name: "a property of a component",
    old: "./src/button.tsx#ButtonProps.kind",
    files: {
      "src/button.tsx":
        "export interface ButtonProps { kind: string; size?: number }\nexport const Button = ({ kind }: ButtonProps): JSX.Element => <b>{kind}</b>;\nexport const Icon = (props: { kind: string }): JSX.Element => <i>{props.kind}</i>;\n",
      "src/a.tsx":
        'import { Button, Icon } from "./button";\nexport const a = <Button kind="a" size={1} />;\nexport const b = <Icon kind="a" />;\n',
    },
    uses: ["src/a.tsx:2:26 write kind", "src/button.tsx:2:26 read kind"],
  },
  {
    name: "a member of JavaScript's class",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": "export class Cart { total = 1 }\nexport class Basket { total = 1 }\n",
      "src/a.js":
        'import { Basket, Cart } from "./cart";\nconst make = () => new Cart();\nexport const a = make().total;\nexport const b = new Basket().total;\n',
    },
    uses: ["src/a.js:3:25 read total"],
  },
];
