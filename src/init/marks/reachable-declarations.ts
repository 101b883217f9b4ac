import { ts } from "ts-morph";

/** A declaration that an importer can name, by its export. */
export interface Reached {
  readonly path: readonly [string, ...string[]];
  /** All declarations of that name which callers see: signatures, merged interfaces. */
  readonly declarations: readonly ts.Node[];
  /** Names beside it: other exports of the module, other members of the type. */
  readonly siblings: readonly string[];
}

type Path = readonly [string, ...string[]];

/** Exports of a module and, below them, members that are not private. */
export function findReachable(source: ts.SourceFile): ReadonlyMap<ts.Node, Reached> {
  const found = new Map<ts.Node, Reached>();
  const exports = groupByName(listExports(source));
  addGroups(found, exports, undefined);
  return found;
}

interface Named {
  readonly name: string;
  readonly node: ts.Node;
}

function groupByName(all: readonly Named[]): ReadonlyMap<string, readonly ts.Node[]> {
  const groups = new Map<string, ts.Node[]>();
  for (const { name, node } of all) groups.set(name, [...(groups.get(name) ?? []), node]);
  return groups;
}

function addGroups(
  found: Map<ts.Node, Reached>,
  groups: ReadonlyMap<string, readonly ts.Node[]>,
  parent: Path | undefined,
): void {
  const siblings = [...groups.keys()];
  for (const [name, nodes] of groups) {
    const path: Path = parent === undefined ? [name] : [...parent, name];
    const declarations = getVisible(nodes);
    for (const node of nodes) found.set(node, { path, declarations, siblings });
    if (path.length >= DEEPEST) continue;
    addGroups(found, groupByName(nodes.flatMap(listMembers)), path);
  }
}

/** Types within types within types are rarely what somebody depends on by name. */
const DEEPEST = 3;

/** Where there are signatures, what follows them is nobody's to see. */
function getVisible(nodes: readonly ts.Node[]): readonly ts.Node[] {
  const signatures = nodes.filter(
    (node) => (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body === undefined,
  );
  return signatures.length > 0 && signatures.length < nodes.length
    ? nodes.filter((node) => !ts.isFunctionLike(node) || signatures.includes(node))
    : nodes;
}

function listExports(source: ts.SourceFile): Named[] {
  const aliases = getExportNames(source);
  return source.statements.flatMap((statement): Named[] => {
    if (ts.isExportDeclaration(statement)) return listSpecifiers(statement);
    return listDeclarations(statement).flatMap((node) => {
      const local = node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
      const names = local === undefined ? [] : (aliases.get(local) ?? []);
      if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return names.map((name) => ({ name, node }));
      const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      const own = isDefault ? "default" : local;
      return own === undefined ? [] : [{ name: own, node }];
    });
  });
}

/** `export { price as oldPrice } from`: the name may go while what it names stays. One of the module's own is its declaration. */
function listSpecifiers({ exportClause, moduleSpecifier }: ts.ExportDeclaration): Named[] {
  if (moduleSpecifier === undefined || exportClause === undefined || !ts.isNamedExports(exportClause))
    return [];
  return exportClause.elements.map((node) => ({ name: node.name.text, node }));
}

function getExportNames(source: ts.SourceFile): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (local: string, name: string) => names.set(local, [...(names.get(local) ?? []), name]);
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression))
      add(statement.expression.text, "default");
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) continue;
    for (const { name, propertyName } of exportClause.elements) add((propertyName ?? name).text, name.text);
  }
  return names;
}

type Declaration = ts.NamedDeclaration;

function listDeclarations(statement: ts.Statement): readonly Declaration[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations;
  const isOne =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isOne ? [statement] : [];
}

function listMembers(node: ts.Node): Named[] {
  return getMemberNodes(node).flatMap((member) => {
    const { name } = member;
    if (name === undefined || !ts.isIdentifier(name)) return [];
    return hasModifier(member, ts.SyntaxKind.PrivateKeyword) ? [] : [{ name: name.text, node: member }];
  });
}

function getMemberNodes(node: ts.Node): readonly Declaration[] {
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node))
    return [...node.members];
  if (ts.isTypeAliasDeclaration(node)) return getTypeMembers(node.type);
  if (ts.isPropertySignature(node)) return node.type === undefined ? [] : getTypeMembers(node.type);
  const holdsValue = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node);
  return holdsValue && node.initializer !== undefined ? getObjectMembers(node.initializer) : [];
}

function getTypeMembers(type: ts.TypeNode): readonly Declaration[] {
  if (ts.isTypeLiteralNode(type)) return [...type.members];
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(getTypeMembers);
  return [];
}

function getObjectMembers(value: ts.Expression): readonly Declaration[] {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return getObjectMembers(value.expression);
  return ts.isObjectLiteralExpression(value) ? [...value.properties] : [];
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind)
  );
}
