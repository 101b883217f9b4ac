import type { MarkedCase } from "./member-case.js";

const CART = `
export class Cart {
  static count = 0;
  total() { return 1; }
  sum() { return 2; }
  static make() { return new Cart(); }
}
export class Basket {
  static count = 0;
  total() { return 3; }
  static make() { return new Basket(); }
}
`;

/** Methods, properties, accessors, static and inherited members of classes. */
export const CLASS_CASES: readonly MarkedCase[] = [
  {
    name: "a method called on what a factory gives",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
Cart.make().«call total»();
Basket.make().total();
`,
    },
  },
  {
    name: "a method bound, passed on and called with brackets",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
const cart = new Cart();
const basket = new Basket();
export const list = [cart.«read total», cart["«call total»"](), cart?.«call total»?.()];
export const others = [basket.total, basket["total"](), basket?.total?.()];
`,
    },
  },
  {
    name: "a method set anew",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
export function patch(cart: Cart, basket: Basket) {
  cart.«write total» = () => 1;
  basket.total = () => 1;
}
`,
    },
  },
  {
    name: "a static method by its class and by this",
    old: "./src/cart.ts#Cart.make",
    files: {
      "src/cart.ts": `
export class Cart {
  static make() { return new Cart(); }
  static two() { return [this.«call make»(), Cart.«call make»()]; }
}
export class Basket { static make() { return new Basket(); } static two() { return [this.make(), Basket.make()]; } }
`,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
Cart.«call make»();
Basket.make();
`,
    },
  },
  {
    name: "a static property by a subclass",
    old: "./src/cart.ts#Cart.count",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
class Big extends Cart {}
class Wide extends Basket {}
Big.«write count» = 2;
Wide.count = 3;
`,
    },
  },
  {
    name: "a static member in a static block",
    old: "./src/registry.ts#Registry.size",
    files: {
      "src/registry.ts": `
export class Registry { static size = 0; static { this.«write size» = 1; } }
export class Index { static size = 0; static { this.size = 1; } }
`,
    },
  },
  {
    name: "a pair of accessors",
    old: "./src/user.ts#User.name",
    files: {
      "src/user.ts": `
export class User { #own = ""; get name() { return this.#own; } set name(value: string) { this.#own = value; } }
export class Team { get name() { return ""; } set name(value: string) {} }
`,
      "src/a.ts": `
import { Team, User } from "./user";
const user = new User();
const team = new Team();
user.«write name» = "a";
team.name = "b";
export const names = [user.«read name», team.name];
`,
    },
  },
  {
    name: "a getter taken out of an instance",
    old: "./src/user.ts#User.name",
    files: {
      "src/user.ts": `
export class User { get name() { return ""; } }
export class Team { get name() { return ""; } }
`,
      "src/a.ts": `
import { Team, User } from "./user";
const { «read name» } = new User();
const { name: team } = new Team();
export const names = [name, team];
`,
    },
  },
  {
    name: "a private name of the same spelling is none",
    old: "./src/user.ts#User.age",
    files: {
      "src/user.ts": `
export class User { #age = 1; age = 2; both() { return this.#age + this.«read age»; } }
`,
    },
  },
  {
    name: "a protected member in a subclass",
    old: "./src/base.ts#Base.load",
    files: {
      "src/base.ts": `
export class Base { protected load() { return 1; } }
export class Other { protected load() { return 1; } }
`,
      "src/a.ts": `
import { Base, Other } from "./base";
export class One extends Base { run() { return this.«call load»(); } }
export class Two extends Other { run() { return this.load(); } }
`,
    },
  },
  {
    name: "an abstract method: calls by the abstract type",
    old: "./src/shape.ts#Shape.area",
    files: {
      "src/shape.ts": `
export abstract class Shape { abstract area(): number; twice() { return this.«call area»() * 2; } }
`,
      "src/a.ts": `
import { Shape } from "./shape";
export class Circle extends Shape { area() { return 3; } }
export const both = (shape: Shape, circle: Circle) => shape.«call area»() + circle.area();
`,
    },
  },
  {
    name: "an override that says so breaks, and is the subclass's own to callers",
    old: "./src/shape.ts#Shape.area",
    files: {
      "src/shape.ts": `
export class Shape { area() { return 1; } }
export class Plan { area() { return 1; } }
`,
      "src/a.ts": `
import { Plan, Shape } from "./shape";
export class Circle extends Shape { override «write area»() { return 3; } }
export class Draft extends Plan { override area() { return 3; } }
new Circle().area();
`,
    },
  },
  {
    name: "an accessor and a property that override",
    old: "./src/shape.ts#Shape.side",
    files: {
      "src/shape.ts": `
export abstract class Shape { abstract side: number; }
export abstract class Plan { abstract side: number; }
`,
      "src/a.ts": `
import { Plan, Shape } from "./shape";
export class Square extends Shape { override «write side» = 1; }
export class Draft extends Plan { override side = 1; }
`,
    },
  },
  {
    name: "super's method",
    old: "./src/shape.ts#Shape.area",
    files: {
      "src/shape.ts": `
export class Shape { area() { return 1; } }
export class Plan { area() { return 1; } }
`,
      "src/a.ts": `
import { Plan, Shape } from "./shape";
export class Circle extends Shape { half() { return super.«call area»() / 2; } }
export class Draft extends Plan { half() { return super.area() / 2; } }
`,
    },
  },
  {
    name: "this within an arrow, and this as a parameter",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": `
export class Order { amt = 1; later() { return () => this.«read amt»; } }
`,
      "src/a.ts": `
import type { Order } from "./order";
export function double(this: Order) { return this.«read amt» * 2; }
export function triple(this: { amt: number }) { return this.amt * 3; }
`,
    },
  },
  {
    name: "a class that another one implements",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import type { Cart } from "./cart";
class Fake implements Cart { total() { return 0; } sum() { return 0; } }
export const both = (cart: Cart, fake: Fake) => [cart.«call total»(), fake.total()];
`,
    },
  },
  {
    name: "a subclass by a function that extends what it is given",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/mixin.ts": `
type Constructor = new (...all: any[]) => object;
export function Dated<T extends Constructor>(Base: T) { return class extends Base { date = 1; }; }
`,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
import { Dated } from "./mixin";
class DatedCart extends Dated(Cart) { sumUp() { return this.«call total»(); } }
class DatedBasket extends Dated(Basket) { sumUp() { return this.total(); } }
export const both = [new DatedCart().«call total»(), new DatedBasket().total()];
`,
    },
  },
  {
    name: "a member that a generic base class hands on",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts":
        "export interface Order { id: string; amt: number }\nexport interface Line { amt: number }\n",
      "src/store.ts": "export class Store<T> { items: T[] = []; declare first: T; }\n",
      "src/a.ts": `
import type { Line, Order } from "./order";
import { Store } from "./store";
export class Orders extends Store<Order> { get amount() { return this.first.«read amt»; } }
export class Lines extends Store<Line> { get amount() { return this.first.amt; } }
`,
    },
  },
  {
    name: "a chain of methods that give this",
    old: "./src/query.ts#Query.take",
    files: {
      "src/query.ts": `
export class Query { where(): this { return this; } take(n: number): this { return this; } }
export class List { where(): this { return this; } take(n: number): this { return this; } }
`,
      "src/a.ts": `
import { List, Query } from "./query";
new Query().where().«call take»(1).where().«call take»(2);
new List().where().take(1).take(2);
`,
    },
    oracle: { references: "What comes after the first error in a chain is any to the compiler." },
  },
  {
    name: "a member of a class expression that a constant holds",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": `
export const Cart = class { total = 1; };
export const Basket = class { total = 1; };
`,
      "src/a.ts": `
import { Basket, Cart } from "./cart";
export const both = [new Cart().«read total», new Basket().total];
`,
    },
    oracle: {
      because: "The test's way of finding a member goes through no constructors.",
      files: {
        "src/cart.ts": "export class Cart { total = 1; }\nexport class Basket { total = 1; }\n",
        "src/a.ts": `
import { Basket, Cart } from "./cart";
export const both = [new Cart().total, new Basket().total];
`,
      },
    },
  },
  {
    name: "a member of a default-exported class without a name",
    old: "./src/cart.ts#default.total",
    files: {
      "src/cart.ts": "export default class { total = 1; }\n",
      "src/basket.ts": "export default class { total = 1; }\n",
      "src/a.ts": `
import Basket from "./basket";
import Cart from "./cart";
export const both = [new Cart().«read total», new Basket().total];
`,
    },
  },
  {
    name: "a class that is exported as default further down",
    old: "./src/cart.ts#default.total",
    files: {
      "src/cart.ts": "class Cart { total = 1; }\nexport default Cart;\n",
      "src/a.ts": `
import Cart from "./cart";
class Basket { total = 1; }
export const both = [new Cart().«read total», new Basket().total];
`,
    },
  },
  {
    name: "an instance by InstanceType",
    old: "./src/cart.ts#Cart.total",
    files: {
      "src/cart.ts": CART,
      "src/a.ts": `
import type { Basket, Cart } from "./cart";
type Instance<T> = T extends abstract new (...all: never[]) => infer R ? R : never;
export const a = (cart: Instance<typeof Cart>) => cart.«call total»();
export const b = (basket: Instance<typeof Basket>) => basket.total();
`,
    },
  },
  {
    name: "members of a class and an interface of one name",
    old: "./src/cart.ts#Cart.note",
    files: {
      "src/cart.ts":
        "export interface Cart { note: string }\nexport class Cart { total = 1; }\nexport class Basket { note = ''; }\n",
      "src/a.ts": `
import { Basket, Cart } from "./cart";
export const both = [new Cart().«read note», new Basket().note];
`,
    },
  },
  {
    name: "an auto-accessor and a field that a decorator changes",
    old: "./src/user.ts#User.name",
    files: {
      "src/user.ts": `
export declare function field(target: object, key: string): void;
export class User { @field name = ""; @field age = 1; }
export class Team { @field name = ""; }
`,
      "src/a.ts": `
import type { Team, User } from "./user";
export const both = (user: User, team: Team) => [user.«read name», team.name];
`,
    },
  },
  {
    name: "a decorator that is a member",
    old: "./src/rules.ts#Rules.old",
    files: {
      "src/rules.ts": `
export class Rules { old(target: object, key: string) {} now(target: object, key: string) {} }
export const rules = new Rules();
export const others = { old(target: object, key: string) {} };
`,
      "src/a.ts": `
import { others, rules } from "./rules";
export class User { @rules.«call old» name = ""; @rules.now age = 1; @others.old size = 1; }
`,
    },
  },
  {
    name: "a template's tag that is a member",
    old: "./src/sql.ts#Sql.raw",
    files: {
      "src/sql.ts": `
export class Sql { raw(text: TemplateStringsArray) { return text; } }
export class Css { raw(text: TemplateStringsArray) { return text; } }
`,
      "src/a.ts": `
import type { Css, Sql } from "./sql";
export const both = (sql: Sql, css: Css) => [sql.«call raw»\`a\`, css.raw\`a\`];
`,
    },
  },
  {
    name: "a class that is a member, made anew",
    old: "./src/models.ts#Models.Cart",
    files: {
      "src/models.ts": `
class Cart { total = 1; }
export interface Models { Cart: typeof Cart; Basket: typeof Cart }
export interface Others { Cart: typeof Cart }
`,
      "src/a.ts": `
import type { Models, Others } from "./models";
export const a = (models: Models) => new models.«call Cart»();
export const b = (others: Others) => new others.Cart();
`,
    },
  },
  {
    name: "overloads of a method are one member",
    old: "./src/bus.ts#Bus.on",
    files: {
      "src/bus.ts": `
export interface Bus { on(name: string): void; on(name: number, twice: boolean): void }
export interface Line { on(name: string): void }
`,
      "src/a.ts": `
import type { Bus, Line } from "./bus";
export function start(bus: Bus, line: Line) { bus.«call on»("a"); bus.«call on»(1, true); line.on("a"); }
`,
    },
  },
];
