import { describe, expect, it } from "vitest";
import type { ExportShape } from "../../../src/modules/module-graph.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";
import { detectEvents } from "../../../src/references/events/detect-events.js";
import { detect, EVENTS, find } from "./find-events.js";

const places = (text: string) => formatDetections(text, detect(text));

describe("where a name stands", () => {
  it("is within its quotes, in strings and templates", () => {
    expect(places('bus.emit("order.placed.v1");')).toEqual(["write 1:11 order.placed.v1"]);
    expect(places("bus.emit(`order.placed.v1`);")).toEqual(["write 1:11 order.placed.v1"]);
    expect(places("bus.emit(`${env}.order.placed.v1`);")).toEqual(["write 1:18 order.placed.v1"]);
  });

  it("is within its quotes where a constant of the module holds it, once for all uses", () => {
    expect(
      places('const TOPIC = "order-placed";\nbus.emit(TOPIC);\nbus.emit(TOPIC);\nbus.on(TOPIC, handle);'),
    ).toEqual(["read 1:16 order-placed", "write 1:16 order-placed"]);
    expect(places('const TOPIC = "order-placed";\nconsole.log(TOPIC);')).toEqual([]);
  });

  it("is what gives it where it is written in two pieces", () => {
    expect(places('const PREFIX = "order";\nbus.emit(PREFIX + ".placed.v1");')).toEqual([
      'write 2:10 PREFIX + ".placed.v1"',
    ]);
    expect(places('const PREFIX = "order";\nbus.emit(PREFIX + ".placed.v2");')).toEqual([]);
  });

  it("is behind escapes as the source has them", () => {
    expect(places('bus.emit("order\\u002eplaced.v1"); // order.placed.v1')).toEqual([
      "write 1:11 order\\u002eplaced.v1",
    ]);
  });
});

describe("names in this module", () => {
  it("reads objects, enums, classes and what is taken out of them", () => {
    expect(
      find('const TOPICS = { order: { placed: "order.placed.v1" } };\nbus.emit(TOPICS.order.placed);'),
    ).toEqual(["write order.placed.v1 event?"]);
    expect(
      find('enum Topic { Placed = "order-placed", Sent = "order-sent" }\nbus.emit(Topic.Placed);'),
    ).toEqual(["write order-placed event?"]);
    expect(
      find('enum Topic { Placed = "order-placed", Sent = "order-sent" }\nbus.emit(Topic.Sent);'),
    ).toEqual([]);
    expect(find('class Topics { static PLACED = "order-placed"; }\nbus.emit(Topics.PLACED);')).toEqual([
      "write order-placed event?",
    ]);
    expect(
      find(
        'const TOPICS = { placed: "order-placed", sent: "order-sent" };\nconst { placed } = TOPICS;\nbus.emit(placed);',
      ),
    ).toEqual(["write order-placed event?"]);
  });

  it("takes both branches of a condition", () => {
    expect(find('bus.emit(isNew ? "order-placed" : "orderPlaced");')).toEqual([
      "write order-placed event?",
      "write orderPlaced event?",
    ]);
    expect(find('bus.emit(name ?? "order-placed");')).toEqual(["write order-placed event?"]);
  });

  it("goes through lists and loops", () => {
    expect(find('for (const topic of ["order-placed", "order-sent"]) bus.subscribe(topic);')).toEqual([
      "read order-placed event?",
    ]);
    expect(
      find('const TOPICS = ["order-placed"];\nTOPICS.forEach((topic) => bus.subscribe(topic));'),
    ).toEqual(["read order-placed event?"]);
    expect(find('const TOPICS = ["order-placed"];\nTOPICS.forEach((topic) => bus.subscribe("x"));')).toEqual(
      [],
    );
  });

  it("goes through what the module's calls hand to a function", () => {
    const send = `import { Kafka } from "kafkajs";
      const producer = new Kafka({}).producer();
      function send(topic: string, value: string) { return producer.send({ topic, messages: [{ value }] }); }`;
    expect(find(`${send}\nsend("placed", "x");`)).toEqual(["write placed kafkajs"]);
    expect(find(`${send}\nsend("orders", "placed");`)).toEqual([]);
    const taken = `import { Kafka } from "kafkajs";
      const producer = new Kafka({}).producer();
      const send = ({ topic, value }) => producer.send({ topic, messages: [{ value }] });`;
    expect(find(`${taken}\nsend({ topic: "placed", value: "orderPlaced" });`)).toEqual([
      "write placed kafkajs",
    ]);
  });
});

describe("names that only running the program completes", () => {
  it("assumes a name that has nothing but signs and unknowns beside it", () => {
    expect(find("bus.emit(`${env}.order-placed`);")).toEqual(["write order-placed event?"]);
    expect(find("bus.emit(`order-placed.${region}`);")).toEqual(["write order-placed event?"]);
    expect(find('bus.emit(env + "/" + "order-placed");')).toEqual(["write order-placed event?"]);
  });

  it("takes a name with words beside it for another one", () => {
    expect(find("bus.emit(`${env}.re-order-placed`);")).toEqual([]);
    expect(find("bus.emit(`${env}.order-placed-again`);")).toEqual([]);
    expect(find('bus.emit("staging.order-placed");')).toEqual([]);
    expect(find("bus.emit(`order-${action}`); // order-placed")).toEqual([]);
  });
});

/** A project in which other modules show these constants. */
function withConstants(shapes: Readonly<Record<string, ExportShape>>) {
  return createTestProject({
    changes: EVENTS.changes,
    modules: { ...EVENTS.modules, getShape: ({ module, name }) => shapes[`${module}#${name}`] },
  });
}

describe("constants of other modules", () => {
  const project = withConstants({
    "./topics.js#ORDER_PLACED": { kind: "text", text: "order.placed.v1" },
    "./topics.js#ORDER_SENT": { kind: "text", text: "order.sent.v1" },
    "./topics.js#TOPICS": { kind: "texts", members: { "order.placed": "order.placed.v1" } },
    "./topics.js#ALL": { kind: "list", texts: ["order.placed.v1"] },
    "./topics.js#default": { kind: "texts", members: { placed: "order.placed.v1" } },
  });
  const findWith = (text: string) =>
    formatDetections(text, detectEvents(parseTestScript("src/orders.ts", text), project));

  it("are references where they are used", () => {
    expect(findWith('import { ORDER_PLACED } from "./topics.js";\nbus.emit(ORDER_PLACED);')).toEqual([
      "write 2:10 ORDER_PLACED",
    ]);
    expect(findWith('import { ORDER_SENT } from "./topics.js";\nbus.emit(ORDER_SENT);')).toEqual([]);
    expect(findWith('import { ORDER_PLACED } from "./topics.js";\nconsole.log(ORDER_PLACED);')).toEqual([]);
    expect(findWith('import { ORDER_PLACED } from "./other.js";\nbus.emit(ORDER_PLACED);')).toEqual([]);
  });

  it("are reached through objects, namespaces, defaults and require", () => {
    expect(findWith('import { TOPICS } from "./topics.js";\nbus.emit(TOPICS.order.placed);')).toEqual([
      "write 2:10 TOPICS.order.placed",
    ]);
    expect(findWith('import * as topics from "./topics.js";\nbus.emit(topics.ORDER_PLACED);')).toEqual([
      "write 2:10 topics.ORDER_PLACED",
    ]);
    expect(findWith('import topics from "./topics.js";\nbus.emit(topics.placed);')).toEqual([
      "write 2:10 topics.placed",
    ]);
    expect(findWith('const { ORDER_PLACED } = require("./topics.js");\nbus.emit(ORDER_PLACED);')).toEqual([
      "write 2:10 ORDER_PLACED",
    ]);
    expect(findWith('import { TOPICS } from "./topics.js";\nbus.emit(TOPICS.order.sent);')).toEqual([]);
  });

  it("may be lists, and parts of a text", () => {
    expect(findWith('import { ALL } from "./topics.js";\nbus.subscribe(ALL);')).toEqual(["read 2:15 ALL"]);
    expect(
      findWith('import { ORDER_PLACED } from "./topics.js";\nbus.emit(`${env}.${ORDER_PLACED}`);'),
    ).toEqual(["write 2:20 ORDER_PLACED"]);
  });
});

it("takes two changes of one place for two references", () => {
  const twice = createTestProject({
    changes: [
      change("event", "order-placed", { id: "first" }),
      change("event", "order-placed", { id: "second" }),
    ],
  });
  expect(find('bus.emit("order-placed");', twice)).toEqual([
    "write order-placed event?",
    "write order-placed event?",
  ]);
});
