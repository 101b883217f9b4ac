import { isRecord } from "./json.js";

/** What of a `package.json` decides which file a specifier names. Keyed elsewhere by its own path (`packages/ui/package.json`). */
export interface PackageJson {
  readonly name?: string;
  readonly main?: string;
  readonly module?: string;
  readonly source?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly browser?: string;
  /** Where `tsconfig.json` files that extend the package begin. */
  readonly tsconfig?: string;
  readonly typesVersions?: unknown;
  readonly exports?: unknown;
  readonly imports?: unknown;
  readonly workspaces?: unknown;
  /** What `publishConfig` puts in the place of the fields above. */
  readonly published?: Omit<PackageJson, "published" | "links">;
  /** Never published. */
  readonly private?: true;
  /** Dependencies under another name than the package's own, or in a folder: `npm:@acme/x@^1`, `file:../x`. */
  readonly links?: Readonly<Record<string, string>>;
}

const TEXT_FIELDS = ["name", "main", "module", "source", "types", "typings", "browser", "tsconfig"] as const;
const MAP_FIELDS = ["exports", "imports", "typesVersions", "workspaces"] as const;
const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const;
/** Protocols that say where a package is, or which one; versions and ranges don't. */
const LINK = /^(?:npm|file|link|portal|workspace):.*[a-z]/;

/** Reads what counts and drops the rest; undefined when the text is no JSON object (a template, say). */
export function parsePackageJson(text: string): PackageJson | undefined {
  const json = parseJson(text);
  if (!isRecord(json)) return undefined;
  const published = isRecord(json.publishConfig) ? getFields(json.publishConfig) : {};
  const links = getSpecs(json).filter(([, spec]) => LINK.test(spec));
  return {
    ...getFields(json),
    ...(Object.keys(published).length > 0 && { published }),
    ...(json.private === true && { private: true }),
    ...(links.length > 0 && { links: Object.fromEntries(links) }),
  };
}

function getFields(json: Readonly<Record<string, unknown>>): Omit<PackageJson, "published" | "links"> {
  const fields: Record<string, unknown> = {};
  for (const field of TEXT_FIELDS) if (typeof json[field] === "string") fields[field] = json[field];
  for (const field of MAP_FIELDS) if (json[field] !== undefined) fields[field] = json[field];
  return fields;
}

/** The packages that a `package.json` depends on, for whatever purpose, by the names under which they are published. */
export function getDependencies(text: string): string[] {
  const json = parseJson(text);
  if (!isRecord(json)) return [];
  return getSpecs(json).map(([name, spec]) => getAliased(spec) ?? name);
}

/** `npm:@acme/x@^1` → `@acme/x`; `workspace:x@*` likewise. */
export function getAliased(spec: string): string | undefined {
  return /^(?:npm|workspace):((?:@[^/@]+\/)?[a-z][^/@]*)@?/.exec(spec)?.[1];
}

function getSpecs(json: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return DEPENDENCIES.flatMap((key) => {
    const dependencies = json[key];
    if (!isRecord(dependencies)) return [];
    return Object.entries(dependencies).flatMap(([name, spec]) =>
      typeof spec === "string" ? [[name, spec] as const] : [],
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
