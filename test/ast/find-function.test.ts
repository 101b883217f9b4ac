import { describe, expect, it } from "vitest";
import { findFunction } from "../../src/ast/find-function.js";
import { walk } from "../../src/ast/walk.js";
import { parseTestScript } from "../support/parse.js";

/** The text of the function that the last call of a script calls. */
function findCalled(text: string): string | undefined {
  const { ast, scopes } = parseTestScript("a.ts", text);
  const call = walk(ast).findLast((node) => node.type === "CallExpression");
  const found = call?.type === "CallExpression" ? findFunction(call.callee, scopes) : undefined;
  return found && text.slice(...found.range);
}

describe("findFunction", () => {
  it("finds the function that a name is declared as", () => {
    expect(findCalled(`function run() {} run();`)).toBe("function run() {}");
    expect(findCalled(`const run = () => 1; run();`)).toBe("() => 1");
  });

  it("does not take a parameter for the function that has it", () => {
    expect(findCalled(`function run(next) { next(); }`)).toBe(undefined);
    expect(findCalled(`const run = (next) => next();`)).toBe(undefined);
  });
});
