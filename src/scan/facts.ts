import type { CodeMapping } from "../catalog/code/code-mapping.js";
import type { EndpointFacts } from "../references/endpoints/endpoint-facts.js";
import type { ExportShapes, ModuleRecord } from "../modules/module-graph.js";
import { type PackageJson, parsePackageJson } from "../modules/package-json.js";
import type { Dialect } from "../sql/dialects/dialect.js";
import { getPackageDrivers } from "./package-drivers.js";
import { parseTsConfig, type TsConfigJson } from "../modules/tsconfig-json.js";
import { isModuleConfig, isPackageJson } from "./file-kind.js";
import type { FactsSearch } from "./facts-search.js";
import { addOwnNames, getSourceFacts, lacksOwnNames, NO_FACTS } from "./source-facts.js";

/** What one file's content says about itself, whatever surrounds it. JSON-able. */
export interface FileFacts {
  /** Which of the searched words it holds. */
  readonly words?: readonly string[];
  readonly record?: ModuleRecord;
  /** False: the record tells own names alone, which matter only while the file mentions an old name. */
  readonly passesOn?: boolean;
  /** True once a file that passes nothing on was asked for its own names. */
  readonly hasOwnNames?: boolean;
  /** Of a file that mentions an old name: what it shows of its exports. */
  readonly shapes?: ExportShapes;
  /** Which tables it maps. */
  readonly mapping?: CodeMapping;
  readonly packageJson?: PackageJson;
  /** The database drivers that a package depends on: at run time, or if there are none, while it is developed. */
  readonly drivers?: readonly string[];
  readonly tsconfig?: TsConfigJson;
  /** The dialects that a script names in an ORM's options, or speaks by its drivers. */
  readonly spoken?: readonly Dialect[];
  /** What it tells other modules of endpoints. */
  readonly endpoints?: EndpointFacts;
}

/** One look at a file's text; undefined text (a binary file) has no facts. */
export function getFacts(path: string, text: string | undefined, search: FactsSearch): FileFacts {
  if (isModuleConfig(path)) return getConfigFacts(path, text);
  const facts = getSourceFacts(path, text, search);
  return text !== undefined && lacksOwnNames(path, facts) ? addOwnNames(path, text, facts) : facts;
}

/** What a `package.json` or `tsconfig.json` says of modules. */
export function getConfigFacts(path: string, text: string | undefined): FileFacts {
  if (text === undefined) return NO_FACTS;
  return isPackageJson(path) ? getPackageFacts(text) : getTsConfigFacts(parseTsConfig(text));
}

function getPackageFacts(text: string): FileFacts {
  const packageJson = parsePackageJson(text);
  if (packageJson === undefined) return NO_FACTS;
  const drivers = getPackageDrivers(text);
  return { packageJson, ...(drivers.length > 0 && { drivers }) };
}

function getTsConfigFacts(tsconfig: TsConfigJson | undefined): FileFacts {
  return tsconfig ? { tsconfig } : NO_FACTS;
}
