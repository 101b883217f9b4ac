import type { Node } from "libpg-query";
import { getField, getIdent, getIdents, getKind, getList } from "./grammar-tree.js";
import { translateChange } from "./translate-change.js";
import { translateExpression } from "./translate-expression.js";
import { translateQuery } from "./translate-query.js";
import { list, text, toRange, type Translation } from "./translation.js";

/**
 * A statement of another dialect as Postgres' parse tree would say it, for names alone: what analyses Postgres' statements analyses it then.
 * Undefined for one that holds no reference: definitions of tables and indexes, settings, transactions.
 */
export function translateStatement(tree: unknown, t: Translation): Node | undefined {
  const [kind, content] = getKind(tree) ?? ["", undefined];
  const change = translateChange(kind, content, t);
  if (change !== undefined) return change;
  switch (kind) {
    case "Query":
      return translateQuery(content, t);
    case "CreateView":
      return { ViewStmt: { query: translateQuery(getField(content, "query"), t) } };
    case "CreateTable":
      return getField(content, "query") === undefined
        ? undefined
        : { CreateTableAsStmt: { query: translateQuery(getField(content, "query"), t) } };
    case "Explain": {
      const query = translateStatement(getField(content, "statement"), t);
      return query && { ExplainStmt: { query } };
    }
    case "Truncate":
      return {
        TruncateStmt: { relations: getList(content, "table_names").map((table) => toTable(table, t)) },
      };
    case "CreateTrigger":
      return translateTrigger(content, t);
    case "Set":
    case "Call":
      return {
        ReturnStmt: {
          returnval: translateExpression(getField(content, "SingleAssignment", "values") ?? content, t),
        },
      };
    default:
      return undefined;
  }
}

function toTable(table: unknown, t: Translation): Node {
  return { RangeVar: toRange(getIdents(getField(table, "name")), t) };
}

/** Postgres has the body of a trigger elsewhere; a rule has it with itself, and `old` and `new` in sight. */
function translateTrigger(trigger: unknown, t: Translation): Node {
  const relation = toRange(getIdents(getField(trigger, "table_name")), t);
  const columns = getList(trigger, "events").flatMap((event) =>
    getList(event, "Update").flatMap((column) => getIdent(column) ?? []),
  );
  const body = getList(trigger, "statements", "BeginEnd", "statements");
  const actions = body.flatMap((statement) => {
    const target = getIdents(getField(statement, "Set", "SingleAssignment", "variable"));
    const val = list(
      getList(statement, "Set", "SingleAssignment", "values").map((value) => translateExpression(value, t)),
    );
    const column = target.at(-1);
    // `set new.name = …` writes the row that the trigger stands for.
    if (column !== undefined && target[0]?.value.toLowerCase() === "new")
      return [
        {
          UpdateStmt: {
            relation,
            targetList: [{ ResTarget: { name: t.getName(column), location: t.getOffset(column), val } }],
          },
        },
      ];
    const node = translateStatement(statement, t);
    return node === undefined ? [] : [node];
  });
  const whereClause = translateExpression(getField(trigger, "condition"), t);
  return list([
    { CreateTrigStmt: { relation, columns: columns.map((column) => text(t.getName(column))) } },
    { RuleStmt: { relation, whereClause, actions } },
  ]);
}
