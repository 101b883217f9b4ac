import type { MappedColumn, MappedRelation } from "../catalog.js";
import { type ClassFinder, getMemberPlace, getMembers } from "../code/class-members.js";
import type { NamingStrategy } from "./naming.js";
import type { TypeormClass, TypeormColumn, TypeormRelation } from "./typeorm-mapping.js";

/** A class and the file that declares it. */
export interface PlacedClass extends TypeormClass {
  readonly file: string;
}

export interface LinkedClasses extends ClassFinder<PlacedClass> {
  readonly naming: NamingStrategy;
}

interface LinkedMembers {
  readonly columns: readonly MappedColumn[];
  readonly relations: readonly MappedRelation[];
}

interface Place {
  /** Properties that lead to the embedded class, and what their columns' names begin with. */
  readonly path: readonly string[];
  readonly prefixes: readonly string[];
}

const MAX_DEPTH = 16;

/** All columns and relations of a class: its own, inherited and embedded ones. */
export function linkMembers(from: PlacedClass, classes: LinkedClasses): LinkedMembers {
  const columns: MappedColumn[] = [];
  const relations: MappedRelation[] = [];
  const add = (current: PlacedClass, { path, prefixes }: Place): void => {
    for (const { member, owner } of getMembers(current, classes)) {
      const property = [...path, member.property].join(".");
      const place = {
        property,
        ...{ start: member.start, end: member.end },
        ...getMemberPlace(from, owner),
      };
      if (member.kind === "column") {
        for (const column of getColumnNames(member, prefixes, classes))
          columns.push({ ...place, column, isDeclared: member.isDeclared });
      } else if (member.kind === "embedded") {
        const embedded = path.length > MAX_DEPTH ? undefined : classes.find(member.target, owner.file);
        const own = member.prefix ?? member.property;
        const inner = {
          path: [...path, member.property],
          prefixes: [...prefixes, ...(own === "" ? [] : [own])],
        };
        if (embedded !== undefined) add(embedded, inner);
      } else {
        const target = classes.find(member.target, owner.file);
        const joined = getJoinColumns(member, target, classes);
        for (const column of joined) columns.push({ ...place, column, isDeclared: true });
        if (target !== undefined)
          relations.push({ property, model: target.model, file: target.file, ...getBack(member, joined) });
      }
    }
  };
  add(from, { path: [], prefixes: [] });
  return { columns, relations };
}

function getBack({ inverse }: TypeormRelation, joined: readonly string[]) {
  return {
    ...(joined.length > 0 && { columns: joined }),
    ...(inverse !== undefined && { inverse }),
  };
}

function getColumnNames(
  { property, column }: TypeormColumn,
  prefixes: readonly string[],
  { naming }: LinkedClasses,
): string[] {
  return column !== undefined && prefixes.length === 0
    ? [column]
    : naming.getColumns(property, column, prefixes);
}

/** The columns of the foreign key that a relation keeps in its own table. */
export function getJoinColumns(
  { property, joins }: TypeormRelation,
  target: PlacedClass | undefined,
  classes: LinkedClasses,
): string[] {
  if (joins === undefined) return [];
  const named = joins.flatMap(({ name }) => name ?? []);
  if (named.length > 0) return named;
  const referenced = joins.flatMap((join) => join.referenced ?? []);
  const keys =
    referenced.length > 0 ? referenced : getPrimaryKeys(target, classes).map((key) => key.property);
  return keys.flatMap((key) => classes.naming.getJoinColumns(property, key));
}

export function getPrimaryKeys(
  target: PlacedClass | undefined,
  classes: LinkedClasses,
): readonly Pick<TypeormColumn, "property" | "column">[] {
  const members = target === undefined ? [] : getMembers(target, classes);
  const keys = members.flatMap(({ member }) =>
    member.kind === "column" && member.isPrimary ? [member] : [],
  );
  return keys.length > 0 ? keys : [{ property: "id" }];
}
