import { declares, each, type Kind, type Library, reads, writes } from "../library.js";

/** The API of kafkajs, which Confluent's client has as well. https://kafka.js.org/docs/producing */
const KINDS: Readonly<Record<string, Kind>> = {
  kafka: { gives: { producer: "producer", consumer: "consumer", admin: "admin" } },
  producer: {
    calls: {
      send: [writes([0, "topic"])],
      sendBatch: [writes([0, "topicMessages", "topic"])],
      sendOffsets: [reads([0, "topics", "topic"])],
    },
    gives: { transaction: "producer" },
  },
  consumer: {
    calls: {
      subscribe: [reads([0, "topic"]), reads([0, "topics"])],
      ...each(["pause", "resume", "seek", "commitOffsets"], [reads([0, "topic"])]),
    },
  },
  admin: {
    calls: {
      createTopics: [declares([0, "topics", "topic"]), declares([0, "topics"])],
      createPartitions: [declares([0, "topicPartitions", "topic"])],
      deleteTopics: [declares([0, "topics"])],
      fetchTopicMetadata: [reads([0, "topics"])],
      fetchOffsets: [reads([0, "topic"]), reads([0, "topics"])],
      ...each(["fetchTopicOffsets", "fetchTopicOffsetsByTimestamp"], [reads([0])]),
      ...each(["setOffsets", "resetOffsets", "deleteTopicRecords"], [reads([0, "topic"])]),
    },
  },
};

const EXPORTS: Library["exports"] = {
  Kafka: { kind: "kafka" },
  Producer: { kind: "producer" },
  Transaction: { kind: "producer" },
  Consumer: { kind: "consumer" },
  Admin: { kind: "admin" },
};

export const KAFKAJS: Library = { via: "kafkajs", modules: ["kafkajs"], exports: EXPORTS, kinds: KINDS };

/** librdkafka's own API, of node-rdkafka and of Confluent's client. */
const RDKAFKA: Readonly<Record<string, Kind>> = {
  rdProducer: { calls: { produce: [writes([0])] } },
  rdConsumer: { calls: { subscribe: [reads([0])], assign: [reads([0, "topic"])] } },
  rdAdmin: { calls: { createTopic: [declares([0, "topic"])], deleteTopic: [declares([0])] }, gives: {} },
  rdAdminClient: { gives: { create: "rdAdmin" } },
};
const RDKAFKA_EXPORTS: Library["exports"] = {
  Producer: { kind: "rdProducer" },
  HighLevelProducer: { kind: "rdProducer" },
  KafkaConsumer: { kind: "rdConsumer" },
  AdminClient: { kind: "rdAdminClient" },
  IAdminClient: { kind: "rdAdmin" },
};

export const CONFLUENT_KAFKA: Library = {
  via: "confluent-kafka",
  modules: ["@confluentinc/kafka-javascript"],
  exports: {
    ...RDKAFKA_EXPORTS,
    ...Object.fromEntries(Object.entries(EXPORTS).map(([name, one]) => [`KafkaJS.${name}`, one])),
    ...Object.fromEntries(Object.entries(RDKAFKA_EXPORTS).map(([name, one]) => [`RdKafka.${name}`, one])),
  },
  kinds: { ...KINDS, ...RDKAFKA },
};

export const NODE_RDKAFKA: Library = {
  via: "node-rdkafka",
  modules: ["node-rdkafka"],
  exports: RDKAFKA_EXPORTS,
  kinds: RDKAFKA,
};
