import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getMemberName, getNameRange } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { analyzeFragment, type FragmentPlace } from "../../sql/analyze-fragment.js";
import type { AttributeUse, SequelizeQuery, SequelizeWalk } from "./sequelize-walk.js";
import { addAttribute } from "./sequelize-walk.js";
import { getConstant, getNames } from "./static-names.js";
import { walkWhere } from "./walk-where.js";

/** Sequelize's own expressions: `fn`, `col`, `literal`, `cast`, `json`, `where`; true where the node is one. */
export function walkExpression(
  node: TSESTree.Node,
  query: SequelizeQuery & { readonly place: FragmentPlace },
  walk: SequelizeWalk,
): boolean {
  const call = getConstant(node, walk.file.scopes);
  if (call.type !== "CallExpression" && call.type !== "NewExpression") return false;
  const [first, ...others] = call.arguments;
  switch (getFunctionName(call)) {
    case "literal":
    case "Literal":
      if (first) walk.found.push(...analyzeLiteral(first, query, walk));
      return true;
    case "col":
      if (first)
        for (const { name, at } of getNames(first, walk.file.scopes)) addPath(name, at, { query, walk });
      return true;
    case "json":
      if (first)
        for (const { name, at } of getNames(first, walk.file.scopes)) addPart(name, at, { query, walk });
      return true;
    case "fn":
      for (const argument of others) walkArgument(argument, query, walk);
      return true;
    case "cast":
      if (first) walkArgument(first, query, walk);
      return true;
    case "where":
      if (first) walkSubject(first, query, walk);
      for (const argument of others) walkArgument(argument, query, walk);
      return true;
    case "and":
    case "or":
    case "not":
      for (const argument of call.arguments) walkWhere(argument, query, walk);
      return true;
    default:
      return false;
  }
}

/** `fn`, `Sequelize.fn`, `db.sequelize.fn`, `new Literal` */
function getFunctionName({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const target = unwrap(callee);
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? getMemberName(target) : undefined;
}

type Placed = SequelizeQuery & { readonly place: FragmentPlace };

function walkArgument(node: TSESTree.Node, query: Placed, walk: SequelizeWalk): void {
  if (walkExpression(node, query, walk)) return;
  const value = unwrap(node);
  if (value.type === "ObjectExpression") walkWhere(value, query, walk, true);
  if (value.type === "ArrayExpression")
    for (const element of value.elements) if (element) walkArgument(element, query, walk);
}

/** `where("name", …)` and `where(col("name"), …)` */
function walkSubject(node: TSESTree.Node, query: Placed, walk: SequelizeWalk): void {
  if (walkExpression(node, query, walk)) return;
  for (const { name, at } of getNames(node, walk.file.scopes)) addPath(name, at, { query, walk });
}

function analyzeLiteral(node: TSESTree.Node, { place, table, joined }: Placed, walk: SequelizeWalk) {
  const { file, project } = walk;
  const relations = [
    { ...getTable(table), alias: table.name ?? table.model },
    ...joined.map((one) => ({ ...getTable(one.table), alias: one.alias })),
  ];
  return analyzeFragment(node, { place, relations, file, project, via: "sequelize" });
}

function getTable({ schema, table }: MappedTable) {
  return schema === undefined ? { table } : { schema, table };
}

interface PathWalk {
  /** Where the path stands, if not as the whole of the node. */
  readonly within?: readonly [number, number];
  readonly query: SequelizeQuery;
  readonly walk: SequelizeWalk;
  readonly access?: AttributeUse["access"];
}

/** `name`, `User.name`, `author.team.name`, `author->team.name`: the last part is the column. */
export function addPath(
  path: string,
  at: TSESTree.Node,
  { query, walk, within = getNameRange(at), access = "read" }: PathWalk,
): void {
  const parts = path.split(/->|\./);
  const name = parts.pop() ?? path;
  const table = findTable(parts, query, walk);
  if (table === undefined) return;
  const [start, end] = within;
  // An escape in the text makes it longer than what it says.
  const range = end - start === path.length ? ([end - name.length, end] as const) : within;
  addAttribute(table, name, { use: { access, at, range }, walk });
}

function findTable(
  parts: readonly string[],
  { table, joined }: SequelizeQuery,
  { models }: SequelizeWalk,
): MappedTable | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return table;
  const included = joined.find(({ alias }) => alias === parts.join("->"));
  if (included) return included.table;
  const isSelf = first === (table.name ?? table.model) || first === table.table;
  const start = isSelf ? table : models.findRelated(table, first);
  return rest.reduce<MappedTable | undefined>(
    (current, part) => current && models.findRelated(current, part),
    start,
  );
}

/** A key that may lead into JSON: `meta.tags`, `meta.tags::integer`. The first part is the column. */
export function addPart(path: string, at: TSESTree.Node, { query, walk, access = "read" }: PathWalk): void {
  const [name = path] = path.split(/\.|::|->/);
  const [start] = getNameRange(at);
  addAttribute(query.table, name, { use: { access, at, range: [start, start + name.length] }, walk });
}
