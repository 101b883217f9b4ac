import type { TSESTree } from "@typescript-eslint/utils";
import { getFunctionAround, isFunction } from "../../ast/find-function.js";
import { findVariable } from "../../ast/find-variable.js";
import { getElements, getEntries } from "../../ast/object-entries.js";
import { getPassed } from "../../ast/passed-arguments.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Project, ScriptFile } from "../detector.js";
import { createImportedTexts } from "../sql/imported-texts.js";
import { type ListReader, readList } from "../sql/read-list.js";
import type { SourceText } from "../sql/source-text.js";
import { readText, type TextContext } from "../sql/static-text.js";

/** A text that an expression may be. */
export interface ReadText {
  readonly text: SourceText;
  /** The expression that it was read of. */
  readonly node: TSESTree.Node;
}

/** All texts that an expression may be, those of a list's elements for a list. */
export type NameReader = (expression: TSESTree.Node) => readonly ReadText[];

const MAX_DEPTH = 6;
const OVER: ReadonlySet<string> = new Set(["map", "flatMap", "forEach", "filter", "some", "every"]);

/** Reads names through constants, of other modules too, lists, loops, and what the module's own calls hand to a parameter. */
export function createNameReader(file: ScriptFile, project: Project): NameReader {
  const { text, scopes } = file;
  const context: TextContext = {
    ...{ text, scopes, used: new Set() },
    imported: createImportedTexts(file, project),
  };
  const reader: ListReader = {
    context,
    read: (element) => readText(element, context, 1),
    readIn: (body, inner) => readText(body, inner, 1),
  };

  function read(expression: TSESTree.Node, depth: number): readonly ReadText[] {
    const node = unwrap(expression);
    if (depth > MAX_DEPTH) return [];
    if (node.type === "ArrayExpression")
      return node.elements.flatMap((element) =>
        element === null
          ? []
          : read(element.type === "SpreadElement" ? element.argument : element, depth + 1),
      );
    const sources = getSources(node);
    if (sources.length > 0) return sources.flatMap((source) => read(source, depth + 1));
    const list = readList(node, reader);
    const texts = list === undefined ? readText(node, context) : list.flat();
    return texts.map((one) => ({ text: one, node }));
  }

  /** The expressions that a name stands for where its declaration gives it no value: what a loop goes over, what calls hand to a parameter. */
  function getSources(node: TSESTree.Node): readonly TSESTree.Node[] {
    if (node.type === "MemberExpression") {
      const name = getMemberName(node);
      const object = unwrap(node.object);
      const binding = object.type === "Identifier" ? findBinding(object) : undefined;
      return name === undefined || binding === undefined ? [] : getMembers(getBound(binding), name);
    }
    const binding = node.type === "Identifier" ? findBinding(node) : undefined;
    if (binding === undefined) return [];
    const { parent } = binding;
    if (parent.type === "Property" && parent.parent.type === "ObjectPattern") {
      const name = getPropertyName(parent);
      return name === undefined ? [] : getMembers(getBound(parent.parent), name);
    }
    const preset = parent.type === "AssignmentPattern" ? [parent.right] : [];
    return [...preset, ...getBound(binding)];
  }

  function findBinding(node: TSESTree.Identifier): TSESTree.Identifier | undefined {
    const [definition, ...others] = findVariable(scopes, node)?.defs ?? [];
    const binding = definition?.name;
    return others.length === 0 && binding?.type === "Identifier" ? binding : undefined;
  }

  /** What a parameter or a loop's variable may be. */
  function getBound(binding: TSESTree.Identifier | TSESTree.ObjectPattern): readonly TSESTree.Node[] {
    const list = findListOver(binding);
    if (list !== undefined) return getElements(list, scopes).filter((element) => element !== list);
    return isFunction(getOwner(binding)) ? getPassed(binding, scopes) : [];
  }

  function getMembers(objects: readonly TSESTree.Node[], name: string): TSESTree.Node[] {
    return objects.flatMap((object) =>
      getEntries(object, scopes).flatMap((entry) => (entry.name === name ? [entry.value] : [])),
    );
  }

  return (expression) => read(expression, 0);
}

function getOwner({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  return parent?.type === "AssignmentPattern" ? parent.parent : parent;
}

/** `for (const topic of TOPICS)`, `TOPICS.forEach((topic) => …)` */
function findListOver(binding: TSESTree.Identifier | TSESTree.ObjectPattern): TSESTree.Node | undefined {
  const { parent } = binding;
  if (parent.type === "VariableDeclarator") {
    const loop = parent.parent.parent;
    return loop.type === "ForOfStatement" && loop.left === parent.parent ? loop.right : undefined;
  }
  const callback = isFunction(parent) ? parent : getFunctionAround(binding);
  const call = callback?.parent;
  if (callback?.params[0] !== binding || call?.type !== "CallExpression") return undefined;
  const { callee } = call;
  if (call.arguments[0] !== callback || callee.type !== "MemberExpression") return undefined;
  return OVER.has(getMemberName(callee) ?? "") ? callee.object : undefined;
}
