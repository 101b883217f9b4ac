import type { TSESTree } from "@typescript-eslint/utils";
import type { Catalog, MappedHandle, MappedRelation, MappedTable } from "../../../catalog/catalog.js";
import { type CodeIndex, createCodeIndex } from "../../../catalog/code/code-index.js";
import { getCodeName } from "../../../catalog/code/code-name.js";
import { isSameTable } from "../../../catalog/table-columns.js";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { Project, ScriptFile } from "../../detector.js";

/** Entities of TypeORM, or of another ORM whose code names them alike, as one file names them. */
export interface Models {
  /** The entity that a class, a schema or an entity's name stands for. */
  find(node: TSESTree.Node): MappedTable | undefined;
  /** The entity of a repository class or constant. */
  findByRepository(node: TSESTree.Node): MappedTable | undefined;
  findRelated(from: MappedTable, property: string): Related | undefined;
}

interface Related {
  readonly model: MappedTable;
  readonly relation: MappedRelation;
}

interface Handle extends MappedHandle {
  readonly table: MappedTable;
}

export function getEntities({ tables }: Catalog, of = "typeorm"): MappedTable[] {
  return tables.filter(({ orm }) => orm === of);
}

export function createModels(file: ScriptFile, project: Project, orm = "typeorm"): Models {
  const entities = getEntities(project.catalog, orm);
  const handles = entities.flatMap((table) =>
    (table.handles ?? []).map((handle): Handle => ({ ...handle, table })),
  );
  const models = createCodeIndex(entities, project.modules);
  const others = createCodeIndex(
    handles.filter(({ kind }) => kind === "model"),
    project.modules,
  );
  const repositories = createCodeIndex(
    handles.filter(({ kind }) => kind === "repository"),
    project.modules,
  );
  const findIn = <T>(index: CodeIndex<T>, node: TSESTree.Node): T | undefined => {
    const name = getCodeName(node, file.scopes);
    return name && index.find(name, file.path);
  };
  return {
    find: (node) => {
      const value = unwrap(node);
      if (value.type === "Literal")
        return entities.find(({ model, table }) => model === value.value || table === value.value);
      return findIn(models, value) ?? findIn(others, value)?.table ?? assume(value, entities, file);
    },
    findByRepository: (node) => findIn(repositories, node)?.table,
    findRelated: (from, property) => {
      const relation = from.relations.find((candidate) => candidate.property === property);
      const model =
        relation && entities.find((one) => one.model === relation.model && one.file === relation.file);
      return model && relation && { model, relation };
    },
  };
}

/** An entity that only its name tells: several classes may map one table, and which of them runs is decided elsewhere. */
interface AssumedEntity extends MappedTable {
  readonly isAssumed: true;
}

/** A parameter or property of the class that is called like an entity: `init({ User })`, `this.User`. */
function assume(
  node: TSESTree.Node,
  entities: readonly MappedTable[],
  { scopes }: ScriptFile,
): AssumedEntity | undefined {
  const name = getHandedName(node, scopes);
  const [first, ...others] = entities.filter(({ model }) => model === name);
  if (first === undefined || !others.every((other) => isSameTable(first, other))) return undefined;
  return { ...first, isAssumed: true };
}

function getHandedName(node: TSESTree.Node, scopes: ScriptFile["scopes"]): string | undefined {
  if (node.type === "MemberExpression")
    return node.object.type === "ThisExpression" ? getMemberName(node) : undefined;
  if (node.type !== "Identifier") return undefined;
  return findVariable(scopes, node)?.defs[0]?.type === "Parameter" ? node.name : undefined;
}

/** The columns behind a property, or a path of them into an embedded object. */
export function getColumns({ columns }: MappedTable, path: string): string[] {
  return columns.filter(({ property }) => property === path).map(({ column }) => column);
}

/** Whether a path leads to an embedded object. */
export function isEmbedded({ columns, relations }: MappedTable, path: string): boolean {
  const start = `${path}.`;
  return [...columns, ...relations].some(({ property }) => property.startsWith(start));
}
