import { createNode, type PlainNode, type Range } from "./plain-node.js";

/** Templates are written as the JSX that does the same: then every detector reads them as it reads code. */

export function createIdentifier(name: string, range: Range): PlainNode {
  return createNode("Identifier", range, { name, optional: false, decorators: [] });
}

export function createContainer(expression: PlainNode): PlainNode {
  return createNode("JSXExpressionContainer", expression.range, { expression });
}

export function createFragment(range: Range, children: readonly PlainNode[]): PlainNode {
  return createNode("JSXFragment", range, { children });
}

/** A name may have dots: `Form.Input`. */
export function createTagName(name: string, [start, end]: Range): PlainNode {
  const dot = name.lastIndexOf(".");
  if (dot < 0) return createNode("JSXIdentifier", [start, end], { name });
  const middle = start + dot;
  return createNode("JSXMemberExpression", [start, end], {
    object: createTagName(name.slice(0, dot), [start, middle]),
    property: createNode("JSXIdentifier", [middle + 1, end], { name: name.slice(dot + 1) }),
  });
}

export interface ElementParts {
  readonly name: PlainNode;
  readonly attributes: readonly PlainNode[];
  readonly children: readonly PlainNode[];
}

export function createElement(range: Range, { name, attributes, children }: ElementParts): PlainNode {
  const openingElement = createNode("JSXOpeningElement", [name.range[0], range[1]], { name, attributes });
  return createNode("JSXElement", range, { openingElement, children });
}

export function createAttribute(range: Range, name: PlainNode, value: PlainNode | null): PlainNode {
  return createNode("JSXAttribute", range, { name, value });
}

/** A function without a name of its own: it adds nothing to the path of scopes. */
export function createArrow(params: readonly PlainNode[], body: PlainNode): PlainNode {
  const range: Range = [Math.min(body.range[0], ...params.map(({ range }) => range[0])), body.range[1]];
  return createNode("ArrowFunctionExpression", range, {
    ...{ params, body, async: false, generator: false, id: null },
    expression: body.type !== "BlockStatement",
  });
}

export function createCall(callee: PlainNode, args: readonly PlainNode[], range = callee.range): PlainNode {
  return createNode("CallExpression", range, { callee, arguments: args, optional: false });
}

/** `list.map((item) => …)`, `promise.then((value) => …)` */
export function createCallback(receiver: PlainNode, method: string, callback: PlainNode): PlainNode {
  const [start, end] = receiver.range;
  const callee = createNode("MemberExpression", receiver.range, {
    ...{ object: receiver, property: createIdentifier(method, [end, end]), computed: false, optional: false },
  });
  return createCall(
    callee,
    [callback],
    [Math.min(start, callback.range[0]), Math.max(end, callback.range[1])],
  );
}

/** What a two-way binding does beside reading: `target = $event`. */
export function createWrite(target: PlainNode): PlainNode {
  const [, end] = target.range;
  const right = createNode("Literal", [end, end], { value: null, raw: "null" });
  return createNode("AssignmentExpression", target.range, { operator: "=", left: target, right });
}

export function createBlock(range: Range, body: readonly PlainNode[]): PlainNode {
  return createNode("BlockStatement", range, { body });
}

export function createReturn(argument: PlainNode): PlainNode {
  return createNode("ReturnStatement", argument.range, { argument });
}

export function createStatement(expression: PlainNode): PlainNode {
  return createNode("ExpressionStatement", expression.range, { expression });
}
