import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, type FunctionNode } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { findImportedPath } from "../../ast/imported-path.js";
import { getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { Methods } from "./endpoint.js";
import type { EndpointProject, ExportedSender } from "./endpoint-facts.js";
import { findSentRequests } from "./find-requests.js";
import type { ModuleExport } from "./module-exports.js";
import { getMethods, getOptionMethods } from "./request-methods.js";
import { type RequestReading, send, type SentRequest } from "./sent-request.js";
import { concatTexts, createUrlText, GIVEN, HOLE, type UrlText } from "./url-text.js";

/** The functions that an export is or holds, and that send what they are given: `export const get = (path) => fetch(BASE + path)`. */
export function readSenders({ node }: ModuleExport, reading: RequestReading): Record<string, ExportedSender> {
  const senders: Record<string, ExportedSender> = {};
  for (const [member, made] of getFunctions(node, reading)) {
    const sender = findSender(made, reading);
    if (sender !== undefined) senders[member] = sender;
  }
  return senders;
}

function getFunctions(node: TSESTree.Node, { reader }: RequestReading): (readonly [string, FunctionNode])[] {
  const { scopes } = reader.file;
  const value = unwrap(node);
  if (value.type !== "ObjectExpression") {
    const made = findFunction(value, scopes);
    return made === undefined ? [] : [["", made]];
  }
  return value.properties.flatMap((property) => {
    const made = property.type === "Property" ? findFunction(property.value, scopes) : undefined;
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    return made === undefined || name === undefined ? [] : [[name, made] as const];
  });
}

function findSender(made: FunctionNode, reading: RequestReading): ExportedSender | undefined {
  const { reader } = reading;
  const parameters = made.params.map((parameter) => getVariable(parameter, reading));
  for (const call of walk(made.body)) {
    if (call.type !== "CallExpression") continue;
    for (const [index, variable] of parameters.entries()) {
      if (variable === undefined) continue;
      const sent = findSentRequests(call, { ...reading, reader: reader.mark(variable, GIVEN) });
      const [request] = sent ?? [];
      const url = request?.urls.find(({ text }) => text.includes(GIVEN));
      if (request === undefined || url === undefined) continue;
      return { url: url.text, index, via: request.via, ...getMethodSource(made, call, { reading, request }) };
    }
  }
  return undefined;
}

function getVariable(parameter: TSESTree.Parameter, { reader }: RequestReading): Variable | undefined {
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  return target.type === "Identifier" ? findVariable(reader.file.scopes, target) : undefined;
}

interface Sent {
  readonly reading: RequestReading;
  readonly request: SentRequest;
}

/** Where a sender's method comes from: from its own options, or from a parameter. */
function getMethodSource(
  made: FunctionNode,
  call: TSESTree.CallExpression,
  { reading, request }: Sent,
): Pick<ExportedSender, "methods" | "method" | "options"> {
  if (request.methods !== "any") return { methods: request.methods };
  const names = made.params.map((parameter) => getVariable(parameter, reading)?.name);
  const indexOf = (node: TSESTree.Node): number =>
    node.type === "Identifier" ? names.indexOf(node.name) : -1;
  for (const argument of call.arguments.slice(1)) {
    const options = indexOf(argument);
    if (options !== -1) return { methods: ["GET"], options };
    if (argument.type !== "ObjectExpression") continue;
    for (const property of argument.properties) {
      const isSpread = property.type === "SpreadElement";
      const index = indexOf(isSpread ? property.argument : property.value);
      if (index !== -1 && isSpread) return { methods: ["GET"], options: index };
      if (index === -1 || isSpread || getPropertyName(property) !== "method") continue;
      const parameter = made.params[index];
      const preset =
        parameter?.type === "AssignmentPattern" ? getMethods(parameter.right, reading.reader) : "any";
      return { methods: preset, method: index };
    }
  }
  return { methods: "any" };
}

/** The request that a call of another module's sender sends; undefined for any other call. */
export function findImportedRequest(
  call: TSESTree.CallExpression,
  { reader }: RequestReading,
  { endpoints, modules }: EndpointProject,
): SentRequest | undefined {
  const path = endpoints && findImportedPath(call.callee, reader.file.scopes);
  if (endpoints === undefined || path === undefined) return undefined;
  const [name = "default", ...members] = path.names;
  for (const origin of modules.getOrigins(reader.file.path, path.from, name)) {
    const sender = endpoints.getSenders(origin)?.[members.join(".")];
    const url = sender && call.arguments[sender.index];
    if (sender === undefined || url === undefined) continue;
    const urls = reader.read(url).map((given) => fill(sender.url, given));
    const template = createUrlText(sender.url.replaceAll(GIVEN, HOLE));
    return { ...send(url, urls, { methods: getCallMethods(sender, call), via: sender.via }), template };
  }
  return undefined;

  function getCallMethods(
    { methods, method, options }: ExportedSender,
    { arguments: args }: TSESTree.CallExpression,
  ): Methods {
    if (options !== undefined) return getOptionMethods(args[options], reader, methods);
    const given = method === undefined ? undefined : args[method];
    return given === undefined ? methods : getMethods(given, reader);
  }
}

/** A sender's URL with what it is given in its place. */
function fill(url: string, given: UrlText): UrlText {
  const [before = "", ...after] = url.split(GIVEN);
  return concatTexts([createUrlText(before), given, createUrlText(after.join(""))]);
}
