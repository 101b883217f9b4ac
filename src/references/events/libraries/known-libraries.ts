import type { Library } from "../library.js";
import { EVENTBRIDGE, SNS, SQS, SQS_CONSUMER } from "./aws.js";
import { AMQPLIB, MQTT, NATS, PUBSUB, SERVICE_BUS } from "./brokers.js";
import { EMITTERS, EVENTEMITTER2, NODE_EVENTS, SOCKET_IO } from "./emitters.js";
import { CONFLUENT_KAFKA, KAFKAJS, NODE_RDKAFKA } from "./kafka.js";
import { NEST_MICROSERVICES, NEST_RABBITMQ, NEST_SQS, NEST_WEBSOCKETS } from "./nest.js";
import { BULL, INNGEST, PG_BOSS, REDIS } from "./queues.js";

const LIBRARIES: readonly Library[] = [
  ...[KAFKAJS, CONFLUENT_KAFKA, NODE_RDKAFKA, AMQPLIB, NATS, MQTT, PUBSUB, SERVICE_BUS],
  ...[SNS, SQS, SQS_CONSUMER, EVENTBRIDGE],
  ...[NODE_EVENTS, EVENTEMITTER2, ...EMITTERS, SOCKET_IO],
  ...[BULL, REDIS, INNGEST, PG_BOSS],
  ...[NEST_MICROSERVICES, NEST_WEBSOCKETS, NEST_RABBITMQ, NEST_SQS],
];

/** The libraries that a module gives; Amazon's second version has them all in one. */
export function getLibraries(module: string): readonly Library[] {
  return LIBRARIES.filter(({ modules }) => modules.includes(module));
}

/** Methods of which one may take names. */
export const KNOWN_METHODS: ReadonlySet<string> = new Set(
  LIBRARIES.flatMap(({ kinds }) => Object.values(kinds)).flatMap(({ calls = {} }) => Object.keys(calls)),
);
