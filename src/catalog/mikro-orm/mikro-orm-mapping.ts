import type { CodeName } from "../code/code-name.js";
import type { EntityRepository, NamedClass, TargetName } from "../code/named-class.js";

/** What one file's text says of MikroORM's entities. JSON-able. */
export interface MikroOrmMapping {
  /** Entities, and whatever else has mapped members: base classes, embeddables. */
  readonly classes: readonly MikroOrmClass[];
  /** Classes and constants that are the repository of an entity. */
  readonly repositories: readonly EntityRepository[];
  readonly naming?: Naming;
}

/** `case`: names stay as they are in code; `unknown`: a strategy of the repo's own. */
export type Naming = "case" | "unknown";

export interface MikroOrmClass extends NamedClass {
  readonly entity?: MikroOrmEntity;
  /** The class or schema that it extends. */
  readonly parent?: CodeName;
  /** Of a schema: the class that rows are made of. */
  readonly target?: CodeName;
  /** `class User extends UserSchema.class`: another name for what the schema maps. */
  readonly schema?: CodeName;
  readonly members: readonly MikroOrmMember[];
}

export interface MikroOrmEntity {
  readonly name: string;
  /** Undefined: the naming strategy makes it of `name`. */
  readonly table?: string;
  readonly schema?: string;
  readonly isAbstract: boolean;
  /** Heirs stand in its table; the column that tells them apart, where the text says which. */
  readonly heirs?: { readonly column?: string };
}

interface Placed {
  readonly property: string;
  readonly start: number;
  readonly end: number;
}

interface Stored extends Placed {
  /** Undefined: the naming strategy makes them of the property. */
  readonly columns?: readonly string[];
  readonly isPrimary: boolean;
  /** False for what MikroORM does not write: `persist: false`. */
  readonly isDeclared: boolean;
}

export interface MikroOrmColumn extends Stored {
  readonly kind: "column";
}

export interface MikroOrmEmbedded extends Stored {
  readonly kind: "embedded";
  readonly target: TargetName;
  /** Undefined: the column's name; false: none. */
  readonly prefix?: string | false;
  readonly prefixMode?: string;
  /** All of it in one column, as JSON. */
  readonly isJson: boolean;
}

export interface MikroOrmRelation extends Stored {
  readonly kind: "relation";
  readonly target: TargetName;
  readonly isMany: boolean;
  /** Whether the foreign key, or the table between the two, is on this side. */
  readonly isOwner: boolean;
  readonly pivot?: Pivot;
  /** The property on the other side that leads back. */
  readonly inverse?: string;
}

/** The table between two entities that no class maps. */
export interface Pivot {
  readonly table?: string;
  readonly joins: readonly string[];
  readonly inverseJoins: readonly string[];
}

export type MikroOrmMember = MikroOrmColumn | MikroOrmEmbedded | MikroOrmRelation;
