import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ScriptFile } from "../../detector.js";
import type { Models } from "./models.js";

export interface Finding {
  readonly models: Models;
  readonly file: ScriptFile;
}

const MAX_DEPTH = 8;

const MAKERS: ReadonlySet<string> = new Set(["getRepository", "getTreeRepository", "getMongoRepository"]);
const KEEPERS: ReadonlySet<string> = new Set(["extend", "withRepository"]);

/** The entity whose repository an expression is: `dataSource.getRepository(User)`, `this.users`, a variable or a repository class's own `this`. */
export function findRepositoryModel(
  expression: TSESTree.Node,
  finding: Finding,
  depth = 0,
): MappedTable | undefined {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return undefined;
  switch (node.type) {
    case "AwaitExpression":
      return findRepositoryModel(node.argument, finding, depth + 1);
    case "CallExpression":
      return findMade(node, finding, depth);
    case "NewExpression":
      return finding.models.findByRepository(node.callee);
    case "Identifier":
      return findByVariable(node, finding, depth);
    case "ThisExpression":
    case "Super":
      return findOwn(node, finding);
    case "MemberExpression":
      return findByMember(node, finding, depth);
    case "LogicalExpression":
      return (
        findRepositoryModel(node.left, finding, depth + 1) ??
        findRepositoryModel(node.right, finding, depth + 1)
      );
    case "AssignmentExpression":
      return findRepositoryModel(node.right, finding, depth + 1);
    default:
      return undefined;
  }
}

function findMade(node: TSESTree.CallExpression, finding: Finding, depth: number): MappedTable | undefined {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const name =
    callee.type === "MemberExpression"
      ? getMemberName(callee)
      : callee.type === "Identifier"
        ? callee.name
        : undefined;
  if (name === undefined) return undefined;
  if (MAKERS.has(name)) return first && finding.models.find(first);
  if (name === "getCustomRepository") return first && finding.models.findByRepository(first);
  if (!KEEPERS.has(name) || callee.type !== "MemberExpression") return undefined;
  return (
    (name === "withRepository" && first ? findRepositoryModel(first, finding, depth + 1) : undefined) ??
    findRepositoryModel(callee.object, finding, depth + 1)
  );
}

function findByVariable(node: TSESTree.Identifier, finding: Finding, depth: number): MappedTable | undefined {
  const known = finding.models.findByRepository(node);
  if (known !== undefined) return known;
  const variable = findVariable(finding.file.scopes, node);
  const [definition] = variable?.defs ?? [];
  if (variable === undefined || definition === undefined) return undefined;
  const { name } = definition;
  const typed = name.type === "Identifier" ? findByAnnotation(name, finding) : undefined;
  if (typed !== undefined) return typed;
  if (definition.node.type === "VariableDeclarator" && definition.node.id.type === "Identifier") {
    const { init } = definition.node;
    if (init !== null) return findRepositoryModel(init, finding, depth + 1);
  }
  // let users; users = dataSource.getRepository(User);
  for (const reference of variable.references) {
    const value = reference.writeExpr;
    const model = value && findRepositoryModel(value, finding, depth + 1);
    if (model) return model;
  }
  return undefined;
}

/** `users: Repository<User>`, `users: UserRepository`. */
function findByAnnotation(
  node: TSESTree.Identifier | TSESTree.PropertyDefinition,
  { models }: Finding,
): MappedTable | undefined {
  const type = node.typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeReference") return undefined;
  const [argument] = type.typeArguments?.params ?? [];
  if (argument?.type !== "TSTypeReference") return models.findByRepository(type.typeName);
  const name = type.typeName.type === "Identifier" ? type.typeName.name : type.typeName.type;
  return name.endsWith("Repository") ? models.find(argument.typeName) : undefined;
}

/** `this.find()` in a class that is a repository itself. */
function findOwn(node: TSESTree.Node, { models }: Finding): MappedTable | undefined {
  const owner = findClass(node);
  return owner?.id ? models.findByRepository(owner.id) : undefined;
}

export function findClass(
  node: TSESTree.Node,
): TSESTree.ClassDeclaration | TSESTree.ClassExpression | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassDeclaration" && current.type !== "ClassExpression")
    current = current.parent;
  return current ?? undefined;
}

/** `this.users`, by what the class says of it; `repositories.users` of an object of the module. */
function findByMember(
  node: TSESTree.MemberExpression,
  finding: Finding,
  depth: number,
): MappedTable | undefined {
  const name =
    getMemberName(node) ?? (node.property.type === "PrivateIdentifier" ? node.property.name : undefined);
  if (name === undefined) return undefined;
  if (unwrap(node.object).type !== "ThisExpression") return finding.models.findByRepository(node);
  const owner = findClass(node);
  return owner && findByProperty(owner, name, { finding, depth });
}

interface Search {
  readonly finding: Finding;
  readonly depth: number;
}

function findByProperty(
  { body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  name: string,
  { finding, depth }: Search,
): MappedTable | undefined {
  for (const member of body.body) {
    if (member.type === "PropertyDefinition" && isNamed(member.key, name)) {
      const found =
        findByDecorator(member.decorators, finding) ??
        findByAnnotation(member, finding) ??
        (member.value ? findRepositoryModel(member.value, finding, depth + 1) : undefined);
      if (found !== undefined) return found;
    }
    // get users() { return this.dataSource.getRepository(User); }
    if (member.type === "MethodDefinition" && member.kind === "get" && isNamed(member.key, name)) {
      const returned = member.value.body?.body.at(-1);
      if (returned?.type === "ReturnStatement" && returned.argument !== null)
        return findRepositoryModel(returned.argument, finding, depth + 1);
    }
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    const found = findByParameter(member.value.params, name, finding);
    if (found !== undefined) return found;
  }
  return findByAssignment(body, name, { finding, depth });
}

function isNamed(key: TSESTree.Node, name: string): boolean {
  return (key.type === "Identifier" || key.type === "PrivateIdentifier") && key.name === name;
}

/** `constructor(@InjectRepository(User) private readonly users: Repository<User>)` */
function findByParameter(
  parameters: readonly TSESTree.Parameter[],
  name: string,
  finding: Finding,
): MappedTable | undefined {
  for (const parameter of parameters) {
    if (parameter.type !== "TSParameterProperty") continue;
    const target =
      parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
    if (target.type !== "Identifier" || target.name !== name) continue;
    return findByDecorator(parameter.decorators, finding) ?? findByAnnotation(target, finding);
  }
  return undefined;
}

function findByDecorator(
  decorators: readonly TSESTree.Decorator[] | undefined,
  { models }: Finding,
): MappedTable | undefined {
  for (const { expression } of decorators ?? []) {
    if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") continue;
    const [first] = expression.arguments;
    if (expression.callee.name === "InjectRepository" && first !== undefined) return models.find(first);
  }
  return undefined;
}

/** `this.users = dataSource.getRepository(User)`, in whichever method. */
function findByAssignment(
  body: TSESTree.ClassBody,
  name: string,
  { finding, depth }: Search,
): MappedTable | undefined {
  for (const statement of getStatements(body)) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
      continue;
    const { left, right } = statement.expression;
    if (left.type !== "MemberExpression" || left.object.type !== "ThisExpression") continue;
    if (!isNamed(left.property, name)) continue;
    const model = findRepositoryModel(right, finding, depth + 1);
    if (model !== undefined) return model;
  }
  return undefined;
}

function getStatements({ body }: TSESTree.ClassBody): TSESTree.Statement[] {
  return body.flatMap((member) =>
    member.type === "MethodDefinition" ? (member.value.body?.body ?? []) : [],
  );
}
