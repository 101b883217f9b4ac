import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { CodeFile } from "../code/code-file.js";
import { type CodeName, getCodeName } from "../code/code-name.js";
import { getExportNames } from "../code/export-names.js";
import { isOff } from "../typeorm/decorators.js";
import { readRepositoryClass, readRepositoryConstant } from "../typeorm/read-repositories.js";
import type { EntityRepository } from "../code/named-class.js";
import type { MikroOrmClass, MikroOrmMapping, MikroOrmMember, Naming } from "./mikro-orm-mapping.js";
import { readEntityOptions } from "./read-entity-options.js";
import { readMember, RELATIONS } from "./read-member.js";
import { readSchema } from "./read-schema.js";

/** Never false for a text that maps an entity, names a strategy or makes a repository that others import. */
export function mayMapMikroOrm(text: string): boolean {
  return text.includes("mikro-orm") || (text.includes(".class") && /\bextends\s+[\w.]+\.class\b/.test(text));
}

/** Entities, classes with mapped members, schemas and repositories that a module declares at its top level. */
export function readMikroOrmMapping(file: CodeFile): MikroOrmMapping | undefined {
  const exports = getExportNames(file.ast);
  const isOwn = file.text.includes("mikro-orm");
  const classes: MikroOrmClass[] = [];
  const repositories: (EntityRepository | undefined)[] = [];
  for (const statement of file.ast.body) {
    const declaration = getDeclaration(statement);
    if (declaration?.type === "ClassDeclaration") {
      const found = readClass(declaration, exports, file);
      if (found !== undefined) classes.push(found);
      if (isOwn) repositories.push(readRepositoryClass(declaration, exports, file));
    }
    if (declaration?.type !== "VariableDeclaration" || !isOwn) continue;
    for (const declarator of declaration.declarations) {
      const found = readVariable(declarator, exports, file);
      if (found !== undefined) classes.push(found);
      repositories.push(readRepositoryConstant(declarator, exports, file));
    }
  }
  const naming = isOwn && file.text.includes("namingStrategy") ? findNaming(file) : undefined;
  const handles = repositories.filter((one) => one !== undefined);
  if (classes.length + handles.length === 0 && naming === undefined) return undefined;
  return { classes, repositories: handles, ...(naming !== undefined && { naming }) };
}

function getDeclaration(statement: TSESTree.ProgramStatement): TSESTree.Node | null {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  return isExport ? statement.declaration : statement;
}

type Exports = ReadonlyMap<string, readonly string[]>;

/** The name under which MikroORM exports what an expression names. */
function getImported(node: TSESTree.Node, { scopes }: CodeFile): string | undefined {
  const name = getCodeName(node, scopes);
  if (name === undefined || !("from" in name) || !name.from.includes("mikro-orm")) return undefined;
  return name.member ?? name.imported;
}

function readVariable(
  { id, init }: TSESTree.VariableDeclarator,
  exports: Exports,
  file: CodeFile,
): MikroOrmClass | undefined {
  const value = init && unwrap(init);
  if (id.type !== "Identifier" || (value?.type !== "NewExpression" && value?.type !== "CallExpression"))
    return undefined;
  const expected = value.type === "NewExpression" ? "EntitySchema" : "defineEntity";
  const [argument] = value.arguments;
  if (argument === undefined || getImported(value.callee, file) !== expected) return undefined;
  return readSchema(argument, { id, exports: exports.get(id.name) ?? [] }, file);
}

function readClass(
  node: TSESTree.ClassDeclaration,
  exports: Exports,
  file: CodeFile,
): MikroOrmClass | undefined {
  const { id, superClass } = node;
  if (id === null) return undefined;
  const [start, end] = getNameRange(id);
  const named = { model: id.name, exports: exports.get(id.name) ?? [], start, end };
  const schema = superClass && getSchema(superClass, file);
  if (schema) return { ...named, schema, members: [] };
  const calls = getCalls(node.decorators, file);
  const call = calls.find(({ name }) => name === "Entity");
  const isEmbeddable = calls.some(({ name }) => name === "Embeddable");
  const members = node.body.body.flatMap((member) => readClassMember(member, file) ?? []);
  if (call === undefined && !isEmbeddable && members.length === 0) return undefined;
  const options = call?.arguments.flatMap((argument) => getEntries(argument, file.scopes)) ?? [];
  const entity = call && readEntityOptions(options, id.name, file);
  const parent = superClass === null ? undefined : getCodeName(superClass, file.scopes);
  return { ...named, ...(entity && { entity }), ...(parent && { parent }), members };
}

/** `class User extends UserSchema.class`; what another module's schema is, is told when files are linked. */
function getSchema(superClass: TSESTree.Node, { scopes }: CodeFile): CodeName | undefined {
  const node = unwrap(superClass);
  if (node.type !== "MemberExpression" || getMemberName(node) !== "class") return undefined;
  return getCodeName(node.object, scopes);
}

interface DecoratorCall {
  readonly name: string;
  readonly arguments: readonly TSESTree.Node[];
}

function getCalls(decorators: readonly TSESTree.Decorator[] | undefined, file: CodeFile): DecoratorCall[] {
  return (decorators ?? []).flatMap(({ expression }) => {
    const call = unwrap(expression);
    const name = getImported(call.type === "CallExpression" ? call.callee : call, file);
    return name === undefined
      ? []
      : [{ name, arguments: call.type === "CallExpression" ? call.arguments : [] }];
  });
}

const COLUMNS: ReadonlySet<string> = new Set([
  ...["Property", "PrimaryKey", "SerializedPrimaryKey", "Enum", "Formula", "Embedded"],
  ...RELATIONS,
]);

function readClassMember(member: TSESTree.ClassElement, file: CodeFile): MikroOrmMember | undefined {
  if (
    member.type !== "PropertyDefinition" &&
    member.type !== "MethodDefinition" &&
    member.type !== "AccessorProperty"
  )
    return undefined;
  const { key } = member;
  const property = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : undefined;
  const calls = getCalls(member.decorators, file).filter(({ name }) => COLUMNS.has(name));
  // A relation may be the primary key: `@PrimaryKey() @OneToOne()`.
  const call = calls.find(({ name }) => RELATIONS.has(name)) ?? calls[0];
  if (call === undefined || typeof property !== "string") return undefined;
  const options = calls.flatMap((one) =>
    one.arguments.flatMap((argument) =>
      argument.type === "ArrowFunctionExpression" ? [] : getEntries(argument, file.scopes),
    ),
  );
  // What is computed from other properties is in no table.
  if (member.type === "MethodDefinition" && isOff(options, "persist")) return undefined;
  const [start, end] = getNameRange(key);
  const type = member.type === "MethodDefinition" ? undefined : getType(member);
  return readMember(
    {
      ...{ property, start, end, kind: call.name, options },
      arguments: call.arguments.filter((argument) => getEntries(argument, file.scopes).length === 0),
      ...(type && { type }),
    },
    file,
  );
}

/** `author: Author`, `books = new Collection<Book>(this)` */
function getType({
  typeAnnotation,
  value,
}: TSESTree.PropertyDefinition | TSESTree.AccessorProperty): TSESTree.TypeNode | undefined {
  const made = value?.type === "NewExpression" ? value.typeArguments?.params[0] : undefined;
  return typeAnnotation?.typeAnnotation ?? made;
}

/** `namingStrategy: EntityCaseNamingStrategy` of a configuration. */
function findNaming(file: CodeFile): Naming | undefined {
  for (const node of walk(file.ast)) {
    if (node.type !== "Property" || node.key.type !== "Identifier" || node.key.name !== "namingStrategy")
      continue;
    const value = unwrap(node.value);
    const name = getImported(value, file);
    if (name === "EntityCaseNamingStrategy") return "case";
    if (name !== "UnderscoreNamingStrategy" && !isUnderscore(value, file)) return "unknown";
  }
  return undefined;
}

/** A class of the module that changes nothing but what it says itself still is one of the repo's own. */
function isUnderscore(node: TSESTree.Node, file: CodeFile): boolean {
  if (node.type !== "Identifier") return false;
  const variable = findVariable(file.scopes, node);
  const init = variable && getConstantInit(variable);
  return init !== undefined && getImported(init, file) === "UnderscoreNamingStrategy";
}
