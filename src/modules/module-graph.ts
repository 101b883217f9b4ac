/** Which module a specifier names, and which declaration an export comes from, through barrels, aliases and packages. */

/** `export { imported as name } from "from"`; `imported` is `*` for a namespace (`export * as name`). */
export interface Reexport {
  readonly name: string;
  readonly from: string;
  readonly imported: string;
}

/** What a module passes on from other modules. Derived from one file's text alone, so it is cached by blob id. JSON-able. */
export interface ModuleRecord {
  readonly reexports: readonly Reexport[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Names that the module declares itself: they win over stars. */
  readonly own: readonly string[];
}

/** A type that a declaration names through an import: `Prisma.UserUpdateInput` is `UserUpdateInput` of the import of `Prisma`; an import's own name has no member. */
export interface ImportedType {
  readonly from: string;
  readonly imported: string;
  readonly member?: string;
}

/**
 * What the text of its module shows of an export: of functions, the types of the client that their parameters take and that they are
 * declared to return; of a type, those that it is made of; of a constant, its text. JSON-able.
 */
export type ExportShape =
  | { readonly kind: "object" }
  | {
      readonly kind: "function";
      readonly parameters: readonly (readonly ImportedType[])[];
      readonly returns?: readonly ImportedType[];
    }
  | { readonly kind: "type"; readonly types: readonly ImportedType[] }
  /** A text that may be SQL, as a string or as a fragment of a tag's. */
  | { readonly kind: "text"; readonly text: string; readonly isFragment?: boolean }
  | { readonly kind: "list"; readonly texts: readonly string[] }
  | { readonly kind: "texts"; readonly members: Readonly<Record<string, string>> }
  /** What of the configuration it holds, or gives when called, in the words of `references/config/known-object.ts`. */
  | {
      readonly kind: "config";
      readonly holds: string;
      readonly path: readonly string[];
      readonly isAssumed: boolean;
      readonly isFunction?: boolean;
    };

/** By the name of the export. */
export type ExportShapes = Readonly<Record<string, ExportShape>>;

/** A declaration's home: a repo-relative path (`./src/color.ts`) or, outside the repo, the specifier (`@acme/pricing/tax`); and the name exported there. `name` is `*` for the whole namespace. */
export interface ExportOrigin {
  readonly module: string;
  readonly name: string;
}

export interface ModuleGraph {
  /**
   * Canonical origins of an imported name, the declaration first; several when `export *` of outside packages leaves it open,
   * or when a re-export renamed it on the way (that export is then an origin too: the alias alone may be what goes away). Never empty.
   */
  getOrigins(importer: string, specifier: string, name: string): readonly ExportOrigin[];
  /** Canonical origins of an export of a module as the manifest spells it (`@acme/pricing`, `./src/color.ts`). */
  getTargetOrigins(module: string, name: string): readonly ExportOrigin[];
  /** Whether a specifier in a file names a file that was read; false for what is outside. */
  leadsToFile(importer: string, specifier: string): boolean;
  /** What a declaration's module shows of it; undefined where that says nothing. */
  getShape(origin: ExportOrigin): ExportShape | undefined;
}
