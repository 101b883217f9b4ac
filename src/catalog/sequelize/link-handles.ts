import type { ModuleGraph } from "../../modules/module-graph.js";
import type { MappedHandle } from "../catalog.js";
import { type CodeIndex, createCodeIndex } from "../code/code-index.js";
import { getOrigins } from "../code/code-name.js";
import type { LinkedModel } from "./linked-models.js";
import type { SequelizeMapping, SequelizeModel } from "./sequelize-mapping.js";

/** Another name of a model, and whose. */
export type LinkedHandle = MappedHandle & { readonly of: LinkedModel };

interface Known {
  readonly modules: ModuleGraph;
  readonly index: CodeIndex<SequelizeModel & { readonly file: string }>;
}

/** Functions that give a model, types of its rows, and the variables and keys that hold what such a function gave. */
export function linkHandles(
  mappings: ReadonlyMap<string, SequelizeMapping>,
  mapped: readonly LinkedModel[],
  { modules, index }: Known,
): readonly LinkedHandle[] {
  const factories = mapped.flatMap((of): LinkedHandle[] => {
    const { factory, file } = of;
    return factory ? [{ kind: "model", file, model: factory.model, exports: factory.exports, of }] : [];
  });
  const givers = createHandleIndex(factories, modules);
  const byPlace = new Map(mapped.map((model) => [`${model.file}#${model.model}`, model]));
  const made = [...mappings].flatMap(([file, mapping]) =>
    mapping.made.flatMap(({ name, exports, from }): LinkedHandle[] => {
      const own = index.find(from, file);
      const of = givers.find(from, file)?.of ?? (own && byPlace.get(`${own.file}#${own.model}`));
      if (of === undefined) return [];
      const names = { file, model: name, exports, of };
      return [
        ...(exports.length > 0 ? [{ kind: "model", ...names } as const] : []),
        { kind: "key", ...names },
      ];
    }),
  );
  return [...factories, ...made, ...linkRowTypes(mapped, modules)];
}

/** A type that two models share tells nothing of a row. */
function linkRowTypes(mapped: readonly LinkedModel[], modules: ModuleGraph): LinkedHandle[] {
  const types = mapped.flatMap((of) => {
    const [origin] = of.rowType ? getOrigins(of.rowType, of.file, modules) : [];
    return origin?.module.startsWith("./") ? [{ ...origin, of }] : [];
  });
  const isShared = (type: (typeof types)[number]): boolean =>
    types.some(({ module, name, of }) => of !== type.of && module === type.module && name === type.name);
  return types
    .filter((type) => !isShared(type))
    .map(({ module, name, of }) => {
      const own = name.startsWith("#") ? name.slice(1) : name;
      return { kind: "select", file: module.slice(2), model: own, exports: [own], of };
    });
}

/** Handles that stand for a model by their module. */
export function createHandleIndex<T extends MappedHandle>(
  handles: readonly T[],
  modules: ModuleGraph,
): CodeIndex<T> {
  return createCodeIndex(
    handles.filter(({ kind }) => kind !== "key"),
    modules,
  );
}
