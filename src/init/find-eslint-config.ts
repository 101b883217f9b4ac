import type { TSESTree } from "@typescript-eslint/utils";
import { parseScript } from "../parse/parse-script.js";
import { ParseError } from "../parse/parse-error.js";
import type { Surroundings } from "../trees/surroundings.js";

/** A flat configuration, and where in it a further entry belongs. */
export interface FlatConfig {
  readonly form: "flat";
  /** Relative to the folder that was asked about. */
  readonly file: string;
  readonly isCommonJs: boolean;
  /** `tseslint.config`, where a call makes the configuration; absent for a list and for what nobody can tell. */
  readonly call?: string;
  readonly isSetUp: boolean;
}

/** What ESLint before 9 read, which this plugin has no entry for. */
export interface LegacyConfig {
  readonly form: "legacy";
  readonly file: string;
}

/** A linter that is not ESLint. */
export interface OtherLinter {
  readonly form: "other";
  readonly name: "Biome" | "oxlint";
  readonly file: string;
}

export type LintConfig = FlatConfig | LegacyConfig | OtherLinter;

/** In the order in which ESLint looks: https://eslint.org/docs/latest/use/configure/configuration-files */
const FLAT = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `eslint.config.${extension}`);
const LEGACY = [".js", ".cjs", ".yaml", ".yml", ".json", ""].map((extension) => `.eslintrc${extension}`);
const OTHERS = [
  ["biome.json", "Biome"],
  ["biome.jsonc", "Biome"],
  [".oxlintrc.json", "oxlint"],
] as const;

/** Whether a path is that of a configuration of ESLint. */
export function isLintConfigPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return FLAT.includes(name) || LEGACY.includes(name);
}

/** What lints files of this folder: the nearest configuration, ESLint's own first. */
export function findLintConfig(around: Surroundings): LintConfig | undefined {
  const flat = findFile(around, FLAT);
  if (flat !== undefined) return readFlatConfig(flat, around.readText(flat) ?? "");
  const legacy = findFile(around, LEGACY);
  if (legacy !== undefined) return { form: "legacy", file: legacy };
  for (const [name, linter] of OTHERS) {
    const file = findFile(around, [name]);
    if (file !== undefined) return { form: "other", name: linter, file };
  }
  return undefined;
}

function findFile(around: Surroundings, names: readonly string[]): string | undefined {
  return around.levels
    .flatMap((level) => names.map((name) => level + name))
    .find((file) => around.readText(file) !== undefined);
}

function readFlatConfig(file: string, text: string): FlatConfig {
  const program = parse(file, text);
  const value = program && findConfigValue(program);
  const call = value?.node.type === "CallExpression" ? getName(value.node.callee) : undefined;
  return {
    form: "flat",
    file,
    isCommonJs: value === undefined ? /\.ct?s$|\.cjs$/.test(file) : value.isCommonJs,
    ...(call !== undefined && { call }),
    isSetUp: text.includes("eslint-plugin-expand-contract"),
  };
}

function parse(file: string, text: string): TSESTree.Program | undefined {
  try {
    return parseScript(file, text).ast;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

interface ConfigValue {
  readonly node: TSESTree.Node;
  readonly isCommonJs: boolean;
}

function findConfigValue({ body }: TSESTree.Program): ConfigValue | undefined {
  for (const statement of body) {
    if (statement.type === "ExportDefaultDeclaration")
      return { node: follow(statement.declaration, body), isCommonJs: false };
    const value = getModuleExports(statement);
    if (value !== undefined) return { node: follow(value, body), isCommonJs: true };
  }
  return undefined;
}

/** `value` of `module.exports = value`. */
function getModuleExports(statement: TSESTree.ProgramStatement): TSESTree.Expression | undefined {
  if (statement.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  if (expression.type !== "AssignmentExpression") return undefined;
  return getName(expression.left) === "module.exports" ? expression.right : undefined;
}

/** A variable that is exported stands for what it was declared with. */
function follow(node: TSESTree.Node, body: readonly TSESTree.ProgramStatement[]): TSESTree.Node {
  if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression")
    return follow(node.expression, body);
  if (node.type !== "Identifier") return node;
  for (const statement of body) {
    if (statement.type !== "VariableDeclaration") continue;
    const found = statement.declarations.find(({ id }) => id.type === "Identifier" && id.name === node.name);
    if (found?.init) return found.init;
  }
  return node;
}

function getName(node: TSESTree.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return undefined;
  const object = getName(node.object);
  return object === undefined ? undefined : `${object}.${node.property.name}`;
}
