import type { Catalog, MappedTable } from "../../../catalog/catalog.js";
import type { Change } from "../../../manifest/manifest.js";
import { isTouched } from "../column-collector.js";

/** The Prisma models of a project, as code reaches them. */
export interface Models {
  readonly all: readonly MappedTable[];
  /** `prisma.user` is of model `User`; several schemas in one repo may have a model of one name. */
  getByDelegate(delegate: string): readonly MappedTable[];
  getByName(model: string): readonly MappedTable[];
  /** Those that a change takes away, or a column of. */
  readonly touched: readonly MappedTable[];
  readonly changes: readonly Change[];
  /** Names of which a file that reaches an old column or table has at least one. */
  readonly words: readonly string[];
}

export function createModels({ tables }: Catalog, changes: readonly Change[]): Models {
  const all = tables.filter(({ orm }) => orm === "prisma");
  const touched = all.filter((model) => isTouched(model, changes));
  // Asked of every member in a file.
  const byDelegate = new Map<string, MappedTable[]>();
  for (const table of all) {
    const delegate = getDelegate(table.model);
    byDelegate.set(delegate, [...(byDelegate.get(delegate) ?? []), table]);
  }
  return {
    all,
    getByDelegate: (delegate) => byDelegate.get(delegate) ?? [],
    getByName: (name) => all.filter(({ model }) => model === name),
    touched,
    changes,
    words: [
      ...touched.flatMap(({ model }) => [model, getDelegate(model)]),
      ...all.flatMap(({ relations }) =>
        relations
          .filter(({ model }) => touched.some((other) => other.model === model))
          .map(({ property }) => property),
      ),
    ],
  };
}

/** The model that a relation leads to, in the same schema if the repo has several. */
export function findRelated(models: Models, from: MappedTable, property: string): MappedTable | undefined {
  const relation = from.relations.find((candidate) => candidate.property === property);
  const candidates = relation === undefined ? [] : models.getByName(relation.model);
  return candidates.find(({ file }) => file === from.file) ?? candidates[0];
}

/** The client's property for a model: its name with a small first letter. */
export function getDelegate(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}
