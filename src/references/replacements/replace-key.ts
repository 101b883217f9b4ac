import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName, getNameRange, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Change } from "../../manifest/manifest.js";
import { getMemberAccesses } from "../config/member-access.js";
import type { ScriptFile } from "../detector.js";
import { isFallback, isVariableFallback } from "./is-fallback.js";
import { isTied, type TiedFile } from "./is-tied.js";
import { isIdentifier, renameUses } from "./rename-variable.js";
import type { Edit, Replacement } from "./replacement.js";

/**
 * A read of the environment itself by another name. None for writes (whoever still reads the old name would miss them) and for reads in a file that
 * writes it or declares its type; for what a schema made of the environment (its key and all reads would have to change at once); and where the new
 * name is read beside it as the first choice.
 */
export function replaceKey(
  place: TSESTree.Node,
  { id, old, replacement }: Change,
  tied: TiedFile,
): Replacement | undefined {
  if (old.kind !== "config" || replacement?.kind !== "config") return undefined;
  if (isTied(id, old.key, tied)) return undefined;
  const { file } = tied;
  const names = { from: old.key, to: replacement.key };
  const node = place.type === "TemplateElement" ? place.parent : place;
  const edits = getMemberEdits(node, names, file) ?? getPatternEdits(node, names, file);
  return edits && { kind: "key", ...names, edits };
}

interface Names {
  readonly from: string;
  readonly to: string;
}

/** `process.env.OLD`, `process.env["OLD"]`, `Deno.env.get("OLD")`. */
function getMemberEdits(node: TSESTree.Node, { from, to }: Names, file: ScriptFile): Edit[] | undefined {
  const { parent } = node;
  if (parent?.type === "CallExpression") {
    const isGet = getDottedPath(parent.callee)?.join(".") === "Deno.env.get" && parent.arguments[0] === node;
    return isGet && !isFallback(parent, to, file) ? replaceText(node, from, to) : undefined;
  }
  if (parent?.type !== "MemberExpression" || parent.property !== node) return undefined;
  if (getMemberName(parent) !== from || !isEnvironment(parent.object, file)) return undefined;
  const accesses = getMemberAccesses(parent);
  if (accesses.length !== 1 || accesses[0] !== "read" || isFallback(parent, to, file)) return undefined;
  if (parent.computed) return replaceText(node, from, to);
  const [start, end] = node.range;
  return isIdentifier(to) ? [{ start, end, text: to }] : undefined;
}

/** `const { OLD } = process.env`, `const { OLD: name } = process.env`. */
function getPatternEdits(node: TSESTree.Node, { from, to }: Names, file: ScriptFile): Edit[] | undefined {
  const property = node.parent?.type === "AssignmentPattern" ? node.parent.parent : node.parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectPattern") return undefined;
  const pattern = property.parent;
  const declarator = pattern.parent;
  if (getPropertyName(property) !== from || declarator?.type !== "VariableDeclarator") return undefined;
  if (declarator.init === null || !isEnvironment(declarator.init, file)) return undefined;
  if (pattern.properties.some((one) => one.type === "RestElement" || getPropertyName(one) === to))
    return undefined;
  const local = findLocal(property, file);
  if (local !== undefined && isVariableFallback(local, to, file)) return undefined;
  const { key } = property;
  if (key.type !== "Identifier") return replaceText(key, from, to);
  const [start, end] = key.range;
  if (!isIdentifier(to)) return undefined;
  if (!property.shorthand) return [{ start, end, text: to }];
  return renameLocal(property, { from, to }, file) ?? [{ start, end, text: `${to}: ${from}` }];
}

/** Both the key and the variable of the same name, where nobody outside sees it. */
function renameLocal(property: TSESTree.Property, { from, to }: Names, file: ScriptFile): Edit[] | undefined {
  const variable = findLocal(property, file);
  if (variable?.name !== from || variable.defs.length !== 1 || variable.scope.type === "global")
    return undefined;
  if (variable.references.some(({ identifier }) => identifier.parent.type === "ExportSpecifier"))
    return undefined;
  const declaration = property.parent.parent?.parent;
  if (declaration?.parent?.type === "ExportNamedDeclaration") return undefined;
  const uses = renameUses(variable, to, file);
  const [start, end] = property.key.range;
  return uses && [{ start, end, text: to }, ...uses];
}

/** The variable that a property of a pattern declares. */
function findLocal({ value }: TSESTree.Property, { scopes }: ScriptFile): Variable | undefined {
  const local = value.type === "AssignmentPattern" ? value.left : value;
  return local.type === "Identifier" ? findVariable(scopes, local) : undefined;
}

/** The words between quotes; what is escaped in them stays as it is. */
function replaceText(node: TSESTree.Node, from: string, to: string): Edit[] | undefined {
  const [start, end] = getNameRange(node);
  return end - start === from.length && PLAIN.test(to) ? [{ start, end, text: to }] : undefined;
}

/** Means the same in any quotes. */
const PLAIN = /^[\w.:/-]+$/;

const ENVIRONMENTS: ReadonlySet<string> = new Set(["process.env", "globalThis.process.env", "Bun.env"]);

/** The environment as the runtime gives it, or a constant that is nothing else. */
function isEnvironment(expression: TSESTree.Node, file: ScriptFile): boolean {
  const node = unwrap(expression);
  if (node.type === "Identifier") {
    const variable = findVariable(file.scopes, node);
    const init = variable && getConstantInit(variable);
    return init !== undefined && isEnvironment(init, file);
  }
  if (node.type !== "MemberExpression") return false;
  const isMeta = node.object.type === "MetaProperty" && node.object.meta.name === "import";
  return isMeta ? getMemberName(node) === "env" : ENVIRONMENTS.has(getDottedPath(node)?.join(".") ?? "");
}
