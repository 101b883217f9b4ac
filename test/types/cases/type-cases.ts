import type { MarkedCase } from "./member-case.js";

const ORDER =
  "export interface Order { id: string; amt: number; note?: string }\nexport interface Line { id: string; amt: number; note?: string }\n";

/** Members in types: selected, mapped, inferred, inherited, put together. */
export const TYPE_CASES: readonly MarkedCase[] = [
  {
    name: "indexed access, deep and in unions",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export type A = Order["«type amt»"];
export type B = Order[("id" | "«type amt»")];
export type C = { order: Order }["order"]["«type amt»"];
export type D = Order[]["0"]["id"] | Order[][number]["«type amt»"];
export type E = Line["amt"] | { line: Line }["line"]["amt"];
`,
    },
  },
  {
    name: "a method's parameters and result",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts":
        "export interface Cart { total(n: number): string }\nexport interface Basket { total(n: number): string }\n",
      "src/a.ts": `
import type { Basket, Cart } from "./cart";
type Result<T> = T extends (...all: never[]) => infer R ? R : never;
export type A = Result<Cart["«type total»"]>;
export type B = Result<Basket["total"]>;
`,
    },
  },
  {
    name: "Pick through an alias of ours",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/pick.ts": "export type Only<T, K extends keyof T> = { [P in K]: T[P] };\n",
      "src/a.ts": `
import type { Line, Order } from "./order";
import type { Only } from "./pick";
export type A = Only<Order, "id" | "«type amt»">;
export type B = Only<Line, "id" | "amt">;
export const a = (o: Only<Order, keyof Order>) => o.«read amt»;
export const b = (l: Only<Line, keyof Line>) => l.amt;
`,
    },
  },
  {
    name: "what Omit leaves out and what it keeps",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export type A = Omit<Order, "«type amt»">;
export type B = Omit<Line, "amt">;
`,
    },
    oracle: {
      rule: "Omit takes any text, so neither the compiler nor its service knows what it leaves out.",
    },
  },
  {
    name: "keys of keyof in types",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
type Field<K extends keyof Order> = { key: K };
type LineField<K extends keyof Line> = { key: K };
export type A = Field<"«type amt»">;
export type B = LineField<"amt">;
`,
    },
  },
  {
    name: "Extract and Exclude of keyof",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
type Extract<T, U> = T extends U ? T : never;
export type A = Extract<keyof Order, "«type amt»" | "id">;
export type B = Exclude<keyof Order, "«type amt»">;
export type C = Extract<keyof Line, "amt" | "id">;
export type D = Exclude<keyof Line, "amt">;
`,
    },
    oracle: { rule: "A conditional type takes any text." },
  },
  {
    name: "a constant that has to be a key",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a: keyof Order = "«read amt»";
export const b: keyof Line = "amt";
`,
    },
    oracle: {
      because: "The compiler says it at the constant's name: the same key at the same place as an index.",
      files: {
        "src/order.ts": ORDER,
        "src/a.ts": `
import type { Line, Order } from "./order";
export type A         = Order["amt"];
export type B        = Line["amt"];
`,
      },
    },
  },
  {
    name: "values that have to be a key",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const b: (keyof Order)[] = ["id", "«read amt»"];
export const c = ["«read amt»"] satisfies (keyof Order)[];
export const e: (keyof Line)[] = ["id", "amt"];
export const f: string = "amt";
`,
    },
  },
  {
    name: "keys handed to a function",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/get.ts": `
export declare function get<T, K extends keyof T>(row: T, key: K): T[K];
export declare function sort<T>(rows: T[], key: keyof T): T[];
export declare function pick<T, K extends keyof T>(row: T, ...keys: K[]): { [P in K]: T[P] };
export declare function text(row: object, key: string): string;
`,
      "src/a.ts": `
import { get, pick, sort, text } from "./get";
import type { Line, Order } from "./order";
export const a = (o: Order) => [get(o, "«read amt»"), sort([o], "«read amt»"), pick(o, "id", "«read amt»").«read amt», text(o, "amt")];
export const b = (l: Line) => [get(l, "amt"), sort([l], "amt"), pick(l, "id", "amt").amt];
`,
    },
  },
  {
    name: "a key compared with a text",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (key: keyof Order) => key === "«read amt»";
export const b = (key: keyof Line) => key === "amt";
export function c(key: keyof Order, other: keyof Line) {
  switch (key) { case "«read amt»": return 1; }
  switch (other) { case "amt": return 1; }
  return 0;
}
`,
    },
  },
  {
    name: "Record of keyof",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a: Record<keyof Order, string> = { id: "a", «write amt»: "b", note: "c" };
export const b: Record<keyof Line, string> = { id: "a", amt: "b", note: "c" };
export const c = [a.«read amt», b.amt];
`,
    },
  },
  {
    name: "mapped types: optional, nullable, wrapped",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/map.ts": `
export type Nullable<T> = { [K in keyof T]: T[K] | null };
export type Wrapped<T> = { readonly [K in keyof T]-?: { value: T[K] } };
export type Deep<T> = T extends object ? { [K in keyof T]?: Deep<T[K]> } : T;
`,
      "src/a.ts": `
import type { Deep, Nullable, Wrapped } from "./map";
import type { Line, Order } from "./order";
export const a = (o: Nullable<Order>, l: Nullable<Line>) => [o.«read amt», l.amt];
export const b = (o: Wrapped<Order>, l: Wrapped<Line>) => [o.«read amt».value, l.amt.value];
export const c = (o: Deep<{ in: Order }>, l: Deep<{ in: Line }>) => [o.in?.«read amt», l.in?.amt];
`,
    },
  },
  {
    name: "a mapped type that gives other names",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Order } from "./order";
type Getters<T> = { [K in keyof T as \`get_\${string & K}\`]: () => T[K] };
type Kept<T> = { [K in keyof T as K extends "id" ? never : K]: T[K] };
export const a = (g: Getters<Order>, k: Kept<Order>) => [g.get_amt(), k.«read amt»];
`,
    },
  },
  {
    name: "inferred out of a container",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
interface Box<T> { item: T }
type Item<T> = T extends Box<infer U> ? U : never;
export const a = (o: Item<Box<Order>>) => o.«read amt»;
export const b = (l: Item<Box<Line>>) => l.amt;
export type C = Item<Box<Order>>["«type amt»"];
`,
    },
  },
  {
    name: "what a function gives, awaited",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/load.ts": `
import type { Line, Order } from "./order";
export declare function load(): Promise<Order>;
export declare function line(): Promise<Line>;
`,
      "src/a.ts": `
import type { line, load } from "./load";
type Result<T> = T extends (...all: never[]) => infer R ? R : never;
export const a = (o: Awaited<Result<typeof load>>) => o.«read amt»;
export const b = (l: Awaited<Result<typeof line>>) => l.amt;
export type C = Awaited<Result<typeof load>>["«type amt»"];
`,
    },
  },
  {
    name: "an interface that extends several, and one that narrows",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
interface Named { name: string }
interface Sale extends Named, Order { by: string }
interface Fixed extends Order { amt: 5 }
interface Plain extends Line { by: string }
export const a = (s: Sale, f: Fixed, p: Plain) => [s.«read amt», f.amt, p.amt];
`,
    },
  },
  {
    name: "inherited through two modules",
    old: "./src/base.ts#Base.id",
    files: {
      "src/base.ts": "export interface Base { id: string }\nexport interface Other { id: string }\n",
      "src/order.ts":
        'import type { Base, Other } from "./base";\nexport interface Order extends Base { amt: number }\nexport interface Line extends Other { amt: number }\n',
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order, l: Line) => [o.«read id», l.id];
`,
    },
  },
  {
    name: "a member named by the type that inherits it",
    old: "./src/order.ts#Order.id",
    files: {
      "src/base.ts": "export interface Base { id: string }\nexport interface Other { id: string }\n",
      "src/order.ts":
        'import type { Base, Other } from "./base";\nexport interface Order extends Base { amt: number }\nexport type Line = Other & { amt: number };\n',
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order, l: Line) => [o.«read id», l.id];
`,
    },
  },
  {
    name: "reached by the type that hands it down, where nothing imports the one that it is named by",
    old: "./src/order.ts#Order.id",
    files: {
      "src/base.ts": "export interface Base { id: string }\nexport interface Other { id: string }\n",
      "src/order.ts":
        'import type { Base } from "./base";\nexport interface Order extends Base { amt: number }\n',
      "src/a.ts": `
import type { Base, Other } from "./base";
export const a = (base: Base, other: Other) => [base.«read id», other.id];
`,
    },
  },
  {
    name: "a member named by the alias that is put together of another module's types",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/base.ts":
        "export interface Base { amt: number; note: string }\nexport interface Other { amt: number }\n",
      "src/order.ts":
        'import type { Base, Other } from "./base";\nexport type Order = Omit<Base, "note"> & { id: string };\nexport type Line = Other & { id: string };\n',
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order, l: Line) => [o.«read amt», l.amt];
`,
    },
  },
  {
    name: "a nested member whose type is declared elsewhere",
    old: "./src/order.ts#Order.address.street",
    files: {
      "src/address.ts":
        "export interface Address { street: string }\nexport interface Office { street: string }\n",
      "src/order.ts":
        'import type { Address, Office } from "./address";\nexport interface Order { address: Address; office: Office }\n',
      "src/a.ts": `
import type { Order } from "./order";
export const a = (o: Order) => [o.address.«read street», o.office.street];
export const b = ({ address: { «read street» }, office: { street: other } }: Order) => [street, other];
`,
    },
  },
  {
    name: "a member below an array and an optional one",
    old: "./src/order.ts#Order.lines.amt",
    files: {
      "src/order.ts": "export interface Order { lines?: { amt: number }[]; fees: { amt: number }[] }\n",
      "src/a.ts": `
import type { Order } from "./order";
export const a = (o: Order) => [o.lines?.[0].«read amt», o.lines?.map((line) => line.«read amt»), o.fees[0].amt];
export const b: Order = { lines: [{ «write amt»: 1 }], fees: [{ amt: 2 }] };
`,
    },
    oracle: { rule: "The test's way of finding a member goes through no arrays." },
  },
  {
    name: "an intersection of which two have it",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order & Line) => o.«read amt»;
export const b = (l: Line & { amt: 5 }) => l.amt;
`,
    },
    oracle: { references: "The other part still has it, so the compiler is silent." },
  },
  {
    name: "a type parameter's default and a constraint of a class",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export class Sum<T extends Order> { constructor(private items: T[]) {} first() { return this.items[0].«read amt»; } }
export class Other<T extends Line> { constructor(private items: T[]) {} first() { return this.items[0].amt; } }
export type A<T = Order["«type amt»"]> = T;
`,
    },
  },
  {
    name: "typeof a member, and of a member's member",
    old: "./src/config.ts#config.db",
    files: {
      "src/config.ts":
        "export const config = { db: { url: 'a' } };\nexport const other = { db: { url: 'a' } };\n",
      "src/a.ts": `
import { config, other } from "./config";
export type A = typeof config.«type db»;
export type B = typeof config.«type db».url;
export type C = typeof other.db.url;
export const both = [config, other];
`,
    },
  },
  {
    name: "a type alias of a function with members",
    old: "./src/call.ts#Call.old",
    files: {
      "src/call.ts":
        "export type Call = { (n: number): string; old: boolean };\nexport type Other = { (n: number): string; old: boolean };\n",
      "src/a.ts": `
import type { Call, Other } from "./call";
export const a = (call: Call, other: Other) => [call.«read old», call(1), other.old];
`,
    },
  },
  {
    name: "an index signature beside the member",
    old: "./src/env.ts#Env.old",
    files: {
      "src/env.ts":
        "export interface Env { old: string; [name: string]: string }\nexport interface Other { [name: string]: string }\n",
      "src/a.ts": `
import type { Env, Other } from "./env";
export const a = (env: Env, other: Other) => [env.«read old», env.now, other.old];
`,
    },
    oracle: { references: "The index signature still has it, so the compiler is silent." },
  },
  {
    name: "a tuple's rows and a Map's values",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
interface Table<K, V> { get(key: K): V | undefined }
export const a = (pair: [Order, Line]) => [pair[0].«read amt», pair[1].amt];
export const b = (orders: Table<string, Order>, lines: Table<string, Line>) => [orders.get("a")?.«read amt», lines.get("a")?.amt];
export const c = ([{ «read amt» }, { amt: other }]: [Order, Line]) => [amt, other];
`,
    },
  },
];
