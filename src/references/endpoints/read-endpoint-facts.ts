import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, getReturned } from "../../ast/find-function.js";
import { getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";
import type {
  EndpointFacts,
  EndpointProject,
  ExportedClient,
  ExportedPaths,
  ExportedSenders,
} from "./endpoint-facts.js";
import { createClientFinder } from "./find-client.js";
import type { FindClient } from "./client.js";
import { createRouterFinder } from "./find-router.js";
import { LIBRARIES } from "./libraries.js";
import { getModuleExports } from "./module-exports.js";
import { readSenders } from "./senders.js";
import { createUrlReader, type UrlReader } from "./read-url.js";
import { createRouteTree } from "./route-tree.js";
import { HOLE } from "./url-text.js";

const EXPORTS_PATH =
  /\bexport\b[^;]{0,400}?(?:[=:(>?+[]|return)\s*["'`](?:\/\w|https?:\/\/|\$\{[^}]*\}\/?\w|(?:api|rest|v\d+)\/)|\bexports\b[^;]{0,400}?["'`]\//;
const MAKES_CLIENT =
  /\b(?:baseURL|baseUrl|prefixUrl|createClient)\b|\b(?:axios|got|ky|ofetch)\s*\.\s*(?:create|extend)\(/;
const SENDS =
  /\b(?:\$?fetch|axios|got|ky|request|ofetch)\s*(?:<[^;()]{0,80}>)?\(|\b(?:axios|got|ky|https?|client|api|instance)\s*\.\s*(?:get|post|put|patch|delete|request)\b/;
const MOUNTS =
  /\.(?:use|route|register|mount|group)\s*\(|\w\(\s*(?:app|router|fastify)\s*[,)]|\w\(\s*server\s*\)/;
const TAKES_MODULE = /\bfrom\s*["']|\brequire\s*\(|\bimport\s*\(/;

/** Whether a look at the text leaves open that the module tells others something of endpoints. */
export function mayTellEndpoints(text: string): boolean {
  return (
    EXPORTS_PATH.test(text) ||
    ((MAKES_CLIENT.test(text) || SENDS.test(text)) && text.includes("export")) ||
    (MOUNTS.test(text) && TAKES_MODULE.test(text))
  );
}

/** Alone: what comes from other modules is a hole. */
const NO_PROJECT: EndpointProject = {
  modules: { getOrigins: (_importer, module, name) => [{ module, name }] },
};

/** What a module's text says of endpoints to other modules; undefined for nothing. */
export function readEndpointFacts(file: ScriptFile): EndpointFacts | undefined {
  const reader = createUrlReader(file, NO_PROJECT);
  const find = createClientFinder(reader, NO_PROJECT);
  const findRouter = createRouterFinder(reader);
  const senders: Record<string, ExportedSenders> = {};
  const paths: Record<string, ExportedPaths> = {};
  const clients: Record<string, ExportedClient> = {};
  for (const exported of getModuleExports(file.ast)) {
    const { name, node } = exported;
    const sending = SENDS.test(file.text) ? readSenders(exported, { reader, find, findRouter }) : {};
    if (Object.keys(sending).length > 0) senders[name] = sending;
    const client = getClient(node, find);
    const own = client === undefined ? getPaths(node, reader, 0) : {};
    if (client !== undefined) clients[name] = client;
    if (Object.keys(own).length > 0) paths[name] = own;
  }
  const { mounts } = createRouteTree(reader, findRouter);
  const facts: EndpointFacts = {
    ...(Object.keys(paths).length > 0 && { paths }),
    ...(Object.keys(clients).length > 0 && { clients }),
    ...(Object.keys(senders).length > 0 && { senders }),
    ...(mounts.length > 0 && { mounts }),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

function getClient(node: TSESTree.Node, find: FindClient): ExportedClient | undefined {
  const client = find(node);
  if (client === undefined || client.style === "mock") return undefined;
  const library = Object.keys(LIBRARIES).find((module) => LIBRARIES[module]?.via === client.via);
  return library === undefined ? undefined : { library, base: client.bases[0]?.text ?? "" };
}

const MAX_DEPTH = 4;
const MAX_LENGTH = 300;

/** By the members that lead to each. */
function getPaths(expression: TSESTree.Node, reader: UrlReader, depth: number): Record<string, string> {
  if (depth > MAX_DEPTH) return {};
  const { scopes } = reader.file;
  const node = getTable(expression, reader);
  if (node.type === "ObjectExpression") return getMemberPaths(node, reader, depth);
  if (node.type === "TSEnumDeclaration") {
    return Object.fromEntries(
      node.body.members.flatMap(({ id, initializer }) => {
        const text = initializer && getText([initializer], reader);
        return text === undefined || id.type !== "Identifier" ? [] : [[id.name, text]];
      }),
    );
  }
  const made = findFunction(node, scopes);
  const text = made === undefined ? getText([node], reader) : getText(getReturned(made), reader);
  return text === undefined ? {} : { "": text };
}

/** The object that a constant is, also frozen. */
function getTable(expression: TSESTree.Node, { file }: UrlReader): TSESTree.Node {
  const node = unwrap(expression);
  if (node.type === "CallExpression" && node.arguments[0]?.type === "ObjectExpression")
    return node.arguments[0];
  if (node.type !== "Identifier") return node;
  const definition = file.scopes.globalScope && findDeclared(node, file);
  return definition ?? node;
}

function findDeclared({ name }: TSESTree.Identifier, { ast }: ScriptFile): TSESTree.Node | undefined {
  for (const statement of ast.body) {
    if (statement.type === "FunctionDeclaration" || statement.type === "TSEnumDeclaration") {
      if (statement.id?.name === name) return statement;
    }
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations)
      if (id.type === "Identifier" && id.name === name && init) return unwrap(init);
  }
  return undefined;
}

function getMemberPaths(
  { properties }: TSESTree.ObjectExpression,
  reader: UrlReader,
  depth: number,
): Record<string, string> {
  const paths: Record<string, string> = {};
  for (const property of properties) {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    if (name === undefined || property.type !== "Property") continue;
    for (const [rest, text] of Object.entries(getPaths(property.value, reader, depth + 1)))
      paths[rest === "" ? name : `${name}.${rest}`] = text;
  }
  return paths;
}

/** The one text that all of these are, if it has a path in it. */
function getText(nodes: readonly TSESTree.Node[], reader: UrlReader): string | undefined {
  const texts = nodes.flatMap((node) => reader.read(node)).map(({ text }) => text);
  const text = texts.find((one) => one.replaceAll(HOLE, "") !== "");
  const isPath = text !== undefined && text.length < MAX_LENGTH && text.includes("/") && !/\s/.test(text);
  return isPath ? text : undefined;
}
