import type { TSESTree } from "@typescript-eslint/utils";
import type { Client } from "./client.js";
import { getOwn, VERBS } from "./libraries.js";
import { getMethods } from "./request-methods.js";
import {
  addBase,
  getConfigured,
  getOptioned,
  isConfig,
  type RequestReading,
  send,
  type SentRequest,
} from "./sent-request.js";

interface MemberCall {
  readonly name: string;
  readonly call: TSESTree.CallExpression;
}

/** `axios.get(url)`, `client.request({ path })`, `client.GET(path)`, `http.request(options)`. */
export function getMemberRequests(
  client: Client,
  { name, call }: MemberCall,
  reading: RequestReading,
): SentRequest[] | undefined {
  const { style, via } = client;
  const [first, second, third] = call.arguments;
  const verb = getOwn(VERBS, name);
  if (style === "mock") return [];
  if (first === undefined) return undefined;
  if (style === "node")
    return name === "request" || name === "get" ? getNodeRequests(client, call, reading) : undefined;
  if (style === "openapi") return getOpenapi(client, { name, call }, reading);
  if (style === "jquery" && name === "ajax")
    return isConfig(first, reading)
      ? getConfigured(client, { config: first, preset: ["GET"] }, reading)
      : [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
  if (verb !== undefined && style !== "dispatcher") {
    const hasBody = style === "axios" && /^(?:post|put|patch)/.test(name);
    const base = addBase(client, reading.reader.read(first), { options: hasBody ? third : second, reading });
    return [send(first, base, { methods: [verb], via })];
  }
  switch (name) {
    case "request":
    case "stream":
    case "pipeline":
    case "dispatch":
    case "fetch":
    case "paginate":
      return isConfig(first, reading)
        ? getConfigured(client, { config: first, preset: ["GET"] }, reading)
        : [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    default:
      return undefined;
  }
}

function getOpenapi(
  client: Client,
  { name, call }: MemberCall,
  reading: RequestReading,
): SentRequest[] | undefined {
  const [first, second] = call.arguments;
  if (first === undefined) return undefined;
  const urls = addBase(client, reading.reader.read(first), { options: undefined, reading });
  if (getOwn(VERBS, name.toLowerCase()) !== undefined)
    return [send(first, urls, { methods: [name.toUpperCase()], via: client.via })];
  if (name !== "request" || second === undefined) return undefined;
  const methods = getMethods(first, reading.reader);
  return [
    send(second, addBase(client, reading.reader.read(second), { options: undefined, reading }), {
      methods,
      via: client.via,
    }),
  ];
}

/** `http.request(url, options)`, `http.request({ path, method })`. */
export function getNodeRequests(
  client: Client,
  call: TSESTree.CallExpression,
  reading: RequestReading,
): SentRequest[] {
  const [first, second] = call.arguments;
  if (first === undefined) return [];
  if (isConfig(first, reading)) return getConfigured(client, { config: first, preset: ["GET"] }, reading);
  const options = second && isConfig(second, reading) ? second : undefined;
  return [getOptioned(client, { url: first, options, preset: ["GET"] }, reading)];
}
