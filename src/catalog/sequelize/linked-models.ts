import type { ModuleGraph } from "../../modules/module-graph.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import type { MappedHandle } from "../catalog.js";
import { createHandleIndex, linkHandles } from "./link-handles.js";
import type {
  ModelOptions,
  ModelRef,
  SequelizeAttribute,
  SequelizeAssociation,
  SequelizeMapping,
  SequelizeModel,
} from "./sequelize-mapping.js";

/** A model with what it inherits. */
export interface LinkedModel extends Omit<SequelizeModel, "attributes" | "associations"> {
  readonly file: string;
  /** The name under which Sequelize knows it. */
  readonly name: string;
  readonly attributes: readonly (SequelizeAttribute & { readonly file: string; readonly owner: string })[];
  readonly associations: readonly (SequelizeAssociation & { readonly file: string })[];
}

export interface LinkedModels {
  /** Those that map a table. */
  readonly mapped: readonly LinkedModel[];
  find(ref: ModelRef, file: string): LinkedModel | undefined;
  /** Other names by which code reaches a model. */
  getHandles(model: LinkedModel): readonly MappedHandle[];
}

type Declared = SequelizeModel & { readonly file: string };

export function createLinkedModels(
  mappings: ReadonlyMap<string, SequelizeMapping>,
  modules: ModuleGraph,
): LinkedModels {
  const declared = [...mappings].flatMap(([file, { models }]) => models.map((model) => ({ ...model, file })));
  const defaults = Object.assign(
    {},
    ...[...mappings.values()].flatMap((mapping) => mapping.defaults),
  ) as ModelOptions;
  const index = createCodeIndex(declared, modules);
  const mapped = declared.filter(({ isMapped }) => isMapped).map((model) => inherit(model, index, defaults));
  const byPlace = new Map(mapped.map((model) => [getPlace(model), model]));
  const byName = new Map<string, LinkedModel>();
  for (const model of [...mapped].reverse()) {
    byName.set(model.model, model);
    byName.set(model.name, model);
  }
  const handles = linkHandles(mappings, mapped, { modules, index });
  const others = createHandleIndex(handles, modules);
  for (const { kind, model: name, of } of [...handles].reverse())
    if (kind === "key" && !byName.has(name)) byName.set(name, of);
  return {
    mapped,
    find: ({ code, made, name }, file) => {
      const found = code && index.find(code, file);
      if (found !== undefined) return byPlace.get(getPlace(found));
      const other = (code && others.find(code, file)) ?? (made && others.find(made, file));
      if (other !== undefined) return other.of;
      return name === undefined ? undefined : byName.get(name);
    },
    getHandles: (model) => handles.filter(({ of }) => of === model).map(({ of: _of, ...handle }) => handle),
  };
}

function getPlace({ file, model }: Pick<LinkedModel, "file" | "model">): string {
  return `${file}#${model}`;
}

const MAX_DEPTH = 12;

/** Bases first: what an heir says again replaces it. */
function inherit(model: Declared, index: CodeIndex<Declared>, defaults: ModelOptions): LinkedModel {
  const line = getLine(model, index).reverse();
  const attributes = new Map(
    line.flatMap(({ attributes: own, file, model: owner }) =>
      own.map((one) => [one.property, { ...one, file, owner }] as const),
    ),
  );
  const associations = line.flatMap(({ associations: own, file }) => own.map((one) => ({ ...one, file })));
  const inherited = Object.assign({}, ...line.map(({ options }) => options)) as ModelOptions;
  const { modelName: name = model.model } = model.options;
  // Names and tables are a model's own.
  const { tableName: _table, modelName: _name, ...passed } = inherited;
  return {
    ...model,
    name,
    options: { ...defaults, ...passed, ...model.options },
    attributes: [...attributes.values()],
    associations,
    isComplete: line.every(({ isComplete }) => isComplete),
  };
}

/** The model, then its bases. */
function getLine(model: Declared, index: CodeIndex<Declared>): Declared[] {
  const line = [model];
  while (line.length < MAX_DEPTH) {
    const last = line.at(-1);
    const next = last?.parent?.code && index.find(last.parent.code, last.file);
    if (next === undefined || line.includes(next)) break;
    line.push(next);
  }
  return line;
}
