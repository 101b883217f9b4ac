import type { Change } from "../../../src/manifest/manifest.js";
import { createModuleGraph, type RepoModuleGraph } from "../../../src/modules/create-module-graph.js";
import { getExportShapes } from "../../../src/modules/export-shapes.js";
import type { ExportShapes, ModuleRecord } from "../../../src/modules/module-graph.js";
import { getModuleRecord } from "../../../src/modules/module-record.js";
import { type PackageJson, parsePackageJson } from "../../../src/modules/package-json.js";
import { parseTsConfig, type TsConfigJson } from "../../../src/modules/tsconfig-json.js";
import type { Detection, ScriptFile } from "../../../src/references/detector.js";
import type { Resolver } from "../../../src/references/resolver.js";
import { detectSymbols } from "../../../src/references/symbols/detect-symbols.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";

export type Files = Readonly<Record<string, string>>;

/** A whole repo, written out. */
export function createGraph(files: Files): RepoModuleGraph {
  return createModuleGraph(getGraphInput(files));
}

export function getGraphInput(files: Files) {
  const records = new Map<string, ModuleRecord>();
  const shapes = new Map<string, ExportShapes>();
  const packages = new Map<string, PackageJson>();
  const tsconfigs = new Map<string, TsConfigJson>();
  for (const [path, text] of Object.entries(files)) {
    const record = getModuleRecord(path, text);
    if (record) records.set(path, record);
    const shown = getExportShapes(path, text, true);
    if (shown) shapes.set(path, shown);
    const json = path.endsWith("package.json") ? parsePackageJson(text) : undefined;
    if (json) packages.set(path, json);
    const config = /[tj]sconfig[^/]*\.json$/.test(path) ? parseTsConfig(text) : undefined;
    if (config) tsconfigs.set(path, config);
  }
  return { files: new Set(Object.keys(files)), records, shapes, packages, tsconfigs };
}

export interface Found extends Detection {
  readonly file: string;
}

interface Options {
  readonly resolver?: Resolver;
  readonly parse?: (path: string, text: string) => ScriptFile;
}

/** All detections of one symbol in all scripts of a repo. */
export function detectAll(files: Files, old: string | Change, { resolver, parse }: Options = {}): Found[] {
  const changes = [typeof old === "string" ? change("symbol", old) : old];
  const project = createTestProject({ changes, modules: createGraph(files), ...(resolver && { resolver }) });
  return Object.entries(files)
    .filter(([path]) => /\.[mc]?[jt]sx?$/.test(path))
    .flatMap(([file, text]) => {
      const script = (parse ?? parseTestScript)(file, text);
      return detectSymbols(script, project).map((detection) => ({ ...detection, file }));
    });
}

/** `src/a.ts:1:10 call price`; other certainties than `resolved` are named at the end. */
export function formatFound(files: Files, { file, start, end, access, certainty }: Found): string {
  const text = files[file] ?? "";
  const doubt = certainty === "resolved" ? "" : ` ${certainty}`;
  return `${file}:${formatPosition(text, start)} ${access} ${text.slice(start, end)}${doubt}`;
}

export function formatPosition(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

/** What the detector finds, as lines. */
export function findUses(files: Files, old: string | Change, options?: Options): string[] {
  return detectAll(files, old, options).map((found) => formatFound(files, found));
}
