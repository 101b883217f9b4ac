import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import type { TableName } from "../../../catalog/table-columns.js";
import type { BuilderCall } from "../../../ast/follow-builder.js";
import { unwrap } from "../../../ast/unwrap.js";
import { findValue } from "../../sql/static-values.js";
import type { QueryContext, Query } from "./query.js";

/** What a builder begins with: the entity and its alias, as far as its first call says. */
export interface QueryStart {
  readonly model?: MappedTable;
  readonly alias?: TSESTree.Node;
  /** True for what a parameter's type alone says: the alias may be any. */
  readonly isTyped?: boolean;
}

const TARGETS: Readonly<Record<string, number>> = {
  leftJoin: 0,
  innerJoin: 0,
  leftJoinAndSelect: 0,
  innerJoinAndSelect: 0,
  leftJoinAndMapOne: 1,
  leftJoinAndMapMany: 1,
  innerJoinAndMapOne: 1,
  innerJoinAndMapMany: 1,
  from: 0,
  addFrom: 0,
};

const BARE: ReadonlySet<string> = new Set(["update", "delete", "softDelete", "restore"]);
const NAMING: ReadonlySet<string> = new Set(["update", "into", "from", "relation"]);

/** At which argument a call names what it joins; undefined for calls that join nothing. */
export function getTargetIndex(name: string): number | undefined {
  return Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
}

/** Aliases and entities of all calls of a builder together. */
export function readQuery(
  start: QueryStart,
  calls: readonly BuilderCall[],
  { walk: { models }, file }: QueryContext,
): Query {
  const aliases = new Map<string, MappedTable>();
  const tables = new Map<string, TableName>();
  const outputs = new Set<string>();
  let main = start.model;
  let isOpen = start.isTyped === true;
  const getText = (node: TSESTree.Node | undefined): string | undefined => {
    const value = node && findValue(node, file.scopes);
    return value?.type === "Literal" && typeof value.value === "string" ? value.value : undefined;
  };
  if (start.model !== undefined && start.isTyped !== true) {
    const alias = start.alias === undefined ? start.model.model : getText(start.alias);
    if (alias === undefined) isOpen = true;
    else aliases.set(alias, start.model);
  }
  const addTarget = (name: string, { arguments: args }: TSESTree.CallExpression): void => {
    const index = getTargetIndex(name);
    const target = index === undefined ? undefined : args[index];
    if (target === undefined || index === undefined) return;
    const alias = getText(args[index + 1]);
    const model = findTarget(target, getText(target), { aliases, models });
    if (model !== undefined && alias !== undefined) aliases.set(alias, model);
    const table = getText(target);
    if (model === undefined && alias !== undefined && table !== undefined && !table.includes("."))
      tables.set(alias, { table });
  };
  // A relation's alias may be told after it is used: `p.author` before `p`.
  for (let round = 0; round < 2; round += 1) for (const { name, node } of calls) addTarget(name, node);
  for (const { name, node } of calls) {
    const [first, second] = node.arguments;
    if (NAMING.has(name) && first !== undefined) main ??= models.find(first);
    const output = name === "select" || name === "addSelect" ? getText(second) : undefined;
    if (output !== undefined) outputs.add(output);
  }
  const isBare = calls.some(({ name }) => BARE.has(name));
  return {
    ...{ aliases, tables, outputs, isBare },
    ...(main && { main }),
    ...(isOpen && main && { anyAlias: main }),
  };
}

interface Known {
  readonly aliases: ReadonlyMap<string, MappedTable>;
  readonly models: QueryContext["walk"]["models"];
}

/** `User`, `"u.posts"`, `"User"`. */
function findTarget(
  node: TSESTree.Node,
  text: string | undefined,
  { aliases, models }: Known,
): MappedTable | undefined {
  if (text === undefined) return models.find(unwrap(node));
  const dot = text.indexOf(".");
  const owner = dot === -1 ? undefined : aliases.get(text.slice(0, dot));
  if (owner !== undefined) return models.findRelated(owner, text.slice(dot + 1))?.model;
  return models.find(node);
}
