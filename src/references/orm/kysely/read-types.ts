import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned, isFunction } from "../../../ast/find-function.js";
import { getElements, getEntries } from "../../../ast/object-entries.js";
import { isLeftOut } from "../../../ast/type-strings.js";
import { followBinding, type RowShape } from "../../follow-rows.js";
import type { Access } from "../../reference.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import type { ColumnCollector } from "../column-collector.js";
import type { RowType, RowTypeFinder } from "./row-type-finder.js";
import type { Reading } from "./scopes.js";
import { toColumnNames } from "./to-table-name.js";

export interface TypeFinding {
  readonly reading: Pick<Reading, "file" | "project">;
  readonly collector: ColumnCollector;
}

/** Columns that types name (`Selectable<UserTable>["name"]`, `Pick<User, "name">`), and what variables of such types are used for. */
export function readType(type: TSESTree.TypeNode, finder: RowTypeFinder, finding: TypeFinding): void {
  const rows = finder.find(type);
  if (rows === undefined) return;
  const add = createAdder(rows, finding);
  for (const name of getNamed(type)) add(name.value, "type", name);
  const { scopes } = finding.reading.file;
  const holder = findHolder(type);
  if (holder === undefined) return;
  for (const value of getValues(holder, scopes))
    for (const element of getElements(value, scopes))
      for (const { name, key } of getEntries(element, scopes))
        if (!isLeftOut(type, name)) add(name, "write", key);
  if (rows.use === "insert" || !isBinding(holder)) return;
  followBinding(holder, ROW, {
    scopes,
    onRead: (_row, property, at) => {
      if (!isLeftOut(type, property)) add(property, "read", at);
    },
  });
}

/** What the holder of a type is given: by its initial value, by default, by the module's calls; what a function returns. */
function getValues(holder: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  if (holder.type === "TSSatisfiesExpression" || holder.type === "TSAsExpression") return [holder.expression];
  if (isFunction(holder)) return getReturned(holder);
  const { parent } = holder;
  const passed = getPassed(holder, scopes);
  if (parent?.type === "AssignmentPattern") return [parent.right, ...passed];
  return holder.type === "Identifier" ? [holder, ...passed] : passed;
}

interface AnyRow extends RowShape<AnyRow> {
  readonly isAny: true;
}

const ROW: AnyRow = { isAny: true, has: (property) => property !== "length", getRelated: () => undefined };

type Add = (property: string, access: Access, at: TSESTree.Node) => void;

/** Rows of a type that several tables share are of one of them: which, is assumed. */
function createAdder({ tables }: RowType, { reading, collector }: TypeFinding): Add {
  const certainty = tables.length > 1 ? "inferred" : "resolved";
  return (property, access, at) => {
    for (const column of toColumnNames(property, reading.project))
      for (const table of tables) collector.addColumn(table, column, { access, at, certainty });
  };
}

/** `User["name"]`, `Pick<User, "name" | "email">` */
function getNamed(type: TSESTree.TypeNode): TSESTree.StringLiteral[] {
  const { parent } = type;
  if (parent.type === "TSIndexedAccessType" && parent.objectType === type)
    return getLiterals(parent.indexType);
  if (parent.type !== "TSTypeParameterInstantiation" || parent.params[0] !== type) return [];
  const names = parent.params[1];
  return names === undefined ? [] : getLiterals(names);
}

function getLiterals(type: TSESTree.TypeNode): TSESTree.StringLiteral[] {
  if (type.type === "TSUnionType") return type.types.flatMap(getLiterals);
  if (type.type !== "TSLiteralType" || type.literal.type !== "Literal") return [];
  return typeof type.literal.value === "string" ? [type.literal] : [];
}

/** Types that hold rows as they are, or some of their columns. */
const HOLDING: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Promise",
  "Pick",
  "Omit",
  "Partial",
  "Required",
  "Readonly",
  "NonNullable",
]);

/** The parameter, variable or expression that a type is written for. */
function findHolder(type: TSESTree.TypeNode): TSESTree.Node | undefined {
  const { parent } = type;
  switch (parent.type) {
    case "TSUnionType":
    case "TSIntersectionType":
    case "TSArrayType":
    case "TSTypeOperator":
      return findHolder(parent);
    case "TSTypeParameterInstantiation": {
      const { parent: holder } = parent;
      const isHolding =
        holder.type === "TSTypeReference" &&
        holder.typeName.type === "Identifier" &&
        HOLDING.has(holder.typeName.name) &&
        parent.params[0] === type;
      return isHolding ? findHolder(holder) : undefined;
    }
    case "TSTypeAnnotation":
      return findAnnotated(parent);
    case "TSSatisfiesExpression":
    case "TSAsExpression":
      return parent;
    default:
      return undefined;
  }
}

function findAnnotated(annotation: TSESTree.TSTypeAnnotation): TSESTree.Node | undefined {
  const { parent } = annotation;
  const isReturned = isFunction(parent) && parent.returnType === annotation;
  return isReturned || isBinding(parent) ? parent : undefined;
}

function isBinding(node: TSESTree.Node): boolean {
  if (node.type === "ObjectPattern" || node.type === "ArrayPattern") return true;
  // A property of an interface has a key of this kind, but no annotation on it; a parameter of a function's type binds nothing.
  return node.type === "Identifier" && node.parent.type !== "TSFunctionType";
}
