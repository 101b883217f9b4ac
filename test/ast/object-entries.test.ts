import { describe, expect, it } from "vitest";
import { getElements, getEntries } from "../../src/ast/object-entries.js";
import { walk } from "../../src/ast/walk.js";
import { parseTestScript } from "../support/parse.js";

/** Names of what is handed to `insert(…)`: of an object, or of all objects of a list. */
function getKeys(text: string): string[] {
  const { ast, scopes } = parseTestScript("a.ts", text);
  const call = walk(ast).find(
    (node) =>
      node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "insert",
  );
  const argument = call?.type === "CallExpression" ? call.arguments[0] : undefined;
  if (argument === undefined) throw new Error("no insert(…)");
  return getElements(argument, scopes).flatMap((element) =>
    getEntries(element, scopes).map(({ name }) => name),
  );
}

describe("getEntries", () => {
  it("reads what a function of the module returns", () => {
    expect(
      getKeys("const toRow = (user) => ({ id: user.id, name: user.fullName }); insert(toRow(user));"),
    ).toEqual(["id", "name"]);
  });

  it("reads what a method of the class returns, by every return of its own", () => {
    expect(
      getKeys(`class Store {
        toRow(user) {
          const parts = user.parts.map(() => { return { inner: 1 }; });
          if (user.isNew) return { name: user.name };
          const row = { email: user.email };
          row.at = parts;
          return row;
        }
        save(user) { insert({ id: 1, ...this.toRow(user) }); }
      }`),
    ).toEqual(["id", "name", "email", "at"]);
  });

  it("reads what a callback that is named makes of each element", () => {
    expect(getKeys("function toRow(user) { return { name: user.name }; } insert(users.map(toRow));")).toEqual(
      ["name"],
    );
  });

  it("leaves a function of elsewhere alone", () => {
    expect(getKeys("import { toRow } from './rows.js'; insert(toRow({ name: 1 }, 2));")).toEqual([]);
  });

  it("ends in a function that calls itself", () => {
    expect(
      getKeys("const toRow = (user) => user.next ? toRow(user.next) : { name: 1 }; insert(toRow(user));")[0],
    ).toBe("name");
  });

  it("reads what is assigned to a variable later, and what a function adds to its own", () => {
    expect(
      new Set(
        getKeys(`function toRow(user) { const row = {}; if (user.name) row.name = user.name; return row; }
      function save(user) { let row = toRow(user); row = { ...row, email: 1 }; row.id = 2; insert(row); }`),
      ),
    ).toEqual(new Set(["name", "email", "id"]));
  });
});
