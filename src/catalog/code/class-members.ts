import type { TableName } from "../table-columns.js";
import type { TargetName } from "./named-class.js";

/** A class that an ORM may map, and the file that declares it. */
interface MappedClass {
  readonly file: string;
  readonly parent?: TargetName;
  readonly members: readonly { readonly property: string }[];
}

/** Which class a name in a file means, among those of all files. */
export interface ClassFinder<Class> {
  find(target: TargetName, file: string): Class | undefined;
}

export interface OwnedMember<Class extends MappedClass> {
  readonly member: Class["members"][number];
  readonly owner: Class;
}

/** The class itself and what it extends, the nearest first. */
export function getAncestors<Class extends Pick<MappedClass, "file" | "parent">>(
  from: Class,
  classes: ClassFinder<Class>,
): Class[] {
  const found: Class[] = [];
  for (
    let current: Class | undefined = from;
    current !== undefined && !found.includes(current);
    current = current.parent && classes.find(current.parent, current.file)
  )
    found.push(current);
  return found;
}

/** A class's members over those that it inherits. */
export function getMembers<Class extends MappedClass>(
  from: Class,
  classes: ClassFinder<Class>,
): OwnedMember<Class>[] {
  const byProperty = new Map<string, OwnedMember<Class>>();
  for (const owner of getAncestors(from, classes))
    for (const member of owner.members)
      if (!byProperty.has(member.property)) byProperty.set(member.property, { member, owner });
  return [...byProperty.values()];
}

/** Where a member's columns stand, as the table of `from` has them: it may be another class's, in another file. */
export function getMemberPlace<Class extends { readonly file: string; readonly model: string }>(
  from: Class,
  owner: Class,
): { readonly file?: string; readonly owner?: string } {
  return {
    ...(owner.file !== from.file && { file: owner.file }),
    ...(owner !== from && { owner: owner.model }),
  };
}

/** `billing.payments`: some write the schema into the name. */
export function toTableName(text: string): TableName {
  const [schema, table] = text.split(".");
  return schema === undefined || table === undefined ? { table: text } : { schema, table };
}
