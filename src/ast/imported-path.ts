import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getDeclarator } from "./find-variable.js";
import { getMemberName, getPropertyName } from "./property-name.js";
import { unwrap } from "./unwrap.js";

export interface ImportedName {
  readonly from: string;
  /** `*` for the module as a whole. */
  readonly name: string;
}

/** The import that a name is bound by. */
export function findImported(node: TSESTree.Identifier, scopes: ScopeManager): ImportedName | undefined {
  const definition = findVariable(scopes, node)?.defs[0]?.node;
  switch (definition?.type) {
    case "ImportDefaultSpecifier":
      return { from: definition.parent.source.value, name: "default" };
    case "ImportNamespaceSpecifier":
      return { from: definition.parent.source.value, name: "*" };
    case "ImportSpecifier": {
      const { imported, parent } = definition;
      const name = imported.type === "Identifier" ? imported.name : imported.value;
      return parent.type === "ImportDeclaration" ? { from: parent.source.value, name } : undefined;
    }
    default:
      return undefined;
  }
}

export interface ImportedPath {
  readonly from: string;
  /** The export, and members below it; none for the module as a whole. */
  readonly names: readonly string[];
}

const MAX_STEPS = 8;

/** The export and the members of it that an expression reaches: `TOPICS.ORDER.PLACED`, `topics.ORDER_PLACED` of a namespace, `const { PLACED } = TOPICS`, `require("./topics").PLACED`. */
export function findImportedPath(
  expression: TSESTree.Node,
  scopes: ScopeManager,
  steps = 0,
): ImportedPath | undefined {
  const node = unwrap(expression);
  if (steps > MAX_STEPS) return undefined;
  switch (node.type) {
    case "Identifier": {
      const imported = findImported(node, scopes);
      if (imported === undefined) return findBoundPath(node, scopes, steps);
      return { from: imported.from, names: imported.name === "*" ? [] : [imported.name] };
    }
    case "MemberExpression":
      return addMember(findImportedPath(node.object, scopes, steps + 1), getMemberName(node));
    case "CallExpression":
      return findRequired(node);
    case "AwaitExpression":
      return node.argument.type === "ImportExpression" ? findSource(node.argument.source) : undefined;
    default:
      return undefined;
  }
}

function addMember(owner: ImportedPath | undefined, name: string | undefined): ImportedPath | undefined {
  return owner && name !== undefined ? { from: owner.from, names: [...owner.names, name] } : undefined;
}

/** A constant that is what another module exports, or that is taken out of it; `import a = require("a")`. */
function findBoundPath(
  node: TSESTree.Identifier,
  scopes: ScopeManager,
  steps: number,
): ImportedPath | undefined {
  const variable = findVariable(scopes, node);
  const definition = variable?.defs[0]?.node;
  if (definition?.type === "TSImportEqualsDeclaration") {
    const { moduleReference } = definition;
    return moduleReference.type === "TSExternalModuleReference"
      ? findSource(moduleReference.expression)
      : undefined;
  }
  const declarator = variable && getDeclarator(variable);
  if (!declarator?.init || declarator.parent.kind !== "const") return undefined;
  const owner = findImportedPath(declarator.init, scopes, steps + 1);
  if (declarator.id.type === "Identifier" || owner === undefined) return owner;
  return addMember(owner, variable && findTakenApart(declarator.id, variable));
}

/** The property that a pattern takes out for a variable: `find` of `const { find: text } = QUERIES`. */
export function findTakenApart(
  pattern: TSESTree.DestructuringPattern,
  { name }: Variable,
): string | undefined {
  if (pattern.type !== "ObjectPattern") return undefined;
  const taken = pattern.properties.find(
    (property) =>
      property.type === "Property" && property.value.type === "Identifier" && property.value.name === name,
  );
  return taken?.type === "Property" ? getPropertyName(taken) : undefined;
}

function findRequired({ callee, arguments: [first] }: TSESTree.CallExpression): ImportedPath | undefined {
  return callee.type === "Identifier" && callee.name === "require" && first ? findSource(first) : undefined;
}

function findSource(source: TSESTree.Node): ImportedPath | undefined {
  return source.type === "Literal" && typeof source.value === "string"
    ? { from: source.value, names: [] }
    : undefined;
}
