import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import { getOutermost } from "./access.js";
import { type Entity, getHits, getMember, getRest } from "./entity.js";
import { bind, follow, type FollowContext, report, type Use } from "./follow.js";
import { getText } from "./required.js";

/** Functions of test runners that give the real module; a type argument says which. */
const ACTUAL_IMPORTS: ReadonlySet<string> = new Set(["importActual", "importOriginal", "requireActual"]);
/** Functions that load a component by its default export. */
const LOADERS: ReadonlySet<string> = new Set([
  "lazy",
  "dynamic",
  "loadable",
  "defineAsyncComponent",
  "lazyWithRetry",
]);

/** Follows `import("./a")` as a value and as a type, which no scope knows of. */
export function detectDynamicImports(context: FollowContext): void {
  if (!/\bimport\s*\(/.test(context.file.text)) return;
  for (const node of walk(context.file.ast)) {
    if (node.type === "ImportExpression") followImport(context, node);
    if (node.type === "TSImportType") followImportType(context, node);
  }
}

function followImport(context: FollowContext, node: TSESTree.ImportExpression): void {
  const specifier = getText(node.source);
  if (specifier === undefined) return;
  const entity = getModule(context, specifier);
  followPromise(context, { node, entity, name: node.source, isImport: true });
  if (!isLoaded(node)) return;
  for (const { symbol } of getHits(getMember(context, entity, "default"))) {
    const [start, end] = node.source.range;
    const place = { start: start + 1, end: end - 1, via: "import", certainty: "inferred" } as const;
    context.detections.push({ change: symbol.change, access: "read", ...place });
  }
}

function getModule({ file }: FollowContext, specifier: string): Entity {
  return { paths: [], namespaces: [{ importer: file.path, specifier, certainty: "resolved" }] };
}

/** `lazy(() => import("./page"))` */
function isLoaded(node: TSESTree.ImportExpression): boolean {
  const { parent } = node;
  const call = parent.type === "ArrowFunctionExpression" && parent.body === node ? parent.parent : undefined;
  if (call?.type !== "CallExpression") return false;
  const { callee } = call;
  const name =
    callee.type === "MemberExpression" ? getMemberName(callee) : callee.type === "Identifier" && callee.name;
  return typeof name === "string" && LOADERS.has(name);
}

/** From the promise of a module to the module: `await`, `.then(…)`, `Promise.all`, by way of a variable too. */
function followPromise(context: FollowContext, use: Use): void {
  const node = getOutermost(use.node);
  const { parent } = node;
  if (parent?.type === "AwaitExpression") return follow(context, { ...use, node: parent });
  if (parent?.type === "VariableDeclarator" && parent.init === node && parent.id.type === "Identifier") {
    const variable = findVariable(context.file.scopes, parent.id);
    const uses = variable?.references.filter((reference) => reference.init !== true) ?? [];
    for (const { identifier } of uses) followPromise(context, { ...use, node: identifier });
  }
  if (parent?.type === "MemberExpression" && parent.object === node && getMemberName(parent) === "then") {
    const call = getOutermost(parent).parent;
    const callback = call?.type === "CallExpression" ? call.arguments[0] : undefined;
    if (callback && isFunction(callback) && callback.params[0]) bind(context, callback.params[0], use);
  }
  const pattern = getElementPattern(node);
  if (pattern) bind(context, pattern, use);
}

function isFunction(
  node: TSESTree.Node,
): node is TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression {
  return node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression";
}

/** `const [{ a }] = await Promise.all([import("./a")])`: the pattern at the promise's own place. */
function getElementPattern(node: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = node;
  if (parent?.type !== "ArrayExpression" || parent.parent.type !== "CallExpression") return undefined;
  const { callee, parent: awaiting } = parent.parent;
  const isAll = callee.type === "MemberExpression" && getMemberName(callee) === "all";
  if (!isAll || awaiting.type !== "AwaitExpression" || awaiting.parent.type !== "VariableDeclarator")
    return undefined;
  const { id } = awaiting.parent;
  const index = parent.elements.findIndex((element) => element === node);
  return id.type === "ArrayPattern" ? (id.elements[index] ?? undefined) : undefined;
}

/** `import("./a").B.c`, `typeof import("./a")`, and what is declared to be of the latter type. */
function followImportType(context: FollowContext, node: TSESTree.TSImportType): void {
  let entity = getModule(context, node.source.value);
  for (const name of getNames(node.qualifier)) {
    entity = getMember(context, entity, name.name);
    report(context, { node: name, entity, name }, "type");
  }
  const type = node.parent.type === "TSTypeQuery" ? node.parent : node;
  const rest = getRest(entity);
  follow(context, { node: type, entity: rest, name: node });
  if (type.type === "TSTypeQuery") followTyped(context, { node: type, entity: rest, name: node });
}

function getNames(qualifier: TSESTree.Node | null): TSESTree.Identifier[] {
  if (qualifier?.type === "Identifier") return [qualifier];
  return qualifier?.type === "TSQualifiedName" ? [...getNames(qualifier.left), qualifier.right] : [];
}

/** `let pricing: typeof import("./pricing")`, `vi.importActual<typeof import("./pricing")>(…)` */
function followTyped(context: FollowContext, use: Use): void {
  const { parent } = use.node;
  if (parent?.type === "TSTypeAnnotation" && parent.parent.type === "Identifier") {
    const variable = findVariable(context.file.scopes, parent.parent);
    const uses = variable?.references.filter((reference) => reference.isRead()) ?? [];
    for (const { identifier } of uses) follow(context, { ...use, node: identifier });
  }
  if (parent?.type !== "TSTypeParameterInstantiation" || parent.parent.type !== "CallExpression") return;
  const call = parent.parent;
  const { callee } = call;
  const name =
    callee.type === "MemberExpression" ? getMemberName(callee) : callee.type === "Identifier" && callee.name;
  if (typeof name !== "string" || !ACTUAL_IMPORTS.has(name)) return;
  if (name === "requireActual") follow(context, { ...use, node: call, isImport: true });
  else followPromise(context, { ...use, node: call, isImport: true });
}
