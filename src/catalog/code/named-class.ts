import type { CodeName } from "./code-name.js";

/** A class or constant of a module that has to do with a table. */
export interface NamedClass {
  /** The name in its module. */
  readonly model: string;
  readonly exports: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** A module's name for an entity, or the entity's own (`"User"`), as relations give it. */
export type TargetName = CodeName | { readonly entity: string };

/** A class or constant that is the repository of an entity. */
export interface EntityRepository extends NamedClass {
  readonly entity: TargetName;
}
