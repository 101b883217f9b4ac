import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { Completion } from "./completion.js";
import { joinValues } from "./either.js";
import { evaluate } from "./evaluate.js";
import { readUncertain, type Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** A variable, or a field of an object. */
interface Place {
  read(): Value | undefined;
  write(value: Value): void;
}

/**
 * Reads each way, one of which is taken, from where all begin. What they set is afterwards what any of them may leave that goes on.
 * `nodes`: all that is run on one of the ways.
 */
export function followWays(
  ways: readonly (() => Completion)[],
  nodes: readonly TSESTree.Node[],
  scope: Scope,
): readonly Completion[] {
  const places = nodes.flatMap(listTargets).flatMap((target) => listPlaces(target, scope));
  const before = places.map((place) => place.read());
  const ends = ways.map((way) => {
    for (const [index, place] of places.entries()) {
      const value = before[index];
      if (value) place.write(value);
    }
    const completion = readUncertain(scope.run, way);
    return { completion, values: places.map((place) => place.read()) };
  });
  const going = ends.filter(({ completion }) => completion !== "return");
  for (const [index, place] of places.entries())
    place.write(joinValues((going.length > 0 ? going : ends).map(({ values }) => values[index] ?? UNKNOWN)));
  return ends.map(({ completion }) => completion);
}

function listTargets(node: TSESTree.Node): readonly TSESTree.Node[] {
  return walk(node).flatMap((one) => {
    if (one.type === "UpdateExpression") return [one.argument];
    if (one.type !== "AssignmentExpression") return [];
    const { left } = one;
    return left.type === "Identifier" || left.type === "MemberExpression" ? [left] : walk(left);
  });
}

function listPlaces(target: TSESTree.Node, scope: Scope): readonly Place[] {
  const { environment, run } = scope;
  if (target.type === "MemberExpression") return listFields(target, scope);
  const variable = target.type === "Identifier" ? findVariable(run.file.scopes, target) : undefined;
  return variable
    ? [
        {
          read: () => environment.find(variable),
          write: (value) => {
            environment.assign(variable, value);
          },
        },
      ]
    : [];
}

function listFields(target: TSESTree.MemberExpression, scope: Scope): readonly Place[] {
  const name = getMemberName(target);
  if (name === undefined || !isPath(target.object)) return [];
  const object = evaluate(target.object, scope);
  if (object.kind !== "object") return [];
  const { fields, isOpen } = object;
  return [
    {
      read: () => fields.get(name) ?? (isOpen || object.base ? undefined : UNDEFINED),
      write: (value) => {
        fields.set(name, value);
      },
    },
  ];
}

/** To look at it once more does nothing: `module.exports`, `this.options`. */
function isPath(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return !inner.computed && isPath(inner.object);
  return inner.type === "Identifier" || inner.type === "ThisExpression";
}
