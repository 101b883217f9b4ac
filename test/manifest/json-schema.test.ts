import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { formatJsonSchema } from "../../src/manifest/json-schema.js";

it("is the committed schema.json; npm run build writes it", () => {
  const committed = readFileSync(new URL("../../schema.json", import.meta.url), "utf8");
  expect(formatJsonSchema()).toBe(committed);
});
