import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getElements, getEntries } from "../../ast/object-entries.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { decodeString } from "./decode-literal.js";
import { createImportedPiece } from "./imported-texts.js";
import { createVerbatim, type TextPiece } from "./source-text.js";
import type { TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

/** The keys of an object, or of all objects of a list; undefined unless they are all known. */
export function getKeys(expression: TSESTree.Node, { scopes }: TextContext): TextPiece[] | undefined {
  if (!isClosed(expression, scopes)) return undefined;
  const objects = getElements(expression, scopes);
  const entries = objects.flatMap((object) => getEntries(object, scopes));
  const keys = entries.map(({ key, name }) => getKeyPiece(key, name));
  return keys.length > 0 ? keys : undefined;
}

function getKeyPiece(key: TSESTree.Node, name: string): TextPiece {
  if (key.type === "Literal" && typeof key.value === "string") return decodeString(key);
  return createVerbatim(name, key.range[0]);
}

const MAX_DEPTH = 8;

/** Whether nothing can be in an object that its text does not show. */
function isClosed(expression: TSESTree.Node, scopes: ScopeManager, depth = 0): boolean {
  const node = unwrap(expression);
  const isInnerClosed = (inner: TSESTree.Node): boolean => isClosed(inner, scopes, depth + 1);
  if (depth > MAX_DEPTH) return false;
  switch (node.type) {
    case "Identifier": {
      const variable = findVariable(scopes, node);
      const init = variable && getConstantInit(variable);
      return init !== undefined && isInnerClosed(init);
    }
    case "ObjectExpression":
      return node.properties.every((property) =>
        property.type === "SpreadElement"
          ? isInnerClosed(property.argument)
          : getPropertyName(property) !== undefined,
      );
    case "ArrayExpression":
      return node.elements.every(
        (element) => element !== null && element.type !== "SpreadElement" && isInnerClosed(element),
      );
    case "ConditionalExpression":
      return isInnerClosed(node.consequent) && isInnerClosed(node.alternate);
    case "CallExpression":
      return (
        node.callee.type === "MemberExpression" &&
        getMemberName(node.callee) === "map" &&
        getElements(node, scopes).every((element) => element !== node && isInnerClosed(element))
      );
    default:
      return false;
  }
}

/** The strings that arguments are, in place or as constants, alone or in lists; undefined unless all are known. */
export function getStrings(nodes: readonly TSESTree.Node[], context: TextContext): TextPiece[] | undefined {
  const strings: TextPiece[] = [];
  for (const node of nodes) {
    const value = findValue(getArgument(node, context), context.scopes);
    const imported = context.imported?.(value);
    if (imported?.kind === "list") {
      strings.push(...imported.texts.map((text) => createImportedPiece(text, node)));
      continue;
    }
    const found =
      value.type === "ArrayExpression"
        ? getStrings(
            value.elements.filter((element) => element !== null),
            context,
          )
        : getString(value, context);
    if (found === undefined) return undefined;
    strings.push(...found);
  }
  return strings;
}

/** What a parameter stands for in this call. */
function getArgument(node: TSESTree.Node, { scopes, given }: TextContext): TSESTree.Node {
  const variable = given && node.type === "Identifier" ? findVariable(scopes, node) : undefined;
  return (variable && given?.get(variable)) ?? node;
}

function getString(node: TSESTree.Node, { used }: TextContext): TextPiece[] | undefined {
  if (node.type !== "Literal" || typeof node.value !== "string") return undefined;
  used.add(node);
  return [decodeString(node)];
}
