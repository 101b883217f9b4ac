import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries, type ObjectEntry } from "../../ast/object-entries.js";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getConstantText } from "./constant-text.js";
import { type DecoratorCall, findOption, getDecoratorCalls, getOptions, isOff } from "./decorators.js";
import type { TargetName } from "../code/named-class.js";
import type { JoinColumn, JoinTable, TypeormMember, TypeormRelation } from "./typeorm-mapping.js";

/** The mapped members of a class, and those that TypeORM adds to a tree. */
export function readMembers(node: TSESTree.ClassDeclaration, file: CodeFile): TypeormMember[] {
  return node.body.body.flatMap((member) => {
    if (member.type !== "PropertyDefinition" && member.type !== "MethodDefinition") return [];
    const { key } = member;
    const property = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : undefined;
    if (typeof property !== "string" || (member.computed && key.type !== "Literal")) return [];
    const [start, end] = getNameRange(key);
    const decorators = getDecoratorCalls(member.decorators, file);
    return readMember({ property, start, end }, decorators, { file, owner: node });
  });
}

interface Place {
  readonly property: string;
  readonly start: number;
  readonly end: number;
}

interface Around {
  readonly file: CodeFile;
  readonly owner: TSESTree.ClassDeclaration;
}

function readMember(
  place: Place,
  decorators: readonly DecoratorCall[],
  { file, owner }: Around,
): TypeormMember[] {
  const relation = decorators.find(({ name }) => RELATIONS.has(name));
  if (relation !== undefined) return readRelation(place, relation, { file, owner, decorators });
  const column = decorators.find(({ name }) => isColumn(name));
  if (column === undefined) return [];
  const [type] = column.arguments;
  // `@Column(() => Name)`; a string names a type of the database.
  const target = type?.type === "ArrowFunctionExpression" ? getTarget(type, file) : undefined;
  const options = getOptions(column, file);
  if (target !== undefined) {
    const prefix = getPrefix(findOption(options, "prefix"), file);
    return [{ kind: "embedded", ...place, target, ...(prefix !== undefined && { prefix }) }];
  }
  const isPrimary = decorators.some(({ name }) => name.startsWith("Primary"));
  return [
    readColumn(
      place,
      decorators.filter(({ name }) => isColumn(name)),
      { file, isPrimary },
    ),
  ];
}

interface ColumnContext {
  readonly file: CodeFile;
  readonly isPrimary: boolean;
}

/** A property may have two of them: `@Column({ type }) @CreateDateColumn()`. */
function readColumn(
  place: Place,
  decorators: readonly DecoratorCall[],
  { file, isPrimary }: ColumnContext,
): TypeormMember {
  const options = decorators.flatMap((decorator) => getOptions(decorator, file));
  const column = getConstantText(findOption(options, "name"), file.scopes);
  return {
    kind: "column",
    ...place,
    ...(column !== undefined && { column }),
    isPrimary: isPrimary || isOn(options, "primary"),
    isDeclared: !isTakenOut(options) || decorators.some(({ name }) => RETURNED_COLUMNS.has(name)),
  };
}

/** Neither selected, inserted nor updated, nor asked for when an INSERT returns what the database filled in: no statement of TypeORM names it. */
export function isTakenOut(options: readonly ObjectEntry[]): boolean {
  const isOut = isOff(options, "select") && isOff(options, "insert") && isOff(options, "update");
  return isOut && !RETURNED_OPTIONS.some((name) => findOption(options, name) !== undefined);
}

// `EntityMetadata.getInsertionReturningColumns`, which looks at nothing else.
const RETURNED_OPTIONS = ["default", "asExpression", "createDate", "updateDate", "deleteDate", "version"];
const RETURNED_COLUMNS: ReadonlySet<string> = new Set([
  "CreateDateColumn",
  "UpdateDateColumn",
  "DeleteDateColumn",
  "VersionColumn",
]);

export function isOn(options: readonly ObjectEntry[], name: string): boolean {
  const value = findOption(options, name);
  return value?.type === "Literal" && value.value === true;
}

const NO_COLUMNS: ReadonlySet<string> = new Set(["JoinColumn", "VirtualColumn", "ObjectIdColumn"]);

/** TypeORM's own, and a repo's own that are made of them: `@JsonColumn()`. */
function isColumn(name: string): boolean {
  return name.endsWith("Column") && !NO_COLUMNS.has(name);
}

const RELATIONS: ReadonlySet<string> = new Set([
  "OneToOne",
  "OneToMany",
  "ManyToOne",
  "ManyToMany",
  "TreeParent",
  "TreeChildren",
]);

interface RelationContext extends Around {
  readonly decorators: readonly DecoratorCall[];
}

function readRelation(
  place: Place,
  relation: DecoratorCall,
  { file, owner, decorators }: RelationContext,
): TypeormRelation[] {
  const isTree = relation.name.startsWith("Tree");
  const target = isTree ? getOwnTarget(owner) : getTarget(relation.arguments[0], file);
  if (target === undefined) return [];
  const join = decorators.find(({ name }) => name === "JoinColumn");
  const table = decorators.find(({ name }) => name === "JoinTable");
  const isOwner = relation.name === "ManyToOne" || relation.name === "TreeParent" || join !== undefined;
  const inverse = isTree ? undefined : getInverse(relation.arguments[1]);
  return [
    {
      kind: "relation",
      ...place,
      target,
      isMany: relation.name.endsWith("Many") || relation.name === "TreeChildren",
      ...(isOwner && { joins: getJoins(join?.arguments[0], file) }),
      ...(table && { joinTable: readJoinTable(table.arguments[0], file) }),
      ...(inverse !== undefined && { inverse }),
    },
  ];
}

function getOwnTarget({ id }: TSESTree.ClassDeclaration): TargetName | undefined {
  return id === null ? undefined : { own: id.name };
}

/** `() => Post`, `(type) => Post`, `"Post"`, `Post`. */
export function getTarget(node: TSESTree.Node | undefined, file: CodeFile): TargetName | undefined {
  const value = node && unwrap(node);
  if (value?.type === "ArrowFunctionExpression") return getTarget(value.body, file);
  if (value?.type === "FunctionExpression") {
    const returned = value.body.body.find((statement) => statement.type === "ReturnStatement");
    return returned?.type === "ReturnStatement" && returned.argument !== null
      ? getTarget(returned.argument, file)
      : undefined;
  }
  if (node?.type === "Literal") return typeof node.value === "string" ? { entity: node.value } : undefined;
  if (value?.type !== "Identifier" && value?.type !== "MemberExpression") return undefined;
  return getCodeName(value, file.scopes);
}

/** `(post) => post.author`, `"author"`. */
export function getInverse(node: TSESTree.Node | undefined): string | undefined {
  const value = node && unwrap(node);
  if (value?.type === "Literal") return typeof value.value === "string" ? value.value : undefined;
  if (value?.type !== "ArrowFunctionExpression") return undefined;
  const member = unwrap(value.body);
  return member.type === "MemberExpression" ? getMemberName(member) : undefined;
}

function getPrefix(node: TSESTree.Node | undefined, { scopes }: CodeFile): string | undefined {
  if (node?.type === "Literal" && node.value === false) return "";
  return getConstantText(node, scopes);
}

/** Of `@JoinColumn(…)`: one column, a list of them, or none that is named. */
export function getJoins(node: TSESTree.Node | undefined, { scopes }: CodeFile): JoinColumn[] {
  if (node === undefined) return [];
  return getElements(node, scopes).flatMap((element) => {
    const entries = getEntries(element, scopes);
    const name = getConstantText(findOption(entries, "name"), scopes);
    const referenced = getConstantText(findOption(entries, "referencedColumnName"), scopes);
    if (name === undefined && referenced === undefined) return [];
    return [{ ...(name !== undefined && { name }), ...(referenced !== undefined && { referenced }) }];
  });
}

export function readJoinTable(node: TSESTree.Node | undefined, file: CodeFile): JoinTable {
  const entries = node === undefined ? [] : getEntries(node, file.scopes);
  const own = getConstantText(node, file.scopes);
  const name = own ?? getConstantText(findOption(entries, "name"), file.scopes);
  const schema = getConstantText(findOption(entries, "schema"), file.scopes);
  const getSide = (...names: readonly string[]): JoinColumn[] =>
    names.flatMap((side) => getJoins(findOption(entries, side), file));
  return {
    ...(name !== undefined && { name }),
    ...(schema !== undefined && { schema }),
    joins: getSide("joinColumn", "joinColumns"),
    inverseJoins: getSide("inverseJoinColumn", "inverseJoinColumns"),
  };
}
