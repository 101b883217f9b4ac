/** `.ts`, `.d.mts`, `.jsx` … */
const SCRIPT = /(?:\.d)?\.[mc]?[jt]s$|\.[jt]sx$/;
const TSCONFIG = /(?:^|\/)(?:[jt]sconfig[^/]*|[^/]*\.tsconfig)\.json$|(?:^|\/)tsconfigs?\/[^/]+\.json$/;
const PACKAGE = /(?:^|\/)package\.json$/;
/** Files by which migration tools are told apart, and their scripts. */
const MIGRATION = /\.sql$|(?:^|\/)(?:migration_lock\.toml|_journal\.json|atlas\.sum)$/;

export function isScript(path: string): boolean {
  return SCRIPT.test(path);
}

export function isPrismaSchema(path: string): boolean {
  return path.endsWith(".prisma");
}

/** `.env`, `.env.production`: no glob for sources thinks of them. */
export function isEnvFile(path: string): boolean {
  return /(?:^|\/)\.env(?:\.[^/]*)?$/.test(path);
}

export function isPackageJson(path: string): boolean {
  return PACKAGE.test(path);
}

export function isTsConfig(path: string): boolean {
  return TSCONFIG.test(path);
}

/** Part of what decides which file a specifier names, beside the scripts themselves. */
export function isModuleConfig(path: string): boolean {
  return path.endsWith(".json") && (isPackageJson(path) || isTsConfig(path));
}

/** True for all that might belong to a migration directory whose place is not known yet. */
export function mayBeMigration(path: string): boolean {
  return MIGRATION.test(path);
}

/** What of a path decides, beside the content, what the content means: facts are cached by blob id and this. */
export function getFactsKind(path: string): string {
  if (isPackageJson(path)) return ":package";
  if (isTsConfig(path)) return ":tsconfig";
  return SCRIPT.exec(path)?.[0] ?? "";
}
