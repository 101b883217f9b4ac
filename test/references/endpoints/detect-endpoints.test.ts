import { describe, expect, it } from "vitest";
import { detectEndpoints } from "../../../src/references/endpoints/detect-endpoints.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

interface Case {
  readonly title: string;
  readonly code: string;
  readonly found: readonly string[];
  readonly old?: string;
  readonly path?: string;
}

const ORDER = "GET /v1/orders/:id";

/** `access line:column text via certainty` of each reference. */
function detect({ code, old = ORDER, path = "src/case.tsx" }: Omit<Case, "title" | "found">): string[] {
  const file = parseTestScript(path, code);
  const detections = detectEndpoints(file, createTestProject({ changes: [change("endpoint", old)] }));
  const places = formatDetections(code, detections);
  const sorted = [...detections].sort((a, b) => a.start - b.start);
  return sorted.map(({ via, certainty }, index) => `${places[index]} ${via} ${certainty}`);
}

const PLACES: readonly Case[] = [
  { title: "a literal", code: 'fetch("/v1/orders/7");', found: ["call 1:8 /v1/orders/7 fetch resolved"] },
  {
    title: "without host, query and hash",
    code: 'fetch("https://api.example.com/v1/orders/7?a=1#b");',
    found: ["call 1:31 /v1/orders/7 fetch inferred"],
  },
  {
    title: "the piece of a template that names it",
    code: "fetch(`${API}/v1/orders/${id}?a=${a}`);",
    found: ["call 1:14 /v1/orders/ fetch inferred"],
  },
  {
    title: "a constant, once for all that use it",
    code: 'const ORDERS = "/v1/orders";\nfetch(`${ORDERS}/${a}`);\nfetch(`${ORDERS}/${b}`);',
    found: ["call 1:17 /v1/orders fetch resolved"],
  },
  {
    title: "each of two calls",
    code: "fetch(`/v1/orders/${a}`);\nfetch(`/v1/orders/${b}`);",
    found: ["call 1:8 /v1/orders/ fetch resolved", "call 2:8 /v1/orders/ fetch resolved"],
  },
  {
    title: "a route's own path, not that of its mount",
    code: 'import { Router } from "express";\nconst a = Router();\na.get("/:id", f);\napi.use("/v1/orders", a);\nimport express from "express";\nconst api = express();',
    found: ["declare 3:8 /:id express resolved"],
  },
];

const CERTAINTIES: readonly Case[] = [
  {
    title: "a word for the id may be a route of its own",
    code: 'fetch("/v1/orders/export");',
    found: ["call 1:8 /v1/orders/export fetch inferred"],
  },
  {
    title: "options from elsewhere may name any method",
    code: 'fetch("/v1/orders/7", init);',
    found: ["call 1:8 /v1/orders/7 fetch inferred"],
  },
  {
    title: "a segment that only running tells",
    code: "fetch(`/v1/${kind}/${id}`);",
    found: ["call 1:8 /v1/ fetch unresolved"],
  },
  { title: "nothing literal but the version", code: "fetch(`/${version}/${kind}/${id}`);", found: [] },
  {
    title: "a base that may have the version",
    code: "fetch(`${API}/orders/${id}`);",
    found: ["call 1:14 /orders/ fetch unresolved"],
  },
  {
    title: "a base that may have no more than api",
    old: "GET /api/orders/:id",
    code: "fetch(`${API}/orders/${id}`);",
    found: ["call 1:14 /orders/ fetch inferred"],
  },
  {
    title: "a call that looks like a request",
    code: 'this.http.get<Order>("/v1/orders/7");',
    found: ["call 1:23 /v1/orders/7 url inferred"],
  },
  { title: "a look-up that does not", code: 'cache.get("/v1/orders/7");', found: [] },
  {
    title: "a page that is gone to",
    code: 'router.push("/v1/orders/7");\nnavigate("/v1/orders/7");',
    found: [],
  },
  {
    title: "a text of which nobody knows what becomes",
    code: 'queue.add({ target: "/v1/orders/7" });',
    found: ["call 1:22 /v1/orders/7 url unresolved"],
  },
  { title: "an assertion", code: 'expect(path).toBe("/v1/orders/7");', found: [] },
];

const CLIENTS: readonly Case[] = [
  {
    title: "XMLHttpRequest",
    code: 'xhr.open("GET", "/v1/orders/7");',
    found: ["call 1:18 /v1/orders/7 xhr resolved"],
  },
  { title: "XMLHttpRequest of another method", code: 'xhr.open("PUT", "/v1/orders/7");', found: [] },
  {
    title: "EventSource",
    code: 'new EventSource("/v1/orders/7");',
    found: ["call 1:18 /v1/orders/7 eventsource resolved"],
  },
  {
    title: "sendBeacon",
    old: "POST /v1/orders",
    code: 'navigator.sendBeacon("/v1/orders", data);',
    found: ["call 1:23 /v1/orders url inferred"],
  },
  {
    title: "openapi-fetch",
    code: 'import createClient from "openapi-fetch";\nconst client = createClient({ baseUrl: "/" });\nclient.GET("/v1/orders/{id}", { params });\nclient.PUT("/v1/orders/{id}", { params });',
    found: ["call 3:13 /v1/orders/{id} openapi resolved"],
  },
  {
    title: "generated types",
    code: 'type Order = paths["/v1/orders/{id}"]["get"];\ntype Put = paths["/v1/orders/{id}"]["put"];',
    found: ["type 1:21 /v1/orders/{id} openapi resolved"],
  },
  {
    title: "SWR",
    code: 'import useSWR from "swr";\nuseSWR(`/v1/orders/${id}`, fetcher);',
    found: ["call 2:9 /v1/orders/ swr inferred"],
  },
  {
    title: "a key of SWR with more",
    code: 'import useSWR from "swr";\nuseSWR(id ? [`/v1/orders/${id}`, token] : null, fetcher);',
    found: ["call 2:15 /v1/orders/ swr inferred"],
  },
  {
    title: "Playwright's request",
    code: 'import { test } from "@playwright/test";\ntest("order", async ({ request, page }) => {\n  await request.get("/v1/orders/7");\n  await page.request.put("/v1/orders/7");\n  await page.route("/v1/orders/7", stub);\n});',
    found: ["call 3:22 /v1/orders/7 playwright resolved"],
  },
  {
    title: "what stands in for the server",
    code: 'import nock from "nock";\nimport { http } from "msw";\nnock("https://a.example").get("/v1/orders/7").reply(200);\nhttp.get("*/v1/orders/:id", resolver);',
    found: [],
  },
  {
    title: "a form and a link",
    code: 'const a = <form action="/v1/orders/7"><a href="/v1/orders/8">8</a><Link href="/v1/orders/9" /></form>;',
    found: ["call 1:25 /v1/orders/7 html inferred", "call 1:48 /v1/orders/8 html inferred"],
  },
  {
    title: "Fastify's inject",
    code: 'import fastify from "fastify";\nconst app = fastify();\nawait app.inject({ method: "GET", url: "/v1/orders/7" });\nawait app.inject({ method: "PUT", url: "/v1/orders/7" });',
    found: ["call 3:41 /v1/orders/7 fastify resolved"],
  },
  {
    title: "a client in a field of its class",
    code: 'import axios, { type AxiosInstance } from "axios";\nclass Orders {\n  private readonly http = axios.create({ baseURL: "/v1" });\n  constructor(private readonly other: AxiosInstance) {}\n  get(id: string) { return this.http.get(`/orders/${id}`); }\n  getOther(id: string) { return this.other.get(`/v2/orders/${id}`); }\n}',
    found: ["call 5:43 /orders/ axios resolved"],
  },
];

const ROUTES: readonly Case[] = [
  {
    title: "Nest's decorators",
    code: '@Controller("v1/orders")\nclass Orders {\n  @Get(":id") get() {}\n  @Get() list() {}\n  @Put(":id") put() {}\n}',
    found: ["declare 3:9 :id nest resolved"],
  },
  {
    title: "a controller with a version",
    code: '@Controller({ path: "orders", version: "1" })\nclass Orders {\n  @Get(":id") get() {}\n}\n@Controller({ path: "orders", version: "2" })\nclass Other {\n  @Get(":id") get() {}\n}',
    found: ["declare 3:9 :id nest resolved"],
  },
  {
    title: "a controller below a global prefix",
    code: '@Controller("orders")\nclass Orders {\n  @Get(":id") get() {}\n}',
    found: ["declare 3:9 :id nest inferred"],
  },
  {
    title: "Koa's router",
    code: 'import Router from "@koa/router";\nconst router = new Router({ prefix: "/v1" });\nrouter.get("order", "/orders/:id", show);\nrouter.put("/orders/:id", change);',
    found: ["declare 3:22 /orders/:id koa inferred"],
  },
  {
    title: "a parameter with a type",
    code: 'export function add(api: FastifyInstance) {\n  api.get<{ Params: P }>("/v1/orders/:id", show);\n}',
    found: ["declare 2:27 /v1/orders/:id fastify inferred"],
  },
  {
    title: "an object with a handler",
    code: 'this.route({ method: "get", path: "/v1/orders/:id", handler: this.show });\nthis.route({ method: "get", path: "/v1/orders", handler: this.list });',
    found: ["declare 1:36 /v1/orders/:id route inferred"],
  },
  {
    title: "Next.js' app router",
    path: "apps/web/app/(shop)/v1/orders/[id]/route.ts",
    code: "export const GET = handle;\nexport const PUT = handle;",
    found: ["declare 1:14 GET next resolved"],
  },
  {
    title: "another folder of it",
    path: "apps/web/app/(shop)/v1/orders/route.ts",
    code: "export const GET = handle;",
    found: [],
  },
  {
    title: "Next.js' pages",
    old: "GET /api/orders/:id",
    path: "pages/api/orders/[id].ts",
    code: 'export default function handler(req, res) {\n  if (req.method === "GET") res.end();\n}',
    found: ["declare 1:25 handler next resolved"],
  },
  {
    title: "Next.js' pages with another method",
    old: "GET /api/orders/:id",
    path: "pages/api/orders/[id].ts",
    code: 'export default function handler(req, res) {\n  if (req.method === "PUT") res.end();\n}',
    found: [],
  },
  {
    title: "Remix' loader",
    path: "app/routes/v1.orders.$id.tsx",
    code: "export async function loader() {}\nexport async function action() {}",
    found: ["declare 1:23 loader remix resolved"],
  },
  {
    title: "Remix' action",
    old: "POST /v1/orders",
    path: "app/routes/v1.orders._index.tsx",
    code: "export async function loader() {}\nexport async function action() {}",
    found: ["declare 2:23 action remix resolved"],
  },
  {
    title: "SvelteKit's server",
    path: "src/routes/v1/orders/[id=int]/+server.ts",
    code: "export const GET = async () => new Response();\nexport const POST = GET;",
    found: ["declare 1:14 GET sveltekit resolved"],
  },
  {
    title: "a catch-all",
    path: "app/v1/orders/[...rest]/route.ts",
    code: "export { handler as GET };",
    found: ["declare 1:21 GET next inferred"],
  },
];

describe.each([
  ["places", PLACES],
  ["certainty", CERTAINTIES],
  ["clients", CLIENTS],
  ["routes", ROUTES],
])("%s", (_name, cases) => {
  it.each(cases)("$title", ({ found, ...given }) => {
    expect(detect(given)).toEqual(found);
  });
});

it("has every method where the manifest names none", () => {
  const code = 'fetch("/v1/ping", { method: "PATCH" });\nfetch("/v1/pong");';
  expect(detect({ old: "/v1/ping", code })).toEqual(["call 1:8 /v1/ping fetch resolved"]);
});
