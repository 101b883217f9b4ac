import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../../ast/unwrap.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import type { Project, ScriptFile } from "../../detector.js";
import { createModelFinder } from "../find-model.js";
import type { KnexBuilder } from "./find-builders.js";

/**
 * Whether a query names a table object of Drizzle's, whose builders have Knex's words: `db.select({ name: users.name }).from(users)`. Knex
 * takes names alone.
 */
export function createMappedTableTest(
  file: ScriptFile,
  project: Project,
): (builder: Pick<KnexBuilder, "tables" | "calls">) => boolean {
  if (!project.catalog.tables.some(({ orm }) => orm === "drizzle")) return () => false;
  const { find } = createModelFinder(file, project, "drizzle");
  return ({ tables, calls }) =>
    [...tables, ...calls.flatMap(({ node }) => node.arguments)].some((argument) => isMapped(argument, find));
}

type Find = (node: TSESTree.Node) => unknown;

/** `users`, `schema.users`, `users.name`, `{ author: { name: users.name } }` */
function isMapped(argument: TSESTree.Node, find: Find): boolean {
  const node = unwrap(argument);
  if (node.type === "ObjectExpression")
    return node.properties.some(
      (property) =>
        property.type === "Property" &&
        getPropertyName(property) !== undefined &&
        isMapped(property.value, find),
    );
  if (find(node) !== undefined) return true;
  return node.type === "MemberExpression" && getMemberName(node) !== undefined && isMapped(node.object, find);
}
