import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { createCodeIndex } from "../../../catalog/code/code-index.js";
import type { CodeName } from "../../../catalog/code/code-name.js";
import { createHandleIndex } from "../../../catalog/sequelize/link-handles.js";
import { getModelRef } from "../../../catalog/sequelize/model-ref.js";
import type { Project, ScriptFile } from "../../detector.js";

/** Sequelize's models, as a file names them. */
export interface SequelizeModels {
  readonly all: readonly MappedTable[];
  find(node: TSESTree.Node): MappedTable | undefined;
  /** Whether the file imports a model: only then are types worth their price. */
  isNamed(): boolean;
  /** The imported model after which a variable is named: `user` of `User`. */
  findByVariable(name: string): MappedTable | undefined;
  getOfClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): readonly MappedTable[];
  findRelated(table: MappedTable, property: string): MappedTable | undefined;
  /** The model between two, of an association through it. */
  findBetween(table: MappedTable, property: string): MappedTable | undefined;
  /** The column that Sequelize names for an attribute; a name that is no attribute is a column's. */
  getColumn(table: MappedTable, attribute: string): string;
}

export function createSequelizeModels(file: ScriptFile, { catalog, modules }: Project): SequelizeModels {
  const all = catalog.tables.filter(({ orm }) => orm === "sequelize");
  const index = createCodeIndex(all, modules);
  const handles = all.flatMap((of) => (of.handles ?? []).map((handle) => ({ ...handle, of })));
  const others = createHandleIndex(handles, modules);
  const findNamed = (name: CodeName | undefined): MappedTable | undefined =>
    name && (index.find(name, file.path) ?? others.find(name, file.path)?.of);
  const byPlace = new Map(all.map((table) => [`${table.file}#${table.model}`, table]));
  const byName = new Map<string, MappedTable>();
  for (const table of all) {
    for (const name of [table.model, table.name ?? table.model])
      if (!byName.has(name)) byName.set(name, table);
  }
  for (const { kind, model, of } of handles) if (kind === "key" && !byName.has(model)) byName.set(model, of);
  const get = ({ model, file: place }: { readonly model: string; readonly file?: string }) =>
    place === undefined ? byName.get(model) : byPlace.get(`${place}#${model}`);
  let imported: readonly MappedTable[] | undefined;
  const getNamed = () => (imported ??= getImported(file).flatMap((name) => findNamed(name) ?? []));
  return {
    all,
    isNamed: () => getNamed().length > 0,
    findByVariable: (name) =>
      getNamed().find(({ model }) => name === model.charAt(0).toLowerCase() + model.slice(1)),
    find: (node) => {
      const ref = NAMING.has(node.type) ? getModelRef(node, file.scopes) : undefined;
      const found = findNamed(ref?.code) ?? findNamed(ref?.made);
      if (found !== undefined) return found;
      if (ref?.name === undefined || isOutside(ref.code, file, modules)) return undefined;
      return byName.get(ref.name);
    },
    getOfClass: (node) => {
      const own = node.id && byPlace.get(`${file.path}#${node.id.name}`);
      if (own) return [own];
      const [start, end] = node.range;
      const isInside = (column: MappedTable["columns"][number]): boolean =>
        column.file === file.path && column.start >= start && column.end <= end;
      return all.filter((table) => table.file !== file.path && table.columns.some(isInside));
    },
    findRelated: (table, property) => {
      const relation = table.relations.find((one) => one.property === property);
      return relation && get(relation);
    },
    findBetween: (table, property) => {
      const relation = table.relations.find((one) => one.property === property);
      return relation?.through && get(relation.through);
    },
    getColumn: (table, attribute) =>
      table.columns.find(({ property }) => property === attribute)?.column ?? attribute,
  };
}

function getImported({ ast }: ScriptFile): CodeName[] {
  return ast.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration") return [];
    const from = statement.source.value;
    return statement.specifiers.flatMap((specifier) => {
      if (specifier.type === "ImportNamespaceSpecifier") return [];
      if (specifier.type === "ImportDefaultSpecifier") return [{ from, imported: "default" }];
      const { imported } = specifier;
      return [{ from, imported: imported.type === "Identifier" ? imported.name : imported.value }];
    });
  });
}

const NAMING: ReadonlySet<string> = new Set([
  "Identifier",
  "MemberExpression",
  "TSQualifiedName",
  "CallExpression",
]);

/** What a module is known to declare itself, or to import from one that declares something else, is no model of that name. */
function isOutside(
  code: NonNullable<ReturnType<typeof getModelRef>>["code"],
  file: ScriptFile,
  modules: Project["modules"],
): boolean {
  if (code === undefined) return false;
  if ("own" in code) return true;
  // A folder's index that puts its models together when it runs declares none of them.
  const origins = modules.getOrigins(file.path, code.from, code.imported);
  return !origins.some(({ module }) =>
    /(?:^|\/)(?:models?|db|database|sequelize|entities)(?:\/index)?(?:\.[cm]?[jt]s)?$/i.test(module),
  );
}
