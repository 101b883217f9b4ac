import type { ComponentTree } from "./component-tree.js";
import { getDeclaredNames } from "./declared-names.js";
import {
  createArrow,
  createContainer,
  createFragment,
  createIdentifier,
  createStatement,
} from "./jsx-nodes.js";
import { copyNode, createNode, getNode, getNodes, getText, type PlainNode } from "./plain-node.js";
import { convertVueChildren, convertVueElement, type VueNames } from "./vue-element.js";
import { getFreeNames, getRegisteredComponents } from "./vue-names.js";

/** vue-eslint-parser's tree as one script: its own statements, and behind them the template and what styles bind. */
export function readVue(ast: PlainNode, text: string): ComponentTree {
  const statements = getNodes(ast, "body").map((node) => copyNode(node));
  const template = getNode(ast, "templateBody");
  const blocks = template ? getNodes(getNode(template, "parent") ?? template, "children") : [];
  const setup = blocks.find((block) => isBlock(block, "script") && hasAttribute(block, "setup"));
  const names: VueNames =
    setup === undefined
      ? { text, components: getRegisteredComponents(statements), declared: new Set() }
      : { text, components: new Map(), declared: getDeclaredNames(statements) };
  const rendered = [
    ...(template ? [createContainer(convertVueElement(template, names))] : []),
    ...blocks
      .filter((block) => isBlock(block, "style"))
      .flatMap((block) => convertVueChildren(getNodes(block, "children"), names)),
  ];
  const view = createFragment([0, text.length], rendered);
  return {
    statements: [
      ...(setup ? getGenericTypes(setup) : []),
      ...statements,
      ...(rendered.length > 0 ? [createStatement(setup ? view : hideModule(view, template, names))] : []),
    ],
    comments: [...getNodes(ast, "comments"), ...(template ? getNodes(template, "comments") : [])],
  };
}

function isBlock(block: PlainNode, name: string): boolean {
  return block.type === "VElement" && getText(block, "name") === name;
}

function hasAttribute(block: PlainNode, name: string): boolean {
  const startTag = getNode(block, "startTag");
  return (
    startTag !== undefined &&
    getNodes(startTag, "attributes").some((attribute) => getText(getNode(attribute, "key"), "name") === name)
  );
}

/** Without `<script setup>` a template sees the instance's properties, whatever the module calls its imports; only components are known by their registration. */
function hideModule(view: PlainNode, template: PlainNode | undefined, names: VueNames): PlainNode {
  const used = new Set(names.components.values());
  const free = template ? getFreeNames(template) : [];
  const params = free.filter((name) => !used.has(name)).map((name) => createIdentifier(name, [0, 0]));
  return createArrow(params, view);
}

/** `<script setup generic="T extends Order">` */
function getGenericTypes(setup: PlainNode): PlainNode[] {
  const startTag = getNode(setup, "startTag");
  return getNodes(startTag ?? setup, "attributes").flatMap((attribute) => {
    const value = getNode(attribute, "value");
    const generic = value && getNode(value, "expression");
    if (generic?.type !== "VGenericExpression") return [];
    const { range } = generic;
    const params = getNodes(generic, "params").map((param) => copyNode(param));
    return [
      createNode("TSTypeAliasDeclaration", range, {
        id: createIdentifier("$generic", [range[0], range[0]]),
        typeParameters: createNode("TSTypeParameterDeclaration", range, { params }),
        typeAnnotation: createNode("TSUnknownKeyword", [range[1], range[1]], {}),
      }),
    ];
  });
}
