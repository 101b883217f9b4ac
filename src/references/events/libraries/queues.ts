import { declares, each, type Library, reads, writes } from "../library.js";

const JOBS = {
  calls: {
    ...each(["add", "getJobScheduler", "removeJobScheduler"], [writes([0])]),
    addBulk: [writes([0, "name"])],
    upsertJobScheduler: [writes([2, "name"])],
    process: [reads([0])],
  },
};
const FLOW = ["name", "queueName"].flatMap((key) => [
  writes([0, key]),
  writes([0, "children", key]),
  writes([0, "children", "children", key]),
]);

/** BullMQ, Bull and Nest's packages for them: a queue sends, a worker receives. */
export const BULL: Library = {
  via: "bullmq",
  modules: ["bullmq", "bull", "@nestjs/bullmq", "@nestjs/bull"],
  exports: {
    default: { kind: "queue", uses: [writes([0])] },
    Queue: { kind: "queue", uses: [writes([0])] },
    Worker: { kind: "worker", uses: [reads([0])] },
    QueueEvents: { kind: "worker", uses: [reads([0])] },
    FlowProducer: { kind: "flow" },
    InjectQueue: { kind: "queue", uses: [writes([0])] },
    Processor: { uses: [reads([0]), reads([0, "name"])] },
    Process: { uses: [reads([0]), reads([0, "name"])] },
    BullModule: { kind: "module" },
  },
  kinds: {
    queue: JOBS,
    worker: {},
    flow: { calls: { add: FLOW, addBulk: FLOW } },
    module: {
      calls: {
        ...each(["registerQueue", "registerQueueAsync"], [declares(["*", "name"])]),
        ...each(["registerFlowProducer"], []),
      },
    },
  },
};

const GLOB = { as: "glob" } as const;

/** ioredis and node-redis: channels, and streams by their keys. */
export const REDIS: Library = {
  via: "redis",
  modules: ["ioredis", "redis", "@redis/client"],
  exports: {
    default: { kind: "redis" },
    Redis: { kind: "redis" },
    Cluster: { kind: "redis" },
    createClient: { kind: "redis" },
    createCluster: { kind: "redis" },
    RedisClientType: { kind: "redis" },
  },
  kinds: {
    redis: {
      calls: {
        ...each(["publish", "spublish", "sPublish", "xadd", "xAdd"], [writes([0])]),
        ...each(["subscribe", "ssubscribe", "unsubscribe"], [reads(["*"])]),
        ...each(["psubscribe", "punsubscribe"], [reads(["*"], GLOB)]),
        ...each(["sSubscribe", "sUnsubscribe"], [reads([0])]),
        ...each(["pSubscribe", "pUnsubscribe"], [reads([0], GLOB)]),
        ...each(["xread", "xreadgroup"], [reads(["*"])]),
        xRead: [reads([0, "key"])],
        xReadGroup: [reads([2, "key"])],
        ...each(["xack", "xAck", "xrange", "xRange", "xrevrange", "xlen", "xLen"], [reads([0])]),
        ...each(["xgroup"], [declares([1])]),
        xGroupCreate: [declares([0])],
      },
      gives: { duplicate: "redis", pipeline: "redis", multi: "redis" },
    },
  },
};

const SENT = [writes([0, "name"])];
const TRIGGERS = [...[reads([1, "event"]), reads([0, "triggers", "event"]), reads([0, "cancelOn", "event"])]];

/** Version 3 has the trigger as the second argument, version 4 among the first one's options. */
export const INNGEST: Library = {
  via: "inngest",
  modules: ["inngest"],
  exports: { Inngest: { kind: "client" }, eventType: { uses: [reads([0])] } },
  kinds: { client: { calls: { send: SENT, createFunction: TRIGGERS } } },
};

export const PG_BOSS: Library = {
  via: "pg-boss",
  modules: ["pg-boss"],
  exports: { default: { kind: "boss" }, PgBoss: { kind: "boss" } },
  kinds: {
    boss: {
      calls: {
        ...each(
          [
            "send",
            "sendAfter",
            "sendOnce",
            "sendThrottled",
            "sendDebounced",
            "insert",
            "publish",
            "schedule",
          ],
          [writes([0]), writes([0, "name"])],
        ),
        ...each(["work", "fetch", "subscribe", "offWork", "unschedule"], [reads([0])]),
        createQueue: [declares([0])],
      },
    },
  },
};
