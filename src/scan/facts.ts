import type { ModuleRecord } from "../modules/module-graph.js";
import { type PackageJson, parsePackageJson } from "../modules/package-json.js";
import { parseTsConfig, type TsConfigJson } from "../modules/tsconfig-json.js";
import { isPackageJson, isTsConfig } from "./file-kind.js";
import { getSourceFacts, NO_FACTS } from "./source-facts.js";
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

/** One look at a file's text; undefined text (a binary file) has no facts. */
export function getFacts(path: string, text: string | undefined, match: WordMatcher): FileFacts {
  if (isPackageJson(path)) return getPackageFacts(text && parsePackageJson(text));
  if (isTsConfig(path)) return getTsConfigFacts(text && parseTsConfig(text));
  return getSourceFacts(path, text, match);
}

function getPackageFacts(packageJson: PackageJson | "" | undefined): FileFacts {
  return packageJson ? { packageJson } : NO_FACTS;
}

function getTsConfigFacts(tsconfig: TsConfigJson | "" | undefined): FileFacts {
  return tsconfig ? { tsconfig } : NO_FACTS;
}
