import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedColumn, MappedTable } from "../../../catalog/catalog.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { MemberOrigin } from "../../resolver.js";
import { createRow } from "./holding.js";
import type { Inference } from "./inference.js";
import { getAccesses, isCalled, type PropertyUse } from "./property-uses.js";

/** A property of something that the text of the file does not settle. */
export interface UnsettledPlace extends Omit<PropertyUse, "row"> {
  /** The variable whose property it is. */
  readonly variable?: string;
}

/** A place where one of the properties is named and the receiver may be anything: models are classes, so a type may tell. */
export function findUnsettledPlace(
  node: TSESTree.Node,
  names: ReadonlySet<string>,
  inference: Inference,
): UnsettledPlace | undefined {
  if (node.type === "MemberExpression") {
    const property = getMemberName(node);
    if (property === undefined || !names.has(property) || isCalled(node)) return undefined;
    if (inference.ofExpression(node.object).length > 0) return undefined;
    return {
      property,
      at: node.property,
      accesses: getAccesses(node),
      ...getVariable(node.object, inference),
    };
  }
  if (node.type !== "Property" || node.parent.type !== "ObjectPattern") return undefined;
  const property = getPropertyName(node);
  if (property === undefined || !names.has(property)) return undefined;
  if (inference.ofPattern(node.parent).length > 0) return undefined;
  return { property, at: node.key, accesses: ["read"] };
}

function getVariable(node: TSESTree.Node, { scopes }: Inference): Pick<UnsettledPlace, "variable"> {
  const object = unwrap(node);
  const isDeclared = object.type === "Identifier" && (findVariable(scopes, object)?.defs.length ?? 0) > 0;
  return isDeclared ? { variable: object.name } : {};
}

/** The models whose property a type says it is. */
export function getTypedUses(
  place: UnsettledPlace,
  origins: readonly MemberOrigin[],
  tables: readonly MappedTable[],
): PropertyUse[] {
  return tables
    .filter((table) => table.columns.some((column) => isColumn(column, table, { place, origins })))
    .map((table) => ({ ...place, row: createRow(table) }));
}

interface Reached {
  readonly place: UnsettledPlace;
  readonly origins: readonly MemberOrigin[];
}

function isColumn(column: MappedColumn, { file }: MappedTable, { place, origins }: Reached): boolean {
  if (column.property !== place.property) return false;
  const module = `./${column.file ?? file}`;
  return origins.some((origin) => origin.module === module && origin.path.at(-1) === column.property);
}
