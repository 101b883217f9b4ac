import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getDeclarator } from "../../ast/find-variable.js";
import { findTakenApart } from "../../ast/imported-path.js";
import { getMemberName } from "../../ast/property-name.js";
import { type Alternatives, isShown, join, type Read } from "./alternatives.js";
import type { TextContext } from "./static-text.js";
import { findObjectMember } from "./static-values.js";

/** The text of a variable of this module with all that is added to it later, or any of the texts that it is set to. */
export function readVariable(
  node: TSESTree.Identifier,
  { scopes, bindings }: TextContext,
  read: Read,
): Alternatives | undefined {
  const variable = findVariable(scopes, node);
  if (variable === undefined) return undefined;
  const bound = bindings?.get(variable);
  if (bound !== undefined) return bound;
  const declarator = getDeclarator(variable);
  if (declarator?.id.type === "ObjectPattern") {
    const value = declarator.init && findTakenApart(declarator.id, variable);
    const member = value && declarator.init && findObjectMember(declarator.init, value, scopes);
    return member ? read(member) : undefined;
  }
  const assignments = getAssignments(variable);
  if (declarator?.id.type !== "Identifier" || assignments === undefined) return undefined;
  let current = declarator.init === null ? undefined : read(declarator.init);
  for (const [index, assignment] of assignments.entries()) {
    const isFirst = index === 0 && current === undefined;
    current = isFirst && assignment.operator === "=" ? read(assignment.right) : assign(current, assignment);
    if (current === undefined) return undefined;
  }
  const added = getAppended(variable).map((call) => join(call.arguments.map((argument) => read(argument))));
  return current === undefined || added.length === 0 ? current : join([current, ...added]);

  function assign(
    before: Alternatives | undefined,
    { operator, right }: TSESTree.AssignmentExpression,
  ): Alternatives | undefined {
    if (before === undefined || variable === undefined) return undefined;
    // `q = q + …`, `` q = `${q} …` ``, `q += q`: within the value the variable is what it was.
    const value = read(right, new Map([[variable, before]]));
    if (operator === "+=") return join([before, value]);
    if (mentions(right, variable)) return value;
    return isShown(before) && isShown(value) ? [...before, ...value] : undefined;
  }
}

/** What sets a variable after its declaration; undefined where something else than an assignment does. */
function getAssignments({ references }: Variable): TSESTree.AssignmentExpression[] | undefined {
  const assignments: TSESTree.AssignmentExpression[] = [];
  for (const reference of references) {
    if (!reference.isWrite() || reference.init === true) continue;
    const { parent } = reference.identifier;
    if (parent?.type !== "AssignmentExpression") return undefined;
    assignments.push(parent);
  }
  return assignments;
}

function mentions(value: TSESTree.Node, { references }: Variable): boolean {
  const [start, end] = value.range;
  return references.some(({ identifier: { range } }) => start <= range[0] && range[1] <= end);
}

/** sql-template-strings: `query.append(…).append(…)` on a statement of its own. */
function getAppended({ references }: Variable): TSESTree.CallExpression[] {
  return references.flatMap(({ identifier }) => getChain(identifier));
}

function getChain(object: TSESTree.Node): TSESTree.CallExpression[] {
  const member = object.parent;
  if (member?.type !== "MemberExpression" || member.object !== object) return [];
  const call = member.parent;
  if (getMemberName(member) !== "append" || call.type !== "CallExpression") return [];
  return [call, ...getChain(call)];
}
