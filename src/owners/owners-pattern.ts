import ignore from "ignore";
import picomatch from "picomatch";

export type PathTest = (path: string) => boolean;

/**
 * GitHub's patterns are those of `.gitignore`, but brackets are letters like others and there is no `!`; undefined for a line that GitHub skips.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#syntax-exceptions
 */
export function createGitHubTest(pattern: string): PathTest | undefined {
  if (pattern.startsWith("!") || pattern.startsWith("\\#")) return undefined;
  if (pattern === "/" || pattern.includes("***")) return undefined;
  if (isPlain(pattern)) return createPathTest(pattern);
  const plain = (pattern.endsWith("/**/") ? pattern.slice(0, -1) : pattern).replaceAll("[", "\\[");
  const patterns = ignore({ ignoreCase: false, allowRelativePaths: true }).add(plain);
  // For git, a folder that `docs/*` matches is matched with all that is in it. On GitHub the files of `docs` itself are meant.
  if (pattern.endsWith("/*")) patterns.add(`!${plain}/`);
  const literal = getLiteral(pattern);
  return (path) => path.includes(literal) && patterns.ignores(path);
}

/** The longest text that stands in each path which a pattern matches: asking for it first spares nearly all of the patterns of a large file. */
function getLiteral(pattern: string): string {
  if (pattern.includes("\\")) return "";
  const parts = pattern.split(/[*?]+/).map((part) => part.replace(/^\//, "").replace(/\/$/, ""));
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

/**
 * GitLab asks Ruby's `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH: `docs/*` is meant at any depth, `/docs` is a file and no folder.
 * https://docs.gitlab.com/user/project/codeowners/advanced/#pattern-matching
 */
export function createGitLabTest(pattern: string): PathTest {
  const plain = unescapeSpaces(pattern.startsWith("\\#") ? pattern.slice(1) : pattern);
  if (plain === "*") return () => true;
  const anchored = plain.startsWith("/") ? plain.slice(1) : `**/${plain}`;
  if (anchored.endsWith("/")) return createGlobTest(`${anchored}**/*`);
  // `**` stands for folders only before a `/`; at the end it is one star twice.
  return createGlobTest(anchored.endsWith("/**") ? anchored.slice(0, -1) : anchored);
}

/** To `fnmatch` these are characters like others; folders of some frameworks have them: `app/(auth)/`. */
const PLAIN_CHARACTERS = /[(){}|+$]/g;

function createGlobTest(pattern: string): PathTest {
  const glob = pattern.replaceAll(PLAIN_CHARACTERS, "\\$&");
  return picomatch(glob, { dot: true, nobrace: true, noextglob: true, nonegate: true, strictSlashes: true });
}

/** `/apps/web/`: most lines of a large file, and many times faster than a pattern. */
function isPlain(pattern: string): boolean {
  return pattern.startsWith("/") && !["*", "?", "\\"].some((special) => pattern.includes(special));
}

function createPathTest(pattern: string): PathTest {
  const isFolder = pattern.endsWith("/");
  const file = pattern.slice(1, isFolder ? -1 : undefined);
  const folder = `${file}/`;
  return (path) => (!isFolder && path === file) || path.startsWith(folder);
}

function unescapeSpaces(pattern: string): string {
  return pattern.replaceAll("\\ ", " ").replaceAll("\\\t", "\t");
}
