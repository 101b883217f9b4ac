import {
  createArrow,
  createAttribute,
  createBlock,
  createCall,
  createCallback,
  createContainer,
  createElement,
  createFragment,
  createIdentifier,
  createTagName,
  createWrite,
} from "./jsx-nodes.js";
import {
  copyNode,
  createNode,
  getNode,
  getNodes,
  getText,
  type PlainNode,
  type Range,
} from "./plain-node.js";
import { capitalize, toCamel } from "./vue-names.js";

/** What names in a template may mean. */
export interface VueNames {
  readonly text: string;
  /** By the name that a component is registered under: the variable. */
  readonly components: ReadonlyMap<string, string>;
  /** What `<script setup>` declares. */
  readonly declared: ReadonlySet<string>;
}

/** What an element's attributes come to. */
interface Attributes {
  readonly attributes: PlainNode[];
  /** Expressions that set no attribute, as containers among the children. */
  readonly extras: PlainNode[];
}

export function convertVueChildren(children: readonly PlainNode[], names: VueNames): PlainNode[] {
  return children.flatMap((child) => {
    if (child.type === "VElement") return [createContainer(convertVueElement(child, names))];
    return child.type === "VExpressionContainer" ? getExpressions(child).map(createContainer) : [];
  });
}

/** The element as JSX, within the callbacks that `v-for` and slots make of it. */
export function convertVueElement(element: PlainNode, names: VueNames): PlainNode {
  const { range } = element;
  const startTag = getNode(element, "startTag");
  const given = startTag ? getNodes(startTag, "attributes") : [];
  const { attributes, extras } = convertAttributes(given, names);
  const children = convertVueChildren(getNodes(element, "children"), names);
  const params = getSlotParams(given, "slot");
  const inner = params ? [createContainer(createArrow(params, createFragment(range, children)))] : children;
  const { name, calls } = getTagName(element, names);
  const whole = createElement(range, {
    name,
    attributes,
    children: [...calls.map(createContainer), ...extras, ...inner],
  });
  const scope = getSlotParams(given, "slot-scope");
  const scoped = scope ? createArrow(scope, whole) : whole;
  const loop = findExpression(given, "for");
  return loop?.type === "VForExpression" ? createLoop(loop, scoped) : scoped;
}

function createLoop(loop: PlainNode, body: PlainNode): PlainNode {
  const list = getNode(loop, "right");
  const params = getNodes(loop, "left").map((param) => copyNode(param));
  return list === undefined ? body : createCallback(copyNode(list), "map", createArrow(params, body));
}

function getSlotParams(attributes: readonly PlainNode[], name: string): PlainNode[] | undefined {
  const scope = findExpression(attributes, name);
  if (scope?.type !== "VSlotScopeExpression") return undefined;
  return getNodes(scope, "params").map((param) => copyNode(param));
}

function findExpression(attributes: readonly PlainNode[], name: string): PlainNode | undefined {
  for (const attribute of attributes) {
    const value = getNode(attribute, "value");
    if (getDirective(attribute) === name) return value && getNode(value, "expression");
  }
  return undefined;
}

/** `bind` of `:name`, `on` of `@click`; empty for a plain attribute. */
function getDirective(attribute: PlainNode): string {
  const key = getNode(attribute, "key");
  const name = key && getNode(key, "name");
  return attribute["directive"] === true ? getText(name, "name") : "";
}

interface Tag {
  readonly name: PlainNode;
  /** A component whose variable JSX would take for an element's name. */
  readonly calls: readonly PlainNode[];
}

function getTagName(element: PlainNode, names: VueNames): Tag {
  const raw = getText(element, "rawName");
  const start = element.range[0] + 1;
  const place: Range = [start, start + raw.length];
  const variable = findComponent(raw, names);
  // Without a variable it must not become one by its capital letter.
  if (variable === undefined) return { name: createTagName(raw.toLowerCase(), place), calls: [] };
  if (/^\p{Lu}/u.test(variable) || variable.includes("."))
    return { name: createTagName(variable, place), calls: [] };
  return {
    name: createTagName(raw.toLowerCase(), place),
    calls: [createCall(createIdentifier(variable, place), [])],
  };
}

/** As Vue's compiler looks for it: as written, in camel case, in Pascal case. */
function findComponent(raw: string, { components, declared }: VueNames): string | undefined {
  const spellings = [raw, toCamel(raw), capitalize(toCamel(raw))];
  for (const name of spellings) {
    const registered = components.get(name);
    if (registered !== undefined) return registered;
    const [first = ""] = name.split(".");
    if (declared.has(first)) return name;
  }
  const [registered] = [...components].find(([name]) => spellings.includes(capitalize(toCamel(name)))) ?? [];
  return registered === undefined ? undefined : components.get(registered);
}

function convertAttributes(given: readonly PlainNode[], names: VueNames): Attributes {
  const converted: Attributes = { attributes: [], extras: [] };
  for (const attribute of given) {
    if (attribute["directive"] === true) addDirective(converted, attribute, names);
    else converted.attributes.push(convertPlainAttribute(attribute, names));
  }
  return converted;
}

function convertPlainAttribute(attribute: PlainNode, { text }: VueNames): PlainNode {
  const key = getNode(attribute, "key") ?? attribute;
  const literal = getNode(attribute, "value");
  const value =
    literal &&
    createNode("Literal", literal.range, {
      value: getText(literal, "value"),
      raw: text.slice(...literal.range),
    });
  return createAttribute(attribute.range, createProp(getText(key, "name"), key.range), value ?? null);
}

function createProp(name: string, range: Range): PlainNode {
  return createNode("JSXIdentifier", range, { name: toCamel(name) });
}

function addDirective({ attributes, extras }: Attributes, attribute: PlainNode, names: VueNames): void {
  const key = getNode(attribute, "key") ?? attribute;
  const name = getNode(key, "name");
  const argument = getNode(key, "argument");
  const container = getNode(attribute, "value");
  const expressions = container ? getExpressions(container) : [];
  if (argument?.type === "VExpressionContainer")
    extras.push(...getExpressions(argument).map(createContainer));
  const directive = getText(name, "name");
  const variable = `v${capitalize(toCamel(directive))}`;
  if (name && names.declared.has(variable))
    extras.push(createContainer(createIdentifier(variable, name.range)));
  const [expression] = expressions;
  if (expression === undefined) return;
  if (directive === "bind" && argument?.type === "VIdentifier") {
    const prop = createProp(getText(argument, "rawName"), argument.range);
    attributes.push(createAttribute(attribute.range, prop, createContainer(expression)));
  } else if (directive === "bind" && argument === undefined) {
    attributes.push(createNode("JSXSpreadAttribute", attribute.range, { argument: expression }));
  } else extras.push(...expressions.map(createContainer));
  if (directive === "model" && container)
    extras.push(...getExpressions(container).map((target) => createContainer(createWrite(target))));
}

/** What stands in `{{ … }}` or as a directive's value; the heads of loops and slots are taken with their element. */
function getExpressions(container: PlainNode): PlainNode[] {
  const expression = getNode(container, "expression");
  if (expression === undefined) return [];
  switch (expression.type) {
    case "VForExpression":
    case "VSlotScopeExpression":
    case "VGenericExpression":
      return [];
    case "VOnExpression": {
      const body = getNodes(expression, "body").map((statement) => copyNode(statement));
      return [createArrow([], createBlock(expression.range, body))];
    }
    case "VFilterSequenceExpression": {
      const value = getNode(expression, "expression");
      const args = getNodes(expression, "filters").flatMap((filter) => getNodes(filter, "arguments"));
      return [...(value ? [value] : []), ...args].map((node) => copyNode(node));
    }
    default:
      return [copyNode(expression)];
  }
}
