/** A module that exports an application, of a framework that the test can ask without its help. */
export interface RouteCase {
  readonly title: string;
  readonly old: string;
  /** What is asked to find out: a request for the old endpoint. */
  readonly ask: string;
  readonly code: string;
}

const ORDER = "GET /v1/orders/:id";
const ASK = "GET /v1/orders/7";
const LIST = "POST /v1/orders";

type Parts = readonly [title: string, old: string, ask: string, code: string];

const EXPRESS: readonly Parts[] = [
  ["a route", ORDER, ASK, 'app.get("/v1/orders/:id", answer);'],
  ["a route of another method", ORDER, ASK, 'app.post("/v1/orders/:id", answer);'],
  ["a route of all methods", ORDER, ASK, 'app.all("/v1/orders/:id", answer);'],
  ["a parameter of another name", ORDER, ASK, 'app.get("/v1/orders/:orderId", answer);'],
  ["a literal in its place", ORDER, ASK, 'app.get("/v1/orders/latest", answer);'],
  ["a route below", ORDER, ASK, 'app.get("/v1/orders/:id/lines", answer);'],
  ["a route above", ORDER, ASK, 'app.get("/v1/orders", answer);'],
  ["another version", ORDER, ASK, 'app.get("/v2/orders/:id", answer);'],
  ["several paths", ORDER, ASK, 'app.get(["/v2/orders/:id", "/v1/orders/:id"], answer);'],
  ["several other paths", ORDER, ASK, 'app.get(["/v2/orders/:id", "/v3/orders/:id"], answer);'],
  ["a segment that may be left out", LIST, "POST /v1/orders", 'app.post("/v1/orders{/:id}", answer);'],
  ["a path in a constant", ORDER, ASK, 'const ORDERS = "/v1/orders";\napp.get(`${ORDERS}/:id`, answer);'],
  ["app.route", LIST, "POST /v1/orders", 'app.route("/v1/orders").get(answer).post(answer);'],
  [
    "app.route without the method",
    LIST,
    "POST /v1/orders",
    'app.route("/v1/orders").get(answer).put(answer);',
  ],
  [
    "handlers before it",
    ORDER,
    ASK,
    'const check = (request, response, next) => next();\napp.get("/v1/orders/:id", check, [check], answer);',
  ],
  [
    "a mounted router",
    ORDER,
    ASK,
    'const router = express.Router();\nrouter.get("/:id", answer);\napp.use("/v1/orders", router);',
  ],
  [
    "a router mounted elsewhere",
    ORDER,
    ASK,
    'const router = express.Router();\nrouter.get("/:id", answer);\napp.use("/v1/invoices", router);',
  ],
  [
    "a router's root",
    LIST,
    "POST /v1/orders",
    'const router = Router();\nrouter.post("/", answer);\napp.use("/v1/orders", router);',
  ],
  [
    "a router's root of another method",
    LIST,
    "POST /v1/orders",
    'const router = Router();\nrouter.get("/", answer);\napp.use("/v1/orders", router);',
  ],
  [
    "routers in routers",
    ORDER,
    ASK,
    'const v1 = Router();\nconst orders = Router();\norders.get("/:id", answer);\nv1.use("/orders", orders);\napp.use("/v1", v1);',
  ],
  [
    "routers in other routers",
    ORDER,
    ASK,
    'const v2 = Router();\nconst orders = Router();\norders.get("/:id", answer);\nv2.use("/orders", orders);\napp.use("/v2", v2);',
  ],
  [
    "a router that is mounted twice",
    ORDER,
    ASK,
    'const orders = Router();\norders.get("/:id", answer);\napp.use("/v2/orders", orders);\napp.use("/v1/orders", orders);',
  ],
  [
    "a router behind a check",
    ORDER,
    ASK,
    'const check = (request, response, next) => next();\nconst orders = Router();\norders.get("/:id", answer);\napp.use("/v1/orders", check, orders);',
  ],
  [
    "a router without a path",
    ORDER,
    ASK,
    'const orders = Router();\norders.get("/v1/orders/:id", answer);\napp.use(orders);',
  ],
  [
    "a function that makes the router",
    ORDER,
    ASK,
    'function createOrders() {\n  const router = Router();\n  router.get("/:id", answer);\n  return router;\n}\napp.use("/v1/orders", createOrders());',
  ],
  [
    "a function that adds routes",
    ORDER,
    ASK,
    'function addOrders(server) {\n  server.get("/v1/orders/:id", answer);\n}\naddOrders(app);',
  ],
  ["a setting of that name", ORDER, ASK, 'app.set("/v1/orders/:id", true);\napp.get("/v1/orders/:id");'],
  ["a parameter for the collection", "GET /v1/orders/:id", ASK, 'app.get("/:version/invoices/:id", answer);'],
];

const FASTIFY: readonly Parts[] = [
  ["a route", ORDER, ASK, 'app.get("/v1/orders/:id", async () => "old");'],
  ["a route with a schema", ORDER, ASK, 'app.get("/v1/orders/:id", { schema: {} }, async () => "old");'],
  ["another route", ORDER, ASK, 'app.get("/v1/orders/:id/lines", async () => "old");'],
  [
    "app.route",
    LIST,
    "POST /v1/orders",
    'app.route({ method: "POST", url: "/v1/orders", handler: async () => "old" });',
  ],
  [
    "app.route with methods",
    LIST,
    "POST /v1/orders",
    'app.route({ method: ["GET", "POST"], url: "/v1/orders", handler: async () => "old" });',
  ],
  [
    "app.route with other methods",
    LIST,
    "POST /v1/orders",
    'app.route({ method: ["GET", "PUT"], url: "/v1/orders", handler: async () => "old" });',
  ],
  [
    "a plugin with a prefix",
    ORDER,
    ASK,
    'async function orders(instance) {\n  instance.get("/:id", async () => "old");\n}\napp.register(orders, { prefix: "/v1/orders" });',
  ],
  [
    "a plugin with another prefix",
    ORDER,
    ASK,
    'async function orders(instance) {\n  instance.get("/:id", async () => "old");\n}\napp.register(orders, { prefix: "/v2/orders" });',
  ],
  [
    "a plugin in place",
    ORDER,
    ASK,
    'app.register(async (server) => {\n  server.get("/orders/:id", async () => "old");\n}, { prefix: "/v1" });',
  ],
  [
    "plugins in plugins",
    ORDER,
    ASK,
    'async function orders(instance) {\n  instance.get("/:id", async () => "old");\n}\napp.register(async (v1) => {\n  v1.register(orders, { prefix: "/orders" });\n}, { prefix: "/v1" });',
  ],
];

const HONO: readonly Parts[] = [
  ["a route", ORDER, ASK, 'app.get("/v1/orders/:id", (c) => c.text("old"));'],
  ["a route with a pattern", ORDER, ASK, 'app.get("/v1/orders/:id{[0-9]+}", (c) => c.text("old"));'],
  [
    "a chain",
    LIST,
    "POST /v1/orders",
    'app.get("/v1/orders", (c) => c.text("new")).post("/v1/orders", (c) => c.text("old"));',
  ],
  [
    "a chain without it",
    LIST,
    "POST /v1/orders",
    'app.get("/v1/orders", (c) => c.text("new")).put("/v1/orders", (c) => c.text("old"));',
  ],
  ["basePath", ORDER, ASK, 'const api = app.basePath("/v1");\napi.get("/orders/:id", (c) => c.text("old"));'],
  [
    "another basePath",
    ORDER,
    ASK,
    'const api = app.basePath("/v2");\napi.get("/orders/:id", (c) => c.text("old"));',
  ],
  [
    "app.route",
    ORDER,
    ASK,
    'const orders = new Hono().get("/:id", (c) => c.text("old"));\napp.route("/v1/orders", orders);',
  ],
  [
    "app.route elsewhere",
    ORDER,
    ASK,
    'const orders = new Hono().get("/:id", (c) => c.text("old"));\napp.route("/v2/orders", orders);',
  ],
  ["app.on", LIST, "POST /v1/orders", 'app.on(["PUT", "POST"], "/v1/orders", (c) => c.text("old"));'],
  [
    "app.on of others",
    LIST,
    "POST /v1/orders",
    'app.on(["PUT", "PATCH"], "/v1/orders", (c) => c.text("old"));',
  ],
  ["an optional parameter", LIST, "POST /v1/orders", 'app.post("/v1/orders/:id?", (c) => c.text("old"));'],
];

const EXPRESS_HEAD =
  'import express, { Router } from "express";\nconst app = express();\nconst answer = (request, response) => response.end("old");\n';
const FASTIFY_HEAD = 'import fastify from "fastify";\nconst app = fastify();\n';
const HONO_HEAD = 'import { Hono } from "hono";\nconst app = new Hono();\n';

function createCases(head: string, framework: string, parts: readonly Parts[]): RouteCase[] {
  return parts.map(([title, old, ask, body]) => ({
    ...{ title: `${framework}: ${title}`, old, ask },
    code: `${head}${body}\nexport default app;\n`,
  }));
}

/** Whether each serves the old endpoint is for the real framework to say. */
export const ROUTE_CASES: readonly RouteCase[] = [
  ...createCases(EXPRESS_HEAD, "express", EXPRESS),
  ...createCases(FASTIFY_HEAD, "fastify", FASTIFY),
  ...createCases(HONO_HEAD, "hono", HONO),
];
