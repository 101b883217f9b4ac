import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openScanCache } from "../../src/scan/scan-cache.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
});
afterEach(() => {
  repo.remove();
});

const MANIFEST = createManifest({ order: { kind: "endpoint", old: "GET /v1/orders/:id" } });

async function scan(files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
  const cache = openScanCache({
    folder: join(repo.root, ".git", "cache"),
    root: repo.root,
    manifestHash: MANIFEST.hash,
  });
  return listReferences(await scanTree(openWorkingTree(repo.root), MANIFEST, { cache }));
}

const ROUTES =
  'import { Router } from "express";\nexport const routes = Router();\nroutes.get("/:id", show);\n';
const API =
  'import { Router } from "express";\nimport { routes } from "./things.js";\nconst api = Router();\napi.use("/orders", routes);\nexport default api;\n';
const APP = (prefix: string) =>
  `import express from "express";\nimport api from "./api.js";\nconst app = express();\napp.use("${prefix}", api);\n`;

it("finds routes that other modules mount, and follows what changes there", async () => {
  const found = ["order src/things.ts:3:13 declare"];
  expect(await scan({ "src/things.ts": ROUTES, "src/api.ts": API, "src/app.ts": APP("/v1") })).toEqual(found);
  expect(await scan({ "src/app.ts": APP("/v2") })).toEqual([]);
  expect(await scan({ "src/app.ts": APP("/v1") })).toEqual(found);
});

it("finds routes of CommonJS modules", async () => {
  expect(
    await scan({
      "src/things.js":
        'const express = require("express");\nconst router = express.Router();\nrouter.get("/:id", show);\nmodule.exports = router;\n',
      "src/app.js":
        'const app = require("express")();\napp.use("/v1/orders", require("./things"));\napp.use("/v1/invoices", require("./others"));\n',
      "src/others.js":
        'const router = require("express").Router();\nrouter.get("/:id", show);\nmodule.exports = router;\n',
    }),
  ).toEqual(["order src/things.js:3:13 declare"]);
});

it("finds routes of Fastify's plugins and of functions that get the application", async () => {
  expect(
    await scan({
      "src/plugin.ts":
        'import type { FastifyInstance } from "fastify";\nexport default async function (app: FastifyInstance) {\n  app.get("/:id", show);\n}\n',
      "src/add.ts": 'export function add(router) {\n  router.get("/orders/:id", show);\n}\n',
      "src/server.ts":
        'import fastify from "fastify";\nimport plugin from "./plugin.js";\nconst app = fastify();\napp.register(plugin, { prefix: "/v1/orders" });\n',
      "src/main.ts":
        'import express, { Router } from "express";\nimport { add } from "./add.js";\nconst app = express();\nconst v1 = Router();\nadd(v1);\napp.use("/v1", v1);\n',
    }),
  ).toEqual(["order src/add.ts:2:15 declare", "order src/plugin.ts:3:12 declare"]);
});

it("finds calls by clients and paths of other modules, none of which names the endpoint", async () => {
  expect(
    await scan({
      "src/http.ts":
        'import ky from "ky";\nexport const orders = ky.create({ prefixUrl: "https://a.example/v1/orders" });\nexport const others = ky.create({ prefixUrl: "https://a.example/v1/invoices" });\n',
      "src/paths.ts":
        "export const PATHS = { one: (id: string) => `/v1/orders/${id}`, other: (id: string) => `/v1/invoices/${id}` };\n",
      "src/by-client.ts":
        'import { orders, others } from "./http.js";\nexport const one = () => orders.get("7");\nexport const two = () => others.get("7");\n',
      "src/by-path.ts":
        'import { PATHS } from "./paths.js";\nexport const one = () => fetch(PATHS.one("7"));\nexport const two = () => fetch(PATHS.other("7"));\n',
    }),
  ).toEqual(["order src/by-client.ts:2:38 call", "order src/by-path.ts:2:32 call"]);
});

it("finds a file route whose text names nothing", async () => {
  expect(
    await scan({
      "app/v1/orders/[id]/route.ts": "export const GET = handle;\n",
      "app/v1/invoices/[id]/route.ts": "export const GET = handle;\n",
    }),
  ).toEqual(["order app/v1/orders/[id]/route.ts:1:14 declare"]);
});

it("finds what functions of other modules send", async () => {
  expect(
    await scan({
      "src/send.ts":
        "const BASE = process.env.API;\nexport const send = (path: string, init?: RequestInit) => fetch(`${BASE}/v1${path}`, init);\nexport const sendNew = (path: string) => fetch(`${BASE}/v2${path}`);\nexport const api = { call: (method: string, path: string) => fetch(`/v1${path}`, { method }) };\n",
      "src/orders.ts":
        'import { api, send, sendNew } from "./send.js";\nsend("/orders/7");\nsend("/orders/7", { method: "PUT" });\nsendNew("/orders/7");\napi.call("GET", "/orders/8");\napi.call("POST", "/orders/8");\n',
    }),
  ).toEqual(["order src/orders.ts:2:7 call", "order src/orders.ts:5:18 call"]);
});

it("counts a function that calls the endpoint by itself where it does so, not where it is called", async () => {
  expect(
    await scan({
      "src/api.ts": "export const getOrder = (id: string) => fetch(`/v1/orders/${id}`);\n",
      "src/orders.ts": 'import { getOrder } from "./api.js";\n// of /v1/orders\ngetOrder("7");\n',
    }),
  ).toEqual(["order src/api.ts:1:48 call"]);
});
