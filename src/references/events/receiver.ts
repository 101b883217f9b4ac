import type { Kind, Library, LibraryExport } from "./library.js";

/** An object of a library. */
export interface Receiver {
  readonly library: Pick<Library, "via" | "kinds">;
  readonly kind: Kind;
}

export interface FoundExport {
  readonly library: Library;
  readonly found: LibraryExport;
}

/** The objects that exports make. */
export function toReceivers(exports: readonly FoundExport[]): Receiver[] {
  return exports.flatMap(({ library, found }) => {
    const kind = found.kind === undefined ? undefined : library.kinds[found.kind];
    return kind === undefined ? [] : [{ library, kind }];
  });
}
