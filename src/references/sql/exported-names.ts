import type { TSESTree } from "@typescript-eslint/utils";
import { getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ExportShape, ExportShapes } from "../../modules/module-graph.js";

/** Strings are exported for many ends: only those that say they name tables, or begin their names, are kept. */
const HOLDER = /table|namespace|schema|prefix|collection/i;
const NAME = /^[A-Za-z_][\w$.]*$/;
const EXPORTED =
  /\bexport\s+(?:const|enum)\s+\w*(?:table|namespace|schema|prefix|collection)\w*\s*(?::[^=\n]{1,80})?(?:=\s*(?:Object\.freeze\()?)?\s*["'`{]/i;

/** Names of tables that a module exports: `export const TABLE = "users"`, `TABLES = { users: "users" }`, `enum Tables { Users = "users" }`. */
export function getExportedNames(statement: TSESTree.ExportNamedDeclaration): ExportShapes {
  const { declaration } = statement;
  if (declaration?.type === "TSEnumDeclaration")
    return keepNamed(declaration.id.name, getNames(declaration.body.members.map(toMember)));
  if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") return {};
  const named = declaration.declarations.map(({ id, init }) =>
    id.type === "Identifier" && init ? keepNamed(id.name, getShape(unwrap(init))) : {},
  );
  return Object.fromEntries(named.flatMap((shapes) => Object.entries(shapes)));
}

export function mayExportNames(text: string): boolean {
  return EXPORTED.test(text);
}

function keepNamed(name: string, shape: ExportShape | undefined): ExportShapes {
  return shape !== undefined && HOLDER.test(name) ? { [name]: shape } : {};
}

function getShape(init: TSESTree.Node): ExportShape | undefined {
  const text = getName(init);
  if (text !== undefined) return { kind: "text", text };
  const object = init.type === "CallExpression" ? init.arguments[0] : init;
  if (object?.type !== "ObjectExpression") return undefined;
  return getNames(
    object.properties.map((property) =>
      property.type === "Property" ? [getPropertyName(property), property.value] : [undefined, property],
    ),
  );
}

type Member = readonly [name: string | undefined, value: TSESTree.Node | undefined];

function toMember({ id, initializer }: TSESTree.TSEnumMember): Member {
  return [id.type === "Identifier" ? id.name : id.value, initializer];
}

function getNames(members: readonly Member[]): ExportShape | undefined {
  const named = members.flatMap(([name, value]): [string, string][] => {
    const text = value && getName(unwrap(value));
    return name === undefined || text === undefined ? [] : [[name, text]];
  });
  return named.length === 0 ? undefined : { kind: "texts", members: Object.fromEntries(named) };
}

function getName(node: TSESTree.Node): string | undefined {
  const text =
    node.type === "Literal"
      ? node.value
      : node.type === "TemplateLiteral" && node.expressions.length === 0
        ? node.quasis[0]?.value.cooked
        : undefined;
  return typeof text === "string" && text.length < 100 && NAME.test(text) ? text : undefined;
}
