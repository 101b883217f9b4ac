/** A node of any component parser's tree, or of the one that is made of it. */
export interface PlainNode {
  type: string;
  range: Range;
  [key: string]: unknown;
}

/** Offsets into the component's own text. */
export type Range = readonly [number, number];

/** What parsers hang on nodes beside their children. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["parent", "tokens", "comments", "references", "variables", "errors", "start", "end", "loc"],
]);

/** What typescript-eslint's scopes read of every tree, and espree's has not. */
const DECORATED: ReadonlySet<string> = new Set([
  ...["ClassDeclaration", "ClassExpression", "MethodDefinition", "PropertyDefinition", "AccessorProperty"],
  ...["Identifier", "ObjectPattern", "ArrayPattern", "AssignmentPattern", "RestElement"],
]);

const originals = new WeakMap<object, PlainNode>();

/** The parser's own node of which one was copied: services of a linter's parser know no other. */
export function getOriginal(node: object): PlainNode | undefined {
  return originals.get(node);
}

export function isPlainNode(value: unknown): value is PlainNode {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}

export function getNode(node: PlainNode, key: string): PlainNode | undefined {
  const value = node[key];
  return isPlainNode(value) ? value : undefined;
}

export function getNodes(node: PlainNode, key: string): PlainNode[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isPlainNode) : [];
}

/** Empty where there is none. */
export function getText(node: PlainNode | undefined, key: string): string {
  const value = node?.[key];
  return typeof value === "string" ? value : "";
}

export function createNode(type: string, range: Range, parts: Readonly<Record<string, unknown>>): PlainNode {
  return { type, range, ...parts };
}

/** What one node becomes; none for what is left out. */
export type Convert = (node: PlainNode) => PlainNode | undefined;

/** A copy of a tree, so that the linter's own stays as other rules know it. `convert` says what its children become. */
export function copyNode(node: PlainNode, convert: Convert = copyNode): PlainNode {
  const copy: PlainNode = { type: node.type, range: node.range };
  for (const [key, value] of Object.entries(node)) {
    if (LEFT_OUT.has(key) || key in copy) continue;
    copy[key] = copyValue(value, convert);
  }
  if (DECORATED.has(node.type)) copy["decorators"] ??= [];
  if (node.type.startsWith("Class")) copy["implements"] ??= [];
  originals.set(copy, node);
  return copy;
}

function copyValue(value: unknown, convert: Convert): unknown {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => copyItem(item, convert));
  return isPlainNode(value) ? convert(value) : value;
}

/** Holes of array patterns stay. */
function copyItem(item: unknown, convert: Convert): unknown[] {
  if (!isPlainNode(item)) return [item];
  const copy = convert(item);
  return copy === undefined ? [] : [copy];
}

/** Links every node to the one around it; the outermost has `null`, as ESLint's program. */
export function setParents(node: PlainNode, parent: PlainNode | null = null): void {
  node["parent"] = parent;
  for (const [key, value] of Object.entries(node)) {
    if (key === "parent" || key === "comments") continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isPlainNode(child)) setParents(child, node);
  }
}
