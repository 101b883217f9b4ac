import type { ComponentTree } from "./component-tree.js";
import { createFragment, createStatement } from "./jsx-nodes.js";
import { type Convert, copyNode, getNodes, getText, isPlainNode, type PlainNode } from "./plain-node.js";

/** Nodes of astro-eslint-parser that are JSX by another name. */
const JSX_TYPES: ReadonlyMap<string, string> = new Map([
  ["AstroFragment", "JSXFragment"],
  ["AstroShorthandAttribute", "JSXAttribute"],
  ["AstroTemplateLiteralAttribute", "JSXAttribute"],
]);

/** astro-eslint-parser's tree as one script: the frontmatter, and behind it the markup, which is JSX but for a few names. */
export function readAstro(ast: PlainNode): ComponentTree {
  const statements = getNodes(ast, "body").flatMap((node) => {
    const copy = convert(node);
    if (copy === undefined) return [];
    return [
      copy.type === "JSXFragment"
        ? createStatement(createFragment(copy.range, getNodes(copy, "children")))
        : copy,
    ];
  });
  return {
    statements,
    comments: [...getNodes(ast, "comments"), ...getNodes(ast, "body").flatMap(getMarkupComments)],
  };
}

const convert: Convert = (node) => {
  const type = JSX_TYPES.get(node.type);
  if (type !== undefined) return { ...copyNode(node, convert), type };
  // Texts, comments and the doctype.
  return node.type.startsWith("Astro") ? undefined : copyNode(node, convert);
};

function getMarkupComments(node: PlainNode): PlainNode[] {
  if (node.type === "AstroHTMLComment") return [node];
  const { parent: _parent, ...parts } = node;
  return Object.values(parts).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).filter((child) => isPlainNode(child)).flatMap(getMarkupComments),
  );
}

/** What stands in `<script>` elements: modules of the browser, which the parser leaves as text. */
export function getAstroScripts(node: PlainNode): PlainNode[] {
  const { parent: _parent, ...parts } = node;
  const own = node.type === "JSXElement" && isScriptElement(node) ? getNodes(node, "children") : [];
  const texts = own.filter(({ type }) => type === "AstroRawText");
  return [
    ...texts,
    ...Object.values(parts).flatMap((value) =>
      (Array.isArray(value) ? value : [value]).filter((child) => isPlainNode(child)).flatMap(getAstroScripts),
    ),
  ];
}

function isScriptElement({ openingElement }: PlainNode): boolean {
  if (!isPlainNode(openingElement) || !isPlainNode(openingElement["name"])) return false;
  return getText(openingElement["name"], "name") === "script";
}
