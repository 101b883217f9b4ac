import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { getComputedEntries } from "../../../ast/computed-entries.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { addUnresolved } from "./dynamic-names.js";
import { addAttribute, type SequelizeWalk } from "./sequelize-walk.js";
import { getNames } from "./static-names.js";
import { walkExpression } from "./walk-expression.js";

/** Values to be written: one object or a list of them, with those of what is created along. */
export function walkData(node: TSESTree.Node, table: MappedTable, walk: SequelizeWalk): void {
  const { models, file } = walk;
  const query = { table, joined: [], place: "set" } as const;
  for (const element of getElements(node, file.scopes)) {
    for (const { name, key, value } of getEntries(element, file.scopes)) {
      const related = models.findRelated(table, name);
      if (related !== undefined) walkData(value, related, walk);
      else {
        addAttribute(table, name, { use: { access: "write", at: key }, walk });
        walkExpression(value, { ...query, place: "columns" }, walk);
      }
    }
    for (const { key, value } of getComputedEntries(element, file.scopes)) {
      const names = getNames(key, file.scopes);
      for (const { name, at } of names) addAttribute(table, name, { use: { access: "write", at }, walk });
      if (names.length === 0) addUnresolved(key, "write", { table, walk });
      walkExpression(value, { ...query, place: "columns" }, walk);
    }
  }
}
