import { describe, expect, it } from "vitest";
import { getExportedStrings, uniteShapes } from "../../src/references/exported-strings.js";
import { parseTestScript } from "../support/parse.js";

const read = (text: string) => getExportedStrings(parseTestScript("src/topics.ts", text), ["placed"]);

describe("getExportedStrings", () => {
  it("reads constants, as far as one of the words stands in them", () => {
    expect(read('export const PLACED = "order.placed";')).toEqual({
      PLACED: { kind: "text", text: "order.placed" },
    });
    expect(read('export const SENT = "order.sent";')).toBeUndefined();
    expect(read('const PLACED = "order.placed";')).toBeUndefined();
    expect(read('const PREFIX = "order";\nexport const PLACED = `${PREFIX}.placed`;')).toEqual({
      PLACED: { kind: "text", text: "order.placed" },
    });
    expect(read("export const PLACED = `${process.env.PREFIX}.placed`;")).toBeUndefined();
  });

  it("reads members of objects, enums and classes by their paths", () => {
    const members = { kind: "texts", members: { "order.PLACED": "order.placed" } };
    expect(
      read('export const TOPICS = { order: { PLACED: "order.placed", SENT: "sent" } } as const;'),
    ).toEqual({
      TOPICS: members,
    });
    expect(read('export class Topics { static order = { PLACED: "order.placed" }; }')).toEqual({
      Topics: members,
    });
    expect(read('export enum Topic { Placed = "order.placed", Sent = "order.sent" }')).toEqual({
      Topic: { kind: "texts", members: { Placed: "order.placed" } },
    });
    expect(read('const MORE = { PLACED: "order.placed" };\nexport const TOPICS = { ...MORE };')).toEqual({
      TOPICS: { kind: "texts", members: { PLACED: "order.placed" } },
    });
  });

  it("reads lists", () => {
    expect(read('export const TOPICS = ["order.placed", "order.sent"];')).toEqual({
      TOPICS: { kind: "list", texts: ["order.placed"] },
    });
  });

  it("knows every way to export", () => {
    expect(read('const PLACED = "order.placed";\nexport { PLACED as placed };')).toEqual({
      placed: { kind: "text", text: "order.placed" },
    });
    expect(read('export default { PLACED: "order.placed" };')).toEqual({
      default: { kind: "texts", members: { PLACED: "order.placed" } },
    });
    expect(read('exports.PLACED = "order.placed";')).toEqual({
      PLACED: { kind: "text", text: "order.placed" },
    });
    expect(read('module.exports = { PLACED: "order.placed" };')).toEqual({
      PLACED: { kind: "text", text: "order.placed" },
      default: { kind: "texts", members: { PLACED: "order.placed" } },
    });
  });
});

it("unites what two readers say of one object", () => {
  expect(
    uniteShapes(
      { TABLES: { kind: "texts", members: { users: "users" } } },
      { TABLES: { kind: "texts", members: { placed: "placed" } }, PLACED: { kind: "text", text: "placed" } },
    ),
  ).toEqual({
    TABLES: { kind: "texts", members: { users: "users", placed: "placed" } },
    PLACED: { kind: "text", text: "placed" },
  });
});
