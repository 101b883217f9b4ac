import type { ComponentTree } from "./component-tree.js";
import { getDeclaredNames } from "./declared-names.js";
import { createFragment, createStatement } from "./jsx-nodes.js";
import {
  type Convert,
  copyNode,
  createNode,
  getNode,
  getNodes,
  getText,
  type PlainNode,
} from "./plain-node.js";
import { convertSvelteMarkup, getSvelteComments } from "./svelte-markup.js";

/** Runes are called; a store of such a name can't be told from them by its use. */
const RUNES: ReadonlySet<string> = new Set([
  ...["$state", "$derived", "$effect", "$props", "$bindable", "$inspect", "$host"],
]);

/** svelte-eslint-parser's tree as one script: the statements of both script blocks, and behind them the markup. */
export function readSvelte(ast: PlainNode, text: string): ComponentTree {
  const body = getNodes(ast, "body");
  const scripts = body.filter(({ type }) => type === "SvelteScriptElement");
  const markup = body.filter(({ type }) => type !== "SvelteScriptElement");
  const written = scripts.flatMap((script) => getNodes(script, "body"));
  const copy = createStoreCopy(getDeclaredNames(written));
  const { statements, children } = convertSvelteMarkup(markup, copy);
  return {
    statements: [
      ...scripts.flatMap(getGenerics).map(copy),
      ...written.map(copy),
      ...statements,
      ...(children.length > 0 ? [createStatement(createFragment([0, text.length], children))] : []),
    ],
    comments: [...getNodes(ast, "comments"), ...markup.flatMap(getSvelteComments)],
  };
}

export type Copy = (node: PlainNode) => PlainNode;

/** Copies nodes; `$order` is the store `order`, where the script declares that. */
function createStoreCopy(declared: ReadonlySet<string>): Copy {
  const convert: Copy & Convert = (node) => {
    if (node.type === "SvelteReactiveStatement")
      return { ...copyNode(node, convert), type: "LabeledStatement" };
    const copy = copyNode(node, convert);
    const name = getText(node, "name");
    const isStore = node.type === "Identifier" && name.startsWith("$") && declared.has(name.slice(1));
    if (isStore && !declared.has(name) && !RUNES.has(name)) copy["name"] = name.slice(1);
    return copy;
  };
  return convert;
}

/** `<script generics="T extends Order">` */
function getGenerics(script: PlainNode): PlainNode[] {
  const startTag = getNode(script, "startTag");
  return getNodes(startTag ?? script, "attributes").flatMap((attribute) => {
    const params = attribute.type === "SvelteGenericsDirective" ? getNodes(attribute, "params") : [];
    const { range } = attribute;
    return params.length === 0
      ? []
      : [
          createNode("TSTypeAliasDeclaration", range, {
            id: createNode("Identifier", [range[0], range[0]], { name: "$generics" }),
            typeParameters: createNode("TSTypeParameterDeclaration", range, { params }),
            typeAnnotation: createNode("TSUnknownKeyword", [range[1], range[1]], {}),
          }),
        ];
  });
}
