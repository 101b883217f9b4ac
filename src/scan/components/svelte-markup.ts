import {
  createArrow,
  createAttribute,
  createBlock,
  createCall,
  createCallback,
  createContainer,
  createElement,
  createFragment,
  createReturn,
  createTagName,
  createWrite,
} from "./jsx-nodes.js";
import { createNode, getNode, getNodes, getText, isPlainNode, type PlainNode } from "./plain-node.js";

type Copy = (node: PlainNode) => PlainNode;

/** What markup comes to: what it declares for the markup beside it, and what it shows. */
interface Markup {
  readonly statements: readonly PlainNode[];
  readonly children: readonly PlainNode[];
}

export function convertSvelteMarkup(nodes: readonly PlainNode[], copy: Copy): Markup {
  return {
    statements: nodes.flatMap((node) => convertDeclaration(node, copy)),
    children: nodes.flatMap((node) => convertNode(node, copy)),
  };
}

/** Comments of the markup, however deep. */
export function getSvelteComments(node: PlainNode): PlainNode[] {
  if (node.type === "SvelteHTMLComment") return [node];
  return getInnerNodes(node)
    .filter(({ type }) => type.startsWith("Svelte"))
    .flatMap(getSvelteComments);
}

function getInnerNodes({ parent: _parent, ...node }: PlainNode): PlainNode[] {
  return Object.values(node).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).filter((child) => isPlainNode(child)),
  );
}

/** `{@const total = a + b}`, `{#snippet row(order)}` */
function convertDeclaration(node: PlainNode, copy: Copy): PlainNode[] {
  if (node.type === "SvelteConstTag") {
    const declarations = [...getNodes(node, "declarations"), ...[getNode(node, "declaration") ?? []].flat()];
    return [
      createNode("VariableDeclaration", node.range, { kind: "const", declarations: declarations.map(copy) }),
    ];
  }
  const id = node.type === "SvelteSnippetBlock" ? getNode(node, "id") : undefined;
  if (id === undefined) return [];
  const body = createBlock(node.range, [createReturn(convertChildren(node, copy))]);
  const params = getNodes(node, "params").map(copy);
  return [
    createNode("FunctionDeclaration", node.range, {
      ...{ id: copy(id), params, body, async: false, generator: false, expression: false },
    }),
  ];
}

/** A block's or element's children as one expression; what they declare is theirs alone. */
function convertChildren(node: PlainNode, copy: Copy): PlainNode {
  const { statements, children } = convertSvelteMarkup(getNodes(node, "children"), copy);
  const shown = createFragment(node.range, children);
  if (statements.length === 0) return shown;
  return createCall(createArrow([], createBlock(node.range, [...statements, createReturn(shown)])), []);
}

/** What a node shows, as children of JSX. */
function convertNode(node: PlainNode, copy: Copy): PlainNode[] {
  switch (node.type) {
    case "SvelteConstTag":
    case "SvelteSnippetBlock":
      return [];
    case "SvelteElement":
      return [createContainer(convertElement(node, copy))];
    case "SvelteEachBlock":
      return convertEach(node, copy);
    case "SvelteAwaitBlock":
      return convertAwait(node, copy);
    case "SvelteIfBlock":
    case "SvelteElseBlock":
    case "SvelteKeyBlock":
      return [
        ...getExpressions(node, copy),
        createContainer(convertChildren(node, copy)),
        ...getParts(node, ["else"], copy),
      ];
    default:
      return convertOther(node, copy);
  }
}

function getParts(node: PlainNode, keys: readonly string[], copy: Copy): PlainNode[] {
  return keys.flatMap((key) => getNode(node, key) ?? []).flatMap((part) => convertNode(part, copy));
}

function getExpressions(node: PlainNode, copy: Copy): PlainNode[] {
  const expression = getNode(node, "expression");
  return expression ? [createContainer(copy(expression))] : [];
}

function convertEach(node: PlainNode, copy: Copy): PlainNode[] {
  const list = getNode(node, "expression");
  const params = ["context", "index"].flatMap((key) => getNode(node, key) ?? []).map(copy);
  const key = getNode(node, "key");
  const shown = [...(key ? [createContainer(copy(key))] : []), createContainer(convertChildren(node, copy))];
  const callback = createArrow(params, createFragment(node.range, shown));
  return [
    ...(list ? [createContainer(createCallback(copy(list), "map", callback))] : []),
    ...getParts(node, ["else"], copy),
  ];
}

function convertAwait(node: PlainNode, copy: Copy): PlainNode[] {
  const promise = getNode(node, "expression");
  const then = getNode(node, "then");
  const failed = getNode(node, "catch");
  const value = then && getNode(then, "value");
  const error = failed && getNode(failed, "error");
  const shown = then ? createArrow(value ? [copy(value)] : [], convertChildren(then, copy)) : undefined;
  return [
    ...(promise && shown ? [createContainer(createCallback(copy(promise), "then", shown))] : []),
    ...(promise && !shown ? [createContainer(copy(promise))] : []),
    ...(failed
      ? [createContainer(createArrow(error ? [copy(error)] : [], convertChildren(failed, copy)))]
      : []),
    ...getParts(node, ["pending"], copy),
  ];
}

function convertElement(element: PlainNode, copy: Copy): PlainNode {
  const startTag = getNode(element, "startTag");
  const given = startTag ? getNodes(startTag, "attributes") : [];
  const lets = given
    .filter((attribute) => attribute["kind"] === "Let")
    .flatMap((attribute) => getNode(attribute, "expression") ?? [])
    .map(copy);
  const inner = convertChildren(element, copy);
  const parts = given.map((attribute) => convertAttribute(attribute, copy));
  return createElement(element.range, {
    name: getTagName(element),
    attributes: parts.flatMap(({ attributes = [] }) => attributes),
    children: [
      ...parts.flatMap(({ extras = [] }) => extras),
      createContainer(lets.length > 0 ? createArrow(lets, inner) : inner),
    ],
  });
}

function getTagName(element: PlainNode): PlainNode {
  const name = getNode(element, "name") ?? element;
  if (name.type === "Identifier" || name.type === "SvelteMemberExpressionName")
    return createTagName(getPath(name), name.range);
  return createTagName("svelte", name.range);
}

/** `UI.Button`, as it is written. */
function getPath(name: PlainNode): string {
  const [object, property] = [getNode(name, "object"), getNode(name, "property")];
  return object && property ? `${getPath(object)}.${getPath(property)}` : getText(name, "name");
}

interface Attribute {
  readonly attributes?: readonly PlainNode[];
  readonly extras?: readonly PlainNode[];
}

function convertAttribute(attribute: PlainNode, copy: Copy): Attribute {
  const { range, type } = attribute;
  const key = getNode(attribute, "key");
  if (type === "SvelteAttribute" && key) {
    const [first, ...others] = getNodes(attribute, "value").flatMap((value) => convertValue(value, copy));
    const prop = createNode("JSXIdentifier", key.range, { name: getText(key, "name") });
    return { attributes: [createAttribute(range, prop, first ?? null)], extras: others };
  }
  if (type === "SvelteShorthandAttribute" && key) {
    const value = createContainer(copy(getNode(attribute, "value") ?? key));
    return {
      attributes: [
        createAttribute(range, createNode("JSXIdentifier", key.range, { name: getText(key, "name") }), value),
      ],
    };
  }
  if (attribute["kind"] === "Let") return {};
  if (type === "SvelteDirective" && attribute["kind"] === "Binding") return convertBinding(attribute, copy);
  return {
    extras: type === "SvelteDirective" ? convertDirective(attribute, copy) : convertOther(attribute, copy),
  };
}

function convertValue(value: PlainNode, copy: Copy): PlainNode[] {
  if (value.type !== "SvelteLiteral") return convertOther(value, copy);
  const text = getText(value, "value");
  return [createNode("Literal", value.range, { value: text, raw: text })];
}

/** Reads and writes what it binds; `bind:value={get, set}` is two functions. */
function convertBinding(attribute: PlainNode, copy: Copy): Attribute {
  const expression = getNode(attribute, "expression");
  if (expression === undefined) return {};
  if (expression.type === "SvelteFunctionBindingsExpression")
    return { extras: convertOther(expression, copy) };
  return { extras: [copy(expression), createWrite(copy(expression))].map(createContainer) };
}

/** Actions, transitions and animations are functions that Svelte calls. */
function convertDirective(attribute: PlainNode, copy: Copy): PlainNode[] {
  const key = getNode(attribute, "key");
  const name = key && getNode(key, "name");
  const expression = getNode(attribute, "expression");
  const args = expression ? [copy(expression)] : [];
  if (name?.type !== "Identifier") return args.map(createContainer);
  return [createContainer(createCall(copy(name), args, attribute.range))];
}

/** Expressions in what needs no more than them. */
function convertOther(node: PlainNode, copy: Copy): PlainNode[] {
  if (!node.type.startsWith("Svelte")) return [createContainer(copy(node))];
  const isName = node.type === "SvelteDirectiveKey" || node.type === "SvelteName";
  return isName ? [] : getInnerNodes(node).flatMap((child) => convertNode(child, copy));
}
