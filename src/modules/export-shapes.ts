import { getImportPart } from "../ast/import-part.js";
import type {
  EcmaScriptModule,
  ExportDefaultDeclarationKind,
  ObjectExpression,
  Program,
  Statement,
} from "oxc-parser";
import type { Binding } from "./commonjs-record.js";
import type { ExportShape, ExportShapes } from "./module-graph.js";
import { getImportedTypes, getParameterTypes } from "./parameter-types.js";
import { getImports, parseModule } from "./parse-module.js";

// Parsing costs more than all else here: only a text that may show something is parsed.
const OBJECT = /\bexport\s+default\s*\{/;
const PRISMA =
  /\bPrisma\.[A-Z]\w*(?:Args|Input|Select|Include|Omit|GetPayload)\b|["'][^"']*(?:prisma|Prisma|generated\/)/;
/** An import that may be of a type, from a module that may pass a client's types on. */
const TYPED = /\bimport\b[^;"']*\b[A-Z]\w*[^;"']*\bfrom\s*["'][^"']*(?:\bdb\b|[Dd]atabase)/;

/**
 * What a module shows of its exports: a default that is an object written out; functions whose parameters or results are declared with
 * types that it imports, and other names for such types. Undefined where it shows none.
 */
export function getExportShapes(path: string, text: string, hasPrisma: boolean): ExportShapes | undefined {
  if (!/\.[mc]?[jt]sx?$/.test(path)) return undefined;
  if (!OBJECT.test(text) && !(hasPrisma && mayShowClientTypes(text))) return undefined;
  const result = parseModule(path, text);
  if (!result) return undefined;
  const { program, module } = result;
  const bindings = getImports(module);
  const shapes: Record<string, ExportShape> = {};
  const locals = new Map(program.body.flatMap((statement) => getDeclared(statement, bindings)));
  for (const { name, local } of getExports(module)) {
    const shape = local === undefined ? undefined : locals.get(local);
    if (shape) shapes[name] = shape;
  }
  const shape = getDefaultShape(program, bindings);
  if (shape) shapes["default"] = shape;
  return Object.keys(shapes).length > 0 ? shapes : undefined;
}

function mayShowClientTypes(text: string): boolean {
  return PRISMA.test(text) || TYPED.test(getImportPart(text));
}

interface Exported {
  readonly name: string;
  readonly local: string | undefined;
}

function getExports({ staticExports }: EcmaScriptModule): Exported[] {
  return staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, exportName, localName }) => {
      const name = exportName.kind === "Default" ? "default" : exportName.name;
      if (moduleRequest !== null || name === null) return [];
      return [{ name, local: localName.name ?? undefined }];
    });
}

type Bindings = ReadonlyMap<string, Binding>;

/** Top-level functions by name; an object in a constant may be typed by what it is checked against, so it shows nothing. */
function getDeclared(statement: Statement, bindings: Bindings): [string, ExportShape][] {
  const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declaration?.type === "TSTypeAliasDeclaration") {
    const types = getImportedTypes(declaration.typeAnnotation, bindings);
    return types.length === 0 ? [] : [[declaration.id.name, { kind: "type", types }]];
  }
  if (declaration?.type === "FunctionDeclaration") {
    const shape = getFunctionShape(declaration, bindings);
    return shape && declaration.id ? [[declaration.id.name, shape]] : [];
  }
  if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") return [];
  return declaration.declarations.flatMap(({ id, init }): [string, ExportShape][] => {
    const shape = init && getFunctionShape(init, bindings);
    return shape && id.type === "Identifier" ? [[id.name, shape]] : [];
  });
}

function getDefaultShape({ body }: Program, bindings: Bindings): ExportShape | undefined {
  for (const statement of body) {
    if (statement.type !== "ExportDefaultDeclaration") continue;
    const { declaration } = statement;
    if (declaration.type === "ObjectExpression") return getObjectShape(declaration);
    return getFunctionShape(declaration, bindings);
  }
  return undefined;
}

/** What is spread into an object may bring members of others. */
function getObjectShape({ properties }: ObjectExpression): ExportShape | undefined {
  return properties.some(({ type }) => type === "SpreadElement") ? undefined : { kind: "object" };
}

function getFunctionShape(node: ExportDefaultDeclarationKind, bindings: Bindings): ExportShape | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const parameters = getParameterTypes(node, bindings);
      const returns = node.returnType ? getImportedTypes(node.returnType.typeAnnotation, bindings) : [];
      if (returns.length === 0 && parameters.every((types) => types.length === 0)) return undefined;
      return { kind: "function", parameters, ...(returns.length > 0 && { returns }) };
    }
    default:
      return undefined;
  }
}
