import { describe, expect, it } from "vitest";
import { isLeftOut } from "../../src/ast/type-strings.js";
import { walk } from "../../src/ast/walk.js";
import { parseTestScript } from "../support/parse.js";

/** Whether the type leaves `name` of `User` out. */
function leavesNameOut(type: string): boolean {
  const { ast } = parseTestScript("src/a.ts", `let value: ${type};`);
  const user = walk(ast).find(
    (node) =>
      node.type === "TSTypeReference" && node.typeName.type === "Identifier" && node.typeName.name === "User",
  );
  if (user === undefined) throw new Error(`no User in ${type}`);
  return isLeftOut(user, "name");
}

describe("isLeftOut", () => {
  it.each([
    ["User", false],
    ["Partial<User>", false],
    [`Omit<User, "name" | "id">`, true],
    [`Omit<User, "id">`, false],
    [`Pick<User, "id">`, true],
    [`Pick<User, "id" | "name">`, false],
    ["Pick<User, Keys>", false],
    [`Partial<Omit<Readonly<User>, "name">>[]`, true],
    [`Omit<User & Extra, "name">`, true],
    [`Omit<Form, "name"> & User`, false],
  ])("%s", (type, expected) => {
    expect(leavesNameOut(type)).toBe(expected);
  });
});
