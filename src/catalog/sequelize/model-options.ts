import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ModelOptions } from "./sequelize-mapping.js";

/** The options of a model as they are written: what is computed is as good as not there. */
export function readModelOptions(node: TSESTree.Node | undefined, scopes: ScopeManager): ModelOptions {
  if (node === undefined) return {};
  const read: Record<string, string | boolean> = {};
  for (const { name, value } of getEntries(node, scopes)) {
    const given = getLiteral(value);
    const isText = TEXTS.has(name) && typeof given === "string";
    const isFlag = FLAGS.has(name) && typeof given === "boolean";
    if (given !== undefined && (isText || isFlag || NAMES.has(name))) read[name] = given;
  }
  return read;
}

const TEXTS: ReadonlySet<string> = new Set(["modelName", "tableName", "schema"]);
const FLAGS: ReadonlySet<string> = new Set(["underscored", "freezeTableName", "timestamps", "paranoid"]);
const NAMES: ReadonlySet<string> = new Set(["createdAt", "updatedAt", "deletedAt"]);

export function getLiteral(node: TSESTree.Node): string | boolean | undefined {
  const value = unwrap(node);
  if (value.type !== "Literal") return undefined;
  return typeof value.value === "string" || typeof value.value === "boolean" ? value.value : undefined;
}

export function getText(node: TSESTree.Node | undefined): string | undefined {
  const literal = node && getLiteral(node);
  return typeof literal === "string" ? literal : undefined;
}
