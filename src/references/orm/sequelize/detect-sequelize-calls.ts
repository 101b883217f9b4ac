import type { TSESTree } from "@typescript-eslint/utils";
import { walk as walkNodes } from "../../../ast/walk.js";
import { isSameTable } from "../../../catalog/table-columns.js";
import type { Detection, Project, ScriptDetector } from "../../detector.js";
import { createColumnCollector } from "../column-collector.js";
import { createInference } from "../instances/create-inference.js";
import { createRow, getRows } from "../instances/holding.js";
import { getPropertyUses, type PropertyUse } from "../instances/property-uses.js";
import { findUnsettledPlace, getTypedUses } from "../instances/typed-properties.js";
import { createInstanceModels } from "./instance-models.js";
import { createSequelizeModels } from "./sequelize-models.js";
import type { SequelizeWalk } from "./sequelize-walk.js";
import { walkCall } from "./walk-call.js";
import { walkData } from "./walk-data.js";
import { walkDefinition, walkScopeDecorator } from "./walk-scopes.js";
import { walkIndexedType, walkTypeReference } from "./walk-types.js";

/**
 * Columns and tables that code names through Sequelize's models: options and values of calls, properties of rows, scopes, types. `inferred`
 * for methods of the project's own that are named after Sequelize's.
 */
export const detectSequelizeCalls: ScriptDetector = (file, project) => {
  const old = getOldNames(project);
  if (!old?.words.some((word) => file.text.includes(word))) return [];
  const models = createSequelizeModels(file, project);
  const found: Detection[] = [];
  const context = createWalk({ file, project, models, found });
  for (const node of walkNodes(file.ast)) visit(node, old.properties, context);
  return found;
};

interface OldNames {
  /** A file that has none of them holds nothing. */
  readonly words: readonly string[];
  readonly properties: ReadonlySet<string>;
}

/** What goes away, as Sequelize's models name it; undefined where none of them does. */
function getOldNames({ catalog, changes }: Project): OldNames | undefined {
  const properties = new Set<string>();
  const words = new Set<string>();
  for (const table of catalog.tables) {
    if (table.orm !== "sequelize") continue;
    for (const { old } of changes) {
      if (old.kind === "table" && isSameTable(old, table)) {
        words.add(table.model);
        words.add(table.name ?? table.model);
        for (const { property } of catalog.tables.flatMap(({ relations }) =>
          relations.filter(({ model }) => model === table.model),
        ))
          words.add(property);
      }
      if (old.kind !== "column" || !isSameTable(old, table)) continue;
      words.add(old.column);
      for (const { column, property } of table.columns) if (column === old.column) properties.add(property);
    }
  }
  for (const property of properties) words.add(property);
  return words.size === 0 ? undefined : { words: [...words], properties };
}

type WalkParts = Pick<SequelizeWalk, "file" | "project" | "models" | "found">;

function createWalk({ file, project, models, found }: WalkParts): SequelizeWalk {
  const inference = createInference(file.scopes, createInstanceModels(models, file));
  const collector = createColumnCollector({ changes: project.changes, via: "sequelize", found });
  return { file, project, models, inference, collector, found, certainty: "resolved" };
}

function visit(node: TSESTree.Node, properties: ReadonlySet<string>, walk: SequelizeWalk): void {
  switch (node.type) {
    case "CallExpression":
      walkDefinition(node, walk);
      return walkCall(node, walk);
    case "NewExpression":
      return walkNew(node, walk);
    case "Decorator":
      return walkScopeDecorator(node, walk);
    case "TSIndexedAccessType":
      return walkIndexedType(node, walk);
    case "TSTypeReference":
      return walkTypeReference(node, walk);
    case "MemberExpression":
    case "Property":
      return visitProperty(node, properties, walk);
    default:
  }
}

function visitProperty(node: TSESTree.Node, names: ReadonlySet<string>, walk: SequelizeWalk): void {
  const { file, project, models, inference } = walk;
  const seen = getPropertyUses(node, names, inference);
  if (seen.length > 0) return addUses(seen, walk);
  const place = models.isNamed() ? findUnsettledPlace(node, names, inference) : undefined;
  if (place === undefined) return;
  const { resolver } = project;
  const origins = resolver.hasTypes ? resolver.getMemberOrigins(file.path, place.at) : "unknown";
  if (origins !== "unknown") return addUses(getTypedUses(place, origins, models.all), walk);
  // Nobody tells what it is but its name: `const { user } = ctx.state.auth`.
  const table = place.variable === undefined ? undefined : models.findByVariable(place.variable);
  if (table) addUses([{ ...place, row: createRow(table) }], { ...walk, certainty: "inferred" });
}

function addUses(uses: readonly PropertyUse[], { collector, certainty }: SequelizeWalk): void {
  for (const { row, property, at, accesses } of uses) {
    const column = row.table.columns.find((one) => one.property === property)?.column;
    if (column === undefined || row.aliases?.has(property)) continue;
    for (const access of accesses) collector.addColumn(row.table, column, { access, at, certainty });
  }
}

/** `new User({ name })` */
function walkNew(node: TSESTree.NewExpression, walk: SequelizeWalk): void {
  const [values] = node.arguments;
  if (values === undefined) return;
  for (const { table } of getRows(walk.inference.ofExpression(node))) {
    walk.collector.addTable(table, { access: "write", at: node.callee });
    walkData(values, table, walk);
  }
}
