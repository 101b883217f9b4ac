import { EventEmitter as NodeEmitter, once } from "node:events";
import { expect, it } from "vitest";
import { find } from "./find-events.js";

type Call = readonly [access: "read" | "write", name: string];

const READING = [
  "on",
  "once",
  "off",
  "addListener",
  "prependListener",
  "prependOnceListener",
  "removeListener",
];

/** Node's own module, with a note taken of each name that one of its emitters is handed from outside. */
function createRecorder(calls: Call[]) {
  let depth = 0;
  class EventEmitter extends NodeEmitter {}
  const note = (method: string, access: Call[0]): void => {
    const original: unknown = Reflect.get(NodeEmitter.prototype, method);
    if (typeof original !== "function") throw new Error(`Node's emitters have no ${method}`);
    Reflect.set(EventEmitter.prototype, method, function (this: object, ...args: unknown[]): unknown {
      // What Node calls by itself (`once` calls `on`) is no call of the code.
      if (depth === 0) calls.push([access, String(args[0])]);
      depth += 1;
      try {
        return Reflect.apply(original, this, args);
      } finally {
        depth -= 1;
      }
    });
  };
  for (const method of READING) note(method, "read");
  note("emit", "write");
  const target = class extends EventTarget {
    override addEventListener(...args: Parameters<EventTarget["addEventListener"]>): void {
      calls.push(["read", args[0]]);
      super.addEventListener(...args);
    }
    override dispatchEvent(event: Event): boolean {
      calls.push(["write", event.type]);
      return super.dispatchEvent(event);
    }
  };
  return { require: () => Object.assign(EventEmitter, { EventEmitter, once }), EventTarget: target };
}

/** What Node is really asked, of the names that go away. */
function run(code: string): string[] {
  const calls: Call[] = [];
  const { require, EventTarget } = createRecorder(calls);
  new Function("require", "EventTarget", code)(require, EventTarget);
  return calls.filter(([, name]) => NAMES.has(name)).map(([access, name]) => `${access} ${name}`);
}

const NAMES: ReadonlySet<string> = new Set(["order.placed.v1", "order-placed", "orderPlaced", "placed"]);

const CASES: readonly string[] = [
  'const { EventEmitter } = require("node:events");\nconst bus = new EventEmitter();\nbus.emit("placed", { id: 1 });\nbus.emit("sent", "placed");',
  'const EventEmitter = require("events");\nconst bus = new EventEmitter();\nbus.on("placed", () => {});\nbus.on("sent", () => "placed");',
  'const events = require("events");\nconst bus = new events.EventEmitter();\nbus.once("placed", () => {}).once("orderPlaced", () => {});',
  'const { EventEmitter } = require("events");\nclass Feed extends EventEmitter { place() { this.emit("placed"); super.emit("order-placed"); } }\nnew Feed().place();',
  'const { EventEmitter } = require("events");\nclass Feed extends EventEmitter {}\nconst feed = new Feed();\nconst listen = () => {};\nfeed.addListener("placed", listen);\nfeed.removeListener("placed", listen);',
  'const { EventEmitter } = require("events");\nclass Shop { #bus = new EventEmitter(); open() { this.#bus.emit("placed"); } placed() {} }\nnew Shop().open();\nnew Shop().placed();',
  'const { EventEmitter, once } = require("events");\nconst bus = new EventEmitter();\nonce(bus, "placed");\nonce(bus, "sent");',
  'const { EventEmitter } = require("events");\nconst NAMES = Object.freeze({ placed: "order.placed.v1", sent: "order.sent.v1" });\nconst bus = new EventEmitter();\nbus.emit(NAMES.placed);\nbus.emit(NAMES.sent);',
  'const { EventEmitter } = require("events");\nfunction open(bus) { bus.emit("placed"); }\nopen(new EventEmitter());',
  'const { EventEmitter } = require("events");\nlet bus;\nbus = new EventEmitter();\nbus.prependListener("placed", () => {});\nbus.listenerCount("sent");',
  'const { EventEmitter } = require("events");\nconst buses = { main: new EventEmitter() };\nconst log = { emit(name) {} };\nlog.emit("placed");\nbuses.main.setMaxListeners(1);',
  'const target = new EventTarget();\ntarget.addEventListener("placed", () => {});\ntarget.addEventListener("sent", () => {});',
  'const target = new EventTarget();\ntarget.dispatchEvent(new Event("placed"));\ntarget.dispatchEvent(new Event("sent"));',
];

it.each(CASES)("finds what Node is asked: %s", (code) => {
  const found = find(code).map((place) => place.split(" ").slice(0, 2).join(" "));
  expect(found.toSorted()).toEqual(run(code).toSorted());
});

it("is asked something by most of them", () => {
  expect(CASES.filter((code) => run(code).length > 0).length).toBeGreaterThan(10);
});
