import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Methods } from "./endpoint.js";
import type { DefinedRoute } from "./defined-route.js";
import { getOwn } from "./libraries.js";
import type { UrlReader } from "./read-url.js";
import { joinRoute } from "./route-tree.js";
import { concatTexts, createUrlText, NO_TEXT, UNKNOWN, type UrlText } from "./url-text.js";

const CONTROLLERS: ReadonlySet<string> = new Set(["Controller", "JsonController", "RestController", "Route"]);
const VERBS: Readonly<Record<string, Methods>> = {
  Get: ["GET"],
  Head: ["HEAD"],
  Post: ["POST"],
  Put: ["PUT"],
  Patch: ["PATCH"],
  Delete: ["DELETE"],
  Options: ["OPTIONS"],
  All: "any",
};

/** Routes of a controller: `@Controller("v1/orders") class … { @Get(":id") … }`, of Nest, routing-controllers, tsoa. */
export function findDecoratedRoutes(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  reader: UrlReader,
): DefinedRoute[] {
  const controller = node.decorators.map(getCall).find((call) => call && CONTROLLERS.has(call.name));
  if (controller === undefined) return [];
  const prefixes = getControllerPaths(controller, node, reader);
  return node.body.body.flatMap((member) => {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return [];
    const calls = member.decorators.map(getCall).filter((call) => call !== undefined);
    const version = calls.find(({ name }) => name === "Version");
    return calls.flatMap((call) => {
      const methods = getOwn(VERBS, call.name);
      if (methods === undefined) return [];
      const own = getPaths(call.arguments[0], reader);
      const versioned = version
        ? prefixes.flatMap((prefix) => getVersions(version, reader).map((one) => joinRoute(one, prefix)))
        : prefixes;
      // The place of a route is its method's, whatever the class has before it.
      const paths = versioned.flatMap(({ text }) => own.map((path) => joinRoute(createUrlText(text), path)));
      const place = call.arguments[0] ?? call.node;
      return [
        { node: place, paths: paths.map(addRoot), methods, via: "nest", isAssumed: false, isPrefixed: true },
      ];
    });
  });
}

interface DecoratorCall {
  readonly name: string;
  readonly node: TSESTree.Node;
  readonly arguments: readonly TSESTree.CallExpressionArgument[];
}

function getCall({ expression }: TSESTree.Decorator): DecoratorCall | undefined {
  const node = unwrap(expression);
  if (node.type === "Identifier") return { name: node.name, node, arguments: [] };
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  return { name: node.callee.name, node: node.callee, arguments: node.arguments };
}

/** A text, a list of them, or `{ path, version }`. */
function getControllerPaths(
  { arguments: [first] }: DecoratorCall,
  { decorators }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  reader: UrlReader,
): readonly UrlText[] {
  const entries = first ? getEntries(first, reader.file.scopes) : [];
  const version = entries.find(({ name }) => name === "version")?.value;
  const decorated = decorators.map(getCall).find((call) => call?.name === "Version");
  const path = entries.length > 0 ? entries.find(({ name }) => name === "path")?.value : first;
  const paths = getPaths(path, reader);
  const versions = version
    ? toVersions(version, reader)
    : decorated
      ? getVersions(decorated, reader)
      : undefined;
  return versions === undefined ? paths : versions.flatMap((one) => paths.map((own) => joinRoute(one, own)));
}

function getVersions({ arguments: [first] }: DecoratorCall, reader: UrlReader): readonly UrlText[] {
  return first ? toVersions(first, reader) : [UNKNOWN];
}

function toVersions(node: TSESTree.Node, reader: UrlReader): readonly UrlText[] {
  return getPaths(node, reader).map((version) => concatTexts([createUrlText("/v"), version]));
}

function getPaths(node: TSESTree.Node | undefined, reader: UrlReader): readonly UrlText[] {
  if (node === undefined) return [NO_TEXT];
  const list = unwrap(node);
  if (list.type !== "ArrayExpression") return reader.read(node);
  return list.elements.flatMap((element) => (element ? reader.read(element) : []));
}

function addRoot(path: UrlText): UrlText {
  return joinRoute(NO_TEXT, path);
}
