import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getNameRange, getPropertyName } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { ConfigKeys } from "./config-keys.js";
import type { ConfigPlace } from "./config-place.js";
import { type ConfigFile, type Configuration, createConfiguration } from "./configuration.js";
import { getLastName } from "./key-path.js";
import { isEnvironmentModule, type KnownObject } from "./known-object.js";
import { findLiteralUses } from "./literal-uses.js";
import { getMemberAccesses } from "./member-access.js";
import type { Access } from "../reference.js";
import { findNamedUse } from "./named-arguments.js";
import { getPlainText } from "./plain-text.js";

/** Objects whose members are keys. */
const WITH_MEMBERS: ReadonlySet<string> = new Set(["env", "settings", "node-config"]);

/** One look through a script. */
export interface ConfigSearch {
  readonly file: ConfigFile;
  readonly keys: ConfigKeys;
  readonly configuration: Configuration;
}

/** A use of a key: where it is named, and the way that leads to it. */
export interface KeyUse {
  readonly node: TSESTree.Node;
  readonly path: readonly string[];
  readonly access: Access;
  readonly isAssumed: boolean;
  readonly via: string;
  /** Of a longer string, the part that names the key. */
  readonly text?: string;
}

/** Uses of the environment and of settings by a name that stands in the code. `process.env[name]` is none. */
export function findConfigPlaces(file: ConfigFile, keys: ConfigKeys): ConfigPlace[] {
  const search: ConfigSearch = { file, keys, configuration: createConfiguration(file) };
  return walk(file.ast)
    .flatMap((node) => getUses(node, search))
    .flatMap((use) => getPlace(use, keys));
}

function getUses(node: TSESTree.Node, search: ConfigSearch): KeyUse[] {
  switch (node.type) {
    case "MemberExpression":
      return getMemberUses(node, search);
    case "Property":
      return getPropertyUses(node, search);
    case "PropertyDefinition":
      return findLiteralUses(node, search);
    case "BinaryExpression":
      return getInUses(node, search);
    case "ImportSpecifier":
      return getImportUses(node, search);
    case "Literal":
    case "TemplateLiteral":
      return getTextUses(node, search);
    default:
      return [];
  }
}

function getMemberUses(node: TSESTree.MemberExpression, { keys, configuration }: ConfigSearch): KeyUse[] {
  const key = getMemberName(node);
  if (!keys.hasName(key)) return [];
  const object = configuration.getObject(node.object);
  return getMemberAccesses(node).flatMap((access) => getKeyUse(object, { node: node.property, key, access }));
}

function getPropertyUses(node: TSESTree.Property, search: ConfigSearch): KeyUse[] {
  const key = getPropertyName(node);
  if (!search.keys.hasName(key)) return [];
  if (node.parent.type !== "ObjectPattern") return findLiteralUses(node, search);
  const object = search.configuration.getPatternObject(node.parent);
  return getKeyUse(object, { node: node.key, key, access: "read" });
}

function getInUses(node: TSESTree.BinaryExpression, { keys, configuration }: ConfigSearch): KeyUse[] {
  if (node.operator !== "in") return [];
  const key = getPlainText(node.left);
  if (!keys.hasName(key)) return [];
  return getKeyUse(configuration.getObject(node.right), { node: node.left, key, access: "read" });
}

/** `import { LEGACY_DSN } from "$env/static/private"` */
function getImportUses({ imported, parent }: TSESTree.ImportSpecifier, { keys }: ConfigSearch): KeyUse[] {
  const key = imported.type === "Identifier" ? imported.name : imported.value;
  if (!keys.hasName(key) || parent.type !== "ImportDeclaration") return [];
  if (!isEnvironmentModule(parent.source.value)) return [];
  return [{ node: imported, path: [key], access: "read", isAssumed: false, via: "env" }];
}

function getTextUses(node: TSESTree.Literal | TSESTree.TemplateLiteral, search: ConfigSearch): KeyUse[] {
  const text = getPlainText(node);
  if (text === undefined) return [];
  return getKeyBeginnings(text)
    .filter((beginning) => search.keys.hasName(getLastName(beginning)))
    .flatMap((beginning) => findNamedUse(node, beginning, search).map((use) => ({ ...use, text: beginning })))
    .filter((use) => use.text === text || use.via === "config");
}

/** `billing.legacyMode` depends on `billing`, too. */
function getKeyBeginnings(text: string): string[] {
  const ends = [...text.matchAll(/[.:]/g)].map(({ index }) => index);
  return [...ends, text.length].map((end) => text.slice(0, end));
}

interface Named {
  readonly node: TSESTree.Node;
  readonly key: string;
  readonly access: Access;
}

function getKeyUse(object: KnownObject | undefined, { node, key, access }: Named): KeyUse[] {
  if (object === undefined || object.isFunction || !WITH_MEMBERS.has(object.name)) return [];
  const via = object.name === "env" ? "env" : "config";
  return [{ node, path: [...object.path, key], access, isAssumed: object.isAssumed, via }];
}

function getPlace({ node, path, access, isAssumed, via, text }: KeyUse, keys: ConfigKeys): ConfigPlace[] {
  const key = keys.find(path);
  if (key === undefined) return [];
  const [start, nameEnd] = getNameRange(node);
  // Of `"billing.legacyMode"` the whole key is meant, of a member the last name.
  const end = text === undefined ? nameEnd : start + text.length;
  return [{ key, access, start, end, via, certainty: isAssumed ? "inferred" : "resolved" }];
}
