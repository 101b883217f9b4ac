import type { TSESTree } from "@typescript-eslint/utils";
import { decodeTemplateElement } from "../../references/sql/decode-literal.js";
import { createHole, type Piece } from "../../references/sql/source-text.js";
import { createCallSite } from "./call-site.js";
import { callUnknown } from "./call-value.js";
import { createComposed, toPieces } from "./composed-text.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import type { Value } from "./value.js";
import { doWays, IN_OPTIONS, listWays } from "./ways.js";

// Tags that change blanks at most: `dedent`, `String.raw`, and those that only tell an editor that it is SQL.
const PLAIN = /(^|\.)(dedent|outdent|stripIndents?|oneLine(Trim)?|raw|sql|SQL|pgsql|psql)$/;

export function evaluateTag(node: TSESTree.TaggedTemplateExpression, scope: Scope): Value {
  const tag = evaluate(node.tag, scope);
  const all = node.quasi.expressions.map((expression) => evaluate(expression, scope));
  return doWays(listWays(all, IN_OPTIONS), scope, (args) => callTag(node, { tag, args }, scope));
}

interface TagCall {
  readonly tag: Value;
  readonly args: readonly Value[];
}

function callTag(node: TSESTree.TaggedTemplateExpression, { tag, args }: TagCall, scope: Scope): Value {
  const { tag: callee, quasi } = node;
  const { text: source } = scope.run.file;
  const site = createCallSite(node, scope, args);
  const fill = (put: (expression: TSESTree.Expression, index: number) => readonly Piece[]): Piece[] =>
    quasi.quasis.flatMap((element, index): readonly Piece[] => {
      const expression = quasi.expressions[index];
      const text = decodeTemplateElement(element, source, false);
      return expression === undefined ? [text] : [text, ...put(expression, index)];
    });
  if (tag.kind === "handle") {
    const text: Value = { kind: "text", pieces: fill((expression) => [createHole(expression, source)]) };
    const result = tag.handle.callTag?.(text, args, site);
    if (result !== undefined) return result;
  }
  if (tag.kind === "unknown" && PLAIN.test(source.slice(...callee.range))) {
    const pieces = fill((expression, index) => {
      const value = args[index];
      return value ? toPieces(value, expression, scope) : [createHole(expression, source)];
    });
    return createComposed(pieces, scope.run);
  }
  return callUnknown(tag, args, { site, scope, callee });
}
