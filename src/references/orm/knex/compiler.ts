import type { TSESTree } from "@typescript-eslint/utils";
import { type BuilderCall, followBuilder } from "../../../ast/follow-builder.js";
import { findFunction, type FunctionNode, getReturned, isFunction } from "../../../ast/find-function.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getElements, getValues } from "../../../ast/object-entries.js";
import { getDottedPath, getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getChildren } from "../../../ast/walk.js";
import type { ScriptFile } from "../../detector.js";
import type { Bindings } from "../../sql/alternatives.js";
import { formatPlaceholders } from "../../sql/format-placeholders.js";
import { readList } from "../../sql/read-list.js";
import { createHole, type SourceText } from "../../sql/source-text.js";
import { readText, type TextContext } from "../../sql/static-text.js";
import { findValue } from "../../sql/static-values.js";
import type { KnexBuilder } from "./find-builders.js";
import { put } from "./format-statement.js";
import { ENDING, HANDING } from "./methods.js";
import { formatName, type KnexName, readNames, type Rename } from "./names.js";

/** What reading a builder's arguments needs. */
export interface Compiler {
  readonly file: ScriptFile;
  readonly context: TextContext;
  readonly rename?: Rename;
  readonly renameTable?: Rename;
  /** The builder that a call belongs to. */
  readonly builders: ReadonlyMap<TSESTree.Node, KnexBuilder>;
  /** Builders that stand in another one's statement. */
  readonly consumed: Set<KnexBuilder>;
  /** The way to the one that is being read. */
  readonly active: Set<KnexBuilder>;
  /** Keys of the holes that stand for tables which only running the program tells. */
  readonly unknownTables: Set<string>;
  /** A builder's statement as a subquery. */
  readonly compile: (calls: readonly BuilderCall[], builder?: KnexBuilder) => SourceText;
}

/** One argument, as the statement has it. */
export type Item =
  | { readonly kind: "name"; readonly name: KnexName }
  | { readonly kind: "raw"; readonly text: SourceText; readonly alias?: SourceText }
  | { readonly kind: "query"; readonly text: SourceText; readonly alias?: SourceText }
  | { readonly kind: "object"; readonly node: TSESTree.Node }
  /** Only running the program tells. */
  | { readonly kind: "unknown"; readonly text: SourceText };

/** Arguments that are names, lists of them, raw SQL or subqueries. */
export function readItems(nodes: readonly TSESTree.Node[], compiler: Compiler): Item[] {
  return nodes.flatMap((node): Item[] => readItem(node, compiler));
}

function readItem(argument: TSESTree.Node, compiler: Compiler): Item[] {
  if (argument.type === "SpreadElement") return readSpread(argument.argument, compiler);
  const node = unwrap(argument);
  const { scopes } = compiler.context;
  if (node.type === "Literal" && typeof node.value !== "string") return [];
  if (node.type === "ConditionalExpression" || node.type === "LogicalExpression") {
    const branches =
      node.type === "ConditionalExpression" ? [node.consequent, node.alternate] : [node.left, node.right];
    return node.type === "LogicalExpression" && node.operator === "&&"
      ? readItem(node.right, compiler)
      : readItems(branches, compiler);
  }
  const value = findValue(node, scopes);
  if (value.type === "ObjectExpression") return [{ kind: "object", node }];
  if (isList(value, compiler)) return readListItems(node, compiler);
  const called = readCall(value, compiler) ?? readMadeList(value, compiler);
  if (called !== undefined) return called;
  if (findCallbacks(node, compiler.context).length > 0) return readCallback(node, compiler);
  const names = readNames(node, compiler.context, compiler.rename);
  return names.map((name) => ({ kind: "name", name }));
}

function isList(value: TSESTree.Node, { context }: Compiler): boolean {
  if (value.type === "ArrayExpression") return true;
  if (value.type === "Identifier")
    return getValues(value, context.scopes).some(({ node }) => node.type === "ArrayExpression");
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  return LISTS.has(getMemberName(value.callee) ?? "");
}

const LISTS: ReadonlySet<string> = new Set(["map", "filter", "concat", "keys", "flatMap", "slice"]);

function readSpread(argument: TSESTree.Node, compiler: Compiler): Item[] {
  const value = findValue(argument, compiler.context.scopes);
  if (isList(value, compiler)) return readListItems(argument, compiler);
  const made = readMadeList(value, compiler);
  if (made !== undefined) return made;
  return [{ kind: "unknown", text: [createHole(argument, compiler.file.text, "identifier")] }];
}

/** A list of the module, with what is pushed to it; texts that a callback makes of the elements. */
function readListItems(list: TSESTree.Node, compiler: Compiler): Item[] {
  const { context } = compiler;
  const value = findValue(list, context.scopes);
  if (value.type !== "ArrayExpression" && value.type !== "Identifier") {
    const texts = readList(value, {
      context,
      read: (element, bindings) => readText(element, bind(context, bindings)),
      readIn: (body, inner) => readText(body, inner),
    });
    if (texts === undefined)
      return [{ kind: "unknown", text: [createHole(list, context.text, "identifier")] }];
    return texts
      .flat()
      .flatMap((text) => formatName(text, compiler.rename))
      .map((name) => ({ kind: "name", name }));
  }
  const source = unwrap(list).type === "Identifier" ? list : value;
  return getElements(source, context.scopes).flatMap((element) => readItem(element, compiler));
}

/** `select(this.prefixColumns())`: the list that a function or method of the module makes; undefined for anything else. */
function readMadeList(node: TSESTree.Node, compiler: Compiler): Item[] | undefined {
  const maker =
    node.type === "CallExpression" ? findFunction(node.callee, compiler.context.scopes) : undefined;
  const returned = maker === undefined ? [] : getReturned(maker);
  const { scopes } = compiler.context;
  if (returned.length === 0 || !returned.every((list) => isList(findValue(list, scopes), compiler)))
    return undefined;
  return returned.flatMap((list) => readListItems(list, compiler));
}

function bind(context: TextContext, bindings: Bindings | undefined): TextContext {
  if (bindings === undefined) return context;
  return { ...context, bindings: new Map([...(context.bindings ?? []), ...bindings]) };
}

/** `knex.raw(…)`, `knex.ref(…)`, `knex("orders")…`; undefined for a call of something else. */
export function readCall(node: TSESTree.Node, compiler: Compiler): Item[] | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  const path = getDottedPath(callee) ?? [];
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : path[0];
  const builder = findBuilder(node, compiler);
  if (builder !== undefined) return [readSubquery(builder, compiler)];
  if (path.includes("fn")) return [];
  if (name === "raw") return [{ kind: "raw", text: readRaw(node, compiler) }];
  if (name === "ref" && node.arguments[0] !== undefined)
    return readNames(node.arguments[0], compiler.context, compiler.rename).map((ref) => ({
      kind: "name",
      name: ref,
    }));
  if (callee.type !== "MemberExpression") return undefined;
  const inner = readCall(unwrap(callee.object), compiler);
  if (inner === undefined || name !== "as") return inner;
  const [alias] = node.arguments[0] === undefined ? [] : readNames(node.arguments[0], compiler.context);
  return inner.map((item) => withAlias(item, alias));
}

/** The builder that a call is a part of, or that a function of the module makes: `byTeam(id).as("t")`. */
function findBuilder(node: TSESTree.CallExpression, compiler: Compiler): KnexBuilder | undefined {
  const known = compiler.builders.get(node);
  if (known !== undefined) return known;
  const made = findFunction(node.callee, compiler.context.scopes);
  for (const returned of made === undefined ? [] : getReturned(made)) {
    const builder = compiler.builders.get(unwrap(returned));
    if (builder !== undefined) return builder;
  }
  return undefined;
}

function withAlias(item: Item, alias: KnexName | undefined): Item {
  if (alias === undefined || item.kind === "object" || item.kind === "unknown") return item;
  return item.kind === "name"
    ? { kind: "name", name: { ...item.name, alias: alias.text } }
    : { ...item, alias: alias.text };
}

function readSubquery(builder: KnexBuilder, compiler: Compiler): Item {
  // A query that is a part of itself has no end.
  if (compiler.active.has(builder)) return { kind: "query", text: put("select 1") };
  compiler.consumed.add(builder);
  const alias = builder.calls.findLast(({ name }) => name === "as")?.node.arguments[0];
  const [name] = alias === undefined ? [] : readNames(alias, compiler.context);
  compiler.active.add(builder);
  const text = compiler.compile(builder.calls, builder);
  compiler.active.delete(builder);
  return { kind: "query", text, ...(name && { alias: name.text }) };
}

/** `function () { this.select("id").from("orders"); }`, `(query) => query.from("orders")` */
function readCallback(callback: TSESTree.Node, compiler: Compiler): Item[] {
  const calls = getCallbackCalls(callback, compiler);
  return calls.length === 0 ? [] : [{ kind: "query", text: compiler.compile(calls) }];
}

/** What a callback does with the builder that it gets as `this` and as its parameter. */
export function getCallbackCalls(callback: TSESTree.Node, { context, file }: Compiler): BuilderCall[] {
  const options = { scopes: file.scopes, handing: HANDING, ending: ENDING };
  const found = findCallbacks(callback, context)
    .flatMap((made) => getCallbackRoots(made, file))
    .flatMap((root) => followBuilder(root, options).calls);
  return [...new Map(found.map((call) => [call.node, call])).values()];
}

/** A function, or what a function of the module makes: `where(byTeam(id))`. */
export function findCallbacks(node: TSESTree.Node, { scopes }: TextContext): FunctionNode[] {
  const value = unwrap(node);
  const own = value.type === "CallExpression" ? undefined : findFunction(value, scopes);
  if (own !== undefined) return [own];
  const maker = value.type === "CallExpression" ? findFunction(value.callee, scopes) : undefined;
  return maker === undefined
    ? []
    : getReturned(maker).flatMap((returned) => {
        const made = unwrap(returned);
        return isFunction(made) ? [made] : [];
      });
}

function getCallbackRoots(made: FunctionNode, { scopes }: ScriptFile): TSESTree.Expression[] {
  const [parameter] = made.params;
  const references =
    parameter?.type === "Identifier" ? (findVariable(scopes, parameter)?.references ?? []) : [];
  return [
    ...references.flatMap(({ identifier }) => (identifier.type === "Identifier" ? [identifier] : [])),
    ...(made.type === "ArrowFunctionExpression" ? [] : getOwnThis(made.body)),
  ];
}

/** `this` of the function itself: arrow functions share it, others have their own. */
function getOwnThis(node: TSESTree.Node): TSESTree.ThisExpression[] {
  if (node.type === "ThisExpression") return [node];
  if (node.type === "FunctionExpression" || node.type === "FunctionDeclaration" || node.type === "ClassBody")
    return [];
  return getChildren(node).flatMap(getOwnThis);
}

/** Raw SQL with the names in it that its bindings give. */
export function readRaw(
  { arguments: [text, ...values] }: TSESTree.CallExpression,
  { context }: Compiler,
): SourceText {
  if (text === undefined || text.type === "SpreadElement") return [];
  const [first = []] = readText(text, context);
  return formatPlaceholders(first, values, context);
}
