import { declares, each, type Library, reads, writes } from "../library.js";

/** RabbitMQ. A routing key may be bound by a pattern; what is published has none. */
export const AMQPLIB: Library = {
  via: "amqplib",
  modules: ["amqplib", "amqplib/callback_api", "amqp-connection-manager"],
  exports: {
    connect: { kind: "connection" },
    Connection: { kind: "connection" },
    ChannelModel: { kind: "connection" },
    AmqpConnectionManager: { kind: "connection" },
    Channel: { kind: "channel" },
    ConfirmChannel: { kind: "channel" },
    ChannelWrapper: { kind: "channel" },
  },
  kinds: {
    connection: {
      gives: { createChannel: "channel", createConfirmChannel: "channel" },
      hands: { addSetup: "channel" },
    },
    channel: {
      calls: {
        publish: [writes([0]), writes([1])],
        sendToQueue: [writes([0])],
        ...each(["consume", "get", "purgeQueue", "checkQueue", "checkExchange"], [reads([0])]),
        ...each(
          ["bindQueue", "unbindQueue", "bindExchange", "unbindExchange"],
          [reads([0]), reads([1]), reads([2], { as: "amqp" })],
        ),
        ...each(["assertQueue", "assertExchange", "deleteQueue", "deleteExchange"], [declares([0])]),
      },
      hands: { addSetup: "channel" },
    },
  },
};

/** Version 2 (`nats`) and the packages of version 3. Subjects that are subscribed to may have wildcards. */
export const NATS: Library = {
  via: "nats",
  modules: [
    "nats",
    "nats.ws",
    ...["transport-node", "nats-core", "jetstream", "services"].map((name) => `@nats-io/${name}`),
  ],
  exports: {
    ...Object.fromEntries(
      ["connect", "wsconnect", "NatsConnection"].map((name) => [name, { kind: "connection" }]),
    ),
    JetStreamClient: { kind: "jetstream" },
    JetStreamManager: { kind: "manager" },
    jetstream: { kind: "jetstream" },
    jetstreamManager: { kind: "manager" },
  },
  kinds: {
    connection: {
      calls: {
        ...each(["publish", "request", "requestMany"], [writes([0])]),
        subscribe: [reads([0], { as: "nats" })],
      },
      gives: { jetstream: "jetstream", jetstreamManager: "manager" },
    },
    jetstream: {
      calls: {
        publish: [writes([0])],
        ...each(["subscribe", "pullSubscribe", "fetch", "pull"], [reads([0], { as: "nats" })]),
      },
      gives: { jetstreamManager: "manager", consumers: "consumers" },
    },
    manager: { gives: { consumers: "consumers", streams: "streams" } },
    consumers: {
      calls: {
        get: [reads([1, "filterSubjects"], { as: "nats" }), reads([1, "filter_subjects"], { as: "nats" })],
        ...each(
          ["add", "update"],
          ["filter_subject", "filter_subjects"].flatMap((key) => [
            reads([1, key], { as: "nats" }),
            reads([2, key], { as: "nats" }),
          ]),
        ),
      },
    },
    streams: {
      calls: {
        add: [declares([0, "subjects"], { as: "nats" })],
        update: [declares([1, "subjects"], { as: "nats" })],
        find: [reads([0])],
      },
    },
  },
};

export const MQTT: Library = {
  via: "mqtt",
  modules: ["mqtt"],
  exports: {
    ...Object.fromEntries(["connect", "connectAsync"].map((name) => [name, { kind: "client" }])),
    MqttClient: { kind: "client" },
  },
  kinds: {
    client: {
      calls: {
        ...each(["publish", "publishAsync"], [writes([0])]),
        ...each(
          ["subscribe", "subscribeAsync", "unsubscribe", "unsubscribeAsync"],
          [reads([0], { as: "mqtt" }), reads([0], { as: "mqtt", areKeys: true })],
        ),
      },
    },
  },
};

/** Google Cloud. A topic's handle is taken for what sends to it: nothing else is done with one, but for making it. */
export const PUBSUB: Library = {
  via: "pubsub",
  modules: ["@google-cloud/pubsub"],
  exports: { PubSub: { kind: "pubsub" } },
  kinds: {
    pubsub: {
      calls: {
        topic: [writes([0], { as: "address" })],
        subscription: [reads([0], { as: "address" })],
        createTopic: [declares([0], { as: "address" })],
        createSubscription: [declares([0], { as: "address" }), declares([1], { as: "address" })],
      },
      gives: { topic: "topic" },
    },
    topic: {
      calls: {
        subscription: [reads([0], { as: "address" })],
        createSubscription: [declares([0], { as: "address" })],
      },
    },
  },
};

export const SERVICE_BUS: Library = {
  via: "service-bus",
  modules: ["@azure/service-bus", "@azure/event-hubs"],
  exports: {
    ServiceBusClient: { kind: "client" },
    ServiceBusAdministrationClient: { kind: "administration" },
    EventHubProducerClient: { uses: [writes([1])] },
    EventHubConsumerClient: { uses: [reads([2])] },
  },
  kinds: {
    client: {
      calls: {
        createSender: [writes([0])],
        ...each(["createReceiver", "acceptSession", "acceptNextSession"], [reads([0])]),
      },
    },
    administration: { calls: each(["createQueue", "createTopic", "createSubscription"], [declares([0])]) },
  },
};
