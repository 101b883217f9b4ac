import { join } from "node:path";
import { SHOP, testRule } from "./test-rule.js";

const filename = join(SHOP, "../events/src/case.ts");
const OWNER = "Owner @acme/orders, sunset 2099-12-31 (26693 days left).";

testRule("no-deprecated-event", {
  valid: [
    { name: "the replacement", filename, code: 'bus.emit("order.placed.v2");' },
    { name: "another name around it", filename, code: 'bus.emit("old-order.placed.v1");' },
    { name: "a text for people", filename, code: 'logger.info("order.placed.v1");' },
    { name: "a constant that nothing uses", filename, code: 'const TOPIC = "order.placed.v1";' },
    { name: "a common name on what is not known", filename, code: 'socket.on("opened", show);' },
    {
      name: "what creates a topic, without the option",
      filename,
      code: 'import amqp from "amqplib"; (await (await amqp.connect("")).createChannel()).assertQueue("order.placed.v1");',
    },
    {
      name: "a comment on the line above, with its reason",
      filename,
      code: '// expand-contract: not order-placed-v1 because the archive keeps old names\nbus.emit("order.placed.v1");',
    },
  ],
  invalid: [
    {
      name: "a library's producer",
      filename,
      code: 'import { Kafka } from "kafkajs"; new Kafka({}).producer().send({ topic: "order.placed.v1" });',
      errors: [
        {
          message: `This writes order.placed.v1, which goes away: use order.placed.v2 instead. ${OWNER}`,
          line: 1,
          column: 74,
          endLine: 1,
          endColumn: 89,
        },
      ],
    },
    {
      name: "a constant of another module",
      filename,
      code: 'import { TOPICS } from "./topics.js"; bus.on(TOPICS.orders.placed, handle);',
      errors: [
        {
          message: `This probably reads order.placed.v1, which goes away: use order.placed.v2 instead. ${OWNER}`,
          line: 1,
          column: 46,
          endLine: 1,
          endColumn: 66,
        },
      ],
    },
    {
      name: "what creates a topic, with the option",
      filename,
      code: 'import amqp from "amqplib"; (await (await amqp.connect("")).createChannel()).assertQueue("order.placed.v1");',
      options: [{ mappings: true }],
      errors: [
        {
          message: `This creates order.placed.v1, which goes away: use order.placed.v2 instead. ${OWNER}`,
          line: 1,
          column: 91,
          endLine: 1,
          endColumn: 106,
        },
      ],
    },
  ],
});
