import { expect, it } from "vitest";
import { explainMissingBinary } from "../../src/cli/explain-missing-binary.js";

it("says what to do where the parser's binary was not installed", () => {
  const error = new Error("Cannot find native binding. npm has a bug related to optional dependencies");
  expect(explainMissingBinary(error, "linux")).toBe(
    "oxc-parser, which reads scripts, has no binary for linux in node_modules: optional dependencies were left out, or node_modules was installed on another system.\n" +
      "Delete node_modules and install again here, without --omit=optional.",
  );
});

it("leaves other errors what they are", () => {
  expect(explainMissingBinary(new Error("Cannot find module"), "linux")).toBeUndefined();
  expect(explainMissingBinary("Cannot find native binding", "linux")).toBeUndefined();
});
