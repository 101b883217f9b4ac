import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, isFunction, getReturned } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { Mount, MountHost } from "./endpoint-facts.js";
import type { FindRouter, Router } from "./router.js";
import { getModuleExports } from "./module-exports.js";
import { findModuleName, type ModuleName } from "./module-name.js";
import type { UrlReader } from "./read-url.js";
import { concatTexts, createUrlText, HOLE, NO_TEXT, UNKNOWN, type UrlText } from "./url-text.js";

/** What comes before a router's paths: a text of this module, and whatever the modules above add. */
interface RouteBase {
  readonly text: UrlText;
  readonly above: MountHost;
}

/** How the routers of one module are mounted on one another, and what it mounts of other modules. */
export interface RouteTree {
  readonly getBases: (router: Router) => readonly RouteBase[];
  readonly mounts: readonly Mount[];
}

interface LocalMount {
  readonly host: Router;
  readonly path: UrlText;
}

interface Child {
  readonly host: Router;
  readonly path: UrlText;
  readonly node: TSESTree.Node;
}

export function createRouteTree(reader: UrlReader, find: FindRouter): RouteTree {
  const { ast, scopes } = reader.file;
  const exported = getModuleExports(ast);
  const local = new Map<TSESTree.Node, LocalMount[]>();
  const foreign: { readonly child: ModuleName; readonly mount: LocalMount }[] = [];
  for (const node of walk(ast)) {
    if (node.type !== "CallExpression") continue;
    for (const { node: child, ...mount } of [...getChildren(node), ...getHanded(node)]) {
      const key = findKey(child);
      if (key !== undefined) local.set(key, [...(local.get(key) ?? []), mount]);
      else {
        const module = findChildModule(child);
        if (module?.from.startsWith(".") || module?.from.match(/^[@~#]/))
          foreign.push({ child: module, mount });
      }
    }
  }

  /** The router that a child is, or the parameter by which a function gets it. */
  function findKey(child: TSESTree.Node): TSESTree.Node | undefined {
    const router = find(child);
    if (router !== undefined) return router.key;
    const node = unwrap(child);
    const inner = node.type === "CallExpression" ? (node.arguments[0] ?? node) : node;
    const made = findFunction(inner, scopes);
    return made?.params[0]?.type === "Identifier" ? made.params[0] : undefined;
  }

  /** `routes`, `createRoutes(deps)`, `new Routes().router`, `require("./routes")` of another module. */
  function findChildModule(child: TSESTree.Node): ModuleName | undefined {
    const node = unwrap(child);
    const module = findModuleName(node, scopes);
    if (module !== undefined) return module;
    if (node.type === "CallExpression" || node.type === "NewExpression") return findChildModule(node.callee);
    return node.type === "MemberExpression" ? findChildModule(node.object) : undefined;
  }

  /** `app.use("/v1", routes)`, `app.route("/v1", routes)`, `app.register(routes, { prefix })`. */
  function getChildren({ callee, arguments: args }: TSESTree.CallExpression): Child[] {
    const target = unwrap(callee);
    if (target.type !== "MemberExpression") return [];
    const name = getMemberName(target) ?? "";
    if (!MOUNTS.has(name)) return [];
    const host = find(target.object);
    const [first, ...rest] = args;
    if (host === undefined || first === undefined) return [];
    if (name === "register") {
      const entry = rest[0] && getEntries(rest[0], scopes).find((entry) => entry.name === "prefix");
      return [{ host, path: entry ? getPath(entry.value) : NO_TEXT, node: first }];
    }
    const hasPath = rest.length > 0 && find(first) === undefined && isPath(first);
    if (name !== "use" && !hasPath) return [];
    if (!hasPath) return args.map((node) => ({ host, ...(getKoaMount(node) ?? { path: NO_TEXT, node }) }));
    return getPaths(first).flatMap((path) => rest.map((node) => ({ host, path, node })));
  }

  /** `mount("/v1", app)` of koa-mount. */
  function getKoaMount(node: TSESTree.Node): Pick<Child, "path" | "node"> | undefined {
    if (node.type !== "CallExpression" || findModuleName(node.callee, scopes)?.from !== "koa-mount")
      return undefined;
    const [first, second] = node.arguments;
    if (first === undefined) return undefined;
    return second === undefined ? { path: NO_TEXT, node: first } : { path: getPath(first), node: second };
  }

  function isPath(node: TSESTree.Node): boolean {
    return (
      node.type !== "SpreadElement" && !isFunction(unwrap(node)) && unwrap(node).type !== "CallExpression"
    );
  }

  function getPaths(node: TSESTree.Node): readonly UrlText[] {
    const list = unwrap(node);
    if (list.type !== "ArrayExpression") return reader.read(node);
    return list.elements.flatMap((element) => (element ? reader.read(element) : []));
  }

  function getPath(node: TSESTree.Node): UrlText {
    return reader.read(node)[0] ?? UNKNOWN;
  }

  /** `addRoutes(app)`: the function defines routes on what it gets. */
  function getHanded({ callee, arguments: args }: TSESTree.CallExpression): Child[] {
    const target = unwrap(callee);
    const [first] = args;
    if (first?.type !== "Identifier") return [];
    const isFree = target.type === "Identifier" || findModuleName(target, scopes) !== undefined;
    const host = isFree ? find(first) : undefined;
    return host === undefined ? [] : [{ host, path: NO_TEXT, node: target }];
  }

  function getBases(router: Router, seen: ReadonlySet<TSESTree.Node>): readonly RouteBase[] {
    if (seen.has(router.key)) return [];
    const inner = new Set([...seen, router.key]);
    const mounts = local.get(router.key) ?? [];
    const above = [
      ...(router.parent ? getBases(router.parent, inner) : []),
      ...mounts.flatMap(({ host, path }) => getBases(host, inner).map((base) => addPath(base, path))),
    ];
    const own = above.length > 0 ? above : [{ text: NO_TEXT, above: getHost(router) }];
    return own.map((base) => addPath(base, router.prefix));
  }

  function getHost(router: Router): MountHost {
    const names = exported.filter(({ node }) => isExportOf(node, router)).map(({ name }) => name);
    if (names.length > 0) return { kind: "exports", names, isRoot: router.isRoot };
    return { kind: router.isRoot ? "root" : "unknown" };
  }

  function isExportOf(node: TSESTree.Node, router: Router): boolean {
    if (find(node)?.key === router.key) return true;
    const declared = node.type === "Identifier" ? findVariable(scopes, node)?.defs[0]?.node : node;
    if (declared?.type === "ClassDeclaration") return isWithin(router.key, declared);
    const [wrapped] = node.type === "CallExpression" ? node.arguments : [];
    const made = isFunction(node) ? node : findFunction(wrapped ?? node, scopes);
    if (made === undefined) return false;
    if (made.params.some((parameter) => parameter === router.key)) return true;
    return getReturned(made).some(
      (value) => find(value)?.key === router.key || isSelfExpression(value, router),
    );
  }

  return {
    getBases: (router) => getBases(router, new Set()),
    mounts: foreign.flatMap(({ child, mount }) =>
      getBases(mount.host, new Set()).map((base) => ({
        ...child,
        path: addPath(base, mount.path).text.text,
        host: base.above,
      })),
    ),
  };
}

const MOUNTS: ReadonlySet<string> = new Set(["use", "route", "register", "mount", "group"]);

function isWithin(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
}

function isSelfExpression(value: TSESTree.Node, { key }: Router): boolean {
  return value === key;
}

function addPath({ text, above }: RouteBase, path: UrlText): RouteBase {
  return { text: joinRoute(text, path), above };
}

/** One slash between a prefix and a path. */
export function joinRoute(base: UrlText, path: UrlText): UrlText {
  if (path.text === "") return base;
  if (base.text === "")
    return path.text.startsWith("/") || path.text.startsWith(HOLE)
      ? path
      : concatTexts([createUrlText("/"), path]);
  const hasSlash = base.text.endsWith("/") || path.text.startsWith("/");
  return concatTexts([base, ...(hasSlash ? [] : [createUrlText("/")]), path]);
}
