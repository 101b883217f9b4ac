import { type Library, reads, writes } from "../library.js";

const PATTERN = [reads([0]), reads([0, "cmd"])];
const SENT = [writes([0]), writes([0, "cmd"])];

/** Nest's microservices: a pattern is a text, or an object whose `cmd` is one. */
export const NEST_MICROSERVICES: Library = {
  via: "nestjs",
  modules: ["@nestjs/microservices"],
  exports: {
    EventPattern: { uses: PATTERN },
    MessagePattern: { uses: PATTERN },
    ClientProxyFactory: { kind: "factory" },
    ...Object.fromEntries(
      [
        "ClientProxy",
        "ClientKafka",
        "ClientKafkaProxy",
        "ClientNats",
        "ClientRMQ",
        "ClientRedis",
        "ClientGrpc",
      ].map((name) => [name, { kind: "client" }]),
    ),
  },
  kinds: {
    factory: { gives: { create: "client" } },
    client: { calls: { emit: SENT, send: SENT, subscribeToResponseOf: [reads([0])] } },
  },
};

export const NEST_WEBSOCKETS: Library = {
  via: "nestjs",
  modules: ["@nestjs/websockets"],
  exports: { SubscribeMessage: { uses: [reads([0])] } },
  kinds: {},
};

export const NEST_RABBITMQ: Library = {
  via: "nestjs",
  modules: ["@golevelup/nestjs-rabbitmq"],
  exports: {
    ...Object.fromEntries(
      ["RabbitSubscribe", "RabbitRPC"].map((name) => [
        name,
        {
          uses: [
            reads([0, "exchange"]),
            reads([0, "routingKey"], { as: "amqp" as const }),
            reads([0, "queue"]),
          ],
        },
      ]),
    ),
    AmqpConnection: { kind: "connection" },
  },
  kinds: {
    connection: {
      calls: {
        publish: [writes([0]), writes([1])],
        request: [writes([0, "exchange"]), writes([0, "routingKey"])],
      },
    },
  },
};

export const NEST_SQS: Library = {
  via: "nestjs",
  modules: ["@ssut/nestjs-sqs"],
  exports: {
    SqsMessageHandler: { uses: [reads([0])] },
    SqsConsumerEventHandler: { uses: [reads([0])] },
    SqsService: { kind: "service" },
  },
  kinds: { service: { calls: { send: [writes([0])] } } },
};
