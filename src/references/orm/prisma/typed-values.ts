import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned } from "../../../ast/find-function.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { walk } from "../../../ast/walk.js";
import type { Collector } from "./collector.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import { findAnnotatedFunction } from "./row-flow.js";
import type { ModelRow } from "./row-shape.js";

interface Writer {
  readonly scopes: ScopeManager;
  readonly collector: Collector;
}

const MAX_DEPTH = 8;

/** Objects that are written out as a row of the client's type, or as something that holds some: each key is a column's. */
export function writeTyped(
  value: TSESTree.Node,
  shape: ModelRow,
  { scopes, collector }: Writer,
  depth = 0,
): void {
  if (depth > MAX_DEPTH) return;
  for (const element of getElements(value, scopes))
    for (const { name, key, value: inner } of getEntries(element, scopes)) {
      const related = shape.getRelated(name);
      if (related !== undefined) writeTyped(inner, related, { scopes, collector }, depth + 1);
      else if (shape.has(name))
        for (const model of shape.models) collector.addColumn(model, name, { access: "write", at: key });
    }
}

/** As `writeTyped`, of what an annotation is for: a variable, a parameter's default and what calls hand to it, a field, what a function returns. */
export function writeAnnotated(annotation: TSESTree.TSTypeAnnotation, shape: ModelRow, writer: Writer): void {
  if (hasOpenKeys(annotation.typeAnnotation)) return;
  for (const value of getAnnotated(annotation, writer.scopes)) writeTyped(value, shape, writer);
}

function getAnnotated(annotation: TSESTree.TSTypeAnnotation, scopes: ScopeManager): TSESTree.Node[] {
  const made = findAnnotatedFunction(annotation);
  if (made !== undefined) return getReturned(made);
  const holder = annotation.parent;
  if (holder.type === "PropertyDefinition") return holder.value ? [holder.value] : [];
  if (holder.type !== "Identifier" && holder.type !== "ObjectPattern") return [];
  const { parent } = holder;
  const passed = getPassed(holder, scopes);
  if (parent.type === "AssignmentPattern") return [parent.right, ...passed];
  if (parent.type !== "VariableDeclarator" || parent.id !== holder) return passed;
  // Of a variable: what is assigned and added later counts as well.
  return holder.type === "Identifier" ? [holder] : [];
}

/** The keys of `Record<string, User>` are none of a row's. */
export function hasOpenKeys(type: TSESTree.TypeNode): boolean {
  return walk(type).some(
    (node) =>
      node.type === "TSTypeReference" &&
      node.typeName.type === "Identifier" &&
      (node.typeName.name === "Record" || node.typeName.name === "Map"),
  );
}
