import { describe, expect, it } from "vitest";
import { readPrismaCatalog } from "../../../../src/catalog/prisma/read-prisma-catalog.js";
import { detectPrismaCalls } from "../../../../src/references/orm/prisma/detect-prisma-calls.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";

const { tables } = readPrismaCatalog([
  {
    path: "schema.prisma",
    text: "model User {\n  id Int @id\n  name String\n  email String\n}\nmodel Post {\n  id Int @id\n  name String\n}",
  },
]);
const project = createTestProject({ changes: [change("column", "User.name")], catalog: { tables } });

function list(source: string): string[] {
  const file = parseTestScript("a.ts", source);
  const detections = detectPrismaCalls(file, project);
  return formatDetections(source, detections).map(
    (line, index) => `${line} ${detections[index]?.certainty ?? ""}`,
  );
}

describe("computed fields", () => {
  it("read what they need and what they compute of", () => {
    expect(
      list(`prisma.$extends({ result: { user: { label: {
  needs: { name: true },
  compute(user) { return user.name + user.email },
} } } })`),
    ).toEqual(["read 2:12 name resolved", "read 3:31 name resolved"]);
  });
  it("of another model read that one's", () => {
    expect(
      list(
        "prisma.$extends({ result: { post: { label: { needs: { name: true }, compute: (post) => post.name } } } }); // User",
      ),
    ).toEqual([]);
  });
});

describe("extended queries", () => {
  it("name columns in the arguments that they change, and in the rows that come back", () => {
    expect(
      list(`prisma.$extends({ query: { user: { async create({ args, query }) {
  args.data.name = args.data.email;
  const user = await query({ ...args, select: { name: true } });
  return user.name;
} } } })`),
    ).toEqual(["write 2:13 name resolved", "read 3:49 name resolved", "read 4:15 name resolved"]);
  });
  it("of all models may be of any that loses something", () => {
    expect(
      list(
        "// user\nprisma.$extends({ query: { $allModels: { findMany({ args, query }) { return query({ where: { name } }) } } } })",
      ),
    ).toEqual(["read 2:94 name inferred"]);
  });
  it("are none of an object that extends something else", () => {
    expect(
      list("store.extend({ query: { user: { find({ args, query }) { query({ where: { name } }) } } } })"),
    ).toEqual([]);
  });
});

describe("methods of models and of the client", () => {
  it("call the delegate that they extend", () => {
    expect(
      list(`Prisma.defineExtension({ model: { user: { byName(name: string) {
  const context = Prisma.getExtensionContext(this);
  return context.findFirst({ where: { name } });
} } } })`),
    ).toEqual(["read 3:39 name resolved"]);
  });
  it("call the client's delegates by name", () => {
    expect(
      list(`prisma.$extends({ client: { async first(args: Args) {
  const user = await Prisma.getExtensionContext(this).user.findFirst(args);
  return user.name;
} } })`),
    ).toEqual(["read 3:15 name resolved"]);
  });
  it("of another model call that one's", () => {
    expect(
      list(
        "prisma.$extends({ model: { post: { byName(name) { return this.findFirst({ where: { name } }) } } } }); // User",
      ),
    ).toEqual([]);
  });
});
