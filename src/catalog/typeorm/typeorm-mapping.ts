import type { CodeName } from "../code/code-name.js";
import type { EntityRepository, NamedClass, TargetName } from "../code/named-class.js";

/** What one file's text says of TypeORM entities. JSON-able. */
export interface TypeormMapping {
  /** Entities, and whatever else has mapped members: abstract parents, embedded classes. */
  readonly classes: readonly TypeormClass[];
  /** Classes and constants that are the repository of an entity. */
  readonly repositories: readonly EntityRepository[];
  /** The `namingStrategy` of a data source. */
  readonly naming?: Naming;
}

/** `unknown`: a strategy of the repo's own. */
export type Naming = "snake" | "unknown";

export interface TypeormClass extends NamedClass {
  readonly entity?: TypeormEntity;
  /** The class that it extends. */
  readonly parent?: CodeName;
  /** Of an `EntitySchema`: the class that rows are made of. */
  readonly target?: CodeName;
  readonly members: readonly TypeormMember[];
}

export interface TypeormEntity {
  /** `child`: its rows stand in the table of the parent that has `@TableInheritance`. */
  readonly kind: "own" | "child";
  /** Undefined: the naming strategy makes it of `name`. */
  readonly table?: string;
  readonly schema?: string;
  /** The entity's name, of which its table's is made. */
  readonly name: string;
}

interface Placed {
  readonly property: string;
  readonly start: number;
  readonly end: number;
}

export interface TypeormColumn extends Placed {
  readonly kind: "column";
  /** Undefined: the naming strategy makes it of the property. */
  readonly column?: string;
  readonly isPrimary: boolean;
  /** False for what is taken out: neither selected, inserted nor updated. */
  readonly isDeclared: boolean;
}

interface TypeormEmbedded extends Placed {
  readonly kind: "embedded";
  readonly target: TargetName;
  /** Undefined: the property. */
  readonly prefix?: string;
}

export interface TypeormRelation extends Placed {
  readonly kind: "relation";
  readonly target: TargetName;
  readonly isMany: boolean;
  /** The columns of the foreign key, where it is on this side. */
  readonly joins?: readonly JoinColumn[];
  readonly joinTable?: JoinTable;
  /** The property on the other side that leads back. */
  readonly inverse?: string;
}

export type TypeormMember = TypeormColumn | TypeormEmbedded | TypeormRelation;

export interface JoinColumn {
  readonly name?: string;
  /** The property of the other side that it points to. */
  readonly referenced?: string;
}

export interface JoinTable {
  readonly name?: string;
  readonly schema?: string;
  readonly joins: readonly JoinColumn[];
  readonly inverseJoins: readonly JoinColumn[];
}
