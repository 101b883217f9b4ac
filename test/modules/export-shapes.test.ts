import { describe, expect, it } from "vitest";
import { getExportShapes } from "../../src/modules/export-shapes.js";

const IMPORT = 'import type { Prisma } from "@prisma/client";\n';
const UPDATE = { from: "@prisma/client", imported: "Prisma", member: "UserUpdateInput" };

describe("functions", () => {
  it("shows the types of the client by parameter", () => {
    const text = `${IMPORT}export function save(id: string, data: Prisma.UserUpdateInput) {}`;
    expect(getExportShapes("a.ts", text, true)).toEqual({
      save: { kind: "function", parameters: [[], [UPDATE]] },
    });
  });
  it("sees through lists, unions, defaults, patterns and what keeps properties", () => {
    const text = `${IMPORT}const save = async ({ a }: Readonly<Prisma.UserUpdateInput> = {}, b?: Prisma.UserUpdateInput[] | null) => {};\nexport { save as store };`;
    expect(getExportShapes("a.ts", text, true)).toEqual({
      store: { kind: "function", parameters: [[UPDATE], [UPDATE]] },
    });
  });
  it("is not asked in a repo without a Prisma schema", () => {
    const text = `${IMPORT}export function save(id: string, data: Prisma.UserUpdateInput) {}`;
    expect(getExportShapes("a.ts", text, false)).toBeUndefined();
  });
  it("shows nothing of what is not exported or takes other types", () => {
    const text = `${IMPORT}function save(data: Prisma.UserUpdateInput) {}\nexport function show(data: Form, more: Forms.Input) {}`;
    expect(getExportShapes("a.ts", text, true)).toBeUndefined();
  });
});

describe("types", () => {
  it("shows the imported types that an exported name stands for, and that a function is declared to return", () => {
    const text = `import type { Prisma, User } from "@prisma/client";
export type Row = Prisma.UserGetPayload<{ include: { posts: true } }> & { age: number };
export const find = async (id: string): Promise<User | null> => null;`;
    const from = "@prisma/client";
    expect(getExportShapes("a.ts", text, true)).toEqual({
      Row: { kind: "type", types: [{ from, imported: "Prisma", member: "UserGetPayload" }] },
      find: { kind: "function", parameters: [[]], returns: [{ from, imported: "User" }] },
    });
  });
  it("shows nothing of types that the module makes itself", () => {
    const text = `${IMPORT}type Form = { name: string };\nexport type Row = Form;\nexport const read = (): Form => ({ name: "" });`;
    expect(getExportShapes("a.ts", text, true)).toBeUndefined();
  });
});

describe("objects", () => {
  it("shows a default that is written out", () => {
    expect(getExportShapes("a.ts", "export default { query, close };", true)).toEqual({
      default: { kind: "object" },
    });
  });
  it("shows nothing of one that others' members are spread into, or that a type may describe", () => {
    expect(getExportShapes("a.ts", "export default { ...client, query };", true)).toBeUndefined();
    expect(getExportShapes("a.ts", "export default { query } satisfies Client;", true)).toBeUndefined();
  });
});

it("parses no text that can show nothing", () => {
  expect(getExportShapes("a.ts", "export default (", true)).toBeUndefined();
  expect(getExportShapes("a.sql", "export default {}", true)).toBeUndefined();
});
