import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import {
  findFunction,
  type FunctionNode,
  getFunctionAround,
  getFunctionUses,
} from "../../../ast/find-function.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getDottedPath } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { followBinding, followRows, type RowFlow } from "../../follow-rows.js";
import type { RowMethods } from "../../row-methods.js";
import type { Collector } from "./collector.js";
import type { ModelRow } from "./row-shape.js";

interface Reader {
  readonly scopes: ScopeManager;
  readonly collector: Collector;
}

/** Reads what is read of rows: where they are made, where a function of the module gives them back, and where one gets them. */
export function readRows(rows: TSESTree.Node, shape: ModelRow, reader: Reader): void {
  followRows(rows, shape, createFlow(reader, []));
}

/** As `readRows`, of what a parameter or variable is declared to hold. */
export function readBinding(pattern: TSESTree.Node, shape: ModelRow, reader: Reader): void {
  followBinding(pattern, shape, createFlow(reader, []));
}

/** As `readRows`, of what the calls of a function give. */
export function readResults(made: FunctionNode, shape: ModelRow, reader: Reader): void {
  followCalls(made, shape, reader, []);
}

function createFlow({ scopes, collector }: Reader, path: readonly FunctionNode[]): RowFlow<ModelRow> {
  return {
    scopes,
    methods: METHODS,
    onRead: ({ models }, property, at) => {
      for (const model of models) collector.addColumn(model, property, { access: "read", at });
    },
    onReturned: (shape, made) => followCalls(made, shape, { scopes, collector }, path),
    onPassed: (shape, call, argument) => {
      const made = findFunction(call.callee, scopes);
      if (made === undefined || path.includes(made)) return;
      const parameter = made.params[call.arguments.findIndex((candidate) => candidate === argument)];
      // What is annotated is what its type says.
      if (parameter === undefined || hasAnnotation(parameter)) return;
      followBinding(parameter, shape, createFlow({ scopes, collector }, [...path, made]));
    },
  };
}

function followCalls(
  made: FunctionNode,
  shape: ModelRow,
  reader: Reader,
  path: readonly FunctionNode[],
): void {
  if (path.includes(made)) return;
  for (const use of getUses(made, reader.scopes)) {
    const call = use.parent;
    if (call?.type !== "CallExpression" || call.callee !== use) continue;
    followRows(call, shape, createFlow(reader, [...path, made]));
  }
}

/** Where a function is named; `cache(async () => …)` is the function under another name. */
function getUses(made: FunctionNode, scopes: ScopeManager): TSESTree.Expression[] {
  const call = made.parent;
  if (call.type !== "CallExpression" || call.arguments[0] !== made) return getFunctionUses(made, scopes);
  const name = getDottedPath(unwrap(call.callee))?.at(-1) ?? "";
  const declarator = call.parent;
  if (!/cache|memo/i.test(name) || declarator.type !== "VariableDeclarator") return [];
  if (declarator.id.type !== "Identifier") return [];
  const references = findVariable(scopes, declarator.id)?.references ?? [];
  return references.flatMap(({ identifier, init }) =>
    identifier.type === "Identifier" && init !== true ? [identifier] : [],
  );
}

function hasAnnotation(parameter: TSESTree.Parameter): boolean {
  switch (parameter.type) {
    case "AssignmentPattern":
      return hasAnnotation(parameter.left);
    case "Identifier":
    case "ObjectPattern":
    case "ArrayPattern":
    case "RestElement":
      return parameter.typeAnnotation !== undefined;
    default:
      return true;
  }
}

/** Functions that give the rows that they get. */
const GIVING: ReadonlySet<string> = new Set([
  "Array.from",
  "Object.values",
  "Object.freeze",
  "Promise.all",
  "Promise.resolve",
  "structuredClone",
]);

const METHODS: RowMethods = {
  isGivenRows: (call, argument) =>
    call.arguments[0] === argument && GIVING.has(getDottedPath(unwrap(call.callee))?.join(".") ?? ""),
};

/** The function whose result a type stands for, if it stands there for one. */
export function findAnnotatedFunction(annotation: TSESTree.TSTypeAnnotation): FunctionNode | undefined {
  const made = getFunctionAround(annotation);
  return made?.returnType === annotation ? made : undefined;
}
