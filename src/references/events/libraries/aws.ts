import { declares, each, type Library, reads, writes } from "../library.js";

/** Topics and queues stand at the end of an ARN or a URL. Version 3 has commands and clients with methods, version 2 clients alone. */
const ADDRESS = { as: "address" } as const;

const SNS_PUBLISH = [writes([0, "TopicArn"], ADDRESS), writes([0, "TargetArn"], ADDRESS)];
const SNS_SUBSCRIBE = [reads([0, "TopicArn"], ADDRESS)];
const SNS_CREATE = [declares([0, "Name"])];

export const SNS: Library = {
  via: "aws-sns",
  modules: ["@aws-sdk/client-sns", "aws-sdk", "aws-sdk/clients/sns"],
  exports: {
    PublishCommand: { uses: SNS_PUBLISH },
    PublishBatchCommand: { uses: SNS_PUBLISH },
    SubscribeCommand: { uses: SNS_SUBSCRIBE },
    CreateTopicCommand: { uses: SNS_CREATE },
    SNS: { kind: "sns" },
  },
  kinds: {
    sns: {
      calls: {
        ...each(["publish", "publishBatch"], SNS_PUBLISH),
        subscribe: SNS_SUBSCRIBE,
        createTopic: SNS_CREATE,
      },
    },
  },
};

const QUEUE = [0, "QueueUrl"] as const;
const SQS_WRITE = [writes(QUEUE, ADDRESS)];
const SQS_READ = [reads(QUEUE, ADDRESS)];
const SQS_CREATE = [declares([0, "QueueName"])];
const SQS_FIND = [reads([0, "QueueName"])];

export const SQS: Library = {
  via: "aws-sqs",
  modules: ["@aws-sdk/client-sqs", "aws-sdk", "aws-sdk/clients/sqs"],
  exports: {
    SendMessageCommand: { uses: SQS_WRITE },
    SendMessageBatchCommand: { uses: SQS_WRITE },
    ReceiveMessageCommand: { uses: SQS_READ },
    DeleteMessageCommand: { uses: SQS_READ },
    DeleteMessageBatchCommand: { uses: SQS_READ },
    ChangeMessageVisibilityCommand: { uses: SQS_READ },
    CreateQueueCommand: { uses: SQS_CREATE },
    GetQueueUrlCommand: { uses: SQS_FIND },
    SQS: { kind: "sqs" },
  },
  kinds: {
    sqs: {
      calls: {
        ...each(["sendMessage", "sendMessageBatch"], SQS_WRITE),
        ...each(
          ["receiveMessage", "deleteMessage", "deleteMessageBatch", "changeMessageVisibility"],
          SQS_READ,
        ),
        createQueue: SQS_CREATE,
        getQueueUrl: SQS_FIND,
      },
    },
  },
};

/** bbc/sqs-consumer */
export const SQS_CONSUMER: Library = {
  via: "aws-sqs",
  modules: ["sqs-consumer", "sqs-producer"],
  exports: {
    Consumer: { kind: "consumer", uses: [reads([0, "queueUrl"], ADDRESS)] },
    Producer: { kind: "producer", uses: [writes([0, "queueUrl"], ADDRESS)] },
  },
  kinds: {
    consumer: { calls: { create: [reads([0, "queueUrl"], ADDRESS)] } },
    producer: { calls: { create: [writes([0, "queueUrl"], ADDRESS)] } },
  },
};

const PUT_EVENTS = [writes([0, "Entries", "DetailType"]), writes([0, "Entries", "Source"])];
const PATTERN = [reads([2, "eventPattern", "detailType"]), reads([2, "eventPattern", "source"])];

export const EVENTBRIDGE: Library = {
  via: "aws-eventbridge",
  modules: [
    ...["@aws-sdk/client-eventbridge", "aws-sdk", "aws-sdk/clients/eventbridge"],
    ...["aws-cdk-lib/aws-events", "@aws-cdk/aws-events"],
  ],
  exports: {
    PutEventsCommand: { uses: PUT_EVENTS },
    EventBridge: { kind: "eventbridge" },
    Rule: { uses: PATTERN },
  },
  kinds: { eventbridge: { calls: { putEvents: PUT_EVENTS } } },
};
