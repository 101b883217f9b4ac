import type { TSESTree } from "@typescript-eslint/utils";
import { findImportedPath } from "../../ast/imported-path.js";
import type { ExportShape } from "../../modules/module-graph.js";
import type { Project, ScriptFile } from "../detector.js";
import { createElsewhere, createSpread, type TextPiece } from "./source-text.js";
import { findVerb } from "./statement-start.js";

/** What the module that a name is imported from shows of it: texts of SQL, if it is one. */
export type ImportedTexts = (node: TSESTree.Node) => ExportShape | undefined;

export function createImportedTexts({ path, scopes }: ScriptFile, { modules }: Project): ImportedTexts {
  const getShape = (specifier: string, name: string): ExportShape | undefined => {
    // A name of its own that a re-export gave it is an origin too, of which no module shows anything.
    const shapes = modules.getOrigins(path, specifier, name).map(modules.getShape);
    const [shape, ...others] = shapes.filter((one) => one !== undefined);
    return others.length > 0 ? undefined : shape;
  };
  return (node) => {
    const path = findImportedPath(node, scopes);
    const [name, ...members] = path?.names ?? [];
    if (path === undefined || name === undefined) return undefined;
    const shape = getShape(path.from, name);
    if (members.length === 0) return shape;
    const text = shape?.kind === "texts" ? shape.members[members.join(".")] : undefined;
    return text === undefined ? undefined : { kind: "text", text };
  };
}

/** A statement is a reference of the module that it is written in; of a part of one only the statement around it says what it means: it stands where it is taken in. */
export function createImportedPiece(text: string, node: TSESTree.Node): TextPiece {
  return findVerb(text) === undefined ? createSpread(text, node.range) : createElsewhere(text);
}
