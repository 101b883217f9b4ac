import type { TSESTree } from "@typescript-eslint/utils";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { CodeFile } from "../code/code-file.js";
import { getText, readModelOptions } from "./model-options.js";
import { getModelRef } from "./model-ref.js";
import { readAssociationDecorator } from "./read-associations.js";
import { readAttributeOptions } from "./read-attributes.js";
import type { SequelizeAssociation, SequelizeAttribute, SequelizeModel } from "./sequelize-mapping.js";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A class with decorators of sequelize-typescript, or one that only extends another: `init` may map it elsewhere. */
export function readClassModel(
  node: ClassNode,
  { scopes }: CodeFile,
  exports: ReadonlyMap<string, readonly string[]>,
): SequelizeModel | undefined {
  const id = node.id ?? getVariable(node);
  if (!id || node.superClass === null) return undefined;
  const table = findDecorator(node, "Table");
  const [options] = table?.arguments ?? [];
  const parent = getModelRef(getParent(node.superClass), scopes);
  const [start, end] = getNameRange(id);
  const members = node.body.body.flatMap((member) => readMember(member, { scopes }));
  return {
    model: id.name,
    exports: exports.get(id.name) ?? [],
    ...{ start, end },
    isMapped: table !== undefined,
    options: { ...readModelOptions(options, scopes), ...getTimestamps(node) },
    ...(parent && { parent }),
    attributes: members.flatMap(({ attribute }) => attribute ?? []),
    associations: members.flatMap(({ association }) => association ?? []),
    isComplete: true,
  };
}

/** `const User = class extends Model {}` */
function getVariable({ parent }: ClassNode): TSESTree.Identifier | undefined {
  return parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : undefined;
}

/** `extends Model<…>`, `extends WithAudit(Model)` */
function getParent(superClass: TSESTree.Node): TSESTree.Node {
  const value = unwrap(superClass);
  return value.type === "CallExpression" && value.arguments[0] ? value.arguments[0] : value;
}

interface ReadMember {
  readonly attribute?: SequelizeAttribute;
  readonly association?: SequelizeAssociation;
}

function readMember(member: TSESTree.ClassElement, { scopes }: Pick<CodeFile, "scopes">): ReadMember[] {
  if (member.type !== "PropertyDefinition" && member.type !== "MethodDefinition") return [];
  const { key } = member;
  if (key.type !== "Identifier" || member.computed || member.decorators.length === 0) return [];
  const calls = member.decorators.map(({ expression }) => expression);
  for (const call of calls) {
    const association = call.type === "CallExpression" && readAssociationDecorator(call, key, scopes);
    if (association) return [{ association }];
  }
  const names = calls.map(getDecoratorName);
  if (!names.some((name) => MAPPING.has(name ?? ""))) return [];
  const [start, end] = getNameRange(key);
  const [target] = findDecorator(member, "ForeignKey")?.arguments ?? [];
  const ref = target && getModelRef(target, scopes);
  const [columnName] = findDecorator(member, "ColumnName")?.arguments ?? [];
  const column = getText(columnName);
  const [options] = (findDecorator(member, "Column") ?? findDecorator(member, "Attribute"))?.arguments ?? [];
  const text = getText(options);
  return [
    {
      attribute: {
        property: key.name,
        ...{ start, end },
        ...(options && text === undefined && readAttributeOptions(options, scopes)),
        ...(text !== undefined && { column: text }),
        ...(column !== undefined && { column }),
        ...(names.includes("PrimaryKey") && { isKey: true }),
        ...(ref && { target: ref }),
      },
    },
  ];
}

const TIMESTAMPS: Readonly<Record<string, "createdAt" | "updatedAt" | "deletedAt">> = {
  CreatedAt: "createdAt",
  UpdatedAt: "updatedAt",
  DeletedAt: "deletedAt",
};
const MAPPING: ReadonlySet<string> = new Set([
  "Column",
  "Attribute",
  "ForeignKey",
  ...Object.keys(TIMESTAMPS),
]);

/** Such a decorator names the attribute and switches the timestamp on. */
function getTimestamps({ body }: ClassNode): SequelizeModel["options"] {
  const options: Record<string, string | boolean> = {};
  for (const member of body.body) {
    if (member.type !== "PropertyDefinition" || member.key.type !== "Identifier") continue;
    for (const { expression } of member.decorators) {
      const option = TIMESTAMPS[getDecoratorName(expression) ?? ""];
      if (option === undefined) continue;
      options[option] = member.key.name;
      if (option === "deletedAt") options["paranoid"] = true;
    }
  }
  return options;
}

function getDecoratorName(expression: TSESTree.Expression): string | undefined {
  const called = expression.type === "CallExpression" ? expression.callee : expression;
  return called.type === "Identifier" ? called.name : undefined;
}

interface Decorated {
  readonly decorators: readonly TSESTree.Decorator[];
}

/** A decorator by name, with its arguments if it is called. */
export function findDecorator(
  { decorators }: Decorated,
  name: string,
): { readonly arguments: readonly TSESTree.Node[] } | undefined {
  for (const { expression } of decorators) {
    if (getDecoratorName(expression) !== name) continue;
    return { arguments: expression.type === "CallExpression" ? expression.arguments : [] };
  }
  return undefined;
}
