/** A module whose default export sends one request to a server at `origin`. */
export interface RequestCase {
  readonly title: string;
  readonly old: string;
  readonly code: string;
}

const ORDER = "GET /v1/orders/:id";

const c = (title: string, old: string, code: string): RequestCase => ({ title, old, code });

/** Whether each reaches the old endpoint is for a real server to say. */
export const REQUEST_CASES: readonly RequestCase[] = [
  // fetch
  c("fetch of a template", ORDER, "export default (origin) => fetch(`${origin}/v1/orders/7`);"),
  c(
    "fetch with an id",
    ORDER,
    "const id = () => 7;\nexport default (origin) => fetch(`${origin}/v1/orders/${id()}`);",
  ),
  c(
    "fetch of another collection",
    ORDER,
    "export default (origin) => fetch(`${origin}/v1/invoices/7/orders`);",
  ),
  c("fetch of the list", ORDER, "export default (origin) => fetch(`${origin}/v1/orders`);"),
  c("fetch of what is below", ORDER, "export default (origin) => fetch(`${origin}/v1/orders/7/lines`);"),
  c("fetch of another version", ORDER, "export default (origin) => fetch(`${origin}/v2/orders/7`);"),
  c("a query", ORDER, "export default (origin) => fetch(`${origin}/v1/orders/7?expand=lines`);"),
  c("a hash", ORDER, "export default (origin) => fetch(`${origin}/v1/orders/7#lines`);"),
  c("a slash at the end", ORDER, "export default (origin) => fetch(`${origin}/v1/orders/7/`);"),
  c(
    "the path in a query of another",
    ORDER,
    "export default (origin) => fetch(`${origin}/v1/proxy?to=/v1/orders/7`);",
  ),
  c("concatenation", ORDER, 'export default (origin) => fetch(origin + "/v1/orders/" + 7);'),
  c(
    "concatenation of another",
    ORDER,
    'export default (origin) => fetch(origin + "/v1/orders-archive/" + 7);',
  ),
  c(
    "a constant",
    ORDER,
    'const ORDERS = "/v1/orders";\nexport default (origin) => fetch(`${origin}${ORDERS}/7`);',
  ),
  c(
    "a constant with more",
    ORDER,
    'const ORDERS = "/v1/orders";\nexport default (origin) => fetch(`${origin}${ORDERS}/7/lines`);',
  ),
  c("POST to it", ORDER, 'export default (origin) => fetch(`${origin}/v1/orders/7`, { method: "POST" });'),
  c(
    "GET in so many words",
    ORDER,
    'export default (origin) => fetch(`${origin}/v1/orders/7`, { method: "GET", headers: {} });',
  ),
  c("HEAD", ORDER, 'export default (origin) => fetch(`${origin}/v1/orders/7`, { method: "HEAD" });'),
  c(
    "a method in lower case",
    "POST /v1/orders",
    'export default (origin) => fetch(`${origin}/v1/orders`, { method: "post" });',
  ),
  c(
    "a method in a constant",
    "DELETE /v1/orders/:id",
    'const method = "DELETE";\nexport default (origin) => fetch(`${origin}/v1/orders/7`, { method });',
  ),
  c(
    "another method in a constant",
    "DELETE /v1/orders/:id",
    'const method = "PUT";\nexport default (origin) => fetch(`${origin}/v1/orders/7`, { method });',
  ),
  c(
    "any method",
    "/v1/orders/:id",
    'export default (origin) => fetch(`${origin}/v1/orders/7`, { method: "PATCH" });',
  ),
  c("new URL", ORDER, 'export default (origin) => fetch(new URL("/v1/orders/7", origin));'),
  c(
    "new URL over a base with a path",
    ORDER,
    'export default (origin) => fetch(new URL("/v1/orders/7", origin + "/v2/"));',
  ),
  c(
    "new URL relative to a base with a path",
    ORDER,
    'export default (origin) => fetch(new URL("orders/7", `${origin}/v1/`));',
  ),
  c(
    "new URL relative to another",
    ORDER,
    'export default (origin) => fetch(new URL("orders/7", `${origin}/v2/`));',
  ),
  c(
    "new URL with search",
    ORDER,
    'export default (origin) => {\n  const url = new URL(`/v1/orders/${7}`, origin);\n  url.searchParams.set("expand", "lines");\n  return fetch(url.toString());\n};',
  ),
  c(
    "URLSearchParams",
    ORDER,
    'export default (origin) => {\n  const query = new URLSearchParams({ a: "1" });\n  return fetch(`${origin}/v1/orders/7?${query}`);\n};',
  ),
  c("Request", ORDER, "export default (origin) => fetch(new Request(`${origin}/v1/orders/7`));"),
  c(
    "Request with a method",
    ORDER,
    'export default (origin) => fetch(new Request(`${origin}/v1/orders/7`, { method: "PUT" }));',
  ),
  c(
    "encodeURIComponent",
    ORDER,
    'export default (origin) => fetch(`${origin}/v1/orders/${encodeURIComponent("a b")}`);',
  ),
  c(
    "an encoded slash in the id",
    ORDER,
    'export default (origin) => fetch(`${origin}/v1/orders/${encodeURIComponent("a/b")}`);',
  ),
  c(
    "a function that builds it",
    ORDER,
    "const orderUrl = (origin, id) => `${origin}/v1/orders/${id}`;\nexport default (origin) => fetch(orderUrl(origin, 7));",
  ),
  c(
    "a table of paths",
    ORDER,
    'const API = { orders: { one: (id) => `/v1/orders/${id}`, all: "/v1/orders" } };\nexport default (origin) => fetch(origin + API.orders.one(7));',
  ),
  c(
    "another entry of the table",
    ORDER,
    'const API = { orders: { one: (id) => `/v1/orders/${id}`, all: "/v1/orders" } };\nexport default (origin) => fetch(origin + API.orders.all);',
  ),
  c(
    "a wrapper",
    ORDER,
    "const send = (origin, path) => fetch(`${origin}/v1${path}`);\nexport default (origin) => send(origin, `/orders/${7}`);",
  ),
  c(
    "a wrapper of another version",
    ORDER,
    "const send = (origin, path) => fetch(`${origin}/v2${path}`);\nexport default (origin) => send(origin, `/orders/${7}`);",
  ),
  c(
    "a wrapper with a method",
    "POST /v1/orders",
    'async function send(origin, method, path) {\n  return fetch(`${origin}/v1${path}`, { method });\n}\nexport default (origin) => send(origin, "POST", "/orders");',
  ),
  c(
    "a wrapper with another method",
    "POST /v1/orders",
    'async function send(origin, method, path) {\n  return fetch(`${origin}/v1${path}`, { method });\n}\nexport default (origin) => send(origin, "GET", "/orders");',
  ),
  c(
    "two parameters",
    "GET /v1/users/:user/orders/:id",
    "export default (origin) => fetch(`${origin}/v1/users/${3}/orders/${7}`);",
  ),
  c(
    "two parameters, one missing",
    "GET /v1/users/:user/orders/:id",
    "export default (origin) => fetch(`${origin}/v1/users/${3}/orders`);",
  ),
  c(
    "a branch",
    ORDER,
    'const isAll = () => false;\nexport default (origin) => fetch(origin + (isAll() ? "/v1/orders" : "/v1/orders/7"));',
  ),
  c(
    "a class with a base",
    ORDER,
    "class Orders {\n  constructor(origin) { this.base = origin; }\n  one(id) { return fetch(`${this.base}/v1/orders/${id}`); }\n}\nexport default (origin) => new Orders(origin).one(7);",
  ),
  // axios
  c(
    "axios.get",
    ORDER,
    'import axios from "axios";\nexport default (origin) => axios.get(`${origin}/v1/orders/7`);',
  ),
  c(
    "axios.delete",
    ORDER,
    'import axios from "axios";\nexport default (origin) => axios.delete(`${origin}/v1/orders/7`);',
  ),
  c(
    "axios(config)",
    "PUT /v1/orders/:id",
    'import axios from "axios";\nexport default (origin) => axios({ url: "/v1/orders/7", method: "put", baseURL: origin });',
  ),
  c(
    "axios(config) without a method",
    "PUT /v1/orders/:id",
    'import axios from "axios";\nexport default (origin) => axios({ url: "/v1/orders/7", baseURL: origin });',
  ),
  c(
    "axios.request",
    ORDER,
    'import axios from "axios";\nexport default (origin) => axios.request({ baseURL: `${origin}/v1`, url: "orders/7" });',
  ),
  c(
    "axios.create",
    ORDER,
    'import axios from "axios";\nexport default (origin) => {\n  const api = axios.create({ baseURL: `${origin}/v1` });\n  return api.get(`/orders/${7}`);\n};',
  ),
  c(
    "axios.create of another version",
    ORDER,
    'import axios from "axios";\nexport default (origin) => {\n  const api = axios.create({ baseURL: `${origin}/v2` });\n  return api.get(`/orders/${7}`);\n};',
  ),
  c(
    "an axios instance with its full URL",
    ORDER,
    'import axios from "axios";\nexport default (origin) => {\n  const api = axios.create({ baseURL: "http://localhost/v2/" });\n  return api.get(`${origin}/v1/orders/7`);\n};',
  ),
  c(
    "axios with a slash at the base's end",
    "POST /v1/orders",
    'import axios from "axios";\nexport default (origin) => axios.create({ baseURL: `${origin}/v1/` }).post("/orders", { a: 1 });',
  ),
  c(
    "an axios instance that is called",
    "PATCH /v1/orders/:id",
    'import axios from "axios";\nexport default (origin) => {\n  const api = axios.create({ baseURL: origin });\n  return api("/v1/orders/7", { method: "patch" });\n};',
  ),
  c(
    "axios.postForm",
    "POST /v1/orders",
    'import axios from "axios";\nexport default (origin) => axios.postForm(`${origin}/v1/orders`, { a: 1 });',
  ),
  // got
  c("got", ORDER, 'import got from "got";\nexport default (origin) => got(`${origin}/v1/orders/7`);'),
  c(
    "got.post",
    ORDER,
    'import got from "got";\nexport default (origin) => got.post(`${origin}/v1/orders/7`);',
  ),
  c(
    "got with prefixUrl",
    ORDER,
    'import got from "got";\nexport default (origin) => got("orders/7", { prefixUrl: `${origin}/v1` });',
  ),
  c(
    "got.extend",
    "PUT /v1/orders/:id",
    'import { got } from "got";\nexport default (origin) => {\n  const api = got.extend({ prefixUrl: `${origin}/v1/` });\n  return api.put(`orders/${7}`, { json: {} });\n};',
  ),
  c(
    "got.extend of another",
    "PUT /v1/orders/:id",
    'import { got } from "got";\nexport default (origin) => {\n  const api = got.extend({ prefixUrl: `${origin}/v1/customers` });\n  return api.put(`orders/${7}`, { json: {} });\n};',
  ),
  c(
    "got with a method",
    "DELETE /v1/orders/:id",
    'import got from "got";\nexport default (origin) => got(`${origin}/v1/orders/7`, { method: "DELETE" });',
  ),
  // ky
  c("ky", ORDER, 'import ky from "ky";\nexport default (origin) => ky(`${origin}/v1/orders/7`);'),
  c(
    "ky.create",
    "POST /v1/orders",
    'import ky from "ky";\nexport default (origin) => {\n  const api = ky.create({ prefixUrl: `${origin}/v1` });\n  return api.post("orders", { json: {} }).json();\n};',
  ),
  c(
    "ky.extend",
    ORDER,
    'import ky from "ky";\nexport default (origin) => {\n  const base = ky.create({ prefixUrl: `${origin}/v1` });\n  const api = base.extend({ headers: { a: "1" } });\n  return api.get("orders/7");\n};',
  ),
  c(
    "ky.extend of another base",
    ORDER,
    'import ky from "ky";\nexport default (origin) => {\n  const base = ky.create({ prefixUrl: `${origin}/v1` });\n  const api = base.extend({ prefixUrl: `${origin}/v2` });\n  return api.get("orders/7");\n};',
  ),
  // undici
  c(
    "undici.request",
    ORDER,
    'import { request } from "undici";\nexport default async (origin) => (await request(`${origin}/v1/orders/7`)).body.dump();',
  ),
  c(
    "undici.request with a method",
    "POST /v1/orders",
    'import { request } from "undici";\nexport default async (origin) => (await request(`${origin}/v1/orders`, { method: "POST" })).body.dump();',
  ),
  c(
    "undici.request with another method",
    "POST /v1/orders",
    'import { request } from "undici";\nexport default async (origin) => (await request(`${origin}/v1/orders`, { method: "PUT" })).body.dump();',
  ),
  c(
    "an undici client",
    ORDER,
    'import { Client } from "undici";\nexport default async (origin) => {\n  const client = new Client(origin);\n  await (await client.request({ path: "/v1/orders/7?a=1", method: "GET" })).body.dump();\n  await client.close();\n};',
  ),
  c(
    "an undici client elsewhere",
    ORDER,
    'import { Pool } from "undici";\nexport default async (origin) => {\n  const pool = new Pool(origin);\n  await (await pool.request({ path: "/v1/customers/7", method: "GET" })).body.dump();\n  await pool.close();\n};',
  ),
  c(
    "undici.fetch",
    ORDER,
    'import { fetch } from "undici";\nexport default (origin) => fetch(`${origin}/v1/orders/7`);',
  ),
  // supertest
  c(
    "supertest",
    ORDER,
    'import request from "supertest";\nexport default (origin) => request(origin).get("/v1/orders/7").expect(200);',
  ),
  c(
    "supertest of another method",
    ORDER,
    'import request from "supertest";\nexport default (origin) => request(origin).put("/v1/orders/7").send({});',
  ),
  c(
    "supertest agent",
    "DELETE /v1/orders/:id",
    'import request from "supertest";\nexport default (origin) => {\n  const agent = request.agent(origin);\n  return agent.delete(`/v1/orders/${7}`);\n};',
  ),
  c(
    "supertest kept in a variable",
    ORDER,
    'import supertest from "supertest";\nlet api;\nexport default (origin) => {\n  api = supertest(origin);\n  return api.get("/v1/orders/7?x=1");\n};',
  ),
  // node
  c(
    "http.get",
    ORDER,
    'import http from "node:http";\nexport default (origin) => new Promise((done) => http.get(`${origin}/v1/orders/7`, (answer) => answer.resume().on("end", done)));',
  ),
  c(
    "http.request with options",
    "POST /v1/orders",
    'import { request } from "node:http";\nexport default (origin) =>\n  new Promise((done) => {\n    const { hostname, port } = new URL(origin);\n    request({ hostname, port, path: "/v1/orders", method: "POST" }, (answer) => answer.resume().on("end", done)).end();\n  });',
  ),
  c(
    "http.request with other options",
    "POST /v1/orders",
    'import { request } from "node:http";\nexport default (origin) =>\n  new Promise((done) => {\n    const { hostname, port } = new URL(origin);\n    request({ hostname, port, path: "/v1/orders" }, (answer) => answer.resume().on("end", done)).end();\n  });',
  ),
  c(
    "http.request with a URL and options",
    "DELETE /v1/orders/:id",
    'import * as http from "node:http";\nexport default (origin) =>\n  new Promise((done) => {\n    http.request(new URL("/v1/orders/7", origin), { method: "DELETE" }, (answer) => answer.resume().on("end", done)).end();\n  });',
  ),
  // SSE, other shapes
  c(
    "a word in the place of the id",
    ORDER,
    "export default (origin) => fetch(`${origin}/v1/orders/latest`);",
  ),
  c("an empty id", ORDER, 'const id = "";\nexport default (origin) => fetch(`${origin}/v1/orders/${id}`);'),
  c("a list of segments", ORDER, 'export default (origin) => fetch([origin, "v1", "orders", 7].join("/"));'),
  c(
    "a list of other segments",
    ORDER,
    'export default (origin) => fetch([origin, "v1", "orders", 7, "lines"].join("/"));',
  ),
];
