import { getNode, getNodes, getText, isPlainNode, type PlainNode } from "./plain-node.js";

/** `components: { OldButton, "x-button": OldButton }` of a component without setup: the variable behind each name. */
export function getRegisteredComponents(statements: readonly PlainNode[]): ReadonlyMap<string, string> {
  const registered = new Map<string, string>();
  for (const statement of statements) {
    const options = statement.type === "ExportDefaultDeclaration" ? getOptions(statement) : undefined;
    const components = options && findProperty(options, "components");
    for (const property of components ? getNodes(components, "properties") : []) {
      const [key, value] = [getNode(property, "key"), getNode(property, "value")];
      if (value?.type === "Identifier") registered.set(getKeyName(key), getText(value, "name"));
    }
  }
  return registered;
}

/** `export default { … }`, `export default defineComponent({ … })` */
function getOptions(statement: PlainNode): PlainNode | undefined {
  const value = getNode(statement, "declaration");
  if (value?.type === "CallExpression") return getNodes(value, "arguments").find(isObject);
  return value !== undefined && isObject(value) ? value : undefined;
}

function isObject({ type }: PlainNode): boolean {
  return type === "ObjectExpression";
}

function findProperty(object: PlainNode, name: string): PlainNode | undefined {
  const property = getNodes(object, "properties").find((one) => getKeyName(getNode(one, "key")) === name);
  return property && getNode(property, "value");
}

function getKeyName(key: PlainNode | undefined): string {
  return getText(key, "name") || getText(key, "value");
}

/** Names in a template's expressions that nothing in the template declares: the parser tells them apart. */
export function getFreeNames(node: PlainNode): string[] {
  return [...new Set(collectFreeNames(node))];
}

function collectFreeNames(node: PlainNode): string[] {
  const own = node.type === "VExpressionContainer" ? getOwnFreeNames(node) : [];
  const parts = ["startTag", "key", "argument", "value"].flatMap((key) => getNode(node, key) ?? []);
  const children = [...getNodes(node, "attributes"), ...getNodes(node, "children"), ...parts];
  return [...own, ...children.flatMap(collectFreeNames)];
}

function getOwnFreeNames({ references }: PlainNode): string[] {
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: unknown) => {
    if (typeof reference !== "object" || reference === null || !("id" in reference)) return [];
    const isFree = !("variable" in reference) || reference.variable === null;
    return isFree && isPlainNode(reference.id) ? [getText(reference.id, "name")] : [];
  });
}

/** `old-button` → `oldButton` */
export function toCamel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** `oldButton` → `OldButton` */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
