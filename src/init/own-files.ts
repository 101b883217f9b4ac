import { getAsideFolder } from "../modules/published-package.js";

/** Folders of what was copied or built. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|vendor|third[_-]party|dist|build|out|coverage|\.yarn|\.next|__snapshots__)\//;
const TEST = /\.(?:test|spec|stories|e2e|cy)\.[cm]?[jt]sx?$|\.min\.js$|\.d\.[cm]?ts$/;

/** Whether what a file says is the repository's own word: no tests, examples, copies and types of something else. */
export function isOwnFile(path: string): boolean {
  return !FOREIGN.test(path) && !TEST.test(path) && getAsideFolder(path) === undefined;
}

const GENERATED =
  /@generated\b|auto-?generated|automatically generated|generated (?:by|from|with)\b|do not (?:edit|modify)\b/i;

/** What a generator writes says what its input says, and nobody edits it. Generators say so at the top. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, HEAD);
  // In code below the first statement the words may mean anything.
  const end = head.search(/^(?:import|export|const|let|var|function|class|model|create)\b/im);
  return GENERATED.test(end === -1 ? head : head.slice(0, end));
}

const HEAD = 600;
