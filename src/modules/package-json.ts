import { isRecord } from "./json.js";

/** What of a `package.json` decides which file a specifier names. Keyed elsewhere by its own path (`packages/ui/package.json`). */
export interface PackageJson {
  readonly name?: string;
  readonly main?: string;
  readonly module?: string;
  readonly source?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
  readonly workspaces?: unknown;
}

const TEXT_FIELDS = ["name", "main", "module", "source", "types", "typings"] as const;

/** Reads what counts and drops the rest; undefined when the text is no JSON object (a template, say). */
export function parsePackageJson(text: string): PackageJson | undefined {
  const json = parseJson(text);
  if (!isRecord(json)) return undefined;
  const fields: Record<string, string> = {};
  for (const field of TEXT_FIELDS) {
    const value = json[field];
    if (typeof value === "string") fields[field] = value;
  }
  return { ...fields, exports: json.exports, imports: json.imports, workspaces: json.workspaces };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
