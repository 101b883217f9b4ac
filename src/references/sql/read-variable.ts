import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit, getDeclarator } from "../../ast/find-variable.js";
import { type Alternatives, join, type Read } from "./alternatives.js";

/** The text of a constant of this module; of a `let` all that is added to it in a row, or any of the texts that it is set to. */
export function readVariable(
  node: TSESTree.Identifier,
  scopes: ScopeManager,
  read: Read,
): Alternatives | undefined {
  const variable = findVariable(scopes, node);
  if (variable === undefined) return undefined;
  const constant = getConstantInit(variable);
  if (constant !== undefined) return read(constant);
  const declarator = getDeclarator(variable);
  const assignments = getAssignments(variable);
  if (declarator?.id.type !== "Identifier" || assignments === undefined) return undefined;
  const values = assignments.map(({ right }) => right);
  // `q += q` would never end.
  if (values.some((value) => mentions(value, variable))) return undefined;
  const parts = declarator.init === null ? values : [declarator.init, ...values];
  if (assignments.every(({ operator }) => operator === "=")) return readEach(parts, read);
  if (assignments.some(({ operator }) => operator !== "+=") || declarator.init === null) return undefined;
  return join(parts.map(read));
}

/** A value that shows no text may be anything: then the variable is. */
function readEach(parts: readonly TSESTree.Node[], read: Read): Alternatives | undefined {
  const texts = parts.flatMap(read);
  const isShown = texts.every((text) => text.length === 0 || text.some(({ kind }) => kind === "text"));
  return isShown ? texts : undefined;
}

/** What sets a variable after its declaration; undefined where nothing does, or something else than an assignment. */
function getAssignments({ references }: Variable): TSESTree.AssignmentExpression[] | undefined {
  const assignments: TSESTree.AssignmentExpression[] = [];
  for (const reference of references) {
    if (!reference.isWrite() || reference.init === true) continue;
    const { parent } = reference.identifier;
    if (parent?.type !== "AssignmentExpression") return undefined;
    assignments.push(parent);
  }
  return assignments.length > 0 ? assignments : undefined;
}

function mentions(value: TSESTree.Node, { references }: Variable): boolean {
  const [start, end] = value.range;
  return references.some(({ identifier: { range } }) => start <= range[0] && range[1] <= end);
}
