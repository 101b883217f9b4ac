import { join } from "node:path";
import { expect, it } from "vitest";
import { readManifest } from "../../../src/manifest/read-manifest.js";
import { scanTree } from "../../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../../src/trees/working-tree.js";

const ROOT = join(import.meta.dirname, "../../../fixtures/lint/events");

it("finds what uses a name through constants of other modules, renamed ones too, and never the constants themselves", async () => {
  const { references } = await scanTree(
    openWorkingTree(ROOT),
    readManifest(join(ROOT, "expand-contract.json")),
  );
  const lines = references.map(
    ({ change, file, line, column, access, scope, via, certainty }) =>
      `${change} ${file}:${line}:${column} ${access} ${scope} ${via} ${certainty}`,
  );
  expect(lines).toEqual([
    "opened src/emitters.ts:4:3 type <module> events resolved",
    "opened src/emitters.ts:10:16 write Door.open events resolved",
    "opened src/emitters.ts:16:10 read <module> events resolved",
    "opened src/emitters.ts:17:19 read <module> events resolved",
    "order-placed-v1 src/controller.ts:5:17 read OrdersController nestjs resolved",
    "order-placed-v1 src/emitters.ts:25:21 read <module> event inferred",
    "order-placed-v1 src/kafka.ts:11:39 write OrderEvents.place kafkajs resolved",
    "order-placed-v1 src/kafka.ts:14:40 write OrderEvents.place kafkajs resolved",
    "order-placed-v1 src/kafka.ts:20:38 read listen kafkajs resolved",
    "order-placed-v1 src/kafka.ts:21:37 read listen kafkajs resolved",
    "order-placed-v1 src/kafka.ts:25:15 read listen.eachMessage event inferred",
    "order-placed-v1 src/nats.cjs:5:23 write start nats resolved",
    "order-placed-v1 src/nats.cjs:6:30 write start nats inferred",
    "order-placed-v1 src/nats.cjs:7:25 read start nats inferred",
    "stock-moved src/emitters.ts:22:14 read watch event inferred",
    "stock-moved src/kafka.ts:13:39 write OrderEvents.place kafkajs resolved",
    "stock-moved src/kafka.ts:32:57 declare listen kafkajs resolved",
  ]);
});
