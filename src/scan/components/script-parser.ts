import { createRequire } from "node:module";
import { loadScopeManager } from "../../parse/load-scope-manager.js";

/** What component parsers call for scripts and expressions. */
export interface ScriptParser {
  readonly meta: { readonly name: string; readonly version: string };
  parseForESLint(code: string, options: Readonly<Record<string, unknown>>): object;
}

interface Estree {
  parse(code: string, options: object): unknown;
}

interface VisitorKeysModule {
  readonly visitorKeys: unknown;
}

let made: { readonly parser: ScriptParser | undefined } | undefined;

/** typescript-eslint's parser, put together of the parts that we have; undefined without TypeScript. */
export function loadScriptParser(): ScriptParser | undefined {
  made ??= { parser: createScriptParser() };
  return made.parser;
}

function createScriptParser(): ScriptParser | undefined {
  const own = createRequire(import.meta.url);
  const utils = createRequire(own.resolve("@typescript-eslint/utils"));
  const estree = tryLoad(utils, "@typescript-eslint/typescript-estree");
  if (!isEstree(estree)) return undefined;
  const inner = createRequire(utils.resolve("@typescript-eslint/typescript-estree"));
  const keys = tryLoad(inner, "@typescript-eslint/visitor-keys");
  if (!hasKeys(keys)) return undefined;
  return {
    meta: { name: "typescript-eslint/parser", version: "8" },
    parseForESLint: (code, options) => {
      const jsx = hasJsx(options["ecmaFeatures"]);
      const shape = { comment: true, tokens: true, loc: true, range: true, errorOnUnknownASTType: false };
      const ast = estree.parse(code, { filePath: options["filePath"], ...shape, jsx });
      const scopeManager = analyze(ast);
      return { ast, scopeManager, visitorKeys: keys.visitorKeys, services: {} };
    },
  };
}

function analyze(ast: unknown): unknown {
  const analyzer: { analyze(tree: never, options: object): unknown } = loadScopeManager();
  return Reflect.apply(analyzer.analyze, undefined, [ast, { sourceType: "module", lib: [] }]);
}

function hasJsx(features: unknown): boolean {
  return typeof features === "object" && features !== null && "jsx" in features && features.jsx === true;
}

function tryLoad(require: NodeJS.Require, name: string): unknown {
  try {
    return require(name);
  } catch {
    return undefined;
  }
}

function isEstree(value: unknown): value is Estree {
  return typeof value === "object" && value !== null && "parse" in value;
}

function hasKeys(value: unknown): value is VisitorKeysModule {
  return typeof value === "object" && value !== null && "visitorKeys" in value;
}
