import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import { getLiteral, getText } from "./model-options.js";
import type { SequelizeAttribute } from "./sequelize-mapping.js";

/** The attributes of `User.init({ … })` and `sequelize.define("User", { … })`. */
export function readAttributes(node: TSESTree.Node, scopes: ScopeManager): SequelizeAttribute[] {
  return getEntries(node, scopes).map(({ name, key, value }) => {
    const [start, end] = getNameRange(key);
    return { property: name, start, end, ...readAttributeOptions(value, scopes) };
  });
}

/** True unless something is spread in that isn't written in the module. */
export function hasAllAttributes(node: TSESTree.Node, scopes: ScopeManager): boolean {
  const object = unwrap(node);
  if (object.type !== "ObjectExpression") return getEntries(node, scopes).length > 0;
  return object.properties.every(
    (property) => property.type === "Property" || getEntries(property.argument, scopes).length > 0,
  );
}

type AttributeOptions = Omit<SequelizeAttribute, "property" | "start" | "end" | "target">;

/** What stands behind an attribute's name, or in its decorator: a type alone, or options. */
export function readAttributeOptions(node: TSESTree.Node, scopes: ScopeManager): AttributeOptions {
  const value = unwrap(node);
  const entries = getEntries(value, scopes);
  const find = (name: string) => entries.find((entry) => entry.name === name)?.value;
  const column = getText(find("field") ?? find("columnName"));
  const key = find("primaryKey");
  const type = find("type") ?? (entries.length === 0 ? value : undefined);
  return {
    ...(column !== undefined && { column }),
    ...(key && getLiteral(key) === true && { isKey: true }),
    ...(type && isVirtual(type) && { isVirtual: true }),
  };
}

/** `DataTypes.VIRTUAL`, `DataType.VIRTUAL(DataType.STRING)`, `new DataTypes.VIRTUAL(…)`. */
function isVirtual(type: TSESTree.Node): boolean {
  return walk(type).some((node) => node.type === "Identifier" && node.name === "VIRTUAL");
}
