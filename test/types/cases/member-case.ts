import { type Files, formatPosition } from "../../references/symbols/symbol-project.js";

/**
 * A small program and a member that goes. Each of its uses is marked where it stands: `o.«read amt»`, `o.«write+read amt»++`.
 * What has the same name and is not marked is none.
 */
export interface MarkedCase {
  readonly name: string;
  readonly old: string;
  readonly files: Files;
  /**
   * Who says so, where it is not the compiler by its errors after the deletion, and why it can't be:
   * - `references`: the language service finds these, because the compiler is silent;
   * - `files`: the compiler by its errors in these files instead, which differ in how the same place is spelled;
   * - `rule`: nobody; our own page says so.
   */
  readonly oracle?:
    | { readonly references: string }
    | { readonly files: Files; readonly old?: string; readonly because: string }
    | { readonly rule: string };
}

export interface MemberCase extends Omit<MarkedCase, "files"> {
  readonly files: Files;
  /** `src/a.ts:2:34 read amt` */
  readonly uses: readonly string[];
}

const MARK = /«([a-z+]+) ([^»]+)»/;

/** Takes the marks out of the texts. */
export function readMarks(marked: MarkedCase): MemberCase {
  const files: Record<string, string> = {};
  const uses: string[] = [];
  for (const [path, text] of Object.entries(marked.files)) {
    let rest = text;
    for (let mark = MARK.exec(rest); mark; mark = MARK.exec(rest)) {
      const [whole, accesses = "", name = ""] = mark;
      const place = `${path}:${formatPosition(rest, mark.index)}`;
      for (const access of accesses.split("+")) uses.push(`${place} ${access} ${name}`);
      rest = rest.slice(0, mark.index) + name + rest.slice(mark.index + whole.length);
    }
    files[path] = rest;
  }
  return { ...marked, files, uses: uses.sort() };
}
