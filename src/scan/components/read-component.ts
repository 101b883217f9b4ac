import type { TSESTree } from "@typescript-eslint/utils";
import type { ScriptFile } from "../../references/detector.js";
import { loadScopeManager } from "../../parse/load-scope-manager.js";
import { parseScript } from "../../parse/parse-script.js";
import { type ComponentKind, getComponentKind } from "./component-kind.js";
import type { ComponentTree } from "./component-tree.js";
import { copyNode, createNode, getNodes, isPlainNode, type PlainNode, setParents } from "./plain-node.js";
import { getAstroScripts, readAstro } from "./read-astro.js";
import { readSvelte } from "./read-svelte.js";
import { readVue } from "./read-vue.js";

export interface ParsedComponent {
  readonly path: string;
  readonly text: string;
  /** The program that the component's own parser gives. */
  readonly ast: object;
}

/** A component as a script that detectors can read, from the tree that linter and scanner have of the same parser. Its template stands behind the script, as JSX. */
export function readComponent({ path, text, ast }: ParsedComponent): ScriptFile {
  const kind = getComponentKind(path);
  const root = isPlainNode(ast) ? ast : createNode("Program", [0, text.length], { body: [] });
  const { statements, comments } = readTree(kind, root, text);
  const program = createNode("Program", [0, text.length], {
    ...{ body: statements, comments, sourceType: "module" },
  });
  setParents(program);
  const tree = asProgram(program);
  return {
    path,
    text,
    ast: tree,
    scopes: loadScopeManager().analyze(tree, { lib: [], sourceType: "module" }),
  };
}

function readTree(kind: ComponentKind | undefined, root: PlainNode, text: string): ComponentTree {
  switch (kind) {
    case "vue":
      return readVue(root, text);
    case "svelte":
      return readSvelte(root, text);
    case "astro": {
      const tree = readAstro(root);
      const scripts = getAstroScripts(root).flatMap((script) => readBrowserScript(script, text));
      return { ...tree, statements: [...tree.statements, ...scripts] };
    }
    case undefined:
      return { statements: getNodes(root, "body").map((node) => copyNode(node)), comments: [] };
  }
}

/** Statements at their own offsets: all else is blanked. One that does not parse is the browser's matter. */
function readBrowserScript({ range: [start, end] }: PlainNode, text: string): PlainNode[] {
  const blank = (part: string) => part.replaceAll(/[^\r\n]/g, " ");
  try {
    const { ast } = parseScript("script.ts", blank(text.slice(0, start)) + text.slice(start, end));
    return ast.body.map((node) => copyNode(asPlain(node)));
  } catch {
    return [];
  }
}

function asPlain(node: TSESTree.Node): PlainNode {
  return isPlainNode(node) ? node : createNode("EmptyStatement", [0, 0], {});
}

/** It has what typescript-eslint's programs have, as far as detectors read it. */
function asProgram(program: PlainNode): TSESTree.Program {
  return program as unknown as TSESTree.Program;
}
