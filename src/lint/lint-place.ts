import { dirname, relative, resolve, sep } from "node:path";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { getManifestRoot } from "../manifest/find-manifest.js";
import type { Manifest } from "../manifest/manifest.js";
import { findNearestManifest } from "./find-nearest-manifest.js";
import { readLintManifest } from "./lint-manifest.js";
import { getLintSettings } from "./lint-settings.js";

export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Where the file being linted stands. */
export interface LintPlace {
  readonly manifest: Manifest;
  /** The repo's folder. */
  readonly root: string;
  /** Relative to it, POSIX. */
  readonly file: string;
}

const places = new WeakMap<TSESTree.Program, { readonly place: LintPlace | undefined }>();

/** Undefined where no manifest speaks of the file. Throws a UserError for a broken one. Looked up once for all rules. */
export function findLintPlace(context: RuleContext, now: number): LintPlace | undefined {
  const { ast } = context.sourceCode;
  const known = places.get(ast);
  if (known !== undefined) return known.place;
  const place = lookUpPlace(context, now);
  places.set(ast, { place });
  return place;
}

function lookUpPlace(context: RuleContext, now: number): LintPlace | undefined {
  const filename = resolve(context.cwd, context.physicalFilename);
  const path = findLintManifest(context, filename, now);
  if (path === undefined) return undefined;
  const manifest = readLintManifest(path, now);
  const root = getLintRoot(context, path);
  return { manifest, root, file: relative(root, filename).split(sep).join("/") };
}

/** One that the settings name may stand beside the repo: see `getManifestRoot`. */
function getLintRoot({ cwd, settings }: RuleContext, path: string): string {
  return getLintSettings(settings).manifest === undefined ? dirname(path) : getManifestRoot(path, cwd);
}

function findLintManifest({ cwd, settings }: RuleContext, filename: string, now: number): string | undefined {
  const { manifest } = getLintSettings(settings);
  return manifest === undefined ? findNearestManifest(dirname(filename), now) : resolve(cwd, manifest);
}

/** On one line, with paths as the user sees them from where ESLint runs. */
export function formatInFolder(message: string, cwd: string): string {
  return message.replaceAll(`${cwd}${sep}`, "").replaceAll(/\.?\n/g, "; ");
}
