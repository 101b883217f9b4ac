import type { ModuleRecord } from "../modules/module-graph.js";
import { getModuleRecord } from "../modules/module-record.js";
import { type PackageJson, parsePackageJson } from "../modules/package-json.js";
import { parseTsConfig, type TsConfigJson } from "../modules/tsconfig-json.js";
import { isPackageJson, isScript, isTsConfig } from "./file-kind.js";
import type { WordMatcher } from "./word-matcher.js";

/** What one file's content says about itself, whatever surrounds it. JSON-able. */
export interface FileFacts {
  /** Which of the searched words it holds. */
  readonly words?: readonly string[];
  readonly record?: ModuleRecord;
  /** False: the record tells own names alone, which matter only while the file mentions an old name. */
  readonly passesOn?: boolean;
  readonly packageJson?: PackageJson;
  readonly tsconfig?: TsConfigJson;
}

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** One look at a file's text; undefined text (a binary file) has no facts. */
export function getFacts(path: string, text: string | undefined, match: WordMatcher): FileFacts {
  if (text === undefined) return NO_FACTS;
  if (isPackageJson(path)) return getPackageFacts(parsePackageJson(text));
  if (isTsConfig(path)) return getTsConfigFacts(parseTsConfig(text));
  const words = match(text);
  const passing = isScript(path) ? getModuleRecord(path, text) : undefined;
  if (words.length === 0) return passing === undefined ? NO_FACTS : { record: passing, passesOn: true };
  const record = passing ?? (isScript(path) ? getModuleRecord(path, text, true) : undefined);
  return record === undefined ? { words } : { words, record, passesOn: passing !== undefined };
}

function getPackageFacts(packageJson: PackageJson | undefined): FileFacts {
  return packageJson === undefined ? NO_FACTS : { packageJson };
}

function getTsConfigFacts(tsconfig: TsConfigJson | undefined): FileFacts {
  return tsconfig === undefined ? NO_FACTS : { tsconfig };
}
