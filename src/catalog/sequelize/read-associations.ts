import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getText } from "./model-options.js";
import { getModelRef } from "./model-ref.js";
import {
  ASSOCIATIONS,
  type ForeignKey,
  type ModelRef,
  type SequelizeAssociation,
} from "./sequelize-mapping.js";

/** `User.hasMany(models.Post, { as: "posts", foreignKey: "authorId" })` */
export function readAssociationCall(
  node: TSESTree.CallExpression,
  scopes: ScopeManager,
): (SequelizeAssociation & { readonly source: ModelRef }) | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const kind = getKind(getMemberName(callee));
  const [first, options] = node.arguments;
  const source = kind && getModelRef(callee.object, scopes);
  const target = first && getModelRef(first, scopes);
  if (kind === undefined || source === undefined || target === undefined) return undefined;
  const [start, end] = getNameRange(callee.property);
  return { kind, source, target, ...{ start, end }, isDecorated: false, ...readOptions(options, scopes) };
}

/** `@BelongsTo(() => User, "authorId") author: User` */
export function readAssociationDecorator(
  { callee, arguments: args }: TSESTree.CallExpression,
  property: TSESTree.Node & { readonly name: string },
  scopes: ScopeManager,
): SequelizeAssociation | undefined {
  const kind = callee.type === "Identifier" ? getKind(uncapitalize(callee.name)) : undefined;
  const [first, ...others] = args;
  const target = first && getModelRef(first, scopes);
  if (kind === undefined || target === undefined) return undefined;
  const [start, end] = getNameRange(property);
  const common = { kind, target, start, end, as: property.name, isDecorated: true } as const;
  if (kind === "belongsToMany") return { ...common, ...readThrough(others, scopes) };
  const [options] = others;
  return { ...common, ...readOptions(options, scopes), as: property.name };
}

function getKind(name: string | undefined): SequelizeAssociation["kind"] | undefined {
  return ASSOCIATIONS.find((kind) => kind === name);
}

function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

type AssociationOptions = Partial<Pick<SequelizeAssociation, "as" | "foreignKey" | "otherKey" | "through">>;

function readOptions(node: TSESTree.Node | undefined, scopes: ScopeManager): AssociationOptions {
  if (node === undefined) return {};
  const key = getText(node);
  if (key !== undefined) return { foreignKey: { name: key } };
  const entries = getEntries(node, scopes);
  const find = (name: string) => entries.find((entry) => entry.name === name)?.value;
  const as = getText(find("as"));
  const foreignKey = readKey(find("foreignKey"), scopes);
  const otherKey = readKey(find("otherKey"), scopes);
  const through = find("through");
  const throughModel = through && readThroughModel(through, scopes);
  return {
    ...(as !== undefined && { as }),
    ...(foreignKey && { foreignKey }),
    ...(otherKey && { otherKey }),
    ...(throughModel && { through: throughModel }),
  };
}

/** `() => Membership, "userId", "groupId"`, or options. */
function readThrough(
  [first, foreign, other]: readonly TSESTree.Node[],
  scopes: ScopeManager,
): AssociationOptions {
  if (first === undefined || unwrap(first).type === "ObjectExpression") return readOptions(first, scopes);
  const through = getModelRef(first, scopes);
  const foreignKey = readKey(foreign, scopes);
  const otherKey = readKey(other, scopes);
  return {
    ...(through && { through }),
    ...(foreignKey && { foreignKey }),
    ...(otherKey && { otherKey }),
  };
}

/** `through: Membership`, `through: { model: Membership }` */
function readThroughModel(node: TSESTree.Node, scopes: ScopeManager): ModelRef | undefined {
  const model = getEntries(node, scopes).find(({ name }) => name === "model")?.value;
  return getModelRef(model ?? node, scopes);
}

function readKey(node: TSESTree.Node | undefined, scopes: ScopeManager): ForeignKey | undefined {
  if (node === undefined) return undefined;
  const text = getText(node);
  if (text !== undefined) return { name: text };
  const entries = getEntries(node, scopes);
  const find = (name: string) => getText(entries.find((entry) => entry.name === name)?.value);
  const column = find("field") ?? find("columnName");
  const name = find("name") ?? find("fieldName") ?? column;
  return name === undefined ? undefined : { name, ...(column !== undefined && { column }) };
}
