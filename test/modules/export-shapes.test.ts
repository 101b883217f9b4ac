import { describe, expect, it } from "vitest";
import { getExportShapes } from "../../src/modules/export-shapes.js";

const IMPORT = 'import type { Prisma } from "@prisma/client";\n';
const UPDATE = { from: "@prisma/client", imported: "Prisma", member: "UserUpdateInput" };

describe("functions", () => {
  it("shows the types of the client by parameter", () => {
    const text = `${IMPORT}export function save(id: string, data: Prisma.UserUpdateInput) {}`;
    expect(getExportShapes("a.ts", text)).toEqual({ save: { kind: "function", parameters: [[], [UPDATE]] } });
  });
  it("sees through lists, unions, defaults, patterns and what keeps properties", () => {
    const text = `${IMPORT}const save = async ({ a }: Readonly<Prisma.UserUpdateInput> = {}, b?: Prisma.UserUpdateInput[] | null) => {};\nexport { save as store };`;
    expect(getExportShapes("a.ts", text)).toEqual({
      store: { kind: "function", parameters: [[UPDATE], [UPDATE]] },
    });
  });
  it("shows nothing of what is not exported or takes other types", () => {
    const text = `${IMPORT}function save(data: Prisma.UserUpdateInput) {}\nexport function show(data: Form, more: Forms.Input) {}`;
    expect(getExportShapes("a.ts", text)).toBeUndefined();
  });
});

describe("objects", () => {
  it("shows a default that is written out", () => {
    expect(getExportShapes("a.ts", "export default { query, close };")).toEqual({
      default: { kind: "object" },
    });
  });
  it("shows nothing of one that others' members are spread into, or that a type may describe", () => {
    expect(getExportShapes("a.ts", "export default { ...client, query };")).toBeUndefined();
    expect(getExportShapes("a.ts", "export default { query } satisfies Client;")).toBeUndefined();
  });
});

it("parses no text that can show nothing", () => {
  expect(getExportShapes("a.ts", "export default (")).toBeUndefined();
  expect(getExportShapes("a.sql", "export default {}")).toBeUndefined();
});
