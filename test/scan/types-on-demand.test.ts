import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { formatManifest, writeProject } from "../lint/lint-text.js";

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock("ts-morph", (load) => {
  loads.count += 1;
  return load();
});

async function countReferences(files: Readonly<Record<string, string>>): Promise<number> {
  const root = writeProject(files);
  const manifest = readManifest(join(root, "expand-contract.json"));
  return (await scanTree(openWorkingTree(root), manifest)).references.length;
}

// In this order: what is loaded once stays.
it("does not load TypeScript while imports and texts tell everything", async () => {
  const count = await countReferences({
    "expand-contract.json": formatManifest({
      price: { kind: "symbol", old: "./src/price.ts#finalPrice" },
      red: { kind: "symbol", old: "./src/color.ts#Color.Red" },
      name: { kind: "column", old: "users.name" },
    }),
    "src/price.ts": "export const finalPrice = 1;\n",
    "src/color.ts": "export enum Color { Red, Blue }\n",
    "src/a.ts":
      'import { Color } from "./color";\nimport { finalPrice } from "./price";\nexport const a = [finalPrice, Color.Red];\n',
  });
  expect(count).toBe(2);
  expect(loads.count).toBe(0);
});

it("loads it for a place that only a type tells", async () => {
  const count = await countReferences({
    "expand-contract.json": formatManifest({ red: { kind: "symbol", old: "./src/color.ts#Color.Red" } }),
    "src/color.ts": "export class Color { Red = 1 }\n",
    "src/a.ts": 'import { Color } from "./color";\nexport const a = (color: Color) => color.Red;\n',
  });
  expect(count).toBe(1);
  expect(loads.count).toBeGreaterThan(0);
});
