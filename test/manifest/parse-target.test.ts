import { describe, expect, it } from "vitest";
import type { Kind } from "../../src/manifest/manifest.js";
import { parseTarget } from "../../src/manifest/parse-target.js";

const target = (kind: Kind, text: string) => {
  const parsed = parseTarget(kind, text);
  return "target" in parsed ? parsed.target : undefined;
};
const problem = (kind: Kind, text: string) => {
  const parsed = parseTarget(kind, text);
  return "problem" in parsed ? parsed.problem : undefined;
};

describe("symbol", () => {
  it("is an export of a package, a subpath or a file", () => {
    expect(target("symbol", "@acme/pricing#finalPrice")).toEqual({
      kind: "symbol",
      text: "@acme/pricing#finalPrice",
      module: "@acme/pricing",
      path: ["finalPrice"],
    });
    expect(target("symbol", "lodash/fp#merge")).toMatchObject({ module: "lodash/fp", path: ["merge"] });
    expect(target("symbol", "./src/color.ts#Color.Red")).toMatchObject({
      module: "./src/color.ts",
      path: ["Color", "Red"],
    });
    expect(target("symbol", "@acme/ui#default")).toMatchObject({ path: ["default"] });
    expect(target("symbol", "@acme/ui#größe.$x")).toMatchObject({ path: ["größe", "$x"] });
  });

  it("needs module and export", () => {
    expect(problem("symbol", "finalPrice")).toBe("it has no # between module and export");
    expect(problem("symbol", "#finalPrice")).toBe("it names no module before the #");
    expect(problem("symbol", "@acme/pricing#")).toBe("it names no export after the #");
    expect(problem("symbol", "@acme/pricing#a..b")).toBe("it has a dot without a name");
    expect(problem("symbol", "@acme/pricing#a-b")).toBe('"a-b" is not an identifier');
  });

  it("stays in the repo or names a package", () => {
    expect(problem("symbol", "../web/a.ts#a")).toMatch("climbs");
    expect(problem("symbol", "./src/../../a.ts#a")).toMatch("climbs");
    expect(problem("symbol", "/src/a.ts#a")).toMatch("absolute");
    expect(problem("symbol", "./#a")).toMatch("empty segment");
    expect(problem("symbol", "@acme#a")).toBe('"@acme" is not a package name');
    expect(problem("symbol", "a b#c")).toMatch("has a space");
  });
});

describe("column", () => {
  it("keeps the spelling of the database", () => {
    expect(target("column", "users.name")).toEqual({
      kind: "column",
      text: "users.name",
      table: "users",
      column: "name",
    });
    expect(target("column", "billing.payments.amount")).toMatchObject({
      schema: "billing",
      table: "payments",
      column: "amount",
    });
    expect(target("column", "User.fullName")).toMatchObject({ table: "User", column: "fullName" });
    expect(target("column", "order lines.unit price")).toMatchObject({ column: "unit price" });
  });

  it("has a table, and no quotes", () => {
    expect(problem("column", "name")).toBe("it names no table before the column");
    expect(problem("column", "a.b.c.d")).toMatch("names with dots in them are not supported");
    expect(problem("column", "users.")).toBe("it has a dot without a name");
    expect(problem("column", '"User"."fullName"')).toBe('it is quoted; write it without: "User.fullName"');
  });
});

describe("table", () => {
  it("may have a schema", () => {
    expect(target("table", "users_old")).toEqual({ kind: "table", text: "users_old", table: "users_old" });
    expect(target("table", "billing.payments")).toMatchObject({ schema: "billing", table: "payments" });
    expect(problem("table", "crm.billing.payments")).toMatch("more than two parts");
  });
});

describe("config", () => {
  it("is a bare name", () => {
    expect(target("config", "LEGACY_DSN")).toEqual({ kind: "config", text: "LEGACY_DSN", key: "LEGACY_DSN" });
    expect(target("config", "billing.legacyMode")).toMatchObject({ key: "billing.legacyMode" });
    expect(problem("config", "process.env.LEGACY_DSN")).toBe('only the name belongs here: "LEGACY_DSN"');
    expect(problem("config", "LEGACY DSN")).toMatch("only letters");
    expect(problem("config", "billing..mode")).toBe("it has a dot without a name");
  });
});

describe("endpoint", () => {
  it("is a path, with or without a method", () => {
    expect(target("endpoint", "GET /v1/orders/:id")).toEqual({
      kind: "endpoint",
      text: "GET /v1/orders/:id",
      method: "GET",
      path: "/v1/orders/:id",
    });
    expect(target("endpoint", "/")).toEqual({ kind: "endpoint", text: "/", path: "/" });
  });

  it("has no host, query or braces", () => {
    expect(problem("endpoint", "https://api.example.com/v1")).toMatch("does not start with /");
    expect(problem("endpoint", "/v1?x=1")).toMatch("query");
    expect(problem("endpoint", "/v1/{id}")).toBe("a parameter is written :id, not {id}");
    expect(problem("endpoint", "/v1//orders")).toBe("its path has an empty segment");
    expect(problem("endpoint", "/v1/:1")).toMatch("not a parameter");
    expect(problem("endpoint", "GET /:id")).toMatch("no part that is written out");
    expect(problem("endpoint", "get /v1")).toBe("its method is written in capitals: GET");
    expect(problem("endpoint", "FETCH /v1")).toMatch('"FETCH" is not a method');
  });
});

describe("event", () => {
  it("is any name", () => {
    expect(target("event", "order.placed.v1")).toMatchObject({ name: "order.placed.v1" });
    expect(problem("event", "order\nplaced")).toBe("it has a control character in it");
    expect(problem("event", " order")).toBe("it has spaces around it");
  });
});
