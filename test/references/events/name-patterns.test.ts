import { describe, expect, it } from "vitest";
import { getPatternWords, isTaken, type PatternKind } from "../../../src/references/events/name-patterns.js";

const takes = (kind: PatternKind, pattern: string) => isTaken("order.placed.v1", pattern, kind);

describe("isTaken", () => {
  // https://docs.nats.io/nats-concepts/subjects#wildcards
  it("knows the wildcards of NATS: one token, or one and more at the end", () => {
    expect(takes("nats", "order.*.v1")).toBe(true);
    expect(takes("nats", "*.*.*")).toBe(true);
    expect(takes("nats", "order.>")).toBe(true);
    expect(takes("nats", ">")).toBe(true);
    expect(takes("nats", "order.*")).toBe(false);
    expect(takes("nats", "order.placed.v1.>")).toBe(false);
    expect(takes("nats", "ord*.placed.v1")).toBe(false);
  });

  // https://www.rabbitmq.com/tutorials/tutorial-five-javascript
  it("knows the wildcards of RabbitMQ: one word, or none and more anywhere", () => {
    expect(takes("amqp", "order.*.v1")).toBe(true);
    expect(takes("amqp", "order.#")).toBe(true);
    expect(takes("amqp", "#.v1")).toBe(true);
    expect(takes("amqp", "order.placed.v1.#")).toBe(true);
    expect(takes("amqp", "order.#.placed.v1")).toBe(true);
    expect(takes("amqp", "order.*")).toBe(false);
    expect(takes("amqp", "#.v2")).toBe(false);
  });

  // https://github.com/EventEmitter2/EventEmitter2#multi-level-wildcards
  it("knows the wildcards of EventEmitter2", () => {
    expect(takes("dotted", "order.*.v1")).toBe(true);
    expect(takes("dotted", "order.**")).toBe(true);
    expect(takes("dotted", "**.v1")).toBe(true);
    expect(takes("dotted", "order.*")).toBe(false);
  });

  // https://redis.io/docs/latest/commands/psubscribe/
  it("knows the wildcards of Redis", () => {
    expect(takes("glob", "order.*")).toBe(true);
    expect(takes("glob", "*v1")).toBe(true);
    expect(takes("glob", "order.p?aced.*")).toBe(true);
    expect(takes("glob", "orders.*")).toBe(false);
  });

  // https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901242
  it("knows the wildcards of MQTT", () => {
    expect(isTaken("shop/order/placed", "shop/+/placed", "mqtt")).toBe(true);
    expect(isTaken("shop/order/placed", "shop/#", "mqtt")).toBe(true);
    expect(isTaken("shop/order/placed", "shop/+", "mqtt")).toBe(false);
  });

  it("is no pattern without a wildcard", () => {
    expect(takes("nats", "order.placed.v1")).toBe(false);
  });
});

describe("getPatternWords", () => {
  it("gives each pattern that says something of the name", () => {
    expect(getPatternWords("order.placed.v1")).toEqual(
      expect.arrayContaining([
        "order.*.v1",
        "order.placed.*",
        "*.placed.v1",
        "order.>",
        "order.#",
        "#.v1",
        "order.**",
      ]),
    );
    expect(getPatternWords("shop/order/placed")).toEqual(expect.arrayContaining(["shop/+/placed", "shop/#"]));
    expect(getPatternWords("order-placed")).toEqual(["order-*"]);
  });

  it("gives none that takes everything, nor any of a name without parts", () => {
    expect(getPatternWords("order.placed.v1")).not.toContain("*.*.*");
    expect(getPatternWords("orderPlaced")).toEqual([]);
  });
});
