import { describe, expect, it } from "vitest";
import { find } from "./find-events.js";

describe("BullMQ and Bull", () => {
  const BULL = 'import { FlowProducer, Queue, QueueEvents, Worker } from "bullmq";\n';

  it("writes queues and jobs that are added, reads those that are worked off", () => {
    expect(
      find(
        `${BULL}const queue = new Queue("placed");\nawait queue.add("orderPlaced", { name: "order-placed" });`,
      ),
    ).toEqual(["write placed bullmq", "write orderPlaced bullmq"]);
    expect(find(`${BULL}new Worker("placed", async (job) => {});\nnew QueueEvents("placed");`)).toEqual([
      "read placed bullmq",
      "read placed bullmq",
    ]);
    expect(find(`${BULL}new Queue("orders", { prefix: "placed" });`)).toEqual([]);
  });

  it("writes jobs in bulk and in flows", () => {
    expect(
      find(`${BULL}new Queue("orders").addBulk([{ name: "placed", data: { name: "order-placed" } }]);`),
    ).toEqual(["write placed bullmq"]);
    const flow = `${BULL}new FlowProducer().add({ name: "ship", queueName: "placed", children: [{ name: "orderPlaced", queueName: "mail" }] });`;
    expect(find(flow)).toEqual(["write placed bullmq", "write orderPlaced bullmq"]);
  });

  it("knows classes that extend theirs", () => {
    const orders = (first: string) =>
      find(`${BULL}class Orders extends Queue { constructor() { super(${first}, { prefix: "placed" }); } }`);
    expect(orders('"placed"')).toEqual(["write placed bullmq"]);
    expect(orders('"orders"')).toEqual([]);
  });

  it("tells a worker's jobs apart", () => {
    const work = (test: string) =>
      find(`${BULL}new Worker("orders", async (job) => { if (${test}) place(); });`);
    expect(work('job.name === "order-placed"')).toEqual(["read order-placed event?"]);
    expect(work('job.id === "order-placed"')).toEqual([]);
  });

  it("knows Nest's decorators for them", () => {
    const nest = `import { InjectQueue, Processor } from "@nestjs/bullmq";
      import { Queue } from "bullmq";
      @Processor("placed") class Placed { constructor(@InjectQueue("orderPlaced") private queue: Queue) {} go() { return this.queue.add("order-placed", {}); } }`;
    expect(find(nest)).toEqual([
      "read placed bullmq",
      "write orderPlaced bullmq",
      "write order-placed bullmq",
    ]);
    expect(
      find('import { Injectable } from "@nestjs/common";\n@Injectable("placed") class Placed {}'),
    ).toEqual([]);
  });
});

describe("Nest's microservices", () => {
  it("reads patterns, writes what clients send", () => {
    const controller = `import { EventPattern, MessagePattern } from "@nestjs/microservices";
      class Orders { @EventPattern("placed") onPlaced() {} @MessagePattern({ cmd: "orderPlaced" }) answer() {} }`;
    expect(find(controller)).toEqual(["read placed nestjs", "read orderPlaced nestjs"]);
    const client = `import { ClientProxy } from "@nestjs/microservices";
      class Orders { constructor(private client: ClientProxy) {} place() { this.client.emit("placed", {}); this.client.send({ cmd: "orderPlaced" }, "order-placed"); } }`;
    expect(find(client)).toEqual(["write placed nestjs", "write orderPlaced nestjs"]);
    expect(find(client.replace('"@nestjs/microservices"', '"./client-proxy"'))).toEqual([
      "write orderPlaced event?",
      "write order-placed event?",
    ]);
  });

  it("reads listeners of its emitter, with wildcards", () => {
    const listen = (name: string) =>
      find(
        `import { OnEvent } from "@nestjs/event-emitter";\nclass Orders { @OnEvent("${name}") handle() {} }`,
      );
    expect(listen("order.placed.v1")).toEqual(["read order.placed.v1 eventemitter2"]);
    expect(listen("order.*.v1")).toEqual(["read order.*.v1 eventemitter2?"]);
    expect(listen("order.**")).toEqual(["read order.** eventemitter2?"]);
    expect(listen("order.*")).toEqual([]);
  });

  it("reads RabbitMQ's and SQS' handlers, and messages of sockets", () => {
    const rabbit = `import { RabbitSubscribe } from "@golevelup/nestjs-rabbitmq";
      class Orders { @RabbitSubscribe({ exchange: "orders", routingKey: "order.*.v1", queue: "mail" }) handle() {} }`;
    expect(find(rabbit)).toEqual(["read order.*.v1 nestjs?"]);
    expect(
      find(
        'import { SqsMessageHandler } from "@ssut/nestjs-sqs";\nclass Orders { @SqsMessageHandler("placed", false) handle() {} }',
      ),
    ).toEqual(["read placed nestjs"]);
    expect(
      find(
        'import { SubscribeMessage } from "@nestjs/websockets";\nclass Orders { @SubscribeMessage("placed") handle() {} }',
      ),
    ).toEqual(["read placed nestjs"]);
  });

  it("assumes decorators of others by their names", () => {
    expect(
      find(
        'import { OnLifecycleEvent } from "@/events";\nclass Orders { @OnLifecycleEvent("order-placed") handle() {} }',
      ),
    ).toEqual(["read order-placed event?"]);
    expect(
      find('import { Subscribe } from "@/events";\nclass Orders { @Subscribe("order-placed") handle() {} }'),
    ).toEqual(["read order-placed event?"]);
    expect(
      find('import { Column } from "@/events";\nclass Orders { @Column("order-placed") status; }'),
    ).toEqual([]);
  });
});

describe("Inngest and pg-boss", () => {
  const INNGEST = 'import { Inngest } from "inngest";\nconst inngest = new Inngest({ id: "placed" });\n';

  it("writes events that are sent", () => {
    expect(find(`${INNGEST}inngest.send({ name: "placed", data: { name: "orderPlaced" } });`)).toEqual([
      "write placed inngest",
    ]);
    expect(find(`${INNGEST}inngest.send([{ name: "orders" }, { name: "placed" }]);`)).toEqual([
      "write placed inngest",
    ]);
  });

  it("reads triggers of functions, in both versions", () => {
    expect(find(`${INNGEST}inngest.createFunction({ id: "placed" }, { event: "placed" }, handle);`)).toEqual([
      "read placed inngest",
    ]);
    expect(
      find(`${INNGEST}inngest.createFunction({ id: "a", triggers: [{ event: "placed" }] }, handle);`),
    ).toEqual(["read placed inngest"]);
    expect(find(`${INNGEST}inngest.createFunction({ id: "a" }, { cron: "placed" }, handle);`)).toEqual([]);
  });

  it("writes and works off queues of pg-boss", () => {
    const boss = 'import PgBoss from "pg-boss";\nconst boss = new PgBoss("");\n';
    expect(find(`${boss}await boss.send("placed", { name: "orderPlaced" });`)).toEqual([
      "write placed pg-boss",
    ]);
    expect(find(`${boss}await boss.work("placed", handle);`)).toEqual(["read placed pg-boss"]);
    expect(find(`${boss}await boss.stop("placed");`)).toEqual([]);
  });
});

describe("Medusa", () => {
  it("writes what the bus emits, reads what a subscriber's settings name", () => {
    expect(find('await eventBus.emit({ name: "order.placed.v1", data: { id: "orderPlaced" } });')).toEqual([
      "write order.placed.v1 event?",
    ]);
    expect(find('emitEventStep({ eventName: "order.placed.v1", data });')).toEqual([
      "write order.placed.v1 event?",
    ]);
    const settings =
      'import type { SubscriberConfig } from "@medusajs/framework";\nexport const config: SubscriberConfig = { event: "order.placed.v1" };';
    expect(find(settings)).toEqual(["read order.placed.v1 event?"]);
    expect(find(settings.replaceAll("SubscriberConfig", "ChartConfig"))).toEqual([]);
  });
});
