import { UserError } from "../errors.js";
import { findNearest } from "../manifest/find-nearest.js";
import { COMMAND_PATHS, getCommandPath, getSubcommands } from "./command-paths.js";
import { NO_VALUE } from "./usage-error.js";

/** Beginnings of yargs' messages: https://github.com/yargs/yargs/blob/main/locales/en.json */
const UNKNOWN_COMMAND = "Unknown command: ";
const MISSING = /^Missing required arguments?: (.+)$/;
const NO_CHOICE = /Argument: (\S+), Given: "(.*)", Choices: (.+)$/;

/** yargs' complaint with the nearest known name, and where the right ones stand. `options`: those of the command, as `--format`. */
export function explainUsage(
  message: string,
  argv: readonly string[],
  options: readonly string[],
): UserError {
  const path = getCommandPath(argv);
  const command = ["expand-contract", ...(path === "" ? [] : [path])].join(" ");
  return new UserError(`${explain(message, { argv, path, options })}\nSee: ${command} --help`);
}

interface CommandLine {
  readonly argv: readonly string[];
  readonly path: string;
  readonly options: readonly string[];
}

function explain(message: string, { argv, path, options }: CommandLine): string {
  if (message.startsWith(NO_VALUE)) return `--${message.slice(NO_VALUE.length)} needs a value.`;
  if (message.startsWith(UNKNOWN_COMMAND)) {
    const name = message.slice(UNKNOWN_COMMAND.length);
    const known = COMMAND_PATHS.filter((command) => command.endsWith(` ${name}`));
    return addNearest(`Unknown command: ${name}`, known[0] ?? name, [...getSubcommands(path), ...known]);
  }
  // A misspelt option is also one that is missing.
  const unknown = findUnknownOption(argv, options);
  if (unknown !== undefined) return addNearest(`Unknown option: ${unknown}`, unknown, options);
  const [, missing] = MISSING.exec(message) ?? [];
  if (missing !== undefined) return `Missing: ${missing.replaceAll(/\w+/g, "--$&")}`;
  const [, name = "", given = "", choices] = NO_CHOICE.exec(message) ?? [];
  if (choices === undefined) return message;
  const option = `--${name}`;
  return explainChoice(
    given,
    choices.replaceAll('"', "").split(", "),
    options.includes(option) ? option : undefined,
  );
}

/** `--format xml is none of text, json.`; without an option where a word of the command line is meant. */
export function explainChoice(given: string, choices: readonly string[], option?: string): string {
  const words = option === undefined ? given : `${option} ${given}`;
  const nearest = findNearest(given, choices);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return `${words} is none of ${choices.join(", ")}.${hint}`;
}

/** yargs names an option without its dashes, and twice where it has a dash within: what was typed says it better. */
function findUnknownOption(argv: readonly string[], options: readonly string[]): string | undefined {
  const known = new Set(options);
  return argv
    .map((word) => word.split("=", 1)[0] ?? "")
    .find((word) => word.startsWith("-") && word !== "-" && !known.has(word));
}

function addNearest(sentence: string, name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? sentence : `${sentence}. Did you mean ${nearest}?`;
}
