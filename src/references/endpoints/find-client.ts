import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";

import { findVariable, getDeclarator } from "../../ast/find-variable.js";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findMember } from "../sql/static-values.js";
import type { EndpointProject } from "./endpoint-facts.js";
import { findModuleName } from "./module-name.js";
import { findOwnField } from "./class-fields.js";
import { getOwn, GLOBALS, LIBRARIES } from "./libraries.js";
import type { UrlReader } from "./read-url.js";
import { createUrlText, UNKNOWN, type UrlText } from "./url-text.js";
import {
  type Client,
  type FindClient,
  getInstanceStyle,
  getMemberClient,
  PLAYWRIGHT,
  toClient,
} from "./client.js";
import { findTakenClient, getDeclaredClient, getTypeClient } from "./declared-client.js";

/** Finds the client that an expression is, through imports, variables, fields and factories. */
export function createClientFinder(reader: UrlReader, project: EndpointProject): FindClient {
  const { file } = reader;
  const { scopes } = file;
  // Also ends circles: an expression under way is nothing.
  const known = new Map<TSESTree.Node | Variable, Client | undefined>();

  function find(expression: TSESTree.Node): Client | undefined {
    const node = unwrap(expression);
    if (!known.has(node)) {
      known.set(node, undefined);
      known.set(node, findIn(node));
    }
    return known.get(node);
  }

  function findIn(node: TSESTree.Node): Client | undefined {
    switch (node.type) {
      case "Identifier":
        return findNamed(node);
      case "AwaitExpression":
        return find(node.argument);
      case "LogicalExpression":
        return find(node.left) ?? find(node.right);
      case "ConditionalExpression":
        return find(node.consequent) ?? find(node.alternate);
      case "MemberExpression":
        return findMemberClient(node);
      case "CallExpression":
      case "NewExpression":
        return findMade(node);
      default:
        return undefined;
    }
  }

  function findNamed(node: TSESTree.Identifier): Client | undefined {
    const variable = findVariable(scopes, node);
    if (variable === undefined || variable.defs.length === 0) return toClient(getOwn(GLOBALS, node.name));
    if (!known.has(variable)) {
      known.set(variable, undefined);
      known.set(variable, findVariableClient(node, variable));
    }
    return known.get(variable);
  }

  function findVariableClient(node: TSESTree.Identifier, variable: Variable): Client | undefined {
    const module = findModuleName(node, scopes);
    if (module !== undefined) return findImportedClient(module);
    const init = getDeclarator(variable)?.init;
    const isPlain = getDeclarator(variable)?.id.type === "Identifier";
    const assigned = variable.references.flatMap(({ writeExpr, init }) =>
      writeExpr && init !== true ? [writeExpr] : [],
    );
    for (const value of [...(init && isPlain ? [init] : []), ...assigned]) {
      const client = find(value);
      if (client !== undefined) return client;
    }
    return getDeclaredClient(variable) ?? findTakenClient(variable);
  }

  function findImportedClient({
    from,
    name,
  }: {
    readonly from: string;
    readonly name: string;
  }): Client | undefined {
    const library = getOwn(LIBRARIES, from);
    if (library !== undefined) return toClient(library, getOwn(library.named ?? {}, name));
    const [origin] = project.modules.getOrigins(file.path, from, name);
    const exported = origin && project.endpoints?.getClient(origin);
    if (exported === undefined) return undefined;
    const made = getOwn(LIBRARIES, exported.library);
    const style = made && getInstanceStyle(made.style);
    return (
      made && {
        via: made.via,
        style: style ?? made.style,
        bases: exported.base === "" ? [] : [createUrlText(exported.base)],
      }
    );
  }

  function findMemberClient(node: TSESTree.MemberExpression): Client | undefined {
    const path = getDottedPath(node);
    const name = getMemberName(node);
    if (path?.length === 2 && GLOBAL_OBJECTS.has(path[0] ?? "")) return toClient(getOwn(GLOBALS, name ?? ""));
    const field = node.object.type === "ThisExpression" ? findOwnField(node) : undefined;
    for (const value of field?.values ?? []) {
      const client = find(value);
      if (client !== undefined) return client;
    }
    const typed = field?.type && getTypeClient(field.type);
    if (typed !== undefined) return typed;
    const member = findMember(node, scopes);
    if (member !== undefined) return find(member);
    const module = findModuleName(node, scopes);
    if (module?.from.startsWith(".")) return findImportedClient(module);
    const owner = find(node.object);
    if (owner === undefined)
      return name === "request" && PLAYWRIGHT_OWNERS.has(path?.at(-2) ?? "") ? PLAYWRIGHT : undefined;
    return getMemberClient(owner, name);
  }

  function findMade(node: TSESTree.CallExpression | TSESTree.NewExpression): Client | undefined {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    const direct = find(callee);
    if (direct !== undefined) {
      if (direct.style === "mock") return direct;
      const style = getInstanceStyle(direct.style);
      if (style === undefined) return undefined;
      const isOrigin = direct.style === "dispatcher-class";
      return {
        via: direct.via,
        style,
        bases: isOrigin ? (first ? reader.read(first) : []) : getBases(direct, first),
      };
    }
    if (callee.type !== "MemberExpression") return undefined;
    const owner = find(callee.object);
    const name = getMemberName(callee) ?? "";
    if (owner === undefined) return undefined;
    if (owner.style === "mock") return owner;
    if (owner.style === "playwright")
      return name === "newContext" ? { ...PLAYWRIGHT, bases: getBases(PLAYWRIGHT, first) } : undefined;
    if (name === "agent") return { via: owner.via, style: "verbs", bases: [] };
    return FACTORIES.has(name) ? { ...owner, bases: getBases(owner, first) } : undefined;
  }

  /** The base that options give, else that of what the client is made from. */
  function getBases({ style, bases }: Client, options: TSESTree.Node | undefined): readonly UrlText[] {
    if (options === undefined || style === "supertest") return bases;
    const entry = getEntries(options, scopes).findLast(({ name }) => BASES.has(name));
    if (entry !== undefined) return reader.read(entry.value);
    const given = unwrap(options);
    const isShown =
      given.type === "ObjectExpression" && given.properties.every(({ type }) => type === "Property");
    return isShown ? bases : [UNKNOWN];
  }

  return find;
}

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["window", "globalThis", "self", "global"]);
const FACTORIES: ReadonlySet<string> = new Set(["create", "extend"]);
const BASES: ReadonlySet<string> = new Set(["baseURL", "baseUrl", "prefixUrl", "prefix"]);
const PLAYWRIGHT_OWNERS: ReadonlySet<string> = new Set(["page", "context", "playwright"]);
