import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../../ast/unwrap.js";
import { findFunction } from "../../../ast/find-function.js";
import { createHole, type SourceText } from "../../sql/source-text.js";
import { findValue } from "../../sql/static-values.js";
import { type Compiler, type Item, readCall, readItems } from "./compiler.js";
import type { Draft } from "./draft.js";
import { addFragment } from "./fragments.js";
import { put } from "./format-statement.js";
import { readObject } from "./read-object.js";

/** Columns in any place but a select list: an alias there is none. */
export function readColumns(nodes: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): SourceText[] {
  return readItems(nodes, compiler).flatMap((item) => formatColumn(item, draft, compiler));
}

function formatColumn(item: Item, draft: Draft, compiler: Compiler): SourceText[] {
  switch (item.kind) {
    case "name":
      return [item.name.text];
    case "query":
      return [put("(", item.text, ")")];
    case "raw":
      return addFragment(item.text, "condition", draft);
    case "unknown":
      return [item.text];
    case "object":
      // `{ column: "name", order: "desc" }`
      return readObject(item.node, compiler.context).parts.flatMap(({ names, value }) =>
        names.some(({ last }) => last?.text === "column") ? readColumns([value], draft, compiler) : [],
      );
  }
}

/** What a value holds beside parameters: raw SQL, a reference, a subquery. */
export function readValue(node: TSESTree.Node | undefined, draft: Draft, compiler: Compiler): SourceText[] {
  if (node === undefined || node.type === "SpreadElement") return [];
  const inner = unwrap(node);
  if (inner.type === "ArrayExpression")
    return inner.elements.flatMap((element) => readValue(element ?? undefined, draft, compiler));
  if (inner.type === "ConditionalExpression")
    return [inner.consequent, inner.alternate].flatMap((branch) => readValue(branch, draft, compiler));
  const value = findValue(inner, compiler.context.scopes);
  const items = value.type === "CallExpression" ? readCall(value, compiler) : undefined;
  if (items !== undefined) return items.flatMap((item) => formatColumn(item, draft, compiler));
  const isCallback = inner.type === "FunctionExpression" || inner.type === "ArrowFunctionExpression";
  return isCallback && findFunction(inner, compiler.context.scopes)
    ? readColumns([inner], draft, compiler)
    : [];
}

export interface Pair {
  readonly column: SourceText;
  readonly values: readonly SourceText[];
}

/** The columns that an object's keys name; one that may have more has a column that only running the program tells. */
export function readPairs(node: TSESTree.Node, draft: Draft, compiler: Compiler): Pair[] {
  const { parts, isComplete } = readObject(node, compiler.context, compiler.rename);
  const known = parts.flatMap(({ names, value }) =>
    names.map((name) => ({ column: name.text, values: readValue(value, draft, compiler) })),
  );
  if (isComplete) return known;
  return [...known, { column: [createHole(node, compiler.file.text, "identifier")], values: [] }];
}
