import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import { getStaticText } from "../../references/sql/source-text.js";
import { listValues } from "./list-values.js";
import type { Value } from "./value.js";

const NAME = /[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)?/gu;

/**
 * Every text of a call that could be a table's name: which of them are can't be told. Empty, which is any table, where one of its
 * arguments is known only when it runs.
 */
export function getMentioned(node: TSESTree.Node, args: readonly Value[]): string[] {
  const values = args.flatMap(listValues);
  if (values.some(isOpen)) return [];
  const written = walk(node).flatMap((one) => {
    if (one.type === "Literal" && typeof one.value === "string") return [one.value];
    return one.type === "TemplateElement" ? [one.value.cooked ?? one.value.raw] : [];
  });
  const texts = [
    ...written,
    ...values.flatMap((value) => (value.kind === "text" ? [getStaticText(value.pieces)] : [])),
  ];
  return [...new Set(texts.flatMap((text) => text.match(NAME) ?? []))];
}

function isOpen(value: Value): boolean {
  switch (value.kind) {
    case "unknown":
      return value.isRunning !== true;
    case "text":
      return value.pieces.some(({ kind }) => kind === "hole");
    case "list":
    case "object":
      return value.isOpen;
    default:
      return false;
  }
}
