import { expect, it } from "vitest";
import { findUses } from "../references/symbols/symbol-project.js";
import { createTestResolver } from "./resolve-members.js";

const ORDER = "export interface Order { id: string; amt: number }\n";
const OLD = "./src/order.ts#Order.amt";

async function find(text: string): Promise<string[]> {
  const files = { "src/order.ts": ORDER, "src/a.ts": `import type { Order } from "./order";\n${text}` };
  return findUses(files, OLD, { resolver: await createTestResolver(files) });
}

it("says unresolved where the receiver is any", async () => {
  expect(await find("export const f = (o: any, p: Order) => [o.amt, p.id];\n")).toEqual([
    "src/a.ts:2:43 read amt unresolved",
  ]);
});

it("says unresolved where a package that is not there gave the type", async () => {
  const text = 'import { load } from "gone";\nexport const f = (p: Order) => load(p).amt;\n';
  expect(await find(text)).toEqual(["src/a.ts:3:40 read amt unresolved"]);
});

it("says unresolved where a class extends one of such a package", async () => {
  const text =
    'import { Row } from "gone";\nclass Sale extends Row { of(p: Order) { return [p.id, this.amt]; } }\n';
  expect(await find(text)).toEqual(["src/a.ts:3:60 read amt unresolved"]);
});

it("says nothing where the type is known to have no such member", async () => {
  const text = "class Own {}\nexport const f = (o: Own, p: Order) => [(o as { amt?: 1 }).amt, p.id];\n";
  expect(await find(text)).toEqual([]);
});

it("counts the literal of Omit as a type, although the compiler lets any text stand there", async () => {
  expect(await find('export type A = Omit<Order, "amt">;\n')).toEqual(["src/a.ts:2:30 type amt"]);
});
