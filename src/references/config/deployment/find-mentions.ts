import type { ConfigPlace } from "../config-place.js";
import type { DeploymentKind } from "./deployment-kind.js";

/** Text of a value in which names may be interpolated, and what reads it. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: DeploymentKind;
  /** The key that it is the value of. */
  readonly key: string;
}

type Place = Omit<ConfigPlace, "key">;

/** Keys whose values a shell runs. */
const SHELL: ReadonlySet<string> = new Set([
  "run",
  "cmd",
  "healthcheck",
  "bash",
  "pwsh",
  "inlineScript",
  "script",
  "before_script",
  "after_script",
  "command",
  "entrypoint",
  "test",
  "args",
  "scripts",
]);

/** Keys whose values are lists of `X=1`, one a line. */
const LISTS: ReadonlySet<string> = new Set(["build-args", "envs", "env-vars", "env_vars", "secrets"]);

/** Keys whose values are expressions without braces. */
const EXPRESSIONS: ReadonlySet<string> = new Set(["if", "condition"]);

/**
 * Where a value uses a name: `${X}`, `$X`, `$(X)`, `${{ env.X }}`, `${env:X}`, `process.env.X`; and where a command sets it (`X=1 node .`).
 * What the tool itself interpolates is sure, what a shell or a program in the container does is assumed.
 */
export function findMentions(passage: Passage, name: string): Place[] {
  const places: Place[] = [];
  const { text, start, end } = passage;
  for (let at = text.indexOf(name, start); at !== -1 && at + name.length <= end;) {
    const place = isWhole(text, at, name) ? getPlace(passage, at, name) : undefined;
    if (place) places.push(place);
    at = text.indexOf(name, at + name.length);
  }
  return places;
}

export function isWhole(text: string, at: number, name: string): boolean {
  return !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + name.length));
}

function getPlace(passage: Passage, at: number, name: string): Place | undefined {
  const { text, start } = passage;
  const lineStart = Math.max(text.lastIndexOf("\n", at - 1) + 1, start);
  const before = text.slice(lineStart, at);
  if (before.trimStart().startsWith("#")) return undefined;
  const place = { start: at, end: at + name.length, via: "deployment" };
  const read = getReadCertainty(passage, text.slice(start, at));
  if (read !== undefined) return { ...place, access: "read", certainty: read };
  const after = text.slice(at + name.length, at + name.length + 3);
  // `X==y` compares, `X=.*` is a pattern of sed's.
  const isSet = after.startsWith("=") && !after.startsWith("==") && after !== "=.*";
  const isCommand = passage.kind === "package" || SHELL.has(passage.key) || LISTS.has(passage.key);
  if (!isSet || !isCommand || !/(?:^|[\s;&|("'`])$/.test(before)) return undefined;
  return { ...place, access: "write", certainty: "inferred" };
}

function getReadCertainty({ kind, key }: Passage, before: string): Place["certainty"] | undefined {
  if (/\$\{\{(?:(?!\}\})[^])*\b(?:env|secrets|vars|variables)(?:\.|\[\s*['"])$/.test(before))
    return "resolved";
  if (EXPRESSIONS.has(key) && /\b(?:env|secrets|vars|variables)\.$/.test(before)) return "resolved";
  if (before.endsWith("${env:")) return kind === "serverless" ? "resolved" : "inferred";
  if (/\bprocess\.env\.$|\$env:$|(?<!\\)\$\$\{?$/.test(before)) return "inferred";
  if (before.endsWith("$(")) return kind === "kubernetes" ? "resolved" : "inferred";
  if (!/(?<!\\)\$\{?[#!]?$/.test(before)) return undefined;
  if (kind === "compose") return "resolved";
  return (kind === "gitlab" || kind === "dockerfile") && !SHELL.has(key) ? "resolved" : "inferred";
}
