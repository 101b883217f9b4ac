import { describe, expect, it } from "vitest";
import { find } from "./find-events.js";

// Without a broker the clients send nothing: methods and arguments are those of the documented APIs.

describe("kafkajs", () => {
  const KAFKA = 'import { Kafka } from "kafkajs";\nconst kafka = new Kafka({ brokers: [] });\n';

  it("writes what a producer sends", () => {
    expect(find(`${KAFKA}kafka.producer().send({ topic: "order.placed.v1", messages: [] });`)).toEqual([
      "write order.placed.v1 kafkajs",
    ]);
    expect(
      find(`${KAFKA}kafka.producer().send({ topic: "order.placed.v2", key: "order.placed.v1" });`),
    ).toEqual([]);
  });

  it("writes each topic of a batch and of a transaction", () => {
    const batch = `${KAFKA}const producer = kafka.producer();
      producer.sendBatch({ topicMessages: [{ topic: "orders", messages: [] }, { topic: "placed", messages: [] }] });
      const transaction = await producer.transaction();
      await transaction.send({ topic: "orderPlaced", messages: [{ value: "placed" }] });`;
    expect(find(batch)).toEqual(["write placed kafkajs", "write orderPlaced kafkajs"]);
  });

  it("reads what a consumer subscribes to, by name, list and expression", () => {
    const consumer = `${KAFKA}const consumer = kafka.consumer({ groupId: "placed" });\n`;
    expect(find(`${consumer}consumer.subscribe({ topic: "placed", fromBeginning: true });`)).toEqual([
      "read placed kafkajs",
    ]);
    expect(find(`${consumer}consumer.subscribe({ topics: ["orders", "order.placed.v1"] });`)).toEqual([
      "read order.placed.v1 kafkajs",
    ]);
    expect(find(`${consumer}consumer.subscribe({ topic: /^order\\.placed\\..*$/ });`)).toEqual([
      "read /^order\\.placed\\..*$/ kafkajs?",
    ]);
    expect(find(`${consumer}consumer.subscribe({ topic: /^order\\.cancelled\\..*$/ });`)).toEqual([]);
  });

  it("tells topics apart in a handler", () => {
    const run = (body: string) =>
      find(`${KAFKA}kafka.consumer({}).run({ eachMessage: async ({ topic, message }) => { ${body} } });`);
    expect(run('if (topic === "order.placed.v1") place(message);')).toEqual(["read order.placed.v1 event?"]);
    expect(run('switch (topic) { case "order.placed.v1": place(message); }')).toEqual([
      "read order.placed.v1 event?",
    ]);
    expect(run('if (message.value === "order.placed.v1") place(message);')).toEqual([]);
  });

  it("declares what an administrator creates", () => {
    expect(find(`${KAFKA}kafka.admin().createTopics({ topics: [{ topic: "placed" }] });`)).toEqual([
      "declare placed kafkajs",
    ]);
    expect(find(`${KAFKA}kafka.admin().describeConfigs({ resources: [{ name: "placed" }] });`)).toEqual([]);
  });

  it("knows a producer by its type", () => {
    const typed = `import type { Producer } from "kafkajs";
      class Orders { constructor(private producer: Producer) {} place() { return this.producer.send({ topic: "placed" }); } }`;
    expect(find(typed)).toEqual(["write placed kafkajs"]);
    expect(find(typed.replace('"kafkajs"', '"./producer.js"'))).toEqual([]);
  });

  it("knows Confluent's client and librdkafka's own way", () => {
    const confluent = `import { KafkaJS } from "@confluentinc/kafka-javascript";
      new KafkaJS.Kafka({}).producer().send({ topic: "placed", messages: [] });`;
    expect(find(confluent)).toEqual(["write placed confluent-kafka"]);
    const rdkafka = `import Kafka from "node-rdkafka";
      new Kafka.Producer({}).produce("placed", null, Buffer.from("orderPlaced"));
      new Kafka.KafkaConsumer({}).subscribe(["placed"]);`;
    expect(find(rdkafka)).toEqual(["write placed node-rdkafka", "read placed node-rdkafka"]);
  });
});

describe("amqplib", () => {
  const CHANNEL =
    'import amqp from "amqplib";\nconst connection = await amqp.connect("amqp://rabbit");\nconst channel = await connection.createChannel();\n';
  const on = (call: string) => find(CHANNEL + call);

  it("writes routing keys, exchanges and queues that are sent to", () => {
    expect(on('channel.publish("orders", "order.placed.v1", Buffer.from("placed"));')).toEqual([
      "write order.placed.v1 amqplib",
    ]);
    expect(on('channel.publish("placed", "", Buffer.from("x"));')).toEqual(["write placed amqplib"]);
    expect(on('channel.sendToQueue("placed", Buffer.from("x"));')).toEqual(["write placed amqplib"]);
    expect(on('channel.ack("placed");')).toEqual([]);
  });

  it("reads queues and bindings, patterns too", () => {
    expect(on('channel.consume("placed", handle);')).toEqual(["read placed amqplib"]);
    expect(on('channel.bindQueue("mail", "orders", "order.placed.*");')).toEqual([
      "read order.placed.* amqplib?",
    ]);
    expect(on('channel.bindQueue("mail", "orders", "order.#");')).toEqual(["read order.# amqplib?"]);
    expect(on('channel.bindQueue("mail", "orders", "order.*");')).toEqual([]);
    expect(on('channel.publish("orders", "order.#", Buffer.from("x"));')).toEqual([]);
  });

  it("declares what is asserted", () => {
    expect(on('channel.assertQueue("placed", { durable: true });')).toEqual(["declare placed amqplib"]);
    expect(on('channel.assertExchange("orders", "topic", { alternateExchange: "placed" });')).toEqual([]);
  });
});

describe("NATS", () => {
  const on = (call: string) =>
    find(`import { connect } from "nats";\nconst nats = await connect();\n${call}`);

  it("writes subjects that are published and asked", () => {
    expect(on('nats.publish("order.placed.v1", codec.encode("placed"));')).toEqual([
      "write order.placed.v1 nats",
    ]);
    expect(on('await nats.request("placed");')).toEqual(["write placed nats"]);
    expect(on('await nats.jetstream().publish("placed");')).toEqual(["write placed nats"]);
    expect(on('await nats.flush("placed");')).toEqual([]);
  });

  it("reads subscriptions with wildcards and filters of consumers", () => {
    expect(on('nats.subscribe("placed");')).toEqual(["read placed nats"]);
    expect(on('nats.subscribe("order.*.v1");')).toEqual(["read order.*.v1 nats?"]);
    expect(on('nats.subscribe("order.>");')).toEqual(["read order.> nats?"]);
    expect(on('nats.subscribe("order.placed.v1.>");')).toEqual([]);
    expect(
      on(
        'const jsm = await nats.jetstreamManager(); jsm.consumers.add("ORDERS", { filter_subject: "order.placed.*" });',
      ),
    ).toEqual(["read order.placed.* nats?"]);
    expect(
      on(
        'const jsm = await nats.jetstreamManager(); jsm.streams.add({ name: "placed", subjects: ["order.placed.v1"] });',
      ),
    ).toEqual(["declare order.placed.v1 nats"]);
  });
});

describe("Amazon", () => {
  it("writes topics of SNS by the end of their address", () => {
    const publish = (arn: string) =>
      find(
        `import { PublishCommand } from "@aws-sdk/client-sns";\nnew PublishCommand({ TopicArn: "${arn}", Message: "placed" });`,
      );
    expect(publish("arn:aws:sns:eu-west-1:123456789012:order-placed")).toEqual([
      "write order-placed aws-sns",
    ]);
    expect(publish("arn:aws:sns:eu-west-1:123456789012:old-order-placed")).toEqual([]);
    expect(publish("arn:aws:sns:eu-west-1:123456789012:order-placed-v2")).toEqual([]);
  });

  it("writes and reads queues of SQS by the end of their URL", () => {
    const SQS = 'import * as sqs from "@aws-sdk/client-sqs";\n';
    const url = '"https://sqs.eu-west-1.amazonaws.com/123456789012/order-placed"';
    expect(
      find(`${SQS}client.send(new sqs.SendMessageCommand({ QueueUrl: ${url}, MessageBody: "placed" }));`),
    ).toEqual(["write order-placed aws-sqs"]);
    expect(find(`${SQS}client.send(new sqs.ReceiveMessageCommand({ QueueUrl: ${url} }));`)).toEqual([
      "read order-placed aws-sqs",
    ]);
    expect(find(`${SQS}client.send(new sqs.CreateQueueCommand({ QueueName: "order-placed" }));`)).toEqual([
      "declare order-placed aws-sqs",
    ]);
    expect(
      find(`${SQS}client.send(new sqs.ListQueuesCommand({ QueueNamePrefix: "order-placed" }));`),
    ).toEqual([]);
  });

  it("reads an address that ends with what only running the program tells before the name", () => {
    const code = (arn: string) =>
      find(`import { SNS } from "@aws-sdk/client-sns";\nnew SNS({}).publish({ TopicArn: ${arn} });`);
    expect(code("`${prefix}order-placed`")).toEqual(["write order-placed aws-sns?"]);
    expect(code("`arn:aws:sns:${region}:${account}:order-placed`")).toEqual(["write order-placed aws-sns"]);
    expect(code("`arn:aws:sns:${region}:${account}:${topic}`")).toEqual([]);
  });

  it("writes events of EventBridge and reads patterns of rules", () => {
    const put = `import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
      new PutEventsCommand({ Entries: [{ DetailType: "placed", Source: "shop", Detail: "orderPlaced" }] });`;
    expect(find(put)).toEqual(["write placed aws-eventbridge"]);
    const rule = `import * as events from "aws-cdk-lib/aws-events";
      new events.Rule(this, "placed", { eventPattern: { source: ["shop"], detailType: ["placed"] } });`;
    expect(find(rule)).toEqual(["read placed aws-eventbridge"]);
  });

  it("knows version 2", () => {
    expect(
      find(
        'import AWS from "aws-sdk";\nconst sns = new AWS.SNS();\nsns.publish({ TopicArn: "arn:aws:sns:eu:1:placed" }).promise();',
      ),
    ).toEqual(["write placed aws-sns"]);
    expect(find('import AWS from "aws-sdk";\nnew AWS.S3().upload({ Key: "placed" });')).toEqual([]);
  });
});

describe("others", () => {
  it("knows Google's and Azure's", () => {
    const pubsub = 'import { PubSub } from "@google-cloud/pubsub";\nconst pubsub = new PubSub();\n';
    expect(find(`${pubsub}await pubsub.topic("placed").publishMessage({ json: "orderPlaced" });`)).toEqual([
      "write placed pubsub",
    ]);
    expect(
      find(`${pubsub}pubsub.subscription("projects/shop/subscriptions/placed").on("message", handle);`),
    ).toEqual(["read placed pubsub"]);
    expect(find(`${pubsub}await pubsub.createTopic("placed");`)).toEqual(["declare placed pubsub"]);
    const azure =
      'import { ServiceBusClient } from "@azure/service-bus";\nconst bus = new ServiceBusClient("placed");\n';
    expect(find(`${azure}bus.createSender("placed"); bus.createReceiver("orders", "placed");`)).toEqual([
      "write placed service-bus",
    ]);
  });

  it("knows MQTT's topics", () => {
    const on = (call: string) =>
      find(`import mqtt from "mqtt";\nconst client = mqtt.connect("mqtt://broker");\n${call}`);
    expect(on('client.publish("placed", "orderPlaced");')).toEqual(["write placed mqtt"]);
    expect(on("client.subscribe({ placed: { qos: 0 }, orders: { qos: 0 } });")).toEqual(["read placed mqtt"]);
  });

  it("knows channels and streams of Redis", () => {
    const on = (call: string) => find(`import Redis from "ioredis";\nconst redis = new Redis();\n${call}`);
    expect(on('redis.publish("placed", "orderPlaced");')).toEqual(["write placed redis"]);
    expect(on('redis.subscribe("orders", "placed");')).toEqual(["read placed redis"]);
    expect(on('redis.psubscribe("order-*");')).toEqual(["read order-* redis?"]);
    expect(on('redis.subscribe("order-*");')).toEqual([]);
    expect(on('redis.duplicate().xadd("placed", "*", "id", "1");')).toEqual(["write placed redis"]);
    expect(on('redis.get("placed"); redis.set("placed", "1");')).toEqual([]);
  });
});
