import { getManifestRoot } from "../manifest/find-manifest.js";
import { dirname, relative, resolve, sep } from "node:path";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { UserError } from "../errors.js";
import type { Manifest } from "../manifest/manifest.js";
import { detectInScript, type FileReferences } from "../references/detect.js";
import type { ScriptFile } from "../references/detector.js";
import { readComponent } from "../scan/components/read-component.js";
import { isComponent } from "../scan/file-kind.js";
import { findNearestManifest } from "./find-nearest-manifest.js";
import { readLintManifest } from "./lint-manifest.js";
import { getLintProject } from "./lint-project.js";
import { createLintResolver } from "./lint-resolver.js";
import { getLintSettings } from "./lint-settings.js";

/** What our rules know about the file being linted; detection runs once for all of them. */
export type LintFile =
  | { readonly type: "unusable"; readonly message: string }
  | { readonly type: "clean" }
  | { readonly type: "detected"; readonly manifest: Manifest; readonly found: FileReferences };

export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const CLEAN: LintFile = { type: "clean" };
const files = new WeakMap<TSESTree.Program, LintFile>();
const spoken = new WeakMap<TSESTree.Program, Set<string>>();

export function getLintFile(context: RuleContext, now: number): LintFile {
  const { ast } = context.sourceCode;
  const known = files.get(ast);
  if (known !== undefined) return known;
  const file = createLintFile(context, now);
  files.set(ast, file);
  return file;
}

/** True for the first rule that asks: what concerns the whole file is said once, however many rules are on. */
export function isFirstToSay(context: RuleContext, topic: string): boolean {
  const { ast } = context.sourceCode;
  const topics = spoken.get(ast) ?? new Set<string>();
  spoken.set(ast, topics);
  if (topics.has(topic)) return false;
  topics.add(topic);
  return true;
}

function createLintFile(context: RuleContext, now: number): LintFile {
  try {
    return detectLintFile(context, now);
  } catch (error) {
    // A broken manifest, or a repo that git won't read: a message in the editor, not a crash of it.
    if (error instanceof UserError)
      return { type: "unusable", message: formatInFolder(error.message, context.cwd) };
    throw error;
  }
}

function detectLintFile(context: RuleContext, now: number): LintFile {
  const { cwd, sourceCode } = context;
  const filename = resolve(cwd, context.physicalFilename);
  const path = findLintManifest(context, filename, now);
  if (path === undefined) return CLEAN;
  const manifest = readLintManifest(path, now);
  const root = getLintRoot(context, path);
  const file = relative(root, filename).split(sep).join("/");
  const project = getLintProject({ manifest, root, now });
  if (!project.mayHaveReferences(file, sourceCode.text)) return CLEAN;
  // A block of a component that a processor took out of it: the component as a whole is linted, too.
  if (isComponent(file) && resolve(cwd, context.filename) !== filename) return CLEAN;
  const script = getScript(file, sourceCode);
  if (script === undefined) return CLEAN;
  const typed = {
    ...project.getProject(sourceCode.text),
    resolver: createLintResolver(sourceCode, root),
  };
  return { type: "detected", manifest, found: detectInScript(script, typed) };
}

function getScript(path: string, { ast, text, scopeManager }: TSESLint.SourceCode): ScriptFile | undefined {
  if (isComponent(path)) return readComponent({ path, text, ast });
  return scopeManager === null ? undefined : { path, text, ast, scopes: scopeManager };
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
function formatInFolder(message: string, cwd: string): string {
  return message.replaceAll(`${cwd}${sep}`, "").replaceAll("\n", "; ");
}
