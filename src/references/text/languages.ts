/** How a language writes what is no code. */
export interface Language {
  /** What begins a comment to the end of its line. */
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  /** Longer ones first. */
  readonly strings: readonly Quote[];
  /** `<<~SQL`, `<<<SQL`, `<<EOF`: a string to the line that is that word. */
  readonly hasHeredocs?: boolean;
  /** Markup with places for values: a name in it is text for people, unless it is a property. */
  readonly isTemplate?: boolean;
  /** How properties are spelled beside the name itself. */
  readonly spellings: readonly Spelling[];
}

export interface Quote {
  readonly open: string;
  readonly close: string;
  /** A backslash keeps what follows from ending the string. */
  readonly escapes: boolean;
  /** Ends at the line's end otherwise: then it was no quote at all. */
  readonly isLong: boolean;
}

/** `full_name` as `fullName`, `FullName`, `getFullName` and `setFullName`. */
export type Spelling = "camel" | "pascal" | "accessor";

function quote(mark: string, { escapes = true, isLong = mark.length > 1 } = {}): Quote {
  return { open: mark, close: mark, escapes, isLong };
}

const DOUBLE = quote('"');
const SINGLE = quote("'");
const TRIPLE = quote('"""');
const RAW = quote("`", { escapes: false, isLong: true });
const C_COMMENTS = { line: ["//"], block: [["/*", "*/"]] } as const;
const HASH = { line: ["#"], block: [] } as const;
const MARKUP = {
  ...{ line: [], strings: [DOUBLE, SINGLE], isTemplate: true, spellings: ["camel"] },
  block: [
    ["<!--", "-->"],
    ["<%#", "%>"],
    ["<%--", "--%>"],
    ["{{!--", "--}}"],
    ["{#", "#}"],
  ],
} as const satisfies Language;

const PYTHON: Language = { ...HASH, strings: [TRIPLE, quote("'''"), DOUBLE, SINGLE], spellings: [] };
const RUBY: Language = {
  ...{ line: ["#"], block: [["\n=begin", "\n=end"]], hasHeredocs: true, spellings: [] },
  strings: [quote('"', { isLong: true }), quote("'", { isLong: true }), RAW],
};
const GO: Language = { ...C_COMMENTS, strings: [RAW, DOUBLE, SINGLE], spellings: ["camel", "pascal"] };
const JAVA: Language = { ...C_COMMENTS, strings: [TRIPLE, DOUBLE, SINGLE], spellings: ["camel", "accessor"] };
const SHARP: Language = {
  ...{ ...C_COMMENTS, spellings: ["camel", "pascal"] },
  strings: [{ open: '@"', close: '"', escapes: false, isLong: true }, TRIPLE, DOUBLE, SINGLE],
};
const RUST: Language = { ...C_COMMENTS, strings: [quote('"', { isLong: true })], spellings: [] };
const PHP: Language = {
  ...{ line: ["//", "#"], block: [["/*", "*/"]], hasHeredocs: true, spellings: ["camel", "accessor"] },
  strings: [quote('"', { isLong: true }), quote("'", { isLong: true })],
};
const SWIFT: Language = { ...C_COMMENTS, strings: [TRIPLE, DOUBLE], spellings: ["camel"] };
const ELIXIR: Language = { ...HASH, strings: [TRIPLE, quote('"', { isLong: true })], spellings: [] };
const CLOJURE: Language = { line: [";"], block: [], strings: [quote('"', { isLong: true })], spellings: [] };
const SHELL: Language = {
  ...{ ...HASH, hasHeredocs: true, spellings: [] },
  strings: [quote('"', { isLong: true }), quote("'", { escapes: false, isLong: true })],
};
const LUA: Language = { line: ["--"], block: [["--[[", "]]"]], strings: [DOUBLE, SINGLE], spellings: [] };

/**
 * Languages by extension. What a database's columns, a variable of the environment, an endpoint or an event is called there can be searched for;
 * an export of a module can't be used there. GraphQL is not among them: its fields are those of an API, whatever a table calls them.
 */
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ...(["py", "pyi"] as const).map((name) => [name, PYTHON] as const),
  ...(["rb", "rake", "ru", "jbuilder", "cr"] as const).map((name) => [name, RUBY] as const),
  ["go", GO],
  ...(["java", "kt", "kts", "groovy", "scala"] as const).map((name) => [name, JAVA] as const),
  ...(["cs", "fs", "fsx"] as const).map((name) => [name, SHARP] as const),
  ["rs", RUST],
  ["php", PHP],
  ...(["swift", "dart"] as const).map((name) => [name, SWIFT] as const),
  ...(["ex", "exs"] as const).map((name) => [name, ELIXIR] as const),
  ...(["clj", "cljs", "cljc"] as const).map((name) => [name, CLOJURE] as const),
  ...(["sh", "bash", "zsh", "pl", "pm", "r", "R", "jl"] as const).map((name) => [name, SHELL] as const),
  ["lua", LUA],
  ...(["c", "cc", "cpp", "h", "hpp", "m"] as const).map(
    (name) => [name, { ...C_COMMENTS, strings: [DOUBLE, SINGLE], spellings: ["camel"] }] as const,
  ),
  ...[
    ...["html", "htm", "hbs", "handlebars", "mustache", "ejs", "erb", "eex", "heex", "leex", "jsp", "twig"],
    ...["njk", "liquid", "jinja", "j2", "haml", "slim", "pug", "cshtml"],
  ].map((name) => [name, MARKUP] as const),
]);

/** Undefined for a file whose language is read in another way, or is none of these. */
export function getLanguage(path: string): Language | undefined {
  return LANGUAGES.get(path.slice(path.lastIndexOf(".") + 1));
}

export function isOtherLanguage(path: string): boolean {
  return getLanguage(path) !== undefined;
}

/** How any text is read: a component without its parser, a file of a language that nobody here knows. */
export const PLAIN: Language = {
  ...{ ...C_COMMENTS, spellings: ["camel"] },
  block: [...C_COMMENTS.block, ["<!--", "-->"]],
  strings: [DOUBLE, SINGLE, RAW],
};

/** What may begin a line that is a comment, in any of them. */
export const COMMENT_OPENERS: readonly string[] = [
  ...["#", "//", "--", "/*", "*", ";", ";;", "<!--", "<%#", "<%--", "{{!--", "{#", "-#", "//-"],
];
