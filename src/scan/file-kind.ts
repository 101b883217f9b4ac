const SCRIPTS: ReadonlySet<string> = new Set(["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"]);
/** Files that hold scripts beside markup. */
const COMPONENTS: ReadonlySet<string> = new Set(["vue", "svelte", "astro"]);
const TSCONFIG =
  /(?:^|\/)[^/]*[jt]sconfig[^/]*\.json$|(?:^|\/)(?:[^/]*tsconfigs?|ts-?config|typescript-config)\/[^/]+\.json$/;
/** Files by which migration tools are told apart. */
const MIGRATION_TOOL = /(?:^|\/)(?:migration_lock\.toml|_journal\.json|atlas\.sum)$/;

function getExtension(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

export function isScript(path: string): boolean {
  return SCRIPTS.has(getExtension(path));
}

export function isComponent(path: string): boolean {
  return COMPONENTS.has(getExtension(path));
}

/** What specifiers lead to. */
export function isModule(path: string): boolean {
  return isScript(path) || isComponent(path);
}

export function isPrismaSchema(path: string): boolean {
  return path.endsWith(".prisma");
}

/** `.env`, `.env.production`: no glob for sources thinks of them. */
export function isEnvFile(path: string): boolean {
  return path.includes(".env") && /(?:^|\/)\.env(?:\.[^/]*)?$/.test(path);
}

export function isPackageJson(path: string): boolean {
  return path.endsWith("/package.json") || path === "package.json";
}

export function isTsConfig(path: string): boolean {
  return path.endsWith(".json") && TSCONFIG.test(path);
}

/** Part of what decides which file a specifier names, beside the scripts themselves. */
export function isModuleConfig(path: string): boolean {
  return path.endsWith(".json") && (isPackageJson(path) || isTsConfig(path));
}

/** True for all that might tell where migrations are, or be one, while their place is not known. */
export function mayBeMigration(path: string): boolean {
  return path.endsWith(".sql") || MIGRATION_TOOL.test(path);
}

/** What of a path decides, beside the content, what the content means: facts are cached by blob id and this. */
export function getFactsKind(path: string): string {
  const extension = getExtension(path);
  if (extension === "json") return isPackageJson(path) ? ":package" : isTsConfig(path) ? ":tsconfig" : "";
  if (COMPONENTS.has(extension)) return `.${extension}`;
  if (!SCRIPTS.has(extension)) return "";
  return path.endsWith(`.d.${extension}`) ? `.d.${extension}` : `.${extension}`;
}
