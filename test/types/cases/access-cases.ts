import type { MarkedCase } from "./member-case.js";

const ORDER =
  "export interface Order { id: string; amt: number; note?: string }\nexport interface Line { amt: number; note?: string }\n";

/** How a property is reached: read, written, taken apart, put into literals. */
export const ACCESS_CASES: readonly MarkedCase[] = [
  {
    name: "changed in place: a write and a read",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function change(o: Order, l: Line) {
  o.«write+read amt» += 1;
  o.«write+read amt»++;
  --o.«write+read amt»;
  o["«write+read amt»"] ||= 2;
  l.amt += 1;
  l.amt++;
}
`,
    },
  },
  {
    name: "through !, as, parentheses and assertions",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
declare const o: Order | undefined;
declare const u: unknown;
export const a = [o!.«read amt», (o as Order).«read amt», (u as Order).«read amt», (<Order>u).«read amt»];
export const b = [(u as Line).amt, (<Line>u).amt];
`,
    },
  },
  {
    name: "a key written as a template, in brackets behind a question mark",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o?: Order) => [o?.["«read amt»"], o?.[\`«read amt»\`]];
export const b = (l?: Line) => [l?.["amt"], l?.[\`amt\`]];
`,
    },
  },
  {
    name: "loops that take rows apart",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function sum(orders: Order[], lines: Line[]) {
  let all = 0;
  for (const { «read amt» } of orders) all += amt;
  for (const { amt: more } of lines) all += more;
  for (const order of orders) all += order.«read amt»;
  for (const line of lines) all += line.amt;
  return all;
}
`,
    },
  },
  {
    name: "a loop that counts in a member",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function each(o: Order, l: Line, list: number[]) {
  for (o.«write amt» of list) continue;
  for (l.amt of list) continue;
}
`,
    },
  },
  {
    name: "patterns with defaults, deep ones, and lists of them",
    old: "./src/order.ts#Order.note",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function f([{ «read note» = "" }]: Order[], [{ note: other = "" }]: Line[]) { return [note, other]; }
export function g({ order: { «read note»: text = "" }, line: { note } }: { order: Order; line: Line }) { return [text, note]; }
`,
    },
  },
  {
    name: "a parameter's pattern with a default that is a literal",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function f({ «read amt» }: Order = { id: "1", «write amt»: 1 }) { return amt; }
export function g({ amt }: Line = { amt: 1 }) { return amt; }
`,
    },
  },
  {
    name: "patterns that assign, nested and in lists",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function f(orders: Order[], lines: Line[], both: { order: Order; line: Line }) {
  let amt = 0;
  [{ «read amt» }] = orders;
  [{ amt }] = lines;
  ({ order: { «read amt»: amt }, line: { amt } } = both);
  for ({ «read amt» } of orders) continue;
  for ({ amt } of lines) continue;
  return amt;
}
`,
    },
  },
  {
    name: "a member that a pattern writes to",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function f(o: Order, l: Line, point: { x: number }) {
  ({ x: o.«write amt» } = point);
  [o.«write amt», l.amt] = [1, 2];
  ({ x: l.amt } = point);
}
`,
    },
  },
  {
    name: "a catch clause, and a pattern of what a call gives",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
declare function load(): Promise<Order>;
declare function line(): Promise<Line>;
export async function f() {
  const { «read amt» } = await load();
  const { amt: other } = await line();
  return load().then(({ «read amt»: third }) => amt + other + third);
}
`,
    },
  },
  {
    name: "what a spread carries, and what is left over",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export function f(o: Order, l: Line) {
  const copy = { ...o, id: "2" };
  const { id, ...rest } = o;
  const other = { ...l, id };
  const { note, ...left } = l;
  return [copy.«read amt», rest.«read amt», { ...o }.«read amt», other.amt, left.amt, note];
}
`,
    },
  },
  {
    name: "a spread that is overwritten is no longer the member",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Order } from "./order";
export const f = (o: Order) => ({ ...o, amt: 2 }).amt;
export const g = (o: Order): Order => ({ ...o, «write amt»: 2 });
`,
    },
  },
  {
    name: "methods and accessors of a literal",
    old: "./src/shape.ts#Shape.area",
    files: {
      "src/shape.ts":
        "export interface Shape { area(): number }\nexport interface Plan { area(): number }\nexport interface Sized { readonly size: number }\n",
      "src/a.ts": `
import type { Plan, Shape } from "./shape";
export const a: Shape = { «write area»() { return 1; } };
export const b: Plan = { area() { return 1; } };
`,
    },
  },
  {
    name: "a getter of a literal",
    old: "./src/shape.ts#Sized.size",
    files: {
      "src/shape.ts":
        "export interface Sized { readonly size: number }\nexport interface Other { readonly size: number }\n",
      "src/a.ts": `
import type { Other, Sized } from "./shape";
export const a: Sized = { get «write size»() { return 1; } };
export const b: Other = { get size() { return 1; } };
`,
    },
  },
  {
    name: "computed and quoted keys of a literal",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a: Order = { id: "1", ["«write amt»"]: 1 };
export const b: Order = { id: "1", "«write amt»": 1 };
export const c: Line = { ["amt"]: 1 };
`,
    },
  },
  {
    name: "literals within conditions, lists and calls",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
declare function save(...orders: readonly Order[]): void;
declare function keep(...lines: readonly Line[]): void;
export const a = (isOne: boolean): Order => isOne ? { id: "1", «write amt»: 1 } : { id: "2", «write amt»: 2 };
save({ id: "1", «write amt»: 1 });
keep({ amt: 1 });
export const b: { orders: Order[]; lines: Line[] } = { orders: [{ id: "1", «write amt»: 1 }], lines: [{ amt: 2 }] };
`,
    },
  },
  {
    name: "a literal that goes into a field, a setter, an assignment",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export class Box { order: Order = { id: "1", «write amt»: 1 }; line: Line = { amt: 1 }; }
export function put(box: Box) {
  box.order = { id: "1", «write amt»: 2 };
  box.line = { amt: 2 };
}
`,
    },
  },
  {
    name: "a literal that an async function or a generator gives",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = async (): Promise<Order> => ({ id: "1", «write amt»: 1 });
export const b = async (): Promise<Line> => ({ amt: 1 });
export async function c(): Promise<Order> { return { id: "1", «write amt»: 1 }; }
`,
    },
  },
  {
    name: "a literal for a part of the type",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
declare function update(changes: Partial<Order>): void;
declare function amend(changes: Partial<Line>): void;
update({ «write amt»: 1 });
amend({ amt: 1 });
`,
    },
  },
  {
    name: "a literal for a type parameter",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
declare function save<T extends Order>(order: T): T;
declare function keep<T extends Line>(line: T): T;
save({ id: "1", «write amt»: 1 });
keep({ amt: 1 });
`,
    },
    oracle: {
      because: "A type parameter takes any further property: the same without one.",
      files: {
        "src/order.ts": ORDER,
        "src/a.ts": `
import type { Line, Order } from "./order";
declare function save(order: Order): Order;
declare function keep(line: Line): Line;
save({ id: "1", amt: 1 });
keep({ amt: 1 });
`,
      },
    },
  },
  {
    name: "a literal for one of a union, told by its kind",
    old: "./src/event.ts#Placed.amt",
    files: {
      "src/event.ts":
        'export interface Placed { kind: "placed"; amt: number }\nexport interface Paid { kind: "paid"; amt: number }\nexport type Event = Placed | Paid;\n',
      "src/a.ts": `
import type { Event } from "./event";
export const a: Event = { kind: "placed", «write amt»: 1 };
export const b: Event = { kind: "paid", amt: 1 };
export const c = (e: Event) => (e.kind === "placed" ? e.«read amt» : e.amt);
export const d = (e: Event) => e.«read amt»;
`,
    },
  },
  {
    name: "narrowed by a switch, a predicate and instanceof",
    old: "./src/event.ts#Placed.amt",
    files: {
      "src/event.ts":
        'export class Placed { readonly kind = "placed"; amt = 1; }\nexport class Paid { readonly kind = "paid"; amt = 1; }\n',
      "src/a.ts": `
import { Paid, Placed } from "./event";
declare function isPlaced(e: Placed | Paid): e is Placed;
export function a(e: Placed | Paid) {
  switch (e.kind) {
    case "placed": return e.«read amt»;
    case "paid": return e.amt;
  }
}
export const b = (e: Placed | Paid) => (isPlaced(e) ? e.«read amt» : e.amt);
export const c = (e: Placed | Paid) => (e instanceof Paid ? e.amt : e.«read amt»);
`,
    },
  },
  {
    name: "asked for with in",
    old: "./src/order.ts#Order.note",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order) => (("«read note»" in o));
export const b = (l: Line) => (("note" in l));
`,
    },
    oracle: {
      because: "The compiler lets any text stand before in: the same key in brackets it checks.",
      files: {
        "src/order.ts": ORDER,
        "src/a.ts": `
import type { Line, Order } from "./order";
export const a = (o: Order) => o["note"];
export const b = (l: Line) => l["note"];
`,
      },
    },
  },
  {
    name: "a const object's member, and typeof it",
    old: "./src/config.ts#CONFIG.old",
    files: {
      "src/config.ts":
        "export const CONFIG = { old: 1, now: 2 } as const;\nexport const OTHER = { old: 1 } as const;\n",
      "src/a.ts": `
import { CONFIG, OTHER } from "./config";
export const a = [CONFIG.«read old», OTHER.old];
export const b = (config: typeof CONFIG, other: typeof OTHER) => [config.«read old», other.old];
export type C = (typeof CONFIG)["«type old»"];
export type D = (typeof OTHER)["old"];
`,
    },
  },
  {
    name: "a nested object's member, of a type and of a constant",
    old: "./src/config.ts#CONFIG.db.url",
    files: {
      "src/config.ts": 'export const CONFIG = { db: { url: "a" }, web: { url: "b" } };\n',
      "src/load.ts": 'import { CONFIG } from "./config";\nexport const load = () => CONFIG;\n',
      "src/a.ts": `
import { CONFIG } from "./config";
import { load } from "./load";
export const a = [CONFIG.db.«read url», CONFIG.web.url, load().db.«read url», load().web.url];
const { db } = load();
const { web } = load();
export const b = [db.«read url», web.url];
`,
    },
  },
  {
    name: "a member of what a function is handed back as an object",
    old: "./src/make.ts#Made.total",
    files: {
      "src/make.ts": `
export function make() { return { total: 1, id: "1" }; }
export function other() { return { total: 1 }; }
type Result<T> = T extends (...all: never[]) => infer R ? R : never;
export type Made = Result<typeof make>;
`,
      "src/a.ts": `
import { make, other, type Made } from "./make";
export const a = [make().«read total», other().total];
export const b = (made: Made) => made.«read total»;
`,
    },
  },
  {
    name: "a callback's parameter typed by the function that takes it",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/bus.ts": `
import type { Line, Order } from "./order";
export interface Handlers { order(o: Order): void; line(l: Line): void }
export declare function on<K extends keyof Handlers>(name: K, handler: Handlers[K]): void;
`,
      "src/a.ts": `
import { on } from "./bus";
on("order", (o) => o.«read amt»);
on("line", (l) => l.amt);
`,
    },
  },
];
