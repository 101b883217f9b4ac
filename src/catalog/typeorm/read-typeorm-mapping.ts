import { getImportPart } from "../../ast/import-part.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getNameRange } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { CodeFile } from "../code/code-file.js";
import { getCodeName } from "../code/code-name.js";
import { getExportNames } from "../code/export-names.js";
import type { EntityRepository } from "../code/named-class.js";
import { getConstantText } from "./constant-text.js";
import { type DecoratorCall, findImported, findOption, getDecoratorCalls, getOptions } from "./decorators.js";
import { readEntitySchema } from "./read-entity-schema.js";
import { readMembers } from "./read-members.js";
import { readRepositoryClass, readRepositoryConstant } from "./read-repositories.js";
import type {
  Naming,
  TypeormClass,
  TypeormEntity,
  TypeormMapping,
  TypeormMember,
} from "./typeorm-mapping.js";

/** Never false for a text that maps an entity, names a strategy or makes a repository that others import. */
export function mayMapTypeorm(text: string): boolean {
  if (!text.includes("getRepository") && !IMPORTED.test(getImportPart(text))) return false;
  return MAPPING.test(text) && /typeorm|Column\s*\(|Repository\b/i.test(text);
}

const IMPORTED = /[Tt]ype[Oo][Rr][Mm]|Entity|Column|To(?:One|Many)|Repository|amingStrategy/;

const MAPPING =
  /@\w*(?:Entity|Column)\b|@(?:\w+\.)?(?:Entity|ViewEntity|ChildEntity|(?:One|Many)To(?:One|Many))\b|\bEntitySchema\b|\bnamingStrategy\b|\bextends\s+\w*Repository\s*<|\bgetRepository\s*[(<]|@EntityRepository\b/;

/** Entities, classes with mapped members, and repositories that a module declares at its top level. */
export function readTypeormMapping(file: CodeFile): TypeormMapping | undefined {
  const exports = getExportNames(file.ast);
  const classes: TypeormClass[] = [];
  const repositories: EntityRepository[] = [];
  for (const statement of file.ast.body) {
    const declaration = getDeclaration(statement);
    if (declaration?.type === "ClassDeclaration") {
      push(classes, readClass(declaration, exports, file));
      push(repositories, readRepositoryClass(declaration, exports, file));
    }
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const declarator of declaration.declarations) {
      push(repositories, readRepositoryConstant(declarator, exports, file));
      push(classes, readSchema(declarator, exports, file));
    }
  }
  const naming = file.text.includes("namingStrategy") ? findNaming(file) : undefined;
  if (classes.length + repositories.length === 0 && naming === undefined) return undefined;
  return { classes, repositories, ...(naming !== undefined && { naming }) };
}

function push<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

function getDeclaration(statement: TSESTree.ProgramStatement): TSESTree.Node | null {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return statement.declaration;
    default:
      return statement;
  }
}

function readSchema(
  { id, init }: TSESTree.VariableDeclarator,
  exports: ReadonlyMap<string, readonly string[]>,
  file: CodeFile,
): TypeormClass | undefined {
  const value = init && unwrap(init);
  if (id.type !== "Identifier" || value?.type !== "NewExpression") return undefined;
  const callee = unwrap(value.callee);
  if (callee.type !== "Identifier" || findImported(callee, file) !== "EntitySchema") return undefined;
  return readEntitySchema(value, { id, exports: exports.get(id.name) ?? [] }, file);
}

function readClass(
  node: TSESTree.ClassDeclaration,
  exports: ReadonlyMap<string, readonly string[]>,
  file: CodeFile,
): TypeormClass | undefined {
  const { id } = node;
  if (id === null || hasOtherOrm(file)) return undefined;
  const decorators = getDecoratorCalls(node.decorators, file);
  const entity = readEntity(id.name, decorators, file);
  const parent = node.superClass === null ? undefined : getCodeName(node.superClass, file.scopes);
  const [start, end] = getNameRange(id);
  const members = [...readMembers(node, file), ...getTreeMembers(decorators, { start, end })];
  if (entity === undefined && members.length === 0) return undefined;
  return {
    model: id.name,
    exports: exports.get(id.name) ?? [],
    ...{ start, end, members },
    ...(entity && { entity }),
    ...(parent && { parent }),
  };
}

/** Other libraries have decorators of the same names. */
function hasOtherOrm({ ast }: CodeFile): boolean {
  return ast.body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      /^(?:sequelize-typescript|@mikro-orm\/|mongoose|@nestjs\/mongoose|cassandra)/.test(
        statement.source.value,
      ),
  );
}

const ENTITIES: ReadonlySet<string> = new Set(["Entity", "ViewEntity", "ChildEntity"]);

function readEntity(
  name: string,
  decorators: readonly DecoratorCall[],
  file: CodeFile,
): TypeormEntity | undefined {
  const call = decorators.find((decorator) => decorator.isTypeorm && ENTITIES.has(decorator.name));
  if (call === undefined) return undefined;
  if (call.name === "ChildEntity") return { kind: "child", name };
  const options = getOptions(call, file);
  const table =
    getConstantText(call.arguments[0], file.scopes) ??
    getConstantText(findOption(options, "name"), file.scopes);
  const schema = getConstantText(findOption(options, "schema"), file.scopes);
  return {
    kind: "own",
    name,
    ...(table !== undefined && { table }),
    ...(schema !== undefined && { schema }),
  };
}

/** Columns that `@Tree` adds by itself. They stand where the class is named. */
function getTreeMembers(
  decorators: readonly DecoratorCall[],
  place: { readonly start: number; readonly end: number },
): TypeormMember[] {
  const [type] = decorators.find(({ name }) => name === "Tree")?.arguments ?? [];
  const columns = type?.type === "Literal" ? (TREE_COLUMNS[String(type.value)] ?? []) : [];
  return columns.map((column) => ({
    ...{ kind: "column", property: column, column, ...place },
    isPrimary: false,
    isDeclared: true,
  }));
}

const TREE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "materialized-path": ["mpath"],
  "nested-set": ["nsleft", "nsright"],
};

/** `namingStrategy: new SnakeNamingStrategy()` of a data source. */
function findNaming(file: CodeFile): Naming | undefined {
  for (const node of walk(file.ast)) {
    if (node.type !== "Property" || node.key.type !== "Identifier" || node.key.name !== "namingStrategy")
      continue;
    const name = getClassName(unwrap(node.value), file);
    if (name !== undefined && name !== "DefaultNamingStrategy")
      return /snake/i.test(name) ? "snake" : "unknown";
  }
  return undefined;
}

function getClassName(node: TSESTree.Node, file: CodeFile): string | undefined {
  if (node.type === "NewExpression") return node.callee.type === "Identifier" ? node.callee.name : "";
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(file.scopes, node);
  const init = variable && getConstantInit(variable);
  return init === undefined ? undefined : getClassName(unwrap(init), file);
}
