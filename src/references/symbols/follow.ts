import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName, getNameRange, getPropertyName } from "../../ast/property-name.js";
import type { Detection, ScriptFile } from "../detector.js";
import type { Access } from "../reference.js";
import { getAccesses, getOutermost } from "./access.js";
import {
  type Entity,
  type EntityContext,
  getExportEntity,
  getHits,
  getMember,
  getRest,
  isNothing,
} from "./entity.js";
import { getTypeMembers } from "./type-members.js";

export interface FollowContext extends EntityContext {
  readonly file: ScriptFile;
  readonly detections: Detection[];
  /** Where members stand that an old symbol's export surely has under another path: no type has to be asked. */
  readonly others: Set<number>;
}

/** An expression or type name that stands for an entity. */
export interface Use {
  readonly node: TSESTree.Node;
  readonly entity: Entity;
  /** Where its last name stands. */
  readonly name: TSESTree.Node;
  /** It is itself an import (`require("./a")`): what it is bound to counts by its uses, as with `import`. */
  readonly isImport?: boolean;
}

/** Goes from an expression to all places where it, or a member of it, is an old symbol. */
export function follow(context: FollowContext, use: Use): void {
  if (isNothing(use.entity)) return;
  const node = getOutermost(use.node);
  if (node.parent?.type === "JSXClosingElement") return;
  const pattern = getBindingOf(node);
  if (use.isImport && pattern) return bind(context, pattern, use);
  for (const access of getAccesses(node)) report(context, use, access);
  const rest = getRest(use.entity);
  if (isNothing(rest)) return;
  if (pattern) return bind(context, pattern, { ...use, entity: rest });
  for (const { node: whole, name, text } of getMembers(node)) {
    const entity = getMember(context, rest, text);
    if (isNothing(entity)) context.others.add(getNameRange(name)[0]);
    follow(context, { ...use, node: whole, entity, name });
  }
}

/** Takes note that members of an expression belong to another object: no type has to be asked. */
export function noteOther({ others }: FollowContext, expression: TSESTree.Node): void {
  const node = getOutermost(expression);
  const pattern = getBindingOf(node);
  const properties = pattern?.type === "ObjectPattern" ? pattern.properties : [];
  for (const property of properties)
    if (property.type === "Property") others.add(getNameRange(property.key)[0]);
  for (const { name } of getMembers(node)) others.add(getNameRange(name)[0]);
}

/** Goes on from what a pattern binds to all uses of it. */
export function bind(context: FollowContext, pattern: TSESTree.Node, use: Use): void {
  switch (pattern.type) {
    case "Identifier": {
      const variable = findVariable(context.file.scopes, pattern);
      return variable && followVariable(context, variable, use);
    }
    case "AssignmentPattern":
      return bind(context, pattern.left, use);
    case "RestElement":
      return bind(context, pattern.argument, { ...use, isImport: false });
    case "ObjectPattern":
      for (const property of pattern.properties) bindProperty(context, property, use);
  }
}

function bindProperty(context: FollowContext, property: TSESTree.Property | TSESTree.RestElement, use: Use) {
  if (property.type === "RestElement") {
    bind(context, property, use);
    return;
  }
  const text = getPropertyName(property);
  if (text === undefined) return;
  const entity = getMember(context, use.entity, text);
  if (isNothing(entity)) {
    context.others.add(getNameRange(property.key)[0]);
    return;
  }
  const member = { ...use, entity, name: property.key };
  if (use.isImport && isName(property.value)) {
    bind(context, property.value, member);
    return;
  }
  report(context, member, "read");
  bind(context, property.value, { ...member, entity: getRest(entity), isImport: false });
}

function isName(node: TSESTree.Node): boolean {
  return node.type === "Identifier" || (node.type === "AssignmentPattern" && node.left.type === "Identifier");
}

/** Uses of a variable that holds an entity. An import without any use is itself the reference; a variable that is assigned again holds nothing for sure. */
export function followVariable(context: FollowContext, variable: Variable, use: Use): void {
  const uses = variable.references.filter((reference) => reference.init !== true);
  if (uses.some((reference) => reference.isWrite())) {
    if (use.isImport) report(context, use, "read");
    return;
  }
  if (uses.length === 0 && use.isImport) return report(context, use, "import");
  const entity = use.isImport ? use.entity : getRest(use.entity);
  for (const { identifier } of uses) follow(context, { node: identifier, entity, name: identifier });
}

/** The pattern that takes an expression's value: `const { a } = node`, `({ a } = node)`. */
function getBindingOf(node: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = node;
  if (parent?.type === "VariableDeclarator" && parent.init === node) return parent.id;
  if (parent?.type === "TSImportEqualsDeclaration" && parent.moduleReference === node) return parent.id;
  const isAssigned = parent?.type === "AssignmentExpression" && parent.right === node;
  return isAssigned && parent.left.type === "ObjectPattern" ? parent.left : undefined;
}

interface MemberUse {
  readonly node: TSESTree.Node;
  readonly name: TSESTree.Node;
  readonly text: string;
}

/** Members that the place around an expression or type selects from it. */
function getMembers(node: TSESTree.Node): readonly MemberUse[] {
  const { parent } = node;
  if (parent?.type === "MemberExpression" && parent.object === node) {
    const text = getMemberName(parent);
    return text === undefined ? [] : [{ node: parent, name: parent.property, text }];
  }
  if (parent?.type === "TSQualifiedName" && parent.left === node) {
    return [{ node: parent, name: parent.right, text: parent.right.name }];
  }
  if (parent?.type === "JSXMemberExpression" && parent.object === node) {
    return [{ node: parent, name: parent.property, text: parent.property.name }];
  }
  return getTypeMembers(node);
}

/** Adds the old symbols that a use is. */
export function report(context: FollowContext, { entity, name }: Use, access: Access): void {
  const [start, end] = getNameRange(name);
  for (const { symbol, certainty } of [...getHits(entity), ...getCalledDefaults(context, entity, access)]) {
    context.detections.push({ change: symbol.change, access, start, end, via: "import", certainty });
  }
}

/** A package that is called as a whole (`require("pkg")()`) is called by its default. */
function getCalledDefaults(context: FollowContext, { namespaces }: Entity, access: Access) {
  if (access !== "call") return [];
  const outside = namespaces.filter(({ specifier }) => !specifier.startsWith("."));
  return outside.flatMap(({ importer, specifier, certainty }) =>
    getHits(getExportEntity(context, context.modules.getOrigins(importer, specifier, "default"), certainty)),
  );
}
