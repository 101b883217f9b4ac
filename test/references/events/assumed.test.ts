import { describe, expect, it } from "vitest";
import { find } from "./find-events.js";

describe("calls on what no import tells", () => {
  it("writes by verbs of sending", () => {
    expect(find('this.bus.emit("order.placed.v1", order);')).toEqual(["write order.placed.v1 event?"]);
    expect(find('publishEvent("order-placed");')).toEqual(["write order-placed event?"]);
    expect(find('kafkaService.sendMessage({ topic: "order-placed", value });')).toEqual([
      "write order-placed event?",
    ]);
    expect(find('this.#events.dispatch({ type: "order-placed" });')).toEqual(["write order-placed event?"]);
    expect(find('outbox.add("order-placed", payload);')).toEqual(["write order-placed event?"]);
    expect(find('Event.create({ name: "order-placed" });')).toEqual(["write order-placed event?"]);
  });

  it("reads by verbs of listening", () => {
    expect(find('bus.on("order.placed.v1", handle);')).toEqual(["read order.placed.v1 event?"]);
    expect(find('bus.subscribe(["order-sent", "order-placed"]);')).toEqual(["read order-placed event?"]);
    expect(find('registerHandler("order-placed", handle);')).toEqual(["read order-placed event?"]);
    expect(find('useSubscription("order-placed");')).toEqual(["read order-placed event?"]);
    expect(find('step.waitForEvent("wait", { event: "order-placed" });')).toEqual([
      "read order-placed event?",
    ]);
  });

  it("is none by other verbs", () => {
    expect(find('logger.info("order-placed");')).toEqual([]);
    expect(find('expect(emit).toHaveBeenCalledWith("order-placed");')).toEqual([]);
    expect(find('cache.get("order-placed");')).toEqual([]);
    expect(find('list.add("order-placed");')).toEqual([]);
    expect(find('onChange("order-placed");')).toEqual([]);
    expect(find('User.create({ name: "order-placed" });')).toEqual([]);
  });

  it("takes the keys of what is sent, not what is in it", () => {
    expect(find('bus.publish({ topic: "orders", payload: { type: "order-placed" } });')).toEqual([]);
    expect(find('bus.publish({ topic: "orders", label: "order-placed" });')).toEqual([]);
  });

  it("leaves bodies of HTTP alone", () => {
    expect(find('res.status(200).send({ type: "order-placed" });')).toEqual([]);
    expect(find('request(app).post("/addons").send({ name: "order-placed" });')).toEqual([]);
    expect(find('client.send({ name: "order-placed" });')).toEqual(["write order-placed event?"]);
  });

  it("says nothing of common names: Node and the DOM have events of these, too", () => {
    expect(find('process.on("placed", handle);')).toEqual([]);
    expect(find('socket.emit("placed");')).toEqual([]);
    expect(find('element.addEventListener("placed", handle);')).toEqual([]);
  });
});

describe("comparisons", () => {
  it("reads what a message is told apart by", () => {
    expect(find('if (event.type === "order-placed") place();')).toEqual(["read order-placed event?"]);
    expect(find('if ("order-placed" !== topic) return;')).toEqual(["read order-placed event?"]);
    expect(find('if (["order-placed", "order-sent"].includes(message.name)) place();')).toEqual([
      "read order-placed event?",
    ]);
    expect(find('switch (x) { case "order-placed": place(); }')).toEqual(["read order-placed event?"]);
    expect(find('if (event["detail-type"] === "order-placed") place();')).toEqual([
      "read order-placed event?",
    ]);
  });

  it("is none of other things", () => {
    expect(find('if (order.slug === "order-placed") place();')).toEqual([]);
    expect(find('if (event.type + "order-placed") place();')).toEqual([]);
    expect(find('switch (event.type) { case "placed": place(); }')).toEqual([]);
    expect(find('event.type = "order-placed";')).toEqual([]);
  });
});

describe("tables and settings", () => {
  it("reads handlers by name", () => {
    expect(find('const handlers = { "order-placed": onPlaced };')).toEqual(["read order-placed event?"]);
    expect(find('const handlers = { ["order-placed"](order) {} };')).toEqual(["read order-placed event?"]);
    expect(find('new Map([["order-placed", onPlaced]]);')).toEqual(["read order-placed event?"]);
    expect(find('handlers.set("order-placed", (order) => {});')).toEqual(["read order-placed event?"]);
  });

  it("is none of labels, schemas and properties", () => {
    expect(find('const labels = { "order-placed": "Placed" };')).toEqual([]);
    expect(find('const schemas = { "order-placed": orderPlacedSchema };')).toEqual([]);
    expect(find("const api = { orderPlaced: () => {} };")).toEqual([]);
    expect(find('cache.set("order-placed", 1);')).toEqual([]);
  });

  it("reads lists of what somebody subscribes to", () => {
    expect(find('createWebhook({ url, events: ["order-placed"] });')).toEqual(["read order-placed event?"]);
    expect(find('createWebhook({ url, tags: ["order-placed"] });')).toEqual([]);
    expect(find('const schema = { example: { events: ["order-placed"] } };')).toEqual([]);
  });

  it("reads and writes by the classes around a name", () => {
    expect(find('class PlacedListener extends Listener { subject = "order-placed"; }')).toEqual([
      "read order-placed event?",
    ]);
    expect(find('class PlacedPublisher extends Publisher { subject = "order-placed"; }')).toEqual([
      "write order-placed event?",
    ]);
    expect(
      find('class OrderPlaced extends DomainEvent { constructor() { super("order-placed"); } }'),
    ).toEqual(["write order-placed event?"]);
    expect(
      find(
        'class OrderPlaced extends DomainEvent { constructor(props) { super(props, "orders", "order-placed"); } }',
      ),
    ).toEqual(["write order-placed event?"]);
    expect(find('class Mail extends Template { subject = "order-placed"; }')).toEqual([]);
    expect(find('class PlacedError extends Error { constructor() { super("order-placed"); } }')).toEqual([]);
  });
});

describe("types", () => {
  it("names the members of an emitter's map", () => {
    expect(
      find(
        'import mitt from "mitt";\ntype Events = { placed: Order; sent: Order };\nconst bus = mitt<Events>();',
      ),
    ).toEqual(["type placed mitt"]);
    expect(
      find(
        'import { EventEmitter } from "node:events";\ninterface Events { placed: [Order] }\nclass Feed extends EventEmitter<Events> {}',
      ),
    ).toEqual(["type placed events"]);
    expect(
      find(
        'import { createNanoEvents } from "nanoevents";\nconst bus = createNanoEvents<{ placed(order: Order): void }>();',
      ),
    ).toEqual(["type placed nanoevents"]);
    expect(
      find(
        'import mitt from "mitt";\ntype Events = { sent: Order };\ninterface Order { placed: Date }\nconst bus = mitt<Events>();',
      ),
    ).toEqual([]);
  });

  it("assumes names with parts in any type", () => {
    expect(find('interface Events { "order.placed.v1": Order }')).toEqual(["type order.placed.v1 event?"]);
    expect(find('type Topic = "order-placed" | "order-sent";')).toEqual(["type order-placed event?"]);
    expect(find("interface Order { orderPlaced: Date }")).toEqual([]);
    expect(find('type State = "placed" | "sent";')).toEqual([]);
  });
});
