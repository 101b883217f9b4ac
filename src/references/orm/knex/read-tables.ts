import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "../../sql/source-text.js";
import { type Compiler, type Item, readItems } from "./compiler.js";
import type { Draft } from "./draft.js";
import { put } from "./format-statement.js";
import type { KnexName } from "./names.js";
import { readObject } from "./read-object.js";

/** What FROM, INTO or JOIN name: `"users"`, `"app.users as u"`, `{ u: "users" }`, a subquery, raw SQL. */
export function readTables(nodes: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): SourceText[] {
  const { rename: _, renameTable, ...rest } = compiler;
  const forTables: Compiler = { ...rest, ...(renameTable && { rename: renameTable }) };
  return readItems(nodes, forTables).flatMap((item) => formatTable(item, draft, forTables));
}

function formatTable(item: Item, draft: Draft, compiler: Compiler): SourceText[] {
  switch (item.kind) {
    case "name":
      noteHoles(item.name.text, compiler);
      return [formatTableName(item.name, draft)];
    case "query":
      return [put("(", item.text, ") as ", item.alias ?? draft.alias ?? '"_"')];
    case "object":
      return readObject(item.node, compiler.context).parts.flatMap(({ names, value }) =>
        names.flatMap((alias) =>
          readItems([value], compiler).flatMap((inner) =>
            formatTable(giveAlias(inner, alias), draft, compiler),
          ),
        ),
      );
    case "raw":
      return [item.text];
    case "unknown":
      noteHoles(item.text, compiler);
      return [item.text];
  }
}

function noteHoles(text: SourceText, { unknownTables }: Compiler): void {
  for (const piece of text) if (piece.kind === "hole") unknownTables.add(piece.key);
}

function giveAlias(item: Item, { text }: KnexName): Item {
  switch (item.kind) {
    case "name":
      return { ...item, name: { ...item.name, alias: text } };
    case "query":
    case "raw":
      return { ...item, alias: text };
    default:
      return item;
  }
}

function formatTableName({ text, parts, alias }: KnexName, { schema, ctes }: Draft): SourceText {
  const name = schema === undefined || parts > 1 || ctes.length > 0 ? text : put(schema, ".", text);
  return alias === undefined ? name : put(name, " as ", alias);
}
