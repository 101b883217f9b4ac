import { parse } from "jsonc-parser";
import { getStrings, isRecord } from "./json.js";

/** What of a `tsconfig.json` (or `jsconfig.json`, or one that it extends) decides which file a specifier names. Keyed elsewhere by its own path. */
export interface TsConfigJson {
  /** As written: relative files, or packages, which are followed within the repo. */
  readonly extends: readonly string[];
  /** Solution style: `{ "path": "./tsconfig.app.json" }` → `./tsconfig.app.json`. */
  readonly references: readonly string[];
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly rootDirs?: readonly string[];
  /** What a build makes of `rootDir` goes to `outDir`, and declarations to `declarationDir`. */
  readonly outDir?: string;
  readonly declarationDir?: string;
  readonly rootDir?: string;
}

export const FOLDER_OPTIONS = ["baseUrl", "outDir", "declarationDir", "rootDir"] as const;

/** Reads what counts from JSON with comments; undefined when it holds no object. */
export function parseTsConfig(text: string): TsConfigJson | undefined {
  const json: unknown = parse(text, [], { allowTrailingComma: true });
  if (!isRecord(json)) return undefined;
  const options = isRecord(json.compilerOptions) ? json.compilerOptions : {};
  const references = Array.isArray(json.references) ? json.references.filter(isRecord) : [];
  const folders: Partial<Record<(typeof FOLDER_OPTIONS)[number], string>> = {};
  for (const name of FOLDER_OPTIONS) {
    const value = options[name];
    if (typeof value === "string") folders[name] = value;
  }
  return {
    extends: typeof json.extends === "string" ? [json.extends] : getStrings(json.extends),
    references: getStrings(references.map((reference) => reference.path)),
    ...folders,
    ...(Array.isArray(options.rootDirs) && { rootDirs: getStrings(options.rootDirs) }),
    ...(isRecord(options.paths) && {
      paths: Object.fromEntries(
        Object.entries(options.paths).map(([key, value]) => [key, getStrings(value)]),
      ),
    }),
  };
}
