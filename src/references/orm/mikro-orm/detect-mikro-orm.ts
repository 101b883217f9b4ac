import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { isSameTable } from "../../../catalog/table-columns.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk as walkNodes } from "../../../ast/walk.js";
import type { Detection, Project, ScriptDetector, ScriptFile } from "../../detector.js";
import { getSearchWords } from "../../search-words.js";
import { isTouched } from "../column-collector.js";
import { createInference } from "../instances/create-inference.js";
import { getRows } from "../instances/holding.js";
import type { Inference } from "../instances/inference.js";
import { getPropertyUses, type PropertyUse } from "../instances/property-uses.js";
import { findUnsettledPlace, getTypedUses } from "../instances/typed-properties.js";
import { createCollector } from "../typeorm/collector.js";
import { getTarget, type Walk } from "../typeorm/find-options.js";
import { createModels, getEntities } from "../typeorm/models.js";
import { findEntityCall, ROW_METHODS } from "./entity-calls.js";
import { createInstanceModels } from "./instance-models.js";
import { walkMikroOrmType } from "./walk-types.js";

/** Columns and tables that code names through MikroORM's entities: conditions, options and values of calls, properties of entities, types. */
export const detectMikroOrm: ScriptDetector = (file, project) => {
  const entities = getEntities(project.catalog, "mikro-orm");
  const touched = entities.filter((entity) => isTouched(entity, project.changes));
  if (touched.length === 0) return [];
  const old = getOldNames(touched, entities, project);
  if (!old.words.some((word) => file.text.includes(word))) return [];
  const found: Detection[] = [];
  const models = createModels(file, project, "mikro-orm");
  const collector = createCollector({ changes: project.changes, models, found, via: "mikro-orm" });
  const inference = createInference(file.scopes, createInstanceModels(models, file, entities));
  const mayHoldTyped = project.resolver.hasTypes && touched.some(({ model }) => file.text.includes(model));
  const context: Context = {
    ...{ file, project, touched, inference, properties: old.properties, mayHoldTyped },
    walk: { models, scopes: file.scopes, collector },
  };
  for (const node of walkNodes(file.ast)) visit(node, context);
  return found;
};

interface Context {
  readonly file: ScriptFile;
  readonly project: Project;
  readonly touched: readonly MappedTable[];
  readonly inference: Inference;
  readonly properties: ReadonlySet<string>;
  readonly mayHoldTyped: boolean;
  readonly walk: Walk;
}

interface OldNames {
  /** A file that has none of them holds nothing. */
  readonly words: readonly string[];
  readonly properties: ReadonlySet<string>;
}

function getOldNames(
  touched: readonly MappedTable[],
  entities: readonly MappedTable[],
  { changes }: Project,
): OldNames {
  const properties = new Set<string>();
  const words = new Set<string>(
    getSearchWords(
      changes.filter(({ kind }) => kind === "table"),
      { tables: entities },
    ),
  );
  for (const table of touched)
    for (const { old } of changes) {
      if (old.kind !== "column" || !isSameTable(old, table)) continue;
      for (const { column, property } of table.columns)
        // `home.city` of an embedded object is read as `user.home.city`.
        if (column === old.column) properties.add(property.slice(property.lastIndexOf(".") + 1));
      for (const property of getLinks(table, old.column, entities)) words.add(property);
    }
  return { words: [...words, ...properties], properties };
}

/** Relations of other entities that join by the column. */
function getLinks(table: MappedTable, column: string, entities: readonly MappedTable[]): string[] {
  const own = table.relations.filter(({ columns = [] }) => columns.includes(column));
  return entities.flatMap(({ relations }) =>
    relations
      .filter(
        ({ model, inverse }) => model === table.model && own.some(({ property }) => property === inverse),
      )
      .map(({ property }) => property),
  );
}

function visit(node: TSESTree.Node, context: Context): void {
  switch (node.type) {
    case "CallExpression":
      return visitCall(node, context);
    case "TSTypeReference":
      return walkMikroOrmType(node, context.walk);
    case "MemberExpression":
    case "Property":
      return visitProperty(node, context);
    default:
  }
}

function visitCall(node: TSESTree.CallExpression, context: Context): void {
  const { walk, file } = context;
  const call = findEntityCall(node, { models: walk.models, file });
  if (call === undefined) return visitRowCall(node, context);
  const { model, clauses, access, at } = call;
  walk.collector.addTable(model, { access, at });
  for (const [index, clause] of clauses.entries()) {
    const argument = call.arguments[index];
    if (argument !== undefined) clause?.(argument, getTarget(model), walk);
  }
}

/** `em.assign(user, { name })`, `wrap(user).assign({ name })`, `Object.assign(user, { name })`, `em.populate(users, ["posts"])` */
function visitRowCall(node: TSESTree.CallExpression, { inference, walk }: Context): void {
  const callee = unwrap(node.callee);
  const name = callee.type === "MemberExpression" ? (getMemberName(callee) ?? "") : "";
  const clause = Object.hasOwn(ROW_METHODS, name) ? ROW_METHODS[name] : undefined;
  const [first, second] = node.arguments;
  if (callee.type !== "MemberExpression" || clause === undefined || first === undefined) return;
  const own = getRows(inference.ofExpression(callee.object));
  const rows = own.length > 0 ? own : getRows(inference.ofExpression(first));
  const argument = own.length > 0 ? first : second;
  if (argument === undefined) return;
  for (const { table } of rows) clause(argument, getTarget(table), walk);
}

function visitProperty(node: TSESTree.Node, context: Context): void {
  const { file, project, inference, properties, touched } = context;
  const seen = getPropertyUses(node, properties, inference);
  if (seen.length > 0) return addUses(seen, context);
  const place = context.mayHoldTyped ? findUnsettledPlace(node, properties, inference) : undefined;
  if (place === undefined) return;
  const origins = project.resolver.getMemberOrigins(file.path, place.at);
  if (origins !== "unknown") addUses(getTypedUses(place, origins, touched), context);
}

function addUses(uses: readonly PropertyUse[], { walk }: Context): void {
  for (const { row, property, at, accesses } of uses)
    for (const access of accesses) walk.collector.addProperty(row.table, property, { access, at });
}
