import type { Argument, Expression, ObjectExpression, Program, Statement } from "oxc-parser";
import type { Reexport } from "./module-graph.js";

/** Own name of a module whose value as a whole is its export (`module.exports = x`, `export = x`): `require` gives its `default`. */
export const EXPORT_EQUALS = "export=";

/** What a local name was imported as. */
export type Binding = Omit<Reexport, "name">;
export interface MutableRecord {
  readonly reexports: Reexport[];
  readonly stars: string[];
  readonly own: string[];
}
type Bindings = Map<string, Binding>;

/** `import a = require("./a")`, `export import b = require("./b")` and `export = a`. */
export function addImportEquals(record: MutableRecord, bindings: Bindings, program: Program): void {
  for (const statement of program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "TSImportEqualsDeclaration") {
      const { moduleReference, id } = declaration;
      if (moduleReference.type !== "TSExternalModuleReference") continue;
      bindings.set(id.name, { from: moduleReference.expression.value, imported: "*" });
    }
    if (statement.type === "TSExportAssignment") addWhole(record, bindings, statement.expression);
  }
}

/** `module.exports = …`, `exports.name = …`, `__exportStar(require("./a"), exports)` and their like at the top of a script. */
export function addCommonJs(record: MutableRecord, bindings: Bindings, program: Program): void {
  for (const statement of program.body) {
    addRequires(bindings, statement);
    if (statement.type !== "ExpressionStatement") continue;
    const { expression } = statement;
    if (expression.type === "AssignmentExpression") addAssignment(record, bindings, expression);
    if (expression.type === "CallExpression")
      addCall(record, bindings, expression.callee, expression.arguments);
  }
}

/** `const a = require("./a")`, `const { b: c } = require("./b")`. */
function addRequires(bindings: Bindings, statement: Statement): void {
  if (statement.type !== "VariableDeclaration") return;
  for (const { id, init } of statement.declarations) {
    const source = init && getSource(bindings, init);
    if (!source) continue;
    if (id.type === "Identifier") bindings.set(id.name, source);
    if (id.type !== "ObjectPattern" || source.imported !== "*") continue;
    for (const property of id.properties) {
      if (property.type !== "Property" || property.value.type !== "Identifier") continue;
      const imported = getKey(property.key, property.computed);
      if (imported !== undefined) bindings.set(property.value.name, { ...source, imported });
    }
  }
}

function addAssignment(record: MutableRecord, bindings: Bindings, node: Expression): void {
  if (node.type !== "AssignmentExpression") return;
  // module.exports = exports = …: what stands last is the value of all.
  let right = node.right;
  while (right.type === "AssignmentExpression") {
    addAssignment(record, bindings, right);
    right = right.right;
  }
  if (node.left.type !== "MemberExpression") return;
  if (isExports(node.left)) return addWhole(record, bindings, right);
  const name = isExports(node.left.object) ? getKey(node.left.property, node.left.computed) : undefined;
  if (name !== undefined) addName(record, bindings, name, right);
}

function addCall(record: MutableRecord, bindings: Bindings, callee: Expression, args: readonly Argument[]) {
  const name = callee.type === "Identifier" ? callee.name : getMemberName(callee);
  const values = args.filter((arg) => arg.type !== "SpreadElement");
  const [first, second, third] = values;
  const isStar = name === "__exportStar" || name === "__export";
  const isAssign = name === "assign" && first !== undefined && isExports(first);
  for (const value of isStar ? values.slice(0, 1) : isAssign ? values.slice(1) : []) {
    const source = getSource(bindings, value);
    if (source?.imported === "*") record.stars.push(source.from);
  }
  // What compilers write: Object.defineProperty(exports, "a", { get: function () { return m.a; } })
  if (name !== "defineProperty" || !first || !isExports(first) || second?.type !== "Literal") return;
  if (typeof second.value !== "string" || second.value === "__esModule") return;
  addName(record, bindings, second.value, third && getGetterResult(third));
}

function getGetterResult(node: Expression): Expression | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type !== "Property" || getKey(property.key, property.computed) !== "get") continue;
    const { value } = property;
    if (value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression") {
      if (value.body?.type !== "BlockStatement") return value.body ?? undefined;
      const last = value.body.body.at(-1);
      if (last?.type === "ReturnStatement") return last.argument ?? undefined;
    }
  }
  return undefined;
}

/** The value that a module is as a whole. */
function addWhole(record: MutableRecord, bindings: Bindings, value: Expression): void {
  const source = getSource(bindings, value);
  if (source?.imported === "*") {
    record.stars.push(source.from);
    for (const name of ["default", EXPORT_EQUALS])
      record.reexports.push({ name, from: source.from, imported: name });
    return;
  }
  record.own.push(EXPORT_EQUALS);
  addName(record, bindings, "default", value);
  if (value.type === "ObjectExpression") addObject(record, bindings, value);
}

function addObject(record: MutableRecord, bindings: Bindings, node: ObjectExpression): void {
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const source = getSource(bindings, property.argument);
      if (source?.imported === "*") record.stars.push(source.from);
      continue;
    }
    const name = getKey(property.key, property.computed);
    if (name !== undefined) addName(record, bindings, name, property.value);
  }
}

function addName(
  record: MutableRecord,
  bindings: Bindings,
  name: string,
  value: Expression | undefined,
): void {
  const source = value && getSource(bindings, value);
  if (source) record.reexports.push({ name, ...source });
  else record.own.push(name);
}

/** The module and name that an expression stands for: `require("./a")`, `require("./a").b`, a name bound to one, a member of it. */
function getSource(bindings: Bindings, node: Expression): Binding | undefined {
  if (node.type === "Identifier") return bindings.get(node.name);
  if (node.type === "CallExpression") {
    const [first] = node.arguments;
    const isRequire = node.callee.type === "Identifier" && node.callee.name === "require";
    if (!isRequire || first?.type !== "Literal" || typeof first.value !== "string") return undefined;
    return { from: first.value, imported: "*" };
  }
  if (node.type !== "MemberExpression") return undefined;
  const whole = getSource(bindings, node.object);
  const imported = getMemberName(node);
  return whole?.imported === "*" && imported !== undefined ? { ...whole, imported } : undefined;
}

/** `exports` or `module.exports`. */
function isExports(node: Expression | { readonly type: "Super" }): boolean {
  if (node.type === "Identifier") return node.name === "exports";
  if (node.type !== "MemberExpression") return false;
  return (
    node.object.type === "Identifier" && node.object.name === "module" && getMemberName(node) === "exports"
  );
}

function getMemberName(node: Expression): string | undefined {
  return node.type === "MemberExpression" ? getKey(node.property, node.computed) : undefined;
}

function getKey(key: { readonly type: string }, isComputed: boolean): string | undefined {
  if ("name" in key && typeof key.name === "string" && !isComputed) return key.name;
  return "value" in key && typeof key.value === "string" ? key.value : undefined;
}
