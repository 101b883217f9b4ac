import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "../../sql/source-text.js";
import type { Application } from "./apply-call.js";
import { type Compiler, type Item, readItems } from "./compiler.js";
import type { Draft } from "./draft.js";
import { put } from "./format-statement.js";
import { addFragment } from "./fragments.js";
import { readObject } from "./read-object.js";

/** Items of a select list: `"u.name as n"`, `{ n: "u.name" }`, raw SQL, subqueries, stars. */
export function addSelected(nodes: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  draft.columns.push(...readSelected(nodes, draft, compiler));
}

export function readSelected(
  nodes: readonly TSESTree.Node[],
  draft: Draft,
  compiler: Compiler,
): SourceText[] {
  return readItems(nodes, compiler).flatMap((item) => formatSelected(item, draft, compiler));
}

function formatSelected(item: Item, draft: Draft, compiler: Compiler): SourceText[] {
  switch (item.kind) {
    case "name":
      return [as(item.name.text, item.name.alias)];
    case "query":
      return [as(put("(", item.text, ")"), item.alias)];
    case "raw":
      return addFragment(item.text, "columns", draft).map((text) => as(text, item.alias));
    case "unknown":
      return [item.text];
    case "object":
      return readObject(item.node, compiler.context).parts.flatMap(({ names, value }) =>
        readSelected([value], draft, compiler).map((text) => as(text, names[0]?.text)),
      );
  }
}

function as(text: SourceText, alias: SourceText | undefined): SourceText {
  return alias === undefined ? text : put(text, " as ", alias);
}

/** `count("name as n")`, `max({ last: "name" })`: what comes back has no column's name. */
export function addFunctions({ node, method, draft, compiler }: Application): void {
  const columns = readItems(node.arguments.slice(0, 1), compiler).flatMap((item) =>
    readCounted(item, draft, compiler),
  );
  if (columns.length === 0) draft.columns.push(put("count(*)"));
  for (const { text, alias } of columns)
    draft.columns.push(
      as(isStar(text) ? put("count(*)") : put("max(", text, ")"), alias ?? put(`"${method.toLowerCase()}"`)),
    );
}

interface Counted {
  readonly text: SourceText;
  readonly alias?: SourceText | undefined;
}

function readCounted(item: Item, draft: Draft, compiler: Compiler): Counted[] {
  switch (item.kind) {
    case "name":
      return [{ text: item.name.text, alias: item.name.alias }];
    case "raw":
      return addFragment(item.text, "condition", draft).map((text) => ({ text, alias: item.alias }));
    case "query":
      return [{ text: put("(", item.text, ")"), alias: item.alias }];
    case "unknown":
      return [{ text: item.text }];
    case "object":
      return readObject(item.node, compiler.context).parts.flatMap(({ names, value }) =>
        readItems([value], compiler)
          .flatMap((inner) => readCounted(inner, draft, compiler))
          .map(({ text }) => ({ text, alias: names[0]?.text })),
      );
  }
}

function isStar(text: SourceText): boolean {
  return text.length === 1 && text[0]?.kind === "text" && text[0].text === "*";
}
