import type { AnalyzeOptions } from "@typescript-eslint/scope-manager";
import type { OxcError, ParseResult, ParserOptions } from "oxc-parser";
import { loadOxc } from "./load-oxc.js";
import type { ScriptFile } from "../references/detector.js";
import { adaptProgram } from "./adapt-program.js";
import { loadScopeManager } from "./load-scope-manager.js";
import { ParseError } from "./parse-error.js";

type Language = Pick<ParserOptions, "lang" | "sourceType">;

/** Tree and scopes of a script as typescript-eslint's parser gives them. Throws a ParseError. A byte order mark counts nowhere. */
export function parseScript(path: string, source: string): ScriptFile {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const { parseSync } = loadOxc();
  let firstError: OxcError | undefined;
  for (const language of getLanguages(path)) {
    const result = parseSync(path, text, { ...language, astType: "ts", preserveParens: false });
    if (hasTree(result)) {
      const ast = adaptProgram(result, text);
      return { path, text, ast, scopes: loadScopeManager().analyze(ast, getScopeOptions(path)) };
    }
    firstError ??= result.errors[0];
  }
  throw createParseError(path, text, firstError);
}

/** Errors beside a tree are those that TypeScript's parser leaves to its checker (`return` outside a function, say). */
function hasTree({ program, errors }: ParseResult): boolean {
  return errors.length === 0 || program.body.length > 0;
}

/** What a file may be written in, most likely first. Sloppy scripts and JavaScript with type annotations occur. */
function getLanguages(path: string): Language[] {
  const lang = getLanguage(path);
  const module = { lang, sourceType: "module" } as const;
  const script = { lang, sourceType: "script" } as const;
  if (path.endsWith(".cjs")) return [script, module];
  return lang === "jsx" ? [module, script, { lang: "tsx", sourceType: "module" }] : [module, script];
}

function getLanguage(path: string): "ts" | "tsx" | "dts" | "jsx" {
  if (/\.d\.[mc]?ts$/.test(path)) return "dts";
  if (/\.[mc]?ts$/.test(path)) return "ts";
  return path.endsWith(".tsx") ? "tsx" : "jsx";
}

/** ESLint's defaults: a module, except for `.cjs`. Variables of TypeScript's own libraries take most of the time and have no definitions that matter. */
function getScopeOptions(path: string): AnalyzeOptions {
  const isCommonJs = path.endsWith(".cjs");
  return { lib: [], sourceType: isCommonJs ? "script" : "module", globalReturn: isCommonJs };
}

function createParseError(path: string, text: string, error: OxcError | undefined): ParseError {
  const offset = error?.labels[0]?.start ?? 0;
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new ParseError(path, {
    line: before.length,
    column,
    message: error?.message ?? "It does not parse",
  });
}
