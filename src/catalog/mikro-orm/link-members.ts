import type { MappedColumn, MappedRelation } from "../catalog.js";
import { type ClassFinder, getMemberPlace, getMembers } from "../code/class-members.js";
import type {
  MikroOrmClass,
  MikroOrmEmbedded,
  MikroOrmMember,
  MikroOrmRelation,
} from "./mikro-orm-mapping.js";
import type { NamingStrategy } from "./naming.js";

/** A class and the file that declares it. */
export interface PlacedClass extends MikroOrmClass {
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
  /** Properties that lead to the embedded object. */
  readonly path: readonly string[];
  /** What its columns' names begin with; several: one of them. */
  readonly prefixes: readonly string[];
}

const MAX_DEPTH = 8;

/** All columns and relations of a class: its own, inherited and embedded ones. */
export function linkMembers(from: PlacedClass, classes: LinkedClasses): LinkedMembers {
  const columns: MappedColumn[] = [];
  const relations: MappedRelation[] = [];
  const add = (current: PlacedClass, { path, prefixes }: Place): void => {
    for (const { member, owner } of getMembers(current, classes)) {
      const property = [...path, member.property].join(".");
      const { start, end, isDeclared } = member;
      const place = {
        ...{ property, start, end, isDeclared },
        ...getMemberPlace(from, owner),
      };
      const names = getColumns(member, { prefixes, owner, classes });
      const embedded =
        member.kind === "embedded" && !member.isJson && path.length < MAX_DEPTH
          ? classes.find(member.target, owner.file)
          : undefined;
      if (embedded !== undefined && member.kind === "embedded") {
        const inner = getPrefixes(member, names, prefixes);
        add(embedded, { path: [...path, member.property], prefixes: inner });
        continue;
      }
      for (const column of names) columns.push({ ...place, column });
      const target = member.kind === "relation" ? classes.find(member.target, owner.file) : undefined;
      if (member.kind === "relation" && target !== undefined)
        relations.push({ property, model: target.model, file: target.file, ...getBack(member, names) });
    }
  };
  add(from, { path: [], prefixes: [""] });
  return { columns, relations };
}

function getBack({ inverse }: MikroOrmRelation, columns: readonly string[]) {
  return { ...(columns.length > 0 && { columns }), ...(inverse !== undefined && { inverse }) };
}

/** Version 6 takes an inner prefix for the whole of it, version 7 for what comes after the outer one. */
function getPrefixes(
  { prefix, prefixMode }: MikroOrmEmbedded,
  names: readonly string[],
  outer: readonly string[],
): string[] {
  if (prefix === undefined) return names.map((name) => `${name}_`);
  if (prefix === false) return [...outer];
  const relative = outer.map((one) => one + prefix);
  if (prefixMode !== undefined) return prefixMode === "absolute" ? [prefix] : relative;
  return [...new Set([prefix, ...relative])];
}

interface Naming {
  readonly prefixes: readonly string[];
  readonly owner: PlacedClass;
  readonly classes: LinkedClasses;
}

function getColumns(member: MikroOrmMember, { prefixes, owner, classes }: Naming): string[] {
  if (member.kind === "relation" && (member.isMany || !member.isOwner)) return [];
  return prefixes.flatMap((prefix) => {
    if (member.columns !== undefined) return member.columns.map((column) => prefix + column);
    const name = prefix + member.property;
    return member.kind === "relation"
      ? getKeyColumns(name, classes.find(member.target, owner.file), classes)
      : classes.naming.getColumns(name);
  });
}

/** Columns that point to an entity, called after a property or the entity. */
export function getKeyColumns(
  name: string,
  target: PlacedClass | undefined,
  classes: LinkedClasses,
): string[] {
  const keys = getPrimaryColumns(target, classes);
  return keys.flatMap((key) => classes.naming.getJoinColumns(name, key, keys.length > 1));
}

export function getPrimaryColumns(
  target: PlacedClass | undefined,
  classes: LinkedClasses,
  depth = 0,
): string[] {
  if (target === undefined || depth > MAX_DEPTH) return ["id"];
  const keys = getMembers(target, classes).filter(({ member }) => member.isPrimary);
  const columns = keys.flatMap(({ member, owner }) => {
    if (member.columns !== undefined) return member.columns;
    if (member.kind !== "relation") return classes.naming.getColumns(member.property);
    const related = getPrimaryColumns(classes.find(member.target, owner.file), classes, depth + 1);
    return related.flatMap((key) => classes.naming.getJoinColumns(member.property, key, related.length > 1));
  });
  return columns.length > 0 ? columns : ["id"];
}
