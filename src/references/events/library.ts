import type { EventAccess } from "./event-place.js";
import type { NameForm } from "./match-names.js";

/**
 * Where an argument holds names: its position, then properties on the way (`[0, "topicMessages", "topic"]`). A list stands for each of its elements, `*`
 * for every argument.
 */
export type ArgumentPath = readonly [position: number | "*", ...properties: readonly string[]];

/** What a call does with the names that it is handed. */
export interface NameUse {
  readonly access: EventAccess;
  readonly at: ArgumentPath;
  readonly as: NameForm;
  /** The keys of an object are the names. */
  readonly areKeys?: boolean;
}

/** An object of a library: what its methods do with names, and which other objects it leads to. */
export interface Kind {
  readonly calls?: Readonly<Record<string, readonly NameUse[]>>;
  /** Kinds by the method that gives them, or the property that holds them. */
  readonly gives?: Readonly<Record<string, string>>;
  /** Kinds of the first parameter of a callback that the method is handed. */
  readonly hands?: Readonly<Record<string, string>>;
}

/** What a module exports: a class or a function that makes an object, a function or command that takes names. */
export interface LibraryExport {
  readonly kind?: string;
  readonly uses?: readonly NameUse[];
}

export interface Library {
  readonly via: string;
  readonly modules: readonly string[];
  /** By name; a member of an export by its path (`AWS.SNS`). */
  readonly exports: Readonly<Record<string, LibraryExport>>;
  readonly kinds: Readonly<Record<string, Kind>>;
}

type More = Pick<NameUse, "areKeys"> & { readonly as?: NameForm };

export function reads(at: ArgumentPath, more: More = {}): NameUse {
  return { access: "read", at, as: "name", ...more };
}

export function writes(at: ArgumentPath, more: More = {}): NameUse {
  return { access: "write", at, as: "name", ...more };
}

export function declares(at: ArgumentPath, more: More = {}): NameUse {
  return { access: "declare", at, as: "name", ...more };
}

/** Methods that do the same. */
export function each(
  methods: readonly string[],
  uses: readonly NameUse[],
): Readonly<Record<string, readonly NameUse[]>> {
  return Object.fromEntries(methods.map((method) => [method, uses]));
}
