import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName, getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getExportNames } from "../code/export-names.js";
import { getText, readModelOptions } from "./model-options.js";
import { getModelRef } from "./model-ref.js";
import { readAssociationCall } from "./read-associations.js";
import { hasAllAttributes, readAttributes } from "./read-attributes.js";
import { readClassModel } from "./read-class-model.js";
import { findFactory, readMade } from "./read-factories.js";
import type { MadeModel, ModelOptions, SequelizeMapping, SequelizeModel } from "./sequelize-mapping.js";

/** Never false for a text that says something of a model: even where Sequelize itself comes through a module of the repo, its words are there. */
export function mayMapSequelize(text: string): boolean {
  if (!/sequelize/i.test(text)) return false;
  return /@Table\b|@Column\b|@Attribute\b|\.(?:init|define|belongsTo|hasMany|hasOne|belongsToMany)\b|\bdefine\s*:|@CreatedAt|\bextends\b|\([^()]*\bsequelize\b/.test(
    text,
  );
}

export function readSequelizeMapping(file: CodeFile): SequelizeMapping | undefined {
  const exports = getModelExports(file.ast);
  const classes: SequelizeModel[] = [];
  const defined: SequelizeModel[] = [];
  const inits = new Map<string, Initialised>();
  const associations: Mutable<SequelizeMapping["associations"]> = [];
  const defaults: ModelOptions[] = [];
  const made: MadeModel[] = [];
  for (const node of walk(file.ast)) {
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      const model = readClassModel(node, file, exports);
      if (model) classes.push(model);
    }
    if (node.type === "NewExpression") defaults.push(...readDefaults(node, file));
    if (node.type !== "CallExpression") continue;
    const model = readDefined(node, file, exports);
    if (model) defined.push(model);
    const association = readAssociationCall(node, file.scopes);
    if (association) associations.push(association);
    const init = readInit(node, file, exports);
    if (init) inits.set(init.model, init);
    const one = readMade(node, file, exports);
    if (one) made.push(one);
  }
  const found = [...classes.map((model) => addInit(model, inits.get(model.model))), ...defined];
  const models = found.map((model) => withoutSharedFactory(model, found));
  const isEmpty = models.length + associations.length + defaults.length + made.length === 0;
  return isEmpty ? undefined : { models, associations, defaults, made };
}

type Mutable<T> = T extends readonly (infer E)[] ? E[] : T;

/** A function that defines several models gives none of them alone. */
function withoutSharedFactory(model: SequelizeModel, all: readonly SequelizeModel[]): SequelizeModel {
  const { factory, ...rest } = model;
  const isShared = all.some((other) => other !== model && other.factory?.at === factory?.at);
  return factory && isShared ? rest : model;
}

type Initialised = Pick<SequelizeModel, "attributes" | "options" | "isComplete" | "model" | "factory">;

/** `User.init({ … }, { sequelize })`, `this.init(…)` or `super.init(…)` in a method of the class. */
function readInit(
  call: TSESTree.CallExpression,
  { scopes }: CodeFile,
  exports: Exports,
): Initialised | undefined {
  const { callee, arguments: args } = call;
  const [attributes, options] = args;
  if (callee.type !== "MemberExpression" || getMemberName(callee) !== "init") return undefined;
  if (attributes === undefined || options === undefined) return undefined;
  const receiver =
    callee.object.type === "Super" ? getSuperClass(callee) : getModelRef(callee.object, scopes)?.name;
  const isModel =
    receiver !== undefined && getEntries(options, scopes).some(({ name }) => name === "sequelize");
  if (!isModel) return undefined;
  const factory = findFactory(call, receiver, exports);
  return {
    model: receiver,
    ...(factory && { factory }),
    attributes: readAttributes(attributes, scopes),
    options: readModelOptions(options, scopes),
    isComplete: hasAllAttributes(attributes, scopes),
  };
}

function getSuperClass(node: TSESTree.Node): string | undefined {
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent)
    if (current.type === "ClassDeclaration") return current.id?.name;
  return undefined;
}

function addInit(model: SequelizeModel, init: Initialised | undefined): SequelizeModel {
  if (init === undefined) return model;
  return {
    ...model,
    isMapped: true,
    options: { ...model.options, ...init.options },
    attributes: [...model.attributes, ...init.attributes],
    isComplete: model.isComplete && init.isComplete,
    ...(init.factory && { factory: init.factory }),
  };
}

/** `const User = sequelize.define("user", { … }, { … })` */
function readDefined(
  node: TSESTree.CallExpression,
  { scopes }: CodeFile,
  exports: Exports,
): SequelizeModel | undefined {
  const callee = unwrap(node.callee);
  const [first, attributes, options] = node.arguments;
  const modelName = getText(first);
  if (callee.type !== "MemberExpression" || getMemberName(callee) !== "define") return undefined;
  if (first === undefined || modelName === undefined || attributes === undefined) return undefined;
  const holder = getHolder(node);
  const [start, end] = getNameRange(holder ?? first);
  const model = holder?.name ?? modelName;
  const factory = findFactory(node, model, exports);
  const rowType = getRowType(node, scopes);
  return {
    model,
    exports: exports.get(model) ?? [],
    ...{ start, end },
    isMapped: true,
    options: { ...readModelOptions(options, scopes), modelName },
    attributes: readAttributes(attributes, scopes),
    associations: [],
    isComplete: hasAllAttributes(attributes, scopes),
    ...(factory && { factory }),
    ...(rowType && { rowType }),
  };
}

/** `sequelize.define<UserInstance>(…)`: the type of the model's rows. */
function getRowType(
  { typeArguments }: TSESTree.CallExpression,
  scopes: CodeFile["scopes"],
): SequelizeModel["rowType"] {
  const [first] = typeArguments?.params ?? [];
  return first?.type === "TSTypeReference" && !first.typeArguments
    ? getCodeName(first.typeName, scopes)
    : undefined;
}

type Exports = ReadonlyMap<string, readonly string[]>;

/** `const User = …`, `db.User = …`, `const User = <ModelStatic<…>>…` */
function getHolder(node: TSESTree.Node): (TSESTree.Node & { readonly name: string }) | undefined {
  const { parent } = node;
  if (parent === undefined) return undefined;
  if (unwrap(parent) !== parent) return getHolder(parent);
  if (parent.type === "VariableDeclarator") return parent.id.type === "Identifier" ? parent.id : undefined;
  if (parent.type !== "AssignmentExpression" || parent.left.type !== "MemberExpression") return undefined;
  const { property } = parent.left;
  return property.type === "Identifier" && !parent.left.computed && property.name !== "exports"
    ? property
    : undefined;
}

/** `new Sequelize(url, { define: { underscored: true } })` */
function readDefaults(
  { callee, arguments: args }: TSESTree.NewExpression,
  { scopes }: CodeFile,
): ModelOptions[] {
  const isSequelize =
    (callee.type === "Identifier" && callee.name === "Sequelize") ||
    (callee.type === "MemberExpression" && getMemberName(callee) === "Sequelize");
  if (!isSequelize) return [];
  return args.flatMap((argument) =>
    getEntries(argument, scopes)
      .filter(({ name }) => name === "define")
      .map(({ value }) => readModelOptions(value, scopes)),
  );
}

/** ES exports, and `module.exports = User`, `module.exports = { User }`, `exports.User = User`. */
function getModelExports(program: TSESTree.Program): ReadonlyMap<string, readonly string[]> {
  const names = new Map(getExportNames(program));
  const add = (local: string, exported: string): void => {
    names.set(local, [...(names.get(local) ?? []), exported]);
  };
  for (const statement of program.body) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
      continue;
    const { left, right } = statement.expression;
    if (left.type !== "MemberExpression") continue;
    const isWhole = left.object.type === "Identifier" && left.object.name === "module";
    const name = getMemberName(left);
    if (right.type === "Identifier" && name !== undefined) add(right.name, isWhole ? "default" : name);
    if (!isWhole || right.type !== "ObjectExpression") continue;
    for (const property of right.properties)
      if (
        property.type === "Property" &&
        property.key.type === "Identifier" &&
        property.value.type === "Identifier"
      )
        add(property.value.name, property.key.name);
  }
  return names;
}
