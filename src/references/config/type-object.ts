import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import type { ConfigFile } from "./configuration.js";
import { getImportedObject } from "./imported-object.js";
import { assumed, known, type KnownObject } from "./known-object.js";

interface TypeContext {
  readonly file: ConfigFile;
  readonly getObject: (node: TSESTree.Node) => KnownObject | undefined;
}

const ENVIRONMENTS: ReadonlySet<string> = new Set(["NodeJS.ProcessEnv", "ImportMetaEnv"]);

/** What a value of a declared type is: `NodeJS.ProcessEnv`, Nest's `ConfigService` and `ConfigType<typeof billing>`, convict's and node-config's own. */
export function getTypeObject(type: TSESTree.TypeNode, context: TypeContext): KnownObject | undefined {
  if (type.type !== "TSTypeReference") return undefined;
  const name = getTypeName(type.typeName);
  if (ENVIRONMENTS.has(name)) return known("env");
  const imported = getImported(type.typeName, context);
  if (imported?.name === "config-service") return known("store");
  if (name === "ConfigService") return assumed(known("store"));
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (last === "Config" && imported?.name === "convict") return known("store");
  if (last !== "ConfigType") return undefined;
  const [query] = type.typeArguments?.params ?? [];
  if (query?.type !== "TSTypeQuery" || query.exprName.type !== "Identifier") return undefined;
  const made = context.getObject(query.exprName);
  return made?.isFunction ? { ...made, isFunction: false } : undefined;
}

function getTypeName(name: TSESTree.EntityName): string {
  if (name.type === "TSQualifiedName") return `${getTypeName(name.left)}.${name.right.name}`;
  return name.type === "Identifier" ? name.name : "";
}

/** What the import is whose name a type begins with. */
function getImported(name: TSESTree.EntityName, { file }: TypeContext): KnownObject | undefined {
  if (name.type === "TSQualifiedName") return getImported(name.left, { file, getObject: () => undefined });
  const definition = name.type === "Identifier" ? findVariable(file.scopes, name)?.defs[0] : undefined;
  if (definition?.type !== "ImportBinding") return undefined;
  // `import { Config } from "convict"`: what a library exports as a type is no member of its object.
  const { parent } = definition;
  const isConvict = parent?.type === "ImportDeclaration" && parent.source.value === "convict";
  return isConvict ? known("convict") : getImportedObject(file, definition);
}
