import { REPORT_FORMATS } from "../../report/format-names.js";
import { getCommandPath } from "../command-paths.js";

export interface Completion {
  /** The words after `expand-contract`; the last one is being typed, and may be empty. */
  readonly words: readonly string[];
  /** What yargs proposes for these words: commands, options, choices. In zsh each with `:description`. */
  askYargs(words: readonly string[]): Promise<readonly string[]>;
  /** True where the last of the words is an option that a value must follow. */
  takesValue(words: readonly string[]): Promise<boolean>;
  /** The ids of the manifest's changes. */
  readChangeIds(): Promise<readonly string[]>;
}

/** What may stand for the last word, a proposal a line; nothing where it is a file. */
export async function complete({
  words: typed,
  askYargs,
  takesValue,
  readChangeIds,
}: Completion): Promise<readonly string[]> {
  const words = joinEquals(typed);
  const current = words.at(-1) ?? "";
  const [option, value, prefix] = splitOption(words);
  if (option === undefined || (prefix === "" && !(await takesValue(words.slice(0, -1))))) {
    const fitting = (await askYargs(words)).filter((proposal) => proposal.startsWith(current));
    const names = fitting.filter((proposal) => !proposal.startsWith("-"));
    // Options only where nothing else may follow, or one has been begun.
    return names.length > 0 ? names : fitting;
  }
  const values = await getValues({ option, words, readChangeIds });
  // bash completes what stands after the "=" alone; zsh the whole word.
  const start = typed.length === words.length ? prefix : "";
  return values.filter((one) => one.startsWith(value)).map((one) => `${start}${one}`);
}

/** bash parts words at "=": `--format`, `=`, `js` is one word of the command line. */
function joinEquals(typed: readonly string[]): readonly string[] {
  const at = typed.indexOf("=");
  if (at < 1) return typed;
  const joined = `${typed[at - 1] ?? ""}=${typed[at + 1] ?? ""}`;
  return joinEquals([...typed.slice(0, at - 1), joined, ...typed.slice(at + 2)]);
}

/** The option whose value may be being typed, what of it stands there, and what stands before it in the same word. */
function splitOption(words: readonly string[]): readonly [string | undefined, string, string] {
  const current = words.at(-1) ?? "";
  const equals = current.indexOf("=");
  if (current.startsWith("--") && equals !== -1)
    return [current.slice(0, equals), current.slice(equals + 1), current.slice(0, equals + 1)];
  const before = words.at(-2) ?? "";
  return [before.startsWith("-") && !before.includes("=") ? before : undefined, current, ""];
}

interface Wanted extends Pick<Completion, "words" | "readChangeIds"> {
  readonly option: string;
}

/** An id holds nothing that a shell would run (`CHANGE_ID`), but at a ":" bash parts words and zsh begins a description. */
async function getValues({ option, words, readChangeIds }: Wanted): Promise<readonly string[]> {
  if (option === "--change") return (await readChangeIds()).filter((id) => !id.includes(":"));
  if (option !== "--format") return [];
  const path = getCommandPath(words);
  return path === "scan" || path === "ratchet" ? REPORT_FORMATS : ["text", "json"];
}
