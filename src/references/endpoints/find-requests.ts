import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import type { Client } from "./client.js";
import type { Methods } from "./endpoint.js";
import { getMemberRequests, getNodeRequests } from "./member-requests.js";
import { getMethods } from "./request-methods.js";
import {
  getConfigured,
  getOptioned,
  isConfig,
  type RequestReading,
  send,
  type SentRequest,
} from "./sent-request.js";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The requests that a call of a known client sends; undefined for any other call. */
export function findSentRequests(call: Call, reading: RequestReading): SentRequest[] | undefined {
  if (call.type === "NewExpression") return getConstructed(call, reading);
  const callee = unwrap(call.callee);
  const direct = reading.find(callee);
  if (direct !== undefined) return getDirect(direct, call, reading);
  if (callee.type !== "MemberExpression") return undefined;
  const client = reading.find(callee.object);
  const name = getMemberName(callee);
  if (name === undefined) return undefined;
  if (client !== undefined) return getMemberRequests(client, { name, call }, reading);
  // Applications answer tests without a server: `app.inject({ url })`, `app.request(url)`.
  const router = ASKED.has(name) ? reading.findRouter(callee.object) : undefined;
  return router && getDirect({ via: router.via, style: "axios", bases: [] }, call, reading);
}

const ASKED: ReadonlySet<string> = new Set(["inject", "request", "fetch"]);

const CONSTRUCTED: ReadonlySet<string> = new Set(["EventSource", "WebSocket"]);

function getConstructed({ callee, arguments: [first] }: TSESTree.NewExpression, { reader }: RequestReading) {
  if (callee.type !== "Identifier" || !CONSTRUCTED.has(callee.name) || first === undefined) return undefined;
  return [
    send(first, reader.read(first), {
      methods: ["GET"],
      via: callee.name === "EventSource" ? "eventsource" : "websocket",
    }),
  ];
}

/** `fetch(url)`, `axios(config)`, `got(url)`, `request(url)` of undici. */
function getDirect(
  client: Client,
  call: TSESTree.CallExpression,
  reading: RequestReading,
): SentRequest[] | undefined {
  const { reader } = reading;
  const [first, second] = call.arguments;
  const { via, style } = client;
  if (first === undefined) return style === "mock" ? [] : undefined;
  switch (style) {
    case "mock":
      return [];
    case "fetch":
      return [getFetched(client, { url: first, init: second }, reading)];
    case "axios":
    case "got":
      if (isConfig(first, reading)) return getConfigured(client, { config: first, preset: ["GET"] }, reading);
      return [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    case "undici":
      return [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    case "superagent": {
      const methods = second ? getMethods(first, reader) : ["GET"];
      return [send(second ?? first, reader.read(second ?? first), { methods, via })];
    }
    case "node":
      return getNodeRequests(client, call, reading);
    case "swr": {
      const isMutation = /mutation/i.test(getCalledName(call));
      return [
        send(first, reader.read(first), { methods: isMutation ? "any" : ["GET"], via, isAssumed: true }),
      ];
    }
    default:
      return undefined;
  }
}

function getCalledName({ callee }: TSESTree.CallExpression): string {
  return callee.type === "Identifier" ? callee.name : "";
}

interface Fetched {
  readonly url: TSESTree.Node;
  readonly init: TSESTree.Node | undefined;
}

/** Also `fetch(new Request(url, init))`. */
function getFetched(client: Client, { url, init }: Fetched, reading: RequestReading): SentRequest {
  const { scopes } = reading.reader.file;
  const value = findValue(url, scopes);
  const inner =
    value.type === "NewExpression" && value.callee.type === "Identifier" && value.callee.name === "Request";
  const options = init ?? (inner ? value.arguments[1] : undefined);
  const isWhole = value.type === "Identifier" && value.name === "request";
  const preset: Methods = isWhole && init === undefined ? "any" : ["GET"];
  return getOptioned(client, { url, options, preset }, reading);
}
