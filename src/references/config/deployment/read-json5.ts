import type { Expression, ObjectProperty, ParserOptions } from "oxc-parser";
import { loadOxc } from "../../../parse/load-oxc.js";
import { getLineStarts } from "../../line-starts.js";
import { UnreadableText } from "../../unreadable-text.js";
import type { DataEntry, DataNode, DataScalar } from "./data-tree.js";

const OPTIONS: ParserOptions = { lang: "js", sourceType: "script", preserveParens: false };

/** JSON5 is an expression of ECMAScript 5: https://spec.json5.org. Throws UnreadableText where it is none. */
export function readJson5(text: string): DataNode[] {
  const { program, errors } = loadOxc().parseSync("settings.js", `(${text}\n)`, OPTIONS);
  const [error] = errors;
  if (error !== undefined) {
    const offset = Math.max((error.labels[0]?.start ?? 1) - 1, 0);
    throw new UnreadableText(error.message, getLineStarts(text).getPosition(offset).line);
  }
  const [statement] = program.body;
  return statement?.type === "ExpressionStatement" ? [readNode(statement.expression)] : [];
}

function readNode(node: Expression): DataNode {
  if (node.type === "ObjectExpression") {
    const properties = node.properties.filter((property) => property.type === "Property");
    return { kind: "map", entries: properties.flatMap(readProperty) };
  }
  if (node.type === "ArrayExpression") {
    const items = node.elements.filter((item) => item !== null && item.type !== "SpreadElement");
    return { kind: "list", items: items.map(readNode) };
  }
  return createScalar(node, node.type === "Literal" ? node.value : undefined);
}

function readProperty({ key, value }: ObjectProperty): DataEntry[] {
  if (key.type === "Identifier") return [{ key: createScalar(key, key.name), value: readNode(value) }];
  if (key.type !== "Literal") return [];
  return [{ key: createScalar(key, key.value), value: readNode(value) }];
}

/** The text stands between parentheses. */
function createScalar({ start, end }: { start: number; end: number }, value: unknown): DataScalar {
  return { kind: "scalar", value, start: start - 1, end: end - 1 };
}
