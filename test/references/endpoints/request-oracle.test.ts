import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import express from "express";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectEndpoints } from "../../../src/references/endpoints/detect-endpoints.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";
import { REQUEST_CASES } from "./request-cases.js";

/** Below `node_modules`, so that the cases find the clients that they import. */
const CACHE = join(import.meta.dirname, "../../../node_modules/.cache");
mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, "requests-"));

let server: Server;
let origin = "";
const recorded: { method: string; path: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    recorded.push({ method: request.method ?? "", path: request.url ?? "" });
    response.end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the module really sends. */
async function send(name: string, code: string): Promise<{ method: string; path: string }> {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.mjs`);
  writeFileSync(file, code);
  recorded.length = 0;
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const run: unknown = Reflect.get(Object(module), "default");
  if (typeof run !== "function") throw new Error(`${name} has no default export`);
  await run(origin);
  const [sent, ...others] = recorded;
  if (sent === undefined || others.length > 0) throw new Error(`${name} sent ${recorded.length} requests`);
  return sent;
}

/** Whether Express, and Hono, with nothing but the old endpoint, answer the request. */
async function isServed(old: string, { method, path }: { method: string; path: string }) {
  const [verb = "", template = ""] = old.includes(" ") ? old.split(" ") : ["all", old];
  const hono = new Hono();
  if (verb === "all") hono.all(template, (context) => context.text("old"));
  else hono.on(verb, template, (context) => context.text("old"));
  const byHono = (await hono.request(path, { method })).status === 200;
  const app = express();
  const register: unknown = Reflect.get(app, verb.toLowerCase());
  if (typeof register !== "function") throw new Error(`Express has no ${verb}`);
  register.call(app, template, (_request: unknown, response: { end(text: string): void }) =>
    response.end("old"),
  );
  const listening = app.listen(0, "127.0.0.1");
  await new Promise((done) => listening.once("listening", done));
  const { port } = listening.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  await answer.arrayBuffer();
  listening.close();
  return { byExpress: answer.status === 200, byHono };
}

describe("requests that are really sent", () => {
  it.each(REQUEST_CASES)("$title ($old)", async ({ title, old, code }) => {
    const sent = await send(title, code);
    const served = await isServed(old, sent);
    const file = parseTestScript("case.mjs", code);
    const detections = detectEndpoints(file, createTestProject({ changes: [change("endpoint", old)] }));
    const found = detections.filter(({ certainty }) => certainty !== "unresolved");
    expect({ sent, found: found.length > 0 }).toEqual({ sent, found: served.byExpress });
    // Express takes a slash at the end for none, Hono does not.
    if (!sent.path.endsWith("/")) expect(served.byHono).toBe(served.byExpress);
  });
});
