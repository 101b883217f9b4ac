import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findField } from "../../ast/class-field.js";
import { findFunction, getReturned, isFunction } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { findImportedPath, type ImportedPath } from "../../ast/imported-path.js";
import { getPassed } from "../../ast/passed-arguments.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Project, ScriptFile } from "../detector.js";
import type { Kind } from "./library.js";
import { EVENT_TARGET } from "./libraries/emitters.js";
import { getLibraries } from "./libraries/known-libraries.js";
import { type FoundExport, type Receiver, toReceivers } from "./receiver.js";
import { createTypedReceivers } from "./typed-receivers.js";

export interface Receivers {
  /** What an expression may be. Nothing: it comes from elsewhere. */
  find(node: TSESTree.Node): readonly Receiver[];
  /** What a name stands for in a library. */
  findExports(node: TSESTree.Node): readonly FoundExport[];
  /** The same of the path by which a module reaches it. */
  getExports(path: ImportedPath): readonly FoundExport[];
}

const MAX_DEPTH = 10;
const PLATFORM = { via: "event-target", kinds: {} };

/** Follows what libraries give through one module: imports, variables, fields, parameters by their types, and what callbacks are handed. */
export function createReceivers({ path, scopes }: ScriptFile, { modules }: Project): Receivers {
  function getExports({ from, names }: ImportedPath): FoundExport[] {
    const [name = "default", ...members] = names;
    return modules.getOrigins(path, from, name).flatMap((origin) =>
      getLibraries(origin.module).flatMap((library) => {
        const keys = [
          [origin.name, ...members].join("."),
          origin.name === "default" ? members.join(".") : "",
        ];
        const key = keys.find((one) => Object.hasOwn(library.exports, one));
        const found = key === undefined ? undefined : library.exports[key];
        return found === undefined ? [] : [{ library, found }];
      }),
    );
  }

  function findExports(node: TSESTree.Node): FoundExport[] {
    const found = findImportedPath(node, scopes);
    return found === undefined ? [] : getExports(found);
  }

  const findTyped = createTypedReceivers({ scopes, getExports });

  function find(expression: TSESTree.Node, depth = 0): readonly Receiver[] {
    const node = unwrap(expression);
    if (depth > MAX_DEPTH) return [];
    switch (node.type) {
      case "AwaitExpression":
        return find(node.argument, depth + 1);
      case "NewExpression":
        return findMade(node.callee, depth);
      case "CallExpression":
        return findCalled(node, depth);
      case "LogicalExpression":
        return [...find(node.left, depth + 1), ...find(node.right, depth + 1)];
      case "ConditionalExpression":
        return [...find(node.consequent, depth + 1), ...find(node.alternate, depth + 1)];
      case "AssignmentExpression":
        return find(node.right, depth + 1);
      case "ThisExpression":
      case "Super":
        return findOfClass(getClass(node), depth);
      case "MemberExpression":
        return findMember(node, depth);
      case "Identifier": {
        const variable = findVariable(scopes, node);
        return variable === undefined ? [] : findOfVariable(variable, depth);
      }
      default:
        return [];
    }
  }

  /** Of a class, or of a function that makes one. */
  function findMade(callee: TSESTree.Node, depth: number): readonly Receiver[] {
    const node = unwrap(callee);
    const made = toReceivers(findExports(node));
    if (made.length > 0 || node.type !== "Identifier") return made;
    const variable = findVariable(scopes, node);
    const [definition] = variable?.defs ?? [];
    if (definition === undefined)
      return node.name === "EventTarget" ? [{ library: PLATFORM, kind: EVENT_TARGET }] : [];
    return findOfClass(definition.node, depth);
  }

  function findOfClass(node: TSESTree.Node | undefined, depth: number): readonly Receiver[] {
    const isClass = node?.type === "ClassDeclaration" || node?.type === "ClassExpression";
    if (!isClass || !node.superClass || depth > MAX_DEPTH) return [];
    return findMade(node.superClass, depth + 1);
  }

  function findCalled(node: TSESTree.CallExpression, depth: number): readonly Receiver[] {
    const callee = unwrap(node.callee);
    const made = toReceivers(findExports(callee));
    if (made.length > 0) return made;
    if (callee.type === "MemberExpression") {
      const owners = find(callee.object, depth + 1);
      const name = getMemberName(callee) ?? "";
      const given = follow(owners, name, "gives");
      // What listens gives itself back: `emitter.on(…).on(…)`.
      if (owners.length > 0)
        return given.length > 0 ? given : owners.filter(({ kind }) => hasCall(kind, name));
    }
    const called = findFunction(callee, scopes);
    return called === undefined ? [] : getReturned(called).flatMap((returned) => find(returned, depth + 1));
  }

  function findMember(node: TSESTree.MemberExpression, depth: number): readonly Receiver[] {
    if (node.object.type === "ThisExpression") {
      const field = findField(node);
      const typed = field?.type ? findTyped(field.type) : [];
      if (typed.length > 0) return typed;
      const held = (field?.values ?? []).flatMap((value) => find(value, depth + 1));
      if (held.length > 0) return held;
    }
    return follow(find(node.object, depth + 1), getMemberName(node) ?? "", "gives");
  }

  function findOfVariable(variable: Variable, depth: number): readonly Receiver[] {
    const [definition] = variable.defs;
    const binding = definition?.name;
    if (definition === undefined || binding?.type !== "Identifier") return [];
    if (definition.type === "ImportBinding") return toReceivers(findExports(binding));
    const typed = binding.typeAnnotation ? findTyped(binding.typeAnnotation.typeAnnotation) : [];
    if (typed.length > 0) return typed;
    if (definition.type === "Parameter") return findParameter(binding, depth);
    const values = variable.references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr] : []));
    // What a pattern takes out of an object is none of what the object is.
    return binding.parent.type === "VariableDeclarator" || definition.type !== "Variable"
      ? values.flatMap((value) => find(value, depth + 1))
      : [];
  }

  /** What a callback is handed, or what calls of the module hand to a function. */
  function findParameter(binding: TSESTree.Identifier, depth: number): readonly Receiver[] {
    const owner = binding.parent;
    const call = isFunction(owner) ? owner.parent : undefined;
    if (
      isFunction(owner) &&
      call?.type === "CallExpression" &&
      call.callee !== owner &&
      owner.params[0] === binding
    ) {
      const callee = unwrap(call.callee);
      if (callee.type !== "MemberExpression") return [];
      return follow(find(callee.object, depth + 1), getMemberName(callee) ?? "", "hands");
    }
    return getPassed(binding, scopes).flatMap((passed) => find(passed, depth + 1));
  }

  return { find: (node) => find(node), findExports, getExports };
}

function follow(owners: readonly Receiver[], name: string, way: "gives" | "hands"): Receiver[] {
  return owners.flatMap(({ library, kind }) => {
    const names = kind[way];
    const next =
      names !== undefined && Object.hasOwn(names, name) ? library.kinds[names[name] ?? ""] : undefined;
    return next === undefined ? [] : [{ library, kind: next }];
  });
}

function hasCall({ calls = {} }: Kind, name: string): boolean {
  return Object.hasOwn(calls, name);
}

function getClass(node: TSESTree.Node): TSESTree.Node | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassDeclaration" && current.type !== "ClassExpression")
    current = current.parent;
  return current ?? undefined;
}
