import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { getEntries, type ObjectEntry } from "../../../ast/object-entries.js";
import { findVariable } from "../../../ast/find-variable.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getStringValues } from "../../../ast/string-values.js";
import type { Access, Certainty } from "../../reference.js";
import type { Collector } from "./collector.js";
import type { Models } from "./models.js";
import { getPassed } from "../../../ast/passed-arguments.js";

export interface ArgumentWalk {
  readonly models: Models;
  readonly scopes: ScopeManager;
  readonly collector: Collector;
}

/** Walks one part of a call's argument, as a part of this model's. */
export type Clause = (node: TSESTree.Node, model: MappedTable, walk: ArgumentWalk) => void;

/** A property of an argument, or one that a computed key may be. */
export interface ArgumentEntry extends ObjectEntry {
  readonly certainty: Certainty;
}

export interface EntryUse {
  readonly model: MappedTable;
  /** What naming a column here does. */
  readonly access: Access;
}

/**
 * The properties of an argument's part. A computed key counts as all strings that it may be; where that is open it may be of any column,
 * and the collector gets it.
 */
export function takeEntries(
  node: TSESTree.Node,
  { model, access }: EntryUse,
  { scopes, collector }: ArgumentWalk,
): ArgumentEntry[] {
  const named = getSources(node, scopes)
    .flatMap((source) => getEntries(source, scopes))
    .map((entry) => ({ ...entry, certainty: "resolved" as const }));
  const computed = getComputedEntries(node, scopes).flatMap(({ key, value }): ArgumentEntry[] => {
    const strings = getStringValues(key, scopes);
    if (strings === undefined) collector.addAnyColumn(model, { access, at: key });
    return (strings ?? []).map(({ literal, isTyped }) => ({
      name: literal.value,
      key: literal,
      value,
      certainty: isTyped ? "inferred" : "resolved",
    }));
  });
  return [...named, ...computed];
}

/** An argument's part, what is assigned to the variable that holds it, and what calls of the module hand to a parameter that stands for it. */
export function getSources(node: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  const part = unwrap(node);
  const variable = part.type === "Identifier" ? findVariable(scopes, part) : undefined;
  const [binding] = variable?.defs ?? [];
  if (variable === undefined || binding === undefined) return [node];
  const assigned = variable.references.flatMap(({ writeExpr, init }) =>
    writeExpr && init !== true ? [writeExpr] : [],
  );
  const passed = binding.type === "Parameter" ? getPassed(binding.name, scopes) : [];
  return [node, ...assigned, ...passed];
}

export function addRead(
  { name, key, certainty }: ArgumentEntry,
  model: MappedTable,
  { collector }: ArgumentWalk,
): void {
  collector.addColumn(model, name, { access: "read", at: key, certainty });
}
