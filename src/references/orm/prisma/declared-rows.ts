import type { TSESTree } from "@typescript-eslint/utils";
import { findField, getClassAround } from "../../../ast/class-field.js";
import { walk } from "../../../ast/walk.js";
import type { CallContext } from "./call-context.js";
import type { Collector } from "./collector.js";
import { findAnnotatedFunction, readBinding, readResults, readRows } from "./row-flow.js";
import { findExportedShape, findTypeShape } from "./type-shape.js";
import { hasOpenKeys, writeAnnotated, writeTyped } from "./typed-values.js";
import { getCalledOrigins } from "./walk-passed.js";

/** Rows by declaration: a parameter, variable or field of the model's type, what a function is declared to return, `x as User`. */
export function readAnnotated(
  annotation: TSESTree.TSTypeAnnotation,
  context: CallContext,
  collector: Collector,
): void {
  const shape = findTypeShape(annotation.typeAnnotation, context);
  if (shape === undefined) return;
  const reader = { scopes: context.file.scopes, collector };
  writeAnnotated(annotation, shape, reader);
  const made = findAnnotatedFunction(annotation);
  if (made !== undefined) return readResults(made, shape, reader);
  const { parent } = annotation;
  if (PATTERNS.has(parent.type)) {
    readBinding(parent, shape, reader);
    readComponent(parent, shape, reader);
  }
  if (parent.type !== "PropertyDefinition" && parent.parent?.type !== "TSParameterProperty") return;
  const type = annotation.typeAnnotation;
  for (const member of walk(getClassAround(annotation) ?? annotation))
    if (member.type === "MemberExpression" && findField(member)?.type === type)
      readRows(member, shape, reader);
}

const PATTERNS: ReadonlySet<string> = new Set(["Identifier", "ObjectPattern", "ArrayPattern"]);

/** `const Card: FC<Props> = ({ user }) => …`: the type is the component's, and its first parameter has it. */
function readComponent(
  variable: TSESTree.Node,
  shape: Parameters<typeof readBinding>[1],
  reader: Parameters<typeof readBinding>[2],
): void {
  const { parent } = variable;
  if (parent?.type !== "VariableDeclarator" || parent.init?.type !== "ArrowFunctionExpression") return;
  const [parameter] = parent.init.params;
  if (parameter !== undefined) readBinding(parameter, shape, reader);
}

export function readAsserted(
  node: TSESTree.TSAsExpression | TSESTree.TSSatisfiesExpression,
  context: CallContext,
  collector: Collector,
): void {
  const shape = findTypeShape(node.typeAnnotation, context);
  if (shape === undefined) return;
  const reader = { scopes: context.file.scopes, collector };
  readRows(node, shape, reader);
  if (!hasOpenKeys(node.typeAnnotation)) writeTyped(node.expression, shape, reader);
}

/** What a function of another module is declared to return. */
export function readReturned(
  call: TSESTree.CallExpression,
  context: CallContext,
  collector: Collector,
): void {
  const { file, project } = context;
  for (const origin of getCalledOrigins(call, file, project)) {
    const shape = project.modules.getShape(origin);
    if (shape?.kind !== "function" || shape.returns === undefined) continue;
    const rows = findExportedShape(shape.returns, origin, context);
    if (rows !== undefined) readRows(call, rows, { scopes: file.scopes, collector });
  }
}
