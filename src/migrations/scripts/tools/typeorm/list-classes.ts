import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../../../ast/property-name.js";
import { getStringValues } from "../../../../ast/string-values.js";
import { unwrap } from "../../../../ast/unwrap.js";
import { walk } from "../../../../ast/walk.js";
import type { ScriptFile } from "../../../../references/detector.js";
import { type ClassNode, listModuleClasses, type ModuleClass } from "../../module-classes.js";

export interface TypeormClass {
  /** What TypeORM remembers it by. */
  readonly name: string;
  /** Its place among the classes of the file. */
  readonly entry: string;
}

/** The migrations of a file: its exported classes that say so, have an `up`, or may inherit one and are named as migrations are. */
export function listTypeormClasses({ ast, scopes }: ScriptFile): readonly TypeormClass[] {
  return listModuleClasses(ast).flatMap((made, index) => {
    const name = findNameField(made.node, scopes) ?? made.name ?? "default";
    return isMigration(made, name) ? [{ name, entry: String(index) }] : [];
  });
}

const TIMESTAMP = /\d{13}$/;

function isMigration({ node, isExported }: ModuleClass, name: string): boolean {
  if (!isExported || node.abstract) return false;
  const isSaid = node.implements.some(
    ({ expression }) => expression.type === "Identifier" && expression.name === "MigrationInterface",
  );
  const isInherited = node.superClass !== null && TIMESTAMP.test(name);
  return isSaid || isInherited || node.body.body.some(isUp);
}

function isUp(element: TSESTree.ClassElement): boolean {
  if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") return false;
  return !element.static && getKeyName(element) === "up";
}

// The reader of scripts is not loaded where only names are wanted.
function getKeyName({ key }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): string | undefined {
  return key.type === "Identifier" ? key.name : undefined;
}

/** `name = "Users1700000000000"`, also as compiled code has it: `constructor() { this.name = "…" }`. */
function findNameField({ body }: ClassNode, scopes: ScriptFile["scopes"]): string | undefined {
  const values = body.body.flatMap((element): TSESTree.Expression[] => {
    if (element.type === "PropertyDefinition" && !element.static && getKeyName(element) === "name")
      return element.value ? [element.value] : [];
    const isConstructor = element.type === "MethodDefinition" && element.kind === "constructor";
    return isConstructor ? walk(element).flatMap(getAssignedName) : [];
  });
  const [value] = values;
  return value && getString(value, scopes);
}

function getAssignedName(node: TSESTree.Node): TSESTree.Expression[] {
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return [];
  const { object } = node.left;
  return object.type === "ThisExpression" && getMemberName(node.left) === "name" ? [node.right] : [];
}

function getString(value: TSESTree.Expression, scopes: ScriptFile["scopes"]): string | undefined {
  const node = unwrap(value);
  if (node.type === "TemplateLiteral")
    return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
  const strings = getStringValues(node, scopes);
  return strings?.length === 1 ? strings[0]?.literal.value : undefined;
}
