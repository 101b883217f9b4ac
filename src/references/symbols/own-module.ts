import type { Definition, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { type Entity, getExportEntity, getHits, getMember, isNothing } from "./entity.js";
import { follow, type FollowContext } from "./follow.js";
import { isExports } from "./access.js";
import { getLocalExports } from "./local-exports.js";
import { getGlobalReferences } from "./required.js";

/** Follows uses of a symbol inside the module that declares it. */
export function detectOwnUses(context: FollowContext): void {
  const module = `./${context.file.path}`;
  const isOwn = context.symbols.all.some(({ origins }) => origins.some((origin) => origin.module === module));
  if (!isOwn) return;
  for (const [variable, names] of getLocalExports(context.file)) {
    const name = getMainName(variable, names);
    const entity = name === undefined ? undefined : getExportEntity(context, [{ module, name }]);
    if (entity && !isNothing(entity)) followDeclaration(context, variable, entity);
  }
  followExportsObject(context);
}

/** A declaration that goes out under several names is meant by its own one; the others are aliases, whose uses are elsewhere. */
function getMainName(variable: Variable, names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : names.find((name) => name === variable.name);
}

function followDeclaration(context: FollowContext, variable: Variable, entity: Entity): void {
  for (const same of [variable, ...getInnerNames(context, variable)]) {
    const references = same.references.filter((reference) => reference.init !== true);
    const nodes = variable.defs.map(({ node }) => node);
    for (const { identifier } of references) {
      const found = collect(context, (inner) =>
        follow(inner, { node: identifier, entity, name: identifier }),
      );
      const isFunction = variable.defs.some(isFunctionDefinition);
      const uses = found.filter((use) => isUse(use, entity, identifier, nodes));
      // List.Item = Item declares a member of a function; on anything else it sets one.
      context.detections.push(...uses.filter(({ access }) => access !== "write" || !isFunction));
    }
  }
  for (const definition of variable.defs) {
    followParts(context, definition, entity);
    const { node } = definition;
    const init = node.type === "VariableDeclarator" && node.init ? unwrap(node.init) : undefined;
    if (init?.type === "ObjectExpression") markDeclared(context, init);
  }
}

/** What goes away with the declaration is no use: the export itself, and recursion. */
function isUse(
  use: Detection,
  entity: Entity,
  at: TSESTree.Node,
  declarations: readonly TSESTree.Node[],
): boolean {
  const isWhole = getHits(entity).some(({ symbol }) => symbol.change === use.change);
  return !isWhole || (use.access !== "export" && !declarations.some((node) => isInside(at, node)));
}

/** Classes and enums know themselves by a second variable inside. */
function getInnerNames({ file }: FollowContext, variable: Variable): Variable[] {
  return variable.defs.flatMap(({ node }) => {
    const inner =
      node.type === "ClassDeclaration" || node.type === "TSEnumDeclaration"
        ? file.scopes.acquire(node)
        : null;
    const same = inner?.set.get(variable.name);
    return same && same !== variable ? [same] : [];
  });
}

/** The keys of an exported object declare its members. */
function markDeclared(context: FollowContext, object: TSESTree.ObjectExpression): void {
  for (const property of object.properties) {
    if (property.type !== "Property") continue;
    context.others.add(getNameRange(property.key)[0]);
    const value = unwrap(property.value);
    if (value.type === "ObjectExpression") markDeclared(context, value);
  }
}

/** Members that are reached without naming the whole: inside an enum or namespace by their name alone. */
function followParts(context: FollowContext, { node }: Definition, entity: Entity): void {
  if (node.type !== "TSEnumDeclaration" && node.type !== "TSModuleDeclaration") return;
  const scope = context.file.scopes.acquire(node);
  for (const [name, variable] of scope?.set ?? []) {
    const member = getMember(context, entity, name);
    if (isNothing(member) || variable.defs.every((definition) => definition.node === node)) continue;
    followDeclaration(context, variable, member);
  }
}

/** `exports.a()` in the module that sets it; setting it is its declaration. */
function followExportsObject(context: FollowContext): void {
  const { file } = context;
  if (!/\bexports\b/.test(file.text)) return;
  const specifier = `./${file.path.slice(file.path.lastIndexOf("/") + 1)}`;
  const entity: Entity = {
    paths: [],
    namespaces: [{ importer: file.path, specifier, certainty: "resolved" }],
  };
  for (const name of ["exports", "module"]) {
    for (const { identifier } of getGlobalReferences(context, name)) {
      const node = name === "exports" ? identifier : identifier.parent;
      if (!node || !isExports(node)) continue;
      const found = collect(context, (inner) => follow(inner, { node, entity, name: node }));
      context.detections.push(...found.filter(({ access }) => access !== "write" && access !== "export"));
    }
  }
}

function collect(context: FollowContext, visit: (inner: FollowContext) => void): Detection[] {
  const detections: Detection[] = [];
  visit({ ...context, detections });
  return detections;
}

function isFunctionDefinition({ node }: Definition): boolean {
  if (node.type === "FunctionDeclaration") return true;
  const init = node.type === "VariableDeclarator" ? node.init?.type : undefined;
  return init === "ArrowFunctionExpression" || init === "FunctionExpression" || init === "CallExpression";
}

function isInside(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}
