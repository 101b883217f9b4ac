import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName, getNameRange, getPropertyName } from "../../ast/property-name.js";
import { unwrap, wrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { Change } from "../../manifest/manifest.js";
import { getMemberAccesses } from "../config/member-access.js";
import type { ScriptFile } from "../detector.js";
import { isIdentifier, renameUses } from "./rename-variable.js";
import type { Edit, Replacement } from "./replacement.js";

/**
 * A read of the environment itself by another name. None for writes (whoever still reads the old name would miss them), for what a schema made
 * of the environment (its key and all reads would have to change at once), and where the new name is read beside it as the first choice.
 */
export function replaceKey(
  place: TSESTree.Node,
  { old, replacement }: Change,
  file: ScriptFile,
): Replacement | undefined {
  if (old.kind !== "config" || replacement?.kind !== "config") return undefined;
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
    return isGet && !isChoice(parent, to) ? replaceText(node, from, to) : undefined;
  }
  if (parent?.type !== "MemberExpression" || parent.property !== node) return undefined;
  if (getMemberName(parent) !== from || !isEnvironment(parent.object, file)) return undefined;
  const accesses = getMemberAccesses(parent);
  if (accesses.length !== 1 || accesses[0] !== "read" || isChoice(parent, to)) return undefined;
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
  const { key } = property;
  if (key.type !== "Identifier") return replaceText(key, from, to);
  const [start, end] = key.range;
  if (!isIdentifier(to)) return undefined;
  if (!property.shorthand) return [{ start, end, text: to }];
  return renameLocal(property, { from, to }, file) ?? [{ start, end, text: `${to}: ${from}` }];
}

/** Both the key and the variable of the same name, where nobody outside sees it. */
function renameLocal(property: TSESTree.Property, { from, to }: Names, file: ScriptFile): Edit[] | undefined {
  const local = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
  const variable = local.type === "Identifier" ? findVariable(file.scopes, local) : undefined;
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

/** `process.env.NEW ?? process.env.OLD`: one that falls back from the new name drops the old, which is more than another name. */
function isChoice(read: TSESTree.Node, to: string): boolean {
  let whole = wrap(read);
  while (whole.parent?.type === "LogicalExpression" || whole.parent?.type === "ConditionalExpression")
    whole = wrap(whole.parent);
  if (whole === read) return false;
  return walk(whole).some(
    (node) =>
      (node.type === "Identifier" && node.name === to) || (node.type === "Literal" && node.value === to),
  );
}
