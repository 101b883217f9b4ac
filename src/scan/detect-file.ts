import { detectByText, detectInScript, detectInText, isTextFile } from "../references/detect.js";
import type { FileReferences } from "../references/apply-exclusions.js";
import type { Project } from "../references/detector.js";
import { UnreadableText } from "../references/unreadable-text.js";
import type { ReceiverCounts } from "./counting-resolver.js";
import { getComponentKind, getParserName } from "./components/component-kind.js";
import { openComponent } from "./components/open-component.js";
import { getParserStamp } from "./components/parser-stamp.js";
import { isComponent, isScript } from "./file-kind.js";
import { ParseError } from "../parse/parse-error.js";
import { parseScript } from "../parse/parse-script.js";
import { countUnresolvedImports } from "./unresolved-imports.js";

/** What a candidate file holds, or why nobody can tell. JSON-able. */
export interface FileOutcome extends FileReferences {
  readonly failure?: { readonly line?: number; readonly message: string };
  /** The parser without which a component was searched as text alone. */
  readonly missingParser?: string;
  /** The parser that read a component, or that there was none: see `getParserStamp`. */
  readonly parser?: string;
  /** How many of its imports lead to nothing that was read. */
  readonly unresolvedImports?: number;
  readonly receivers?: ReceiverCounts;
}

const NOTHING: FileReferences = { references: [], excluded: [], problems: [] };

const TOO_DEEP = { message: "It is nested too deep" };
/** A parser in Rust that runs out of stack takes the whole process with it. It does at some 5,000. */
const MAX_DEPTH = 3000;

/** What a file is read with: a project, and the folder whose parsers read components. */
export interface DetectProject extends Project {
  readonly parserFolder: string;
}

/** References of one file that mentions an old name. */
export function detectFile(path: string, text: string, project: DetectProject): FileOutcome {
  if (isTextFile(path)) return detectTextFile(path, text, project);
  if (isComponent(path)) return detectComponent(path, text, project);
  if (!isScript(path)) return detectByText({ path, text }, project);
  if (isTooDeep(text)) return { ...NOTHING, failure: TOO_DEEP };
  try {
    const file = parseScript(path, text);
    const unresolvedImports = countUnresolvedImports(file, project.modules);
    return { ...detectInScript(file, project), ...(unresolvedImports > 0 && { unresolvedImports }) };
  } catch (error) {
    const failure = getFailure(error);
    if (failure === undefined) throw error;
    return { ...NOTHING, failure };
  }
}

function detectComponent(path: string, text: string, project: DetectProject): FileOutcome {
  const { parserFolder } = project;
  const parser = getParserStamp(path, parserFolder);
  try {
    const file = openComponent({ path, text }, parserFolder);
    if (file === undefined)
      return {
        ...detectByText({ path, text }, project),
        ...getMissingParser(path),
        ...(parser && { parser }),
      };
    return { ...detectInScript(file, project), ...(parser && { parser }) };
  } catch (error) {
    const failure = getFailure(error);
    if (failure === undefined) throw error;
    return { ...NOTHING, failure };
  }
}

function getMissingParser(path: string): Pick<FileOutcome, "missingParser"> {
  const kind = getComponentKind(path);
  return kind === undefined ? {} : { missingParser: getParserName(kind) };
}

function detectTextFile(path: string, text: string, project: Project): FileOutcome {
  try {
    return detectInText({ path, text }, project);
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { ...NOTHING, failure: { line: error.line, message: error.message } };
  }
}

function getFailure(error: unknown): FileOutcome["failure"] {
  // Generated code may nest so deep that nothing that walks its tree gets through.
  if (error instanceof RangeError) return TOO_DEEP;
  if (!(error instanceof ParseError)) return undefined;
  const { line, message } = error.problem;
  return { line, message };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    depth += bracket === "(" || bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
