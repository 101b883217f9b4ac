import { describe, expect, it } from "vitest";
import { walk } from "../../src/ast/walk.js";
import { followBuilder } from "../../src/ast/follow-builder.js";
import { parseTestScript } from "../support/parse.js";

/** The calls on what `knex("users")` makes, and where the query ends. */
function follow(text: string): { readonly calls: string; readonly results: readonly string[] } {
  const file = parseTestScript("a.ts", text);
  const root = walk(file.ast).find(
    (node) =>
      node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "knex",
  );
  if (root?.type !== "CallExpression") throw new Error("no knex(…)");
  const { calls, results } = followBuilder(root, {
    scopes: file.scopes,
    handing: new Set(["modify"]),
  });
  return {
    calls: calls.map(({ name }) => name).join(" "),
    results: results.map(({ range }) => text.slice(...range)),
  };
}

describe("followBuilder", () => {
  it("follows chained calls to where they are awaited", () => {
    expect(follow(`const rows = await knex("users").where("a", 1).first();`)).toEqual({
      calls: "where first",
      results: [`knex("users").where("a", 1).first()`],
    });
  });

  it("goes on with a builder that is kept in a variable", () => {
    const text = `let query = knex("users"); if (a) query = query.where("a", 1); query.orderBy("b"); return await query;`;
    expect(follow(`async function f() { ${text} }`)).toEqual({
      calls: "where orderBy",
      results: ['query.orderBy("b")', "query"],
    });
  });

  it("leaves a variable of the same name in another function alone", () => {
    expect(follow(`function f() { const q = knex("users"); } function g(q) { q.where("a"); }`).calls).toBe(
      "",
    );
  });

  it("goes on in a function of the module that gets the builder", () => {
    expect(
      follow(`function only(q) { return q.where("a", 1); } await only(knex("users")).first();`).calls,
    ).toBe("where first");
  });

  it("goes on where a function's result is used", () => {
    expect(follow(`const base = () => knex("users").select("a"); base().where("b", 1);`).calls).toBe(
      "select where",
    );
  });

  it("goes on in a callback that gets the builder itself, and in no other", () => {
    expect(follow(`knex("users").modify((q) => { q.where("a"); }).map((q) => q.limit(1));`).calls).toBe(
      "modify where map",
    );
  });

  it("goes on through methods of the class, and not through those of others", () => {
    expect(
      follow(`class Store {
        private base() { return knex("users"); }
        private active(query) { return query.where("active", true); }
        async first() { return await this.active(this.base()).first(); }
        async others() { return await other.active(this.base().limit(1)); }
      }`),
    ).toEqual({
      calls: "where first limit",
      results: ["this.active(this.base()).first()", "this.base().limit(1)"],
    });
  });

  it("comes back from a function to the call that handed it the builder, and to no other", () => {
    expect(
      follow(
        `const page = (q) => q.limit(1); page(knex("users")).where("a"); page(other("orders")).orderBy("b");`,
      ).calls,
    ).toBe("limit where");
  });
});
