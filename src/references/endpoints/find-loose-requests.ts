import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Methods } from "./endpoint.js";
import type { RequestReading, SentRequest } from "./sent-request.js";
import { getConfigured } from "./sent-request.js";
import { getOwn, VERBS } from "./libraries.js";
import { getMethods, getOptionMethods } from "./request-methods.js";
import { concatTexts, UNKNOWN, type UrlText } from "./url-text.js";

/** Receivers whose `get("/a/b")` is no request: look-ups, test doubles, routers of pages. */
const OTHERS =
  /^(?:.*(?:map|cache|headers|params|storage|store|redis|config|i18n|session|cookies|router|history|navigation|registry|logger|log|mock\w*|nock|msw|intercept\w*|stub\w*|console|_|lodash|reflect|expect|assert|jest|vi|path|fs|regex|url))$/i;
/** Whether a method of it is no request by the name that it has. */
export function isOtherReceiver(object: TSESTree.Node): boolean {
  return OTHERS.test(getReceiverName(object));
}

/** Names of functions that are handed a URL to send something there. */
const SENDERS =
  /(?:fetch|request|ajax|swr|query|http|api|call|send|download|upload|load|proxy|beacon|inject|curl)$/i;
const SENDING =
  /^(?:get|post|put|patch|delete|del)(?:[A-Z]\w*)?$|^(?:fetch|request|call|send|api|http|useFetch|useApi|useRequest|useQuery|useSWR)[A-Z]\w*$/;
/** Names of functions that talk about a path, or go to a page. */
const TALKERS =
  /^(?:navigate|redirect|push|replace|goto|visit|log|debug|info|warn|error|describe|it|test|expect|require|import|revalidatePath|permanentRedirect|match|matchPath|startsWith|endsWith|includes|test|route|intercept|waitFor\w*|set|has)$/;

/** A call of something unknown that looks like a request: its name, and a URL where clients take one. */
export function findLooseRequests(call: TSESTree.CallExpression, reading: RequestReading): SentRequest[] {
  const { reader } = reading;
  const { scopes } = reader.file;
  const callee = unwrap(call.callee);
  const [first, second] = call.arguments;
  if (first === undefined || first.type === "SpreadElement") return [];
  if (callee.type === "MemberExpression") {
    const name = getMemberName(callee) ?? "";
    const receiver = getReceiverName(callee.object);
    if (isOtherReceiver(callee.object) || TALKERS.test(name)) return [];
    if (name === "open" && second) return getOpened(first, second, reading);
    if (name === "sendBeacon") return [assume(first, reader.read(first), ["POST"])];
    if (name === "request" && /^cy$/.test(receiver)) return getCypress(call, reading);
    const verb = getOwn(VERBS, name) ?? getOwn(VERBS, isCapital(name) ? name.toLowerCase() : "");
    if (verb !== undefined) return [assume(first, addUnknown(reader.read(first)), [verb])];
    if (!isSender(name)) return [];
  } else if (callee.type !== "Identifier" || TALKERS.test(callee.name) || !isSender(callee.name)) return [];
  if (isObject(first))
    return getConfigured(
      { via: "url", style: "verbs", bases: [] },
      { config: first, preset: "any" },
      reading,
    ).map(toAssumed);
  const methods = getGivenMethods(call, reading);
  return call.arguments
    .slice(0, 2)
    .filter((argument) => TEXTS.has(unwrap(argument).type))
    .map((argument) => assume(argument, addUnknown(reader.read(argument)), methods));

  function getGivenMethods(
    { arguments: args }: TSESTree.CallExpression,
    { reader }: RequestReading,
  ): Methods {
    const verb = args.find(isVerb);
    if (verb !== undefined) return getMethods(verb, reader);
    const named = getNamedMethod(callee);
    if (named !== undefined) return [named];
    const options = args.find((argument) =>
      getEntries(argument, scopes).some(({ name }) => name === "method"),
    );
    return options === undefined ? "any" : getOptionMethods(options, reader, "any");
  }
}

function isSender(name: string): boolean {
  return (SENDERS.test(name) || SENDING.test(name)) && !/mock|stub|fake/i.test(name);
}

const TEXTS: ReadonlySet<string> = new Set([
  "Literal",
  "TemplateLiteral",
  "BinaryExpression",
  "Identifier",
  "MemberExpression",
  "CallExpression",
  "NewExpression",
]);

function isCapital(name: string): boolean {
  return name === name.toUpperCase();
}

function isObject(node: TSESTree.Node): boolean {
  return unwrap(node).type === "ObjectExpression";
}

function isVerb(node: TSESTree.Node): boolean {
  return (
    node.type === "Literal" &&
    typeof node.value === "string" &&
    getOwn(VERBS, node.value.toLowerCase()) !== undefined
  );
}

/** `postJson("/v1/orders")`, `apiGet("/v1/orders")`. */
function getNamedMethod(callee: TSESTree.Node): string | undefined {
  const name = getDottedPath(callee)?.at(-1) ?? "";
  const verb = /^(get|post|put|patch|delete|del)(?![a-z])|(?:[a-z])(Get|Post|Put|Patch|Delete)$/.exec(name);
  return verb ? getOwn(VERBS, (verb[1] ?? verb[2] ?? "").toLowerCase()) : undefined;
}

function assume(node: TSESTree.Node, urls: readonly UrlText[], methods: Methods): SentRequest {
  return { node, urls, methods, via: "url", isAssumed: true };
}

function toAssumed(request: SentRequest): SentRequest {
  return { ...request, urls: addUnknown(request.urls), isAssumed: true };
}

/** A client that nobody knows may have a base of its own. */
function addUnknown(urls: readonly UrlText[]): UrlText[] {
  return urls.map((url) => (/^(?:\w+:)?\/\//.test(url.text) ? url : concatTexts([UNKNOWN, url])));
}

/** The last name of what a method is called on: `http` of `this.http`, `api` of `getApi()`. */
function getReceiverName(object: TSESTree.Node): string {
  const node = unwrap(object);
  if (node.type === "CallExpression") return getReceiverName(node.callee);
  if (node.type === "MemberExpression") return getMemberName(node) ?? "";
  return node.type === "Identifier" ? node.name : "";
}

/** `xhr.open("GET", url)`, `window.open(url, target)`. */
function getOpened(first: TSESTree.Node, second: TSESTree.Node, { reader }: RequestReading): SentRequest[] {
  if (isVerb(first)) {
    const methods = getMethods(first, reader);
    return [{ ...assume(second, reader.read(second), methods), via: "xhr", isAssumed: false }];
  }
  return [assume(first, reader.read(first), ["GET"])];
}

/** `cy.request(url)`, `cy.request(method, url)`, `cy.request({ method, url })`. */
function getCypress(
  { arguments: [first, second] }: TSESTree.CallExpression,
  reading: RequestReading,
): SentRequest[] {
  const { reader } = reading;
  if (first === undefined) return [];
  const client = { via: "cypress", style: "verbs", bases: [] } as const;
  if (isObject(first)) return getConfigured(client, { config: first, preset: ["GET"] }, reading);
  const hasMethod = second !== undefined && isVerb(first);
  const methods = hasMethod ? getMethods(first, reader) : ["GET"];
  const url = hasMethod ? second : first;
  return [{ node: url, urls: reader.read(url), methods, via: "cypress", isAssumed: false }];
}
