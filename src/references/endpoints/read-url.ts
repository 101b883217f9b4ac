import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned, isFunction } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { findImportedPath } from "../../ast/imported-path.js";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";
import { type Alternatives, join, joinWith, type Read } from "../sql/alternatives.js";
import { createGenerated, createHole, createSpread } from "../sql/source-text.js";
import { readText, type TextContext } from "../sql/static-text.js";
import { findValue } from "../sql/static-values.js";
import type { EndpointProject } from "./endpoint-facts.js";
import { resolveUrl, toUrlText, type UrlText } from "./url-text.js";

export interface UrlReader {
  readonly file: ScriptFile;
  /** Nodes whose text went into a URL. */
  readonly used: Set<TSESTree.Node>;
  /** All that an expression may be as a URL; what is not known of it is a hole. */
  readonly read: (node: TSESTree.Node) => readonly UrlText[];
  /** The argument that a parameter stands for, where one is known. */
  readonly resolve: (node: TSESTree.Node) => TSESTree.Node;
  /** The same reader where a variable has this text. */
  readonly mark: (variable: Variable, text: string) => UrlReader;
  /** The same reader where parameters stand for what a call gives. */
  readonly bind: (given: ReadonlyMap<Variable, TSESTree.Node>) => UrlReader;
}

export function createUrlReader(file: ScriptFile, project: EndpointProject): UrlReader {
  const { scopes, text } = file;
  const used = new Set<TSESTree.Node>();
  const context: TextContext = {
    ...{ text, scopes, used },
    imported: (node) => {
      const path = findExportedPath(node, file, project);
      return path === undefined ? undefined : { kind: "text", text: path };
    },
    readCall: (call, read) => readCall(call, { file, project, read }),
  };
  return createBoundReader(file, context);
}

function createBoundReader(file: ScriptFile, context: TextContext): UrlReader {
  const resolve = (node: TSESTree.Node): TSESTree.Node => {
    const inner = unwrap(node);
    const variable = inner.type === "Identifier" ? findVariable(file.scopes, inner) : undefined;
    return (variable && context.given?.get(variable)) ?? node;
  };
  return {
    file,
    used: context.used,
    read: (node) => readUrl(resolve(node), context, 0),
    resolve,
    mark: (variable, text) => {
      const marked = [variable, [[createGenerated(text)]]] as const;
      const bindings = new Map([...(context.bindings ?? []), marked]);
      return createBoundReader(file, { ...context, bindings });
    },
    bind: (given) => {
      const bound = [...given].map(([variable, node]) => [variable, readText(node, context)] as const);
      const bindings = new Map([...(context.bindings ?? []), ...bound]);
      return createBoundReader(file, { ...context, bindings, given });
    },
  };
}

const MAX_DEPTH = 6;

function readUrl(expression: TSESTree.Node, context: TextContext, depth: number): readonly UrlText[] {
  const node = findValue(expression, context.scopes);
  const read = (next: TSESTree.Node) => readUrl(next, context, depth + 1);
  const readPlain = () => readText(expression, context).map(toUrlText);
  if (depth > MAX_DEPTH) return readPlain();
  switch (node.type) {
    case "NewExpression":
      return readConstructed(node, read) ?? readPlain();
    case "ObjectExpression": {
      const pathname = getEntries(node, context.scopes).find(
        ({ name }) => name === "pathname" || name === "url",
      );
      return pathname === undefined ? readPlain() : read(pathname.value);
    }
    case "ArrayExpression": {
      // A key of SWR or TanStack: the URL comes first.
      const [first] = node.elements;
      return first ? read(first) : readPlain();
    }
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap(read);
    case "LogicalExpression":
      return (node.operator === "&&" ? [node.right] : [node.left, node.right]).flatMap(read);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return isFunction(node) ? getReturned(node).flatMap(read) : readPlain();
    case "MemberExpression":
      return isUrlPart(getMemberName(node), node.object, context) ? read(node.object) : readPlain();
    case "CallExpression": {
      const inner = getStringified(node, context);
      return inner === undefined ? readPlain() : read(inner);
    }
    default:
      return readPlain();
  }
}

const URL_PARTS: ReadonlySet<string> = new Set(["href", "pathname"]);

function isUrlPart(name: string | undefined, object: TSESTree.Node, { scopes }: TextContext): boolean {
  return name !== undefined && URL_PARTS.has(name) && findValue(object, scopes).type === "NewExpression";
}

/** `url.toString()`, `String(url)` of a `new URL(…)`. */
function getStringified(
  { callee, arguments: [first] }: TSESTree.CallExpression,
  { scopes }: TextContext,
): TSESTree.Node | undefined {
  const target = unwrap(callee);
  const isString = target.type === "Identifier" && target.name === "String";
  const isMethod = target.type === "MemberExpression" && getMemberName(target) === "toString";
  const object = isString ? first : isMethod ? target.object : undefined;
  return object && findValue(object, scopes).type === "NewExpression" ? object : undefined;
}

/** `new URL(path, base)`, `new Request(url)`. */
function readConstructed(
  { callee, arguments: [first, second] }: TSESTree.NewExpression,
  read: (node: TSESTree.Node) => readonly UrlText[],
): readonly UrlText[] | undefined {
  const name = getDottedPath(callee)?.at(-1);
  if (first === undefined || (name !== "URL" && name !== "Request")) return undefined;
  if (name === "Request" || second === undefined) return read(first);
  const [base] = read(second);
  return read(first).map((path) => (base === undefined ? path : resolveUrl(base, path)));
}

interface CallReading {
  readonly file: ScriptFile;
  readonly project: EndpointProject;
  readonly read: Read;
}

const JOINERS: ReadonlySet<string> = new Set([
  "urljoin",
  "urlJoin",
  "joinURL",
  "joinUrl",
  "joinPath",
  "joinPaths",
  "join",
]);

/** Functions of other modules: those that are known to build a path, and those that are given one. */
function readCall(call: TSESTree.CallExpression, reading: CallReading): Alternatives | undefined {
  const { file, project, read } = reading;
  const path = findExportedPath(call.callee, file, project);
  if (path !== undefined) return [[createSpread(path, call.callee.range)]];
  const name = getDottedPath(unwrap(call.callee))?.at(-1) ?? "";
  if (JOINERS.has(name))
    return joinWith(
      call.arguments.map((part) => read(part)),
      [[createGenerated("/")]],
    );
  const given = call.arguments.find(isPathText);
  if (given === undefined || ENCODERS.has(name)) return undefined;
  return join([[[createHole(call.callee, file.text)]], read(given)]);
}

const ENCODERS: ReadonlySet<string> = new Set(["encodeURIComponent", "encodeURI", "t", "String"]);

/** A text with a slash in it, as it is written at a call. */
function isPathText(node: TSESTree.Node): boolean {
  if (node.type === "Literal")
    return typeof node.value === "string" && /^\/?[\w.{}:[\]-]+\/[^\s]*$|^\/[^\s]+$/.test(node.value);
  if (node.type !== "TemplateLiteral") return false;
  const text = node.quasis.map(({ value }) => value.cooked ?? "").join("x");
  return text.includes("/") && !/\s/.test(text);
}

/** The path that another module exports: a constant, a member of a table of paths, a function that builds one. */
function findExportedPath(
  node: TSESTree.Node,
  file: ScriptFile,
  { endpoints, modules }: EndpointProject,
): string | undefined {
  const path = endpoints && findImportedPath(node, file.scopes);
  const [name, ...members] = path?.names ?? [];
  if (endpoints === undefined || path === undefined) return undefined;
  for (const origin of modules.getOrigins(file.path, path.from, name ?? "default")) {
    const found = endpoints.getPaths(origin)?.[members.join(".")];
    if (found !== undefined) return found;
  }
  return undefined;
}
