import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ExportShape } from "../../modules/module-graph.js";
import type { Project, ScriptFile } from "../detector.js";
import { createElsewhere, createSpread, type TextPiece } from "./source-text.js";
import { findVerb } from "./statement-start.js";

/** What the module that a name is imported from shows of it: texts of SQL, if it is one. */
export type ImportedTexts = (node: TSESTree.Node) => ExportShape | undefined;

export function createImportedTexts({ path, scopes }: ScriptFile, { modules }: Project): ImportedTexts {
  const getShape = (specifier: string, name: string): ExportShape | undefined => {
    const [origin, ...others] = modules.getOrigins(path, specifier, name);
    return origin === undefined || others.length > 0 ? undefined : modules.getShape(origin);
  };
  return (node) => {
    if (node.type === "Identifier") {
      const imported = findImported(node, scopes);
      return imported && getShape(imported.from, imported.name);
    }
    if (node.type !== "MemberExpression") return undefined;
    const object = unwrap(node.object);
    const member = getMemberName(node);
    const imported = object.type === "Identifier" ? findImported(object, scopes) : undefined;
    if (imported === undefined || member === undefined) return undefined;
    if (imported.name === "*") return getShape(imported.from, member);
    const shape = getShape(imported.from, imported.name);
    const text = shape?.kind === "texts" ? shape.members[member] : undefined;
    return text === undefined ? undefined : { kind: "text", text };
  };
}

interface ImportedName {
  readonly from: string;
  readonly name: string;
}

/** The import that a name is bound by. */
export function findImported(
  node: TSESTree.Identifier,
  scopes: ScriptFile["scopes"],
): ImportedName | undefined {
  const definition = findVariable(scopes, node)?.defs[0]?.node;
  switch (definition?.type) {
    case "ImportDefaultSpecifier":
      return { from: definition.parent.source.value, name: "default" };
    case "ImportNamespaceSpecifier":
      return { from: definition.parent.source.value, name: "*" };
    case "ImportSpecifier": {
      const { imported, parent } = definition;
      const name = imported.type === "Identifier" ? imported.name : imported.value;
      return parent.type === "ImportDeclaration" ? { from: parent.source.value, name } : undefined;
    }
    default:
      return undefined;
  }
}

/** A statement is a reference of the module that it is written in; of a part of one only the statement around it says what it means: it stands where it is taken in. */
export function createImportedPiece(text: string, node: TSESTree.Node): TextPiece {
  return findVerb(text) === undefined ? createSpread(text, node.range) : createElsewhere(text);
}
