import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getClassAround } from "../../ast/class-field.js";
import { findFunction, getFunctionAround, getReturned } from "../../ast/find-function.js";
import { findVariable, getDeclarator } from "../../ast/find-variable.js";
import { findImportedPath } from "../../ast/imported-path.js";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findMember } from "../sql/static-values.js";
import { findOwnField } from "./class-fields.js";
import { getOwn } from "./libraries.js";
import { FRAMEWORKS, isRouterMethod, type RouterKind } from "./frameworks.js";
import type { UrlReader } from "./read-url.js";
import { NO_TEXT, UNKNOWN } from "./url-text.js";
import { getParameterRouter, getTypeVia } from "./parameter-router.js";
import type { FindRouter, Router } from "./router.js";

/** Fields in which a base class of the project keeps its router. */
const INHERITED: ReadonlySet<string> = new Set(["app", "router"]);

/** A class of a base class whose methods define routes: `class Orders extends Controller { constructor() { this.get("/", this.list); } }`. */
function findController(node: TSESTree.ThisExpression): Router | undefined {
  const key = getClassAround(node)?.parent;
  if (!key?.superClass) return undefined;
  return { via: "route", key, prefix: NO_TEXT, isRoot: false, isAssumed: true };
}

type Scopes = UrlReader["file"]["scopes"];

/** Finds the router that an expression is, through variables, chains of calls, fields, factories of the module and parameters. */
export function createRouterFinder(reader: UrlReader): FindRouter {
  const { scopes } = reader.file;
  // Also ends circles: an expression under way is nothing.
  const known = new Map<TSESTree.Node | Variable, Router | undefined>();

  function find(expression: TSESTree.Node): Router | undefined {
    const node = unwrap(expression);
    if (!known.has(node)) {
      known.set(node, undefined);
      known.set(node, findIn(node));
    }
    return known.get(node);
  }

  function findIn(node: TSESTree.Node): Router | undefined {
    switch (node.type) {
      case "Identifier":
        return findNamed(node);
      case "ThisExpression":
        return findController(node);
      case "AwaitExpression":
        return find(node.argument);
      case "MemberExpression":
        return findMemberRouter(node);
      case "CallExpression":
      case "NewExpression":
        return findCreated(node) ?? (node.type === "CallExpression" ? findChained(node) : undefined);
      case "LogicalExpression":
        return find(node.left) ?? find(node.right);
      default:
        return undefined;
    }
  }

  function findNamed(node: TSESTree.Identifier): Router | undefined {
    const variable = findVariable(scopes, node);
    if (variable === undefined) return undefined;
    if (!known.has(variable)) {
      known.set(variable, undefined);
      known.set(variable, findVariableRouter(variable));
    }
    return known.get(variable);
  }

  function findVariableRouter(variable: Variable): Router | undefined {
    const [definition] = variable.defs;
    if (definition?.type === "Parameter") return getParameterRouter(variable, definition.node, scopes);
    const declarator = getDeclarator(variable);
    const init = declarator?.id.type === "Identifier" ? declarator.init : undefined;
    const assigned = variable.references.flatMap(({ writeExpr, init }) =>
      writeExpr && init !== true ? [writeExpr] : [],
    );
    for (const value of [...(init ? [init] : []), ...assigned]) {
      const router = find(value);
      if (router !== undefined) return { variable, ...router };
    }
    return undefined;
  }

  function findMemberRouter(node: TSESTree.MemberExpression): Router | undefined {
    const member = findMember(node, scopes);
    const values = member === undefined ? (findOwnField(node)?.values ?? []) : [member];
    for (const value of values) {
      const router = find(value);
      if (router !== undefined) return router;
    }
    const type = findOwnField(node)?.type;
    const via = type && getTypeVia(type);
    const isOwn = node.object.type === "ThisExpression" && INHERITED.has(getMemberName(node) ?? "");
    if (via === undefined && isOwn) return find(node.object);
    return via === undefined
      ? undefined
      : { via, key: node, prefix: NO_TEXT, isRoot: false, isAssumed: false };
  }

  /** `express()`, `new Hono()`, `new Router({ prefix })`. */
  function findCreated(node: TSESTree.CallExpression | TSESTree.NewExpression): Router | undefined {
    const kind = findKind(unwrap(node.callee), scopes);
    if (kind === undefined) return undefined;
    const options = node.arguments[0];
    const entry = options && getEntries(options, scopes).find(({ name }) => name === "prefix");
    const prefix = entry ? (reader.read(entry.value)[0] ?? UNKNOWN) : NO_TEXT;
    return { via: kind.via, key: node, prefix, isRoot: kind.isRoot, isAssumed: false };
  }

  /** `app.get(…).get(…)`, `app.basePath("/v1")`, and routers that a function of the module makes. */
  function findChained(call: TSESTree.CallExpression): Router | undefined {
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return findReturned(callee);
    const name = getMemberName(callee) ?? "";
    const owner = find(callee.object);
    if (owner === undefined) return findReturned(callee);
    if (name === "basePath" || name === "prefix") {
      const [path] = call.arguments;
      const prefix = path ? (reader.read(path)[0] ?? UNKNOWN) : UNKNOWN;
      return { via: owner.via, key: call, prefix, isRoot: false, isAssumed: owner.isAssumed, parent: owner };
    }
    return isRouterMethod(name) || name === "routes" || name === "middleware" ? owner : undefined;
  }

  function findReturned(callee: TSESTree.Node): Router | undefined {
    const made = findFunction(callee, scopes);
    for (const value of made === undefined || made.generator ? [] : getReturned(made)) {
      if (value.type === "CallExpression" && getFunctionAround(value) === undefined) continue;
      const router = find(value);
      if (router !== undefined) return router;
    }
    return undefined;
  }

  return find;
}

/** What a framework's function or class makes: `express`, `express.Router`, `Hono`, `require("fastify")`. */
function findKind(callee: TSESTree.Node, scopes: Scopes): RouterKind | undefined {
  const path = findImportedPath(callee, scopes);
  const framework = path && getOwn(FRAMEWORKS, path.from);
  const names = path?.names.filter((name) => name !== "default") ?? [];
  return framework && names.length < 2 ? getOwn(framework, names[0] ?? "default") : undefined;
}
