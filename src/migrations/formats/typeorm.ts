import { ParseError } from "../../parse/parse-error.js";
import { parseScript } from "../../parse/parse-script.js";
import { compareNames } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";
import { listTypeormClasses, type TypeormClass } from "../scripts/tools/typeorm/list-classes.js";

/**
 * TypeORM: by the last 13 digits of the name, that of the instance's `name` or of its class; of equal ones the first that is loaded
 * (`getMigrations` in src/migration/MigrationExecutor.ts). Whatever has not run is pending, also what is older than the last that ran.
 */
export const typeorm: MigrationFormat = {
  name: "typeorm",
  getScore: (facts) =>
    getScriptScore(facts, {
      isScript: isScriptFile,
      packages: ["typeorm"],
      hint: /\bclass\b[^]*\bup\s*\(\s*(?:queryRunner|runner)\b/,
    }),
  isMigrationFile: isScriptFile,
  getDialect: (files) => files.map(findSqlServer).find((dialect) => dialect !== undefined),
  read(files) {
    const paths = new Set(files.map(({ path }) => path));
    const found = files
      .filter(({ path }) => isScriptFile(path) && !isBuilt(path, paths))
      .toSorted((a, b) => compareNames(a.path, b.path))
      .flatMap(readFile)
      .toSorted((a, b) => getOrder(a.id) - getOrder(b.id));
    return found.map((migration, index) => withProblem(migration, found.slice(0, index)));
  },
};

/** `1-a.js` beside `1-a.ts` is made of it. */
function isBuilt(path: string, paths: ReadonlySet<string>): boolean {
  return /\.[cm]?js$/.test(path) && paths.has(path.replace(/js$/, "ts"));
}

/** Its SQL has names in brackets; the other databases that have folders of their own are known by name. */
function findSqlServer({ file }: MigrationFile): string | undefined {
  return /(?:^|\/)(?:mssql|sqlserver|sql-server)\//.test(file) ? "sqlserver" : undefined;
}

function readFile({ path, file, text }: MigrationFile): ForwardMigration[] {
  // What declares no class declares no migration: helpers, constants.
  if (!text.includes("class")) return [];
  const toMigration = ({ name, entry }: TypeormClass): ForwardMigration => ({
    id: name,
    path,
    script: { tool: "typeorm", text, entry },
  });
  try {
    return listClasses(file, text).map(toMigration);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return [toMigration({ name: getNameOfFile(path), entry: "0" })];
  }
}

// Head, base and what is deployed have nearly the same files, and the gate lists the migrations of each.
const listed = new Map<string, readonly TypeormClass[]>();
const MAX_LISTED = 5000;

function listClasses(file: string, text: string): readonly TypeormClass[] {
  const key = `${file.slice(file.lastIndexOf("."))} ${text}`;
  const known = listed.get(key);
  if (known !== undefined) return known;
  if (listed.size >= MAX_LISTED) listed.clear();
  const classes = listTypeormClasses(parseScript(file, text));
  listed.set(key, classes);
  return classes;
}

const FILE_NAME = /^(?:.*\/)?(?:(\d{13})[-_.]?)?(.*?)\.[cm]?[jt]s$/;

/** `typeorm migration:create` writes the class `Users1700000000000` to `1700000000000-users.ts`. */
function getNameOfFile(path: string): string {
  const [, digits = "", name = path] = FILE_NAME.exec(path) ?? [];
  return name + digits;
}

function getTimestamp(name: string): number {
  return Number.parseInt(name.slice(-13), 10);
}

function isWrong(name: string): boolean {
  const timestamp = getTimestamp(name);
  return Number.isNaN(timestamp) || timestamp === 0;
}

function getOrder(name: string): number {
  return isWrong(name) ? Number.MAX_SAFE_INTEGER : getTimestamp(name);
}

/** TypeORM runs nothing at all while one name is wrong or given twice. */
function withProblem(migration: ForwardMigration, before: readonly ForwardMigration[]): ForwardMigration {
  const { id, path } = migration;
  if (isWrong(id))
    return { ...migration, problem: `${id} does not end with a JavaScript timestamp: TypeORM runs nothing` };
  const first = before.find((one) => one.id === id);
  if (first === undefined) return migration;
  const problem = `${first.path} has the name ${id}, too: TypeORM runs nothing while a name is given twice`;
  return { ...migration, id: `${id} ${path}`, problem };
}
