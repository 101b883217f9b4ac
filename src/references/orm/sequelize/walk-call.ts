import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { addUnresolved } from "./dynamic-names.js";
import { type Argument, findMethod, MODEL_METHODS, type ModelMethod, ROW_METHODS } from "./model-methods.js";
import { findAssociationMethod } from "./association-methods.js";
import { addAttribute, type SequelizeWalk } from "./sequelize-walk.js";
import { getNames } from "./static-names.js";
import { walkData } from "./walk-data.js";
import { walkList } from "./walk-attributes.js";
import { walkOptions } from "./walk-options.js";

/** A call of a model's method, or of a row's. */
export function walkCall(node: TSESTree.CallExpression, walk: SequelizeWalk): void {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (
    callee.type !== "MemberExpression" ||
    name === undefined ||
    (node.arguments.length === 0 && !GIVES.test(name))
  )
    return;
  for (const holding of walk.inference.ofExpression(callee.object)) {
    if (holding.kind !== "model" && holding.kind !== "row") continue;
    const { table } = holding;
    const found = findMethod(name, holding.kind === "model" ? MODEL_METHODS : ROW_METHODS);
    if (found === undefined) {
      if (holding.kind === "row") walkAssociated(node, { name, table, at: callee.property }, walk);
      continue;
    }
    const { method, isOwn } = found;
    const inner = isOwn ? walk : { ...walk, certainty: "inferred" as const };
    if (holding.kind === "model")
      inner.collector.addTable(table, {
        access: method.isWrite === true ? "write" : "read",
        at: getReceiver(callee.object),
        certainty: inner.certainty,
      });
    const taken = isOwn ? pairOwn(node, method) : pairWrapped(node, method, walk);
    for (const { argument, takes } of taken) walkArgument(argument, { takes, table, call: node }, inner);
  }
}

const GIVES = /^(?:find|count|destroy|truncate)/;

/** The name of the model, in `User.scope("active").findAll()` too. */
function getReceiver(node: TSESTree.Node): TSESTree.Node {
  const value = unwrap(node);
  if (value.type === "CallExpression") return getReceiver(value.callee);
  if (value.type !== "MemberExpression") return value;
  const object = unwrap(value.object);
  const isChained = value.parent.type === "CallExpression" && value.parent.callee === value;
  return isChained ? getReceiver(object) : value.property;
}

interface Taken {
  readonly argument: TSESTree.Node;
  readonly takes: Argument;
}

function pairOwn({ arguments: args }: TSESTree.CallExpression, { takes }: ModelMethod): Taken[] {
  return takes.flatMap((one, position) => {
    const argument = args[position];
    return argument === undefined || argument.type === "SpreadElement" ? [] : [{ argument, takes: one }];
  });
}

/** A wrapper has arguments of its own in front: the objects are Sequelize's, in its order. */
function pairWrapped(
  { arguments: args }: TSESTree.CallExpression,
  { takes }: ModelMethod,
  { file }: SequelizeWalk,
): Taken[] {
  const kinds = takes.filter((one) => one === "data" || one === "options");
  const objects = args.filter((argument) => isObject(argument, file.scopes));
  return kinds.flatMap((one, position) => {
    const argument = objects[position];
    return argument === undefined ? [] : [{ argument, takes: one }];
  });
}

function isObject(node: TSESTree.Node, scopes: SequelizeWalk["file"]["scopes"]): boolean {
  const [first] = getElements(node, scopes);
  return (
    first !== undefined && (unwrap(first).type === "ObjectExpression" || getEntries(first, scopes).length > 0)
  );
}

interface ArgumentOf {
  readonly takes: Argument;
  readonly table: MappedTable;
  readonly call: TSESTree.CallExpression;
}

function walkArgument(node: TSESTree.Node, { takes, table, call }: ArgumentOf, walk: SequelizeWalk): void {
  const { scopes } = walk.file;
  switch (takes) {
    case "options":
      return walkOptions(node, table, walk);
    case "data": {
      const names = call.arguments.length > 1 ? getNames(node, scopes) : [];
      for (const { name, at } of names) addAttribute(table, name, { use: { access: "write", at }, walk });
      return walkData(node, table, walk);
    }
    case "read": {
      if (unwrap(node).type === "ObjectExpression") return;
      const isMarking = isMarked(call);
      return walkList(node, isMarking ? "write" : "read", { query: { table, joined: [] }, walk });
    }
    case "change":
      return walkChange(node, table, walk);
    case "other":
  }
}

/** `user.changed("name", true)` has the next `save` write it. */
function isMarked({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const target = unwrap(callee);
  return args.length > 1 && target.type === "MemberExpression" && getMemberName(target) === "changed";
}

/** `increment("visits")`, `increment(["a", "b"])`, `increment({ visits: 2 })`: what is there, and more. */
function walkChange(node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): void {
  const { scopes } = walk.file;
  const entries = getEntries(node, scopes);
  const places =
    entries.length > 0
      ? entries.map(({ name, key }) => ({ name, at: key }))
      : getElements(node, scopes).flatMap((element) => getNames(element, scopes));
  for (const { name, at } of places)
    for (const access of ["read", "write"] as const) addAttribute(table, name, { use: { access, at }, walk });
  const computed = getComputedEntries(node, scopes);
  for (const { key } of computed) addUnresolved(key, "write", { table, walk });
}

interface Associated {
  readonly name: string;
  readonly table: MappedTable;
  readonly at: TSESTree.Node;
}

/** `user.getPosts({ where })`, `user.createPost({ … })`, `user.$get("posts", { where })`. */
function walkAssociated(
  node: TSESTree.CallExpression,
  { name, table, at }: Associated,
  walk: SequelizeWalk,
): void {
  const found = findAssociationMethod(node, { name, table, models: walk.models, scopes: walk.file.scopes });
  if (found === undefined) return;
  const { related, verb, rest } = found;
  walk.collector.addTable(related, {
    access: verb === "get" || verb === "count" || verb === "has" ? "read" : "write",
    at,
  });
  const [first, second] = rest;
  if (verb === "create") {
    if (first) walkData(first, related, walk);
    return;
  }
  const options = verb === "get" || verb === "count" ? first : second;
  if (options) walkOptions(options, related, walk);
}
