import { expect, it } from "vitest";
import { detectPrismaEnvironment } from "../../../src/references/config/detect-prisma-environment.js";
import { change, createTestProject, formatDetections } from "../../support/parse.js";

const project = createTestProject({ changes: [change("config", "LEGACY_DSN")] });
const find = (text: string) =>
  formatDetections(text, detectPrismaEnvironment({ path: "schema.prisma", text }, project));

it("reads the variable that a datasource names", () => {
  expect(find('datasource db {\n  url = env("LEGACY_DSN")\n}')).toEqual(["read 2:14 LEGACY_DSN"]);
});

it("is none in comments, by another name and outside of env()", () => {
  expect(find('datasource db {\n  // url = env("LEGACY_DSN")\n}')).toEqual([]);
  expect(find('datasource db {\n  url = env("LEGACY_DSN_2")\n}')).toEqual([]);
  expect(find('datasource db {\n  url = "LEGACY_DSN"\n}')).toEqual([]);
});
