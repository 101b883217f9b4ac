import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedColumn, MappedTable } from "../../../catalog/catalog.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import type { ScriptFile } from "../../detector.js";
import type { MemberOrigin, Resolver } from "../../resolver.js";
import type { Inference } from "./inference.js";
import { getAccesses, isCalled, type PropertyUse } from "./property-uses.js";
import { createRow } from "./holding.js";

interface TypedSearch {
  readonly file: ScriptFile;
  readonly resolver: Resolver;
  /** The models of which properties are looked for. */
  readonly tables: readonly MappedTable[];
  readonly names: ReadonlySet<string>;
}

/** Properties whose receiver the text of the file does not settle: models are classes, so a type may tell. */
export function getTypedPropertyUses(
  node: TSESTree.Node,
  { file, resolver, tables, names }: TypedSearch,
  inference: Inference,
): PropertyUse[] {
  const place = getPlace(node, inference);
  if (place === undefined || !names.has(place.property) || !resolver.hasTypes) return [];
  const origins = resolver.getMemberOrigins(file.path, place.at);
  if (origins === "unknown") return [];
  return tables
    .filter((table) => table.columns.some((column) => isColumn(column, table, { ...place, origins })))
    .map((table) => ({ ...place, row: createRow(table) }));
}

type Place = Omit<PropertyUse, "row">;

function getPlace(node: TSESTree.Node, inference: Inference): Place | undefined {
  if (node.type === "MemberExpression") {
    const property = getMemberName(node);
    if (property === undefined || isCalled(node) || isKnown(inference.ofExpression(node.object)))
      return undefined;
    return { property, at: node.property, accesses: getAccesses(node) };
  }
  if (node.type !== "Property" || node.parent.type !== "ObjectPattern") return undefined;
  const property = getPropertyName(node);
  if (property === undefined || isKnown(inference.ofPattern(node.parent))) return undefined;
  return { property, at: node.key, accesses: ["read"] };
}

function isKnown(holdings: readonly unknown[]): boolean {
  return holdings.length > 0;
}

interface Reached {
  readonly property: string;
  readonly origins: readonly MemberOrigin[];
}

function isColumn(column: MappedColumn, { file }: MappedTable, { property, origins }: Reached): boolean {
  if (column.property !== property) return false;
  const module = `./${column.file ?? file}`;
  return origins.some((origin) => origin.module === module && origin.path.at(-1) === property);
}
