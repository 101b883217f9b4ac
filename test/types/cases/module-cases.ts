import type { MarkedCase } from "./member-case.js";

const ORDER =
  "export interface Order { id: string; amt: number }\nexport interface Line { id: string; amt: number }\n";

/** Members whose owner is reached through modules, namespaces, packages, merged declarations and JavaScript. */
export const MODULE_CASES: readonly MarkedCase[] = [
  {
    name: "a namespace that another module exports",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/index.ts": 'export * as models from "./order";\n',
      "src/a.ts": `
import { models } from "./index";
import type * as all from "./order";
export const a = (o: models.Order, l: models.Line) => [o.«read amt», l.amt];
export const b = (o: all.Order, l: all.Line) => [o.«read amt», l.amt];
export type C = models.Order["«type amt»"] | models.Line["amt"];
`,
    },
  },
  {
    name: "an import within a type",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.ts": `
export const a = (o: import("./order").Order) => o.«read amt»;
export const b = (l: import("./order").Line) => l.amt;
export type C = import("./order").Order["«type amt»"];
`,
    },
  },
  {
    name: "a star export and two barrels",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/all.ts": 'export * from "./order";\n',
      "src/index.ts": 'export type { Order as Purchase, Line } from "./all";\n',
      "src/a.ts": `
import type { Line, Purchase } from "./index";
export const a = (o: Purchase, l: Line) => [o.«read amt», l.amt];
`,
    },
  },
  {
    name: "a target that names a barrel",
    old: "./src/index.ts#Purchase.amt",
    files: {
      "src/order.ts": ORDER,
      "src/index.ts": 'export type { Order as Purchase, Line } from "./order";\n',
      "src/a.ts": `
import type { Line, Purchase } from "./index";
export const a = (o: Purchase, l: Line) => [o.«read amt», l.amt];
`,
    },
  },
  {
    name: "a package of the workspace",
    old: "@acme/events#Placed.amt",
    files: {
      "package.json": '{ "private": true, "workspaces": ["packages/*"] }',
      // Where typed lint finds what a package manager would have linked.
      "tsconfig.json":
        '{ "compilerOptions": { "paths": { "@acme/events": ["./packages/events/src/index.ts"] } } }',
      "packages/events/package.json": '{ "name": "@acme/events", "main": "./src/index.ts" }',
      "packages/events/src/index.ts":
        "export interface Placed { amt: number }\nexport interface Paid { amt: number }\n",
      "packages/app/package.json": '{ "name": "@acme/app" }',
      "packages/app/src/a.ts": `
import type { Paid, Placed } from "@acme/events";
export const a = (e: Placed, p: Paid) => [e.«read amt», p.amt];
`,
    },
    oracle: {
      because: "The small compiler of these tests knows no workspaces.",
      old: "./packages/events/src/index.ts#Placed.amt",
      files: {
        "packages/events/src/index.ts":
          "export interface Placed { amt: number }\nexport interface Paid { amt: number }\n",
        "packages/app/src/a.ts": `
import type { Paid, Placed } from "../../events/src/index";
export const a = (e: Placed, p: Paid) => [e.amt, p.amt];
`,
      },
    },
  },
  {
    name: "a module that another one adds to",
    old: "./src/order.ts#Order.extra",
    files: {
      "src/order.ts": ORDER,
      "src/more.ts":
        'import "./order";\ndeclare module "./order" { interface Order { extra: string } interface Line { extra: string } }\n',
      "src/a.ts": `
import type { Line, Order } from "./order";
import "./more";
export const a = (o: Order, l: Line) => [o.«read extra», l.extra];
`,
    },
  },
  {
    name: "a module that is declared by its name",
    old: "legacy#Order.amt",
    files: {
      "src/legacy.d.ts":
        'declare module "legacy" { export interface Order { amt: number } export interface Line { amt: number } }\n',
      "src/a.ts": `
import type { Line, Order } from "legacy";
export const a = (o: Order, l: Line) => [o.«read amt», l.amt];
`,
    },
    oracle: {
      because: "The test's compiler finds targets in files alone.",
      old: "./src/legacy.ts#Order.amt",
      files: {
        "src/legacy.ts": "export interface Order { amt: number } export interface Line { amt: number }\n",
        "src/a.ts": `
import type { Line, Order } from "./legacy";
export const a = (o: Order, l: Line) => [o.amt, l.amt];
`,
      },
    },
  },
  {
    name: "a namespace's function and constant",
    old: "./src/api.ts#Api.load",
    files: {
      "src/api.ts": `
export namespace Api { export function load() { return 1; } export const again = () => «call load»(); }
export namespace Web { export function load() { return 1; } export const again = () => load(); }
`,
      "src/a.ts": `
import { Api, Web } from "./api";
export const a = [Api.«call load»(), Api["«read load»"], Web.load()];
export const b = (api: typeof Api, web: typeof Web) => [api.«call load»(), web.load()];
`,
    },
  },
  {
    name: "a function that a namespace adds to",
    old: "./src/price.ts#price.old",
    files: {
      "src/price.ts": `
export function price(n: number) { return n; }
export namespace price { export const old = 1; }
export function cost(n: number) { return n; }
export namespace cost { export const old = 1; }
`,
      "src/a.ts": `
import { cost, price } from "./price";
export const a = [price(1), price.«read old», cost.old];
export const b = (p: typeof price, c: typeof cost) => [p.«read old», c.old];
`,
    },
  },
  {
    name: "a class that a namespace adds to",
    old: "./src/cart.ts#Cart.Line",
    files: {
      "src/cart.ts": `
export class Cart { total = 1; }
export namespace Cart { export interface Line { id: string } export interface Fee { id: string } }
`,
      "src/a.ts": `
import { Cart } from "./cart";
export const a = (line: Cart.«type Line», fee: Cart.Fee) => [line, fee, new Cart()];
`,
    },
  },
  {
    name: "a member of an enum by its name, in brackets, as a type, taken out",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": "export enum Color { Red = 1, Blue = 2 }\nexport enum Tone { Red = 3, Blue = 4 }\n",
      "src/a.ts": `
import { Color, Tone } from "./color";
export const a = [Color.«read Red», Color["«read Red»"], Tone.Red, Tone["Red"]];
export type Warm = Color.«type Red»;
export type Low = Tone.Red;
const { «read Red» } = Color;
const { Red: tone } = Tone;
export const b = (color: typeof Color, other: typeof Tone) => [color.«read Red», other.Red, Red, tone];
export const c = { [Color.«read Red»]: 1, [Tone.Red]: 2 };
`,
    },
  },
  {
    name: "a const enum in a switch and a comparison",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts":
        "export const enum Color { Red = 'red', Blue = 'blue' }\nexport const enum Tone { Red = 'red', Blue = 'blue' }\n",
      "src/a.ts": `
import { Color, Tone } from "./color";
export function f(color: Color, tone: Tone) {
  switch (color) { case Color.«read Red»: return 1; case Color.Blue: return 2; }
  return tone === Tone.Red ? 1 : Color["«read Red»"];
}
`,
    },
  },
  {
    name: "a member of an enum that a namespace import, an alias and an object carry",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": "export enum Color { Red, Blue }\nexport enum Tone { Red, Blue }\n",
      "src/kit.ts":
        'import { Color, Tone } from "./color";\nexport const kit = { Color, Tone };\nexport import Shade = Color;\n',
      "src/a.ts": `
import * as colors from "./color";
import { kit, Shade } from "./kit";
const load = () => kit;
export const a = [colors.Color.«read Red», colors.Tone.Red, load().Color.«read Red», load().Tone.Red, Shade.«read Red»];
`,
    },
  },
  {
    name: "a key of an enum's type",
    old: "./src/color.ts#Color.Red",
    files: {
      "src/color.ts": "export enum Color { Red, Blue }\nexport enum Tone { Red, Blue }\n",
      "src/a.ts": `
import { Color, Tone } from "./color";
export const a: (keyof typeof Color)[] = ["«read Red»"];
export const b: (keyof typeof Tone)[] = ["Red"];
export const c: Record<keyof typeof Color, number> = { «write Red»: 1, Blue: 2 };
export const d = [Color, Tone];
`,
    },
  },
  {
    name: "a member of a class that a module is",
    old: "./src/cart.ts#default.total",
    files: {
      "src/cart.ts": "class Cart { total = 1; }\nexport = Cart;\n",
      "src/a.ts": `
import Cart = require("./cart");
class Basket { total = 1; }
export const both = [new Cart().«read total», new Basket().total];
`,
    },
  },
  {
    name: "types that JavaScript takes from comments",
    old: "./src/order.ts#Order.amt",
    files: {
      "src/order.ts": ORDER,
      "src/a.js": `
/** @param {import("./order").Order} o @param {import("./order").Line} l */
export const a = (o, l) => [o.«read amt», l.amt];
/** @type {import("./order").Order} */
export const b = { id: "1", «write amt»: 1 };
/** @returns {import("./order").Order[]} */
const load = () => [];
export const c = load().map(({ «read amt» }) => amt);
`,
    },
  },
  {
    name: "a type that a comment declares",
    old: "./src/types.js#Order.amt",
    files: {
      "src/types.js": `
/** @typedef {{ id: string, amt: number }} Order */
/**
 * @typedef {object} Line
 * @property {number} amt
 */
export {};
`,
      "src/a.js": `
/** @typedef {import("./types.js").Order} Order */
/** @param {Order} o @param {import("./types.js").Line} l */
export const a = (o, l) => [o.«read amt», l.amt];
`,
    },
  },
  {
    name: "a property that a comment declares",
    old: "./src/types.js#Line.amt",
    files: {
      "src/types.js": `
/** @typedef {{ id: string, amt: number }} Order */
/**
 * @typedef {object} Line
 * @property {number} amt
 */
export {};
`,
      "src/a.js": `
/** @param {import("./types.js").Order} o @param {import("./types.js").Line} l */
export const a = (o, l) => [o.amt, l.«read amt»];
`,
    },
  },
  {
    name: "fields that JavaScript's constructor declares",
    old: "./src/cart.js#Cart.total",
    files: {
      "src/cart.js": `
export class Cart { constructor() { this.total = 1; } twice() { return this.«read total» * 2; } }
export class Basket { constructor() { this.total = 1; } twice() { return this.total * 2; } }
`,
      "src/a.js": `
import { Basket, Cart } from "./cart";
export const both = [new Cart().«read total», new Basket().total];
`,
    },
  },
  {
    name: "a global that is added to by a module's members",
    old: "./src/state.ts#State.user",
    files: {
      "src/state.ts":
        "export interface State { user: string }\nexport interface Other { user: string }\ndeclare global { var state: State; var other: Other }\n",
      "src/a.ts": `
import "./state";
export const a = [state.«read user», other.user];
`,
    },
  },
  {
    name: "a member below an export that CommonJS sets",
    old: "./src/config.js#settings.old",
    files: {
      "src/config.js": "exports.settings = { old: 1, now: 2 };\nexports.others = { old: 1 };\n",
      "src/a.js": `
const { others, settings } = require("./config");
const load = () => settings;
exports.a = [settings.«read old», others.old, load().«read old»];
`,
    },
    oracle: { references: "What CommonJS binds becomes any." },
  },
];

/** Props as attributes and in components. */
export const JSX_CASES: readonly MarkedCase[] = [
  {
    name: "props of function components, destructured, by name and as a whole",
    old: "./src/button.tsx#Props.kind",
    files: {
      "src/button.tsx": `
export interface Props { kind?: string; size?: number }
export interface IconProps { kind?: string }
export function Button({ «read kind» = "a", ...rest }: Props) { return <b title={kind}>{rest.size}</b>; }
export const Icon = (props: IconProps) => <i>{props.kind}</i>;
export const Mark = (props: Props) => <i>{props.«read kind»}</i>;
`,
      "src/a.tsx": `
import { Button, Icon, Mark } from "./button";
export const a = [<Button «write kind»="a" />, <Icon kind="a" />, <Mark «write kind»={"b"} size={1}></Mark>];
export const b = (props: { kind: string }) => <Button {...props} />;
`,
    },
  },
  {
    name: "a flag, and a spread literal",
    old: "./src/button.tsx#Props.wide",
    files: {
      "src/button.tsx": `
export interface Props { wide?: boolean; high?: boolean }
export interface IconProps { wide?: boolean }
export declare function Button(props: Props): JSX.Element;
export declare function Icon(props: IconProps): JSX.Element;
`,
      "src/a.tsx": `
import { Button, Icon } from "./button";
export const a = [<Button «write wide» />, <Icon wide />, <Button {...{ «write wide»: true }} />];
`,
    },
    oracle: { references: "A spread may have more than the props." },
  },
  {
    name: "a generic component and one of a namespace",
    old: "./src/list.tsx#Props.items",
    files: {
      "src/list.tsx": `
export interface Props<T> { items: T[]; pick: (item: T) => string }
export interface Other<T> { items: T[] }
export declare function List<T>(props: Props<T>): JSX.Element;
export declare function Table<T>(props: Other<T>): JSX.Element;
`,
      "src/a.tsx": `
import * as ui from "./list";
export const a = [<ui.List «write items»={["a"]} pick={(item) => item} />, <ui.Table items={[1]} />];
`,
    },
    oracle: { references: "Of a generic component the compiler says at its name what is missing." },
  },
  {
    name: "a component that is a member",
    old: "./src/ui.tsx#Ui.Button",
    files: {
      "src/ui.tsx": `
declare function Plain(): JSX.Element;
export interface Ui { Button: typeof Plain; Icon: typeof Plain }
export interface Other { Button: typeof Plain }
`,
      "src/a.tsx": `
import type { Other, Ui } from "./ui";
export const a = (ui: Ui, other: Other) => [<ui.«call Button» />, <ui.«call Button»></ui.Button>, <ui.Icon />, <other.Button />];
`,
    },
  },
  {
    name: "a component made by a function of its props",
    old: "./src/button.tsx#Props.kind",
    files: {
      "src/component.ts":
        "export type Component<P> = (props: P) => JSX.Element;\nexport declare function memo<P>(component: Component<P>): Component<P>;\n",
      "src/button.tsx": `
import { memo } from "./component";
export interface Props { kind: string }
export interface IconProps { kind: string }
export const Button = memo(({ «read kind» }: Props) => <b>{kind}</b>);
export const Icon = memo(({ kind }: IconProps) => <i>{kind}</i>);
`,
      "src/a.tsx": `
import { Button, Icon } from "./button";
export const a = [<Button «write kind»="a" />, <Icon kind="a" />];
`,
    },
  },
];
