import { describe, expect, it } from "vitest";
import { change, parseTestScript } from "./parse.js";

describe("parseTestScript", () => {
  it("sets parents and scopes", () => {
    const file = parseTestScript("src/rates.ts", "export const rate = (n: number) => n;");
    expect(file.ast.body[0]?.parent).toBe(file.ast);
    expect(file.scopes.globalScope?.childScopes[0]?.type).toBe("module");
  });

  it("reads JSX outside plain TypeScript", () => {
    expect(() => parseTestScript("src/rates.jsx", "export const view = <p>1</p>;")).not.toThrow();
  });
});

describe("change", () => {
  it("parses its target", () => {
    expect(change("column", "users.name", { new: "users.full_name" })).toMatchObject({
      id: "users.name",
      old: { table: "users", column: "name" },
      replacement: { table: "users", column: "full_name" },
    });
  });
});
