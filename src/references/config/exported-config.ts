import type { TSESTree } from "@typescript-eslint/utils";
import { getImportPart } from "../../ast/import-part.js";
import { getDottedPath } from "../../ast/property-name.js";
import type { ExportShape, ExportShapes } from "../../modules/module-graph.js";
import type { ScriptFile } from "../detector.js";
import { type ConfigFile, type Configuration, createConfiguration } from "./configuration.js";
import type { ObjectName } from "./known-object.js";

// Parsing costs more than all else: only a module is looked at that has the environment as a whole, or a library of settings.
const WHOLE_ENVIRONMENT =
  /\b(?:process|import\.meta|Bun)\??\.env\b(?!\s*(?:[.!]|\?\.\s*\w|\[\s*["'`]))|\bDeno\.env\b/;
const LIBRARY =
  /["'](?:config|nconf|convict|envalid|znv|env-var|@t3-oss\/env-\w+|@nestjs\/config|cloudflare:workers|\$env\/\w+\/\w+)["']/;
const EXPORT = /\bexport\b|\bexports\b/;

/** What is passed on by itself; functions of libraries are not. */
const PASSED: ReadonlySet<ObjectName> = new Set([
  ...([
    "env",
    "parsed",
    "settings",
    "store",
    "node-config",
    "env-store",
    "getter",
    "config-service",
  ] as const),
]);

/** Without other modules: facts depend on one text alone. */
const NO_MODULES: ConfigFile["modules"] = { getOrigins: () => [], getShape: () => undefined };

export function mayExportConfig(text: string): boolean {
  if (!EXPORT.test(text)) return false;
  return (text.includes(".env") && WHOLE_ENVIRONMENT.test(text)) || LIBRARY.test(getImportPart(text));
}

/** What of the environment and of settings a module exports: `export const env = schema.parse(process.env)`. Undefined where it exports none. */
export function getExportedConfig(file: ScriptFile): ExportShapes | undefined {
  const configuration = createConfiguration({ ...file, modules: NO_MODULES });
  const shapes: Record<string, ExportShape> = {};
  for (const { name, value } of file.ast.body.flatMap(getExports)) {
    const shape = getShape(value, configuration);
    if (shape !== undefined) shapes[name] = shape;
  }
  return Object.keys(shapes).length > 0 ? shapes : undefined;
}

function getShape(value: TSESTree.Node, { getObject }: Configuration): ExportShape | undefined {
  const object = getObject(value);
  if (object === undefined || !PASSED.has(object.name)) return undefined;
  const { name, path, isAssumed, isFunction = false } = object;
  return { kind: "config", holds: name, path, isAssumed, ...(isFunction && { isFunction }) };
}

interface Exported {
  readonly name: string;
  /** An expression, or the name of what is declared. */
  readonly value: TSESTree.Node;
}

function getExports(statement: TSESTree.ProgramStatement): Exported[] {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      return getNamed("default", statement.declaration);
    case "ExportNamedDeclaration":
      if (statement.source) return [];
      return [...getDeclared(statement.declaration), ...statement.specifiers.map(getSpecified)];
    case "ExpressionStatement":
      return getAssigned(statement.expression);
    default:
      return [];
  }
}

function getSpecified({ exported, local }: TSESTree.ExportSpecifier): Exported {
  return { name: exported.type === "Identifier" ? exported.name : exported.value, value: local };
}

/** A function or class is known by its name. */
function getNamed(name: string, declaration: TSESTree.Node): Exported[] {
  const isNamed = declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  return [{ name, value: (isNamed ? declaration.id : undefined) ?? declaration }];
}

function getDeclared(declaration: TSESTree.ExportNamedDeclaration["declaration"]): Exported[] {
  const isNamed = declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration";
  if (isNamed && declaration.id) return [{ name: declaration.id.name, value: declaration.id }];
  if (declaration?.type !== "VariableDeclaration") return [];
  return declaration.declarations.flatMap(({ id }) =>
    id.type === "Identifier" ? [{ name: id.name, value: id }] : [],
  );
}

/** `module.exports = …`, `exports.env = …` */
function getAssigned(expression: TSESTree.Expression): Exported[] {
  if (expression.type !== "AssignmentExpression") return [];
  const path = getDottedPath(expression.left) ?? [];
  const { right: value } = expression;
  if (path.join(".") === "module.exports")
    return [{ name: "default", value }, { name: "export=", value }, ...getMembers(value)];
  const [owner, name, ...more] = path[0] === "module" ? path.slice(1) : path;
  return owner === "exports" && name !== undefined && more.length === 0 ? [{ name, value }] : [];
}

/** `module.exports = { env }` */
function getMembers(value: TSESTree.Node): Exported[] {
  if (value.type !== "ObjectExpression") return [];
  return value.properties.flatMap((property) =>
    property.type === "Property" && property.key.type === "Identifier" && !property.computed
      ? [{ name: property.key.name, value: property.value }]
      : [],
  );
}
