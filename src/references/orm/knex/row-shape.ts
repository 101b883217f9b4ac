import type { Detection, ScriptFile } from "../../detector.js";
import { followRows, type RowShape } from "../../follow-rows.js";
import { getNameRange } from "../../../ast/property-name.js";
import { type Carry, getDelivered, type Relation } from "../../sql/postgres/relations.js";
import type { KnexBuilder } from "./find-builders.js";
import type { Rename } from "./names.js";

interface KnexRow extends RowShape<KnexRow> {
  getCarries(property: string): readonly Carry[];
}

/** Where the rows that a query gives are read by property. */
export function findRowReads(
  { results }: KnexBuilder,
  output: Relation,
  { file, rename }: { readonly file: ScriptFile; readonly rename?: Rename },
): Detection[] {
  const row = createRow(output, rename);
  if (row === undefined) return [];
  const found: Detection[] = [];
  for (const result of results)
    followRows(result, row, {
      scopes: file.scopes,
      methods: { keeping: new Set(["stream"]) },
      onRead: (shape, property, at) => {
        const [start, end] = getNameRange(at);
        for (const { change, certainty } of shape.getCarries(property))
          found.push({ change, access: "read", start, end, via: "knex", certainty });
      },
    });
  return found;
}

/** Undefined where nothing that comes back carries an old column. */
function createRow({ columns }: Relation, rename: Rename | undefined): KnexRow | undefined {
  const byName = new Map(columns.map((column) => [column.name, getDelivered(column)]));
  if ([...byName.values()].every((carries) => carries.length === 0)) return undefined;
  const getCarries = (property: string): readonly Carry[] =>
    byName.get(property) ?? byName.get(rename?.(property) ?? "") ?? [];
  return {
    getCarries,
    has: (property) => property !== "length" && getCarries(property).length > 0,
    getRelated: () => undefined,
  };
}
