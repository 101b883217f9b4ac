import type { FuncCall } from "libpg-query";
import { parsePostgres, type Node } from "../../sql/postgres-parser.js";
import { AT_RUN_TIME } from "./run-time-names.js";
import { getStrings } from "./sql-context.js";

/** The SQL that an `EXECUTE`'s expression builds, with a placeholder for each part that is known only when it runs. */
export function getDynamicSql(expression: string): string {
  const parsed = parsePostgres(`SELECT ${expression}`);
  const select = "error" in parsed ? undefined : parsed.statements[0]?.node;
  if (select === undefined || !("SelectStmt" in select)) return AT_RUN_TIME;
  const target = select.SelectStmt.targetList?.[0];
  return target !== undefined && "ResTarget" in target ? evaluate(target.ResTarget.val) : AT_RUN_TIME;
}

function evaluate(node: Node | undefined): string {
  if (node === undefined) return AT_RUN_TIME;
  if ("A_Const" in node) return node.A_Const.sval?.sval ?? node.A_Const.ival?.ival?.toString() ?? AT_RUN_TIME;
  if ("TypeCast" in node) return evaluate(node.TypeCast.arg);
  if ("A_Expr" in node && getStrings(node.A_Expr.name).at(-1) === "||")
    return evaluate(node.A_Expr.lexpr) + evaluate(node.A_Expr.rexpr);
  if ("FuncCall" in node) return evaluateCall(node.FuncCall);
  return AT_RUN_TIME;
}

function evaluateCall({ funcname, args = [] }: FuncCall): string {
  const name = getStrings(funcname).at(-1);
  if (name === "format") return evaluateFormat(args);
  if (name === "concat") return args.map(evaluate).join("");
  if (name === "quote_ident") return quoteIdentifier(evaluate(args[0]));
  if (name === "quote_literal" || name === "quote_nullable") return quoteLiteral(evaluate(args[0]));
  return AT_RUN_TIME;
}

// `%[position$][-][width]type`, as the manual has it for format().
const SPECIFIER = /%(?:(\d+)\$)?-?\d*([sIL%])/g;

function evaluateFormat([template, ...values]: readonly Node[]): string {
  let next = 0;
  return evaluate(template).replace(SPECIFIER, (_all, position: string | undefined, type: string) => {
    if (type === "%") return "%";
    if (position !== undefined) next = Number(position) - 1;
    const value = evaluate(values[next]);
    next += 1;
    if (type === "I") return quoteIdentifier(value);
    return type === "L" ? quoteLiteral(value) : value;
  });
}

function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function quoteLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
