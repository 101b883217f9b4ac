import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walkAttributes, walkList } from "./walk-attributes.js";
import { walkData } from "./walk-data.js";
import { walkGroup, walkOrder } from "./walk-order.js";
import { walkWhere } from "./walk-where.js";
import type { SequelizeQuery, SequelizeWalk } from "./sequelize-walk.js";
import { getNames } from "./static-names.js";

type Clause = (node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk) => void;

/** The options of a query over a model, those of what it includes among them. */
export function walkOptions(node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): void {
  const joined = getJoined(node, table, walk, "");
  walkClauses(node, { table, joined }, walk);
}

const MAX_DEPTH = 10;

function walkClauses(node: TSESTree.Node, query: SequelizeQuery, walk: SequelizeWalk, depth = 0): void {
  if (depth > MAX_DEPTH) return;
  for (const { name, value } of getEntries(node, walk.file.scopes)) {
    CLAUSES[name]?.(value, query, walk);
    if (name === "include") {
      for (const element of getElements(value, walk.file.scopes)) walkIncluded(element, query, walk, depth);
    }
  }
}

const walkNames: Clause = (node, query, walk) => walkList(node, "read", { query, walk });
const walkWritten: Clause = (node, query, walk) => walkList(node, "write", { query, walk });

const CLAUSES: Readonly<Record<string, Clause>> = {
  attributes: walkAttributes,
  where: walkWhere,
  on: walkWhere,
  having: walkWhere,
  conflictWhere: walkWhere,
  order: walkOrder,
  group: walkGroup,
  fields: walkWritten,
  updateOnDuplicate: walkWritten,
  conflictAttributes: walkNames,
  conflictFields: walkNames,
  col: walkNames,
  defaults: (node, { table }, walk) => walkData(node, table, walk),
};

/** What one element of `include` leads to: a model, an association by its name, or either with options. */
function walkIncluded(
  element: TSESTree.Node,
  query: SequelizeQuery,
  walk: SequelizeWalk,
  depth: number,
): void {
  const table = findIncluded(element, query.table, walk);
  if (table === undefined) return;
  walk.collector.addTable(table, { access: "read", at: element, certainty: walk.certainty });
  const inner = { table, joined: query.joined };
  walkClauses(element, inner, walk, depth + 1);
  const between = findBetween(element, query.table, walk);
  const through = getEntries(element, walk.file.scopes).find(({ name }) => name === "through")?.value;
  if (between && through) walkClauses(through, { table: between, joined: query.joined }, walk, depth + 1);
}

function findIncluded(
  element: TSESTree.Node,
  table: MappedTable,
  walk: SequelizeWalk,
): MappedTable | undefined {
  const { models, file } = walk;
  const name = getAssociation(element, walk);
  const related = name === undefined ? undefined : models.findRelated(table, name);
  if (related !== undefined) return related;
  const entries = getEntries(element, file.scopes);
  const model = entries.find((entry) => entry.name === "model")?.value ?? unwrap(element);
  const [held] = walk.inference.ofExpression(model);
  return models.find(model) ?? (held?.kind === "model" ? held.table : undefined);
}

/** `"author"`, `{ association: "author" }`, `{ as: "author" }`, `User.associations.author`, `Post.Author`. */
function getAssociation(element: TSESTree.Node, { file }: SequelizeWalk): string | undefined {
  const entries = getEntries(element, file.scopes);
  const named =
    entries.find(({ name }) => name === "association") ?? entries.find(({ name }) => name === "as");
  const node = unwrap(named?.value ?? element);
  const [name] = getNames(node, file.scopes);
  if (name !== undefined) return name.name;
  return node.type === "MemberExpression" ? getMemberName(node) : undefined;
}

function findBetween(
  element: TSESTree.Node,
  table: MappedTable,
  walk: SequelizeWalk,
): MappedTable | undefined {
  const name = getAssociation(element, walk);
  if (name !== undefined) return walk.models.findBetween(table, name);
  const target = findIncluded(element, table, walk);
  const relation = table.relations.find(({ model, through }) => through && model === target?.model);
  return relation && walk.models.findBetween(table, relation.property);
}

/** The tables that a query includes, by the aliases that Sequelize gives them: `author`, `author->team`. */
function getJoined(
  node: TSESTree.Node,
  table: MappedTable,
  walk: SequelizeWalk,
  path: string,
): SequelizeQuery["joined"] {
  if (path.split("->").length > MAX_DEPTH) return [];
  const includes = getEntries(node, walk.file.scopes).filter(({ name }) => name === "include");
  return includes
    .flatMap(({ value }) => getElements(value, walk.file.scopes))
    .flatMap((element) => {
      const included = findIncluded(element, table, walk);
      if (included === undefined) return [];
      const name =
        getAssociation(element, walk) ??
        table.relations.find(({ model }) => model === included.model)?.property ??
        included.model;
      const alias = path === "" ? name : `${path}->${name}`;
      return [{ alias, table: included }, ...getJoined(element, included, walk, alias)];
    });
}
