import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../../../ast/property-name.js";
import { unwrap } from "../../../../ast/unwrap.js";
import { walk } from "../../../../ast/walk.js";
import { ParseError } from "../../../../parse/parse-error.js";
import { parseScript } from "../../../../parse/parse-script.js";

/** A migration that an object of its provider holds, instead of a file: `{ "2024-01-01": { async up(db) {} } }`. */
export interface MigrationObject {
  readonly key: string;
  readonly node: TSESTree.ObjectExpression;
}

/** The keys in the order of the text; none for a script that does not parse. */
export function listMigrationKeys(file: string, text: string): readonly string[] {
  if (!/\bup\b/.test(text)) return [];
  try {
    return listMigrationObjects(parseScript(file, text).ast).map(({ key }) => key);
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** Entries of object literals, and those that are assigned: `migrations["001"] = { async up(db) {} }`. */
export function listMigrationObjects(ast: TSESTree.Program): readonly MigrationObject[] {
  return walk(ast).flatMap((node): MigrationObject[] => {
    const [key, value] = getEntry(node);
    const object = value && unwrap(value);
    return key !== undefined && object?.type === "ObjectExpression" && hasUp(object)
      ? [{ key, node: object }]
      : [];
  });
}

function getEntry(node: TSESTree.Node): readonly [string | undefined, TSESTree.Node | undefined] {
  if (node.type === "Property") return [getPropertyName(node), node.value];
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression")
    return [undefined, undefined];
  const name = getMemberName(node.left);
  return name === "exports" ? [undefined, undefined] : [name, node.right];
}

function hasUp({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((property) => property.type === "Property" && getPropertyName(property) === "up");
}
