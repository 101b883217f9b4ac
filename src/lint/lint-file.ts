import { resolve } from "node:path";
import type { TSESTree } from "@typescript-eslint/utils";
import { UserError } from "../errors.js";
import type { Manifest } from "../manifest/manifest.js";
import { parseScript } from "../parse/parse-script.js";
import { detectInScript, type FileReferences } from "../references/detect.js";
import type { Project, ScriptFile } from "../references/detector.js";
import { readComponent } from "../scan/components/read-component.js";
import { isComponent } from "../scan/file-kind.js";
import { findLintPlace, formatInFolder, type RuleContext } from "./lint-place.js";
import { getLintProject } from "./lint-project.js";
import { createLintResolver } from "./lint-resolver.js";

/** What our rules know about the file being linted; detection runs once for all of them. */
export type LintFile =
  { readonly type: "unusable"; readonly message: string } | { readonly type: "clean" } | DetectedFile;

export interface DetectedFile {
  readonly type: "detected";
  readonly manifest: Manifest;
  readonly found: FileReferences;
  readonly script: ScriptFile;
  readonly project: Project;
}

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
  const place = findLintPlace(context, now);
  if (place === undefined) return CLEAN;
  const { manifest, root, file } = place;
  const project = getLintProject({ manifest, root, now });
  if (!project.mayHaveReferences(file, sourceCode.text)) return CLEAN;
  // A block of a component that a processor took out of it: the component as a whole is linted, too.
  if (isComponent(file) && resolve(cwd, context.filename) !== resolve(cwd, context.physicalFilename))
    return CLEAN;
  const script = getScript(file, context);
  if (script === undefined) return CLEAN;
  const typed: Project = {
    ...project.getProject(file, sourceCode.text),
    resolver: createLintResolver(sourceCode, root),
  };
  return { type: "detected", manifest, found: detectInScript(script, typed), script, project: typed };
}

function getScript(path: string, context: RuleContext): ScriptFile | undefined {
  const { ast, text, scopeManager } = context.sourceCode;
  if (isComponent(path)) return readComponent({ path, text, ast });
  // Its tree has `null` for absent parts, its scopes have other types than their names say: read as the scan does, only where a name is mentioned.
  if (isOxlint(context)) return parseScript(path, text);
  return scopeManager === null ? undefined : { path, text, ast, scopes: scopeManager };
}

/** See "Parser name" in oxlint's `PARSER` (oxlint/dist/lint.js). */
function isOxlint({ languageOptions }: RuleContext): boolean {
  const parser: unknown = languageOptions.parser;
  return typeof parser === "object" && parser !== null && "name" in parser && parser.name === "oxlint";
}
