import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FastifyInstance } from "fastify";
import { Hono } from "hono";
import { afterAll, describe, expect, it } from "vitest";
import { detectEndpoints } from "../../../src/references/endpoints/detect-endpoints.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";
import { ROUTE_CASES } from "./route-cases.js";

const CACHE = join(import.meta.dirname, "../../../node_modules/.cache");
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, "routes-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load(title: string, code: string): Promise<unknown> {
  const file = join(folder, `${title.replaceAll(/\W+/g, "-")}.mjs`);
  writeFileSync(file, code);
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return Reflect.get(Object(module), "default");
}

/** Whether the application has something to answer. */
async function isServed(app: unknown, ask: string): Promise<boolean> {
  const [method = "", path = ""] = ask.split(" ");
  if (isHono(app)) return (await app.request(path, { method })).status !== 404;
  if (isFastify(app))
    return (await app.inject({ method: method === "POST" ? "POST" : "GET", url: path })).statusCode !== 404;
  const server = createServer(app as RequestListener).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
  await answer.arrayBuffer();
  server.close();
  return answer.status !== 404;
}

function isHono(app: unknown): app is Hono {
  return typeof app === "object" && app !== null && "fire" in app;
}

function isFastify(app: unknown): app is FastifyInstance {
  return typeof app === "object" && app !== null && "inject" in app;
}

describe("routes of real applications", () => {
  it.each(ROUTE_CASES)("$title ($old)", async ({ title, old, ask, code }) => {
    const served = await isServed(await load(title, code), ask);
    const file = parseTestScript("case.mjs", code);
    const detections = detectEndpoints(file, createTestProject({ changes: [change("endpoint", old)] }));
    const found = detections.filter(
      ({ access, certainty }) => access === "declare" && certainty !== "unresolved",
    );
    expect(found.length > 0).toBe(served);
  });
});
