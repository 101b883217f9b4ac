import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";
import type { Certainty } from "../reference.js";
import { type Endpoint, matchMethod, type Methods } from "./endpoint.js";
import { type FileRoute, getFileRoutes } from "./file-routes.js";
import { matchRoute } from "./match-route.js";
import type { Range } from "./place-of-path.js";
import { getOwn } from "./libraries.js";
import type { UrlPath } from "./url-path.js";
import { NO_TEXT } from "./url-text.js";

/** A handler that the place of its file makes one of the endpoint. */
interface FileHandler {
  readonly range: Range;
  readonly via: string;
  readonly certainty: Certainty;
}

/** Whether a file's place may make it one of the endpoints', whatever it exports. */
export function isRouteFile(path: string, endpoints: readonly Endpoint[]): boolean {
  const routes = getFileRoutes(path);
  return routes.some((route) => endpoints.some((endpoint) => matchFile(route, endpoint) !== undefined));
}

export function findFileHandlers(file: ScriptFile, endpoint: Endpoint): FileHandler[] {
  return getFileRoutes(file.path).flatMap((route) => {
    const certainty = matchFile(route, endpoint);
    return certainty === undefined ? [] : getHandlers(file, { route, endpoint, certainty });
  });
}

function matchFile({ segments }: FileRoute, endpoint: Endpoint): Certainty | undefined {
  const path: UrlPath = {
    url: NO_TEXT,
    origin: "root",
    segments: segments.map((text) => ({ text, at: 0 })),
    from: 0,
    to: 0,
  };
  return matchRoute(endpoint, path);
}

interface Matched {
  readonly route: FileRoute;
  readonly endpoint: Endpoint;
  readonly certainty: Certainty;
}

function getHandlers(file: ScriptFile, { route, endpoint, certainty }: Matched): FileHandler[] {
  return getExportNames(file).flatMap(({ name, range }) => {
    const own = getOwn(route.exports, name);
    if (own === undefined) return [];
    const methods = name === "default" && own === "any" ? getAskedMethods(file) : own;
    const match = matchMethod(endpoint, methods);
    if (match === undefined) return [];
    const isSure = match === "sure" && certainty === "resolved";
    return [
      { range, via: route.via, certainty: isSure || certainty !== "resolved" ? certainty : "inferred" },
    ];
  });
}

/** The methods that a handler of all compares with: `req.method === "GET"`, `case "GET"`. */
function getAskedMethods({ ast }: ScriptFile): Methods {
  const methods = walk(ast).flatMap((node): string[] => {
    if (node.type === "BinaryExpression" && isMethod(node.left)) return getText(node.right);
    return node.type === "SwitchCase" && node.test && isMethod(node.parent.discriminant)
      ? getText(node.test)
      : [];
  });
  return methods.length === 0 ? "any" : methods;
}

function isMethod(node: TSESTree.Node): boolean {
  if (node.type === "MemberExpression") return getMemberName(node) === "method";
  return node.type === "Identifier" && node.name === "method";
}

function getText(node: TSESTree.Node): string[] {
  return node.type === "Literal" && typeof node.value === "string" ? [node.value] : [];
}

interface ExportName {
  readonly name: string;
  readonly range: Range;
}

/** Where the names of a module's exports stand. */
function getExportNames({ ast, text }: ScriptFile): ExportName[] {
  return ast.body.flatMap((statement): ExportName[] => {
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      const id =
        declaration.type === "Identifier" ? declaration : "id" in declaration ? declaration.id : undefined;
      const start = text.indexOf("default", statement.range[0]);
      return [{ name: "default", range: id ? id.range : [start, start + "default".length] }];
    }
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { declaration, specifiers } = statement;
    const passed = specifiers.map(({ exported }) =>
      toName(exported.type === "Identifier" ? exported.name : exported.value, exported),
    );
    if (declaration?.type === "FunctionDeclaration")
      return declaration.id ? [toName(declaration.id.name, declaration.id)] : [];
    if (declaration?.type !== "VariableDeclaration") return passed;
    return declaration.declarations.flatMap(({ id }) => getBound(id));
  });
}

function getBound(id: TSESTree.BindingName): ExportName[] {
  if (id.type === "Identifier")
    return [{ name: id.name, range: [id.range[0], id.range[0] + id.name.length] }];
  if (id.type !== "ObjectPattern") return [];
  return id.properties.flatMap((property) => {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    return name === undefined ? [] : [toName(name, property.type === "Property" ? property.key : property)];
  });
}

function toName(name: string, { range }: TSESTree.Node): ExportName {
  return { name, range };
}
