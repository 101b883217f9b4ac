import type { CreateFunctionStmt, DoStmt, FunctionParameter, Node } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { analyzeText } from "./analyze-text.js";
import { readExpression, readTypeName } from "./expressions.js";
import { readLiteral } from "./literals.js";
import { getNames, isNode } from "./names.js";
import { analyzePlpgsql } from "./plpgsql/analyze-plpgsql.js";
import type { Column, Item, Relation, Scope } from "./relations.js";
import { createInnerSink, type Run } from "./run.js";
import { analyzeStatement } from "./statements.js";
import { createAnyRelation, getTableRelation } from "./tables.js";

/** A function's or DO block's source text: the literal that holds it. */
interface Body {
  readonly language: string;
  readonly token: Token | undefined;
}

function getBody(run: Run, options: readonly Node[] = [], fallback: string): Body {
  let language = fallback;
  let token: Token | undefined;
  for (const option of options) {
    if (!("DefElem" in option)) continue;
    const { defname, arg, location = 0 } = option.DefElem;
    if (defname === "language" && arg !== undefined && "String" in arg) language = arg.String.sval ?? "";
    if (defname === "as")
      token = run.tokens.find(({ kind, start }) => kind === "string" && start >= location);
  }
  return { language: language.toLowerCase(), token };
}

/** CREATE FUNCTION and PROCEDURE with a body in SQL, as text or parsed, or in PL/pgSQL. Other languages are out of scope. */
export function analyzeFunction(run: Run, stmt: CreateFunctionStmt): void {
  const parameters = (stmt.parameters ?? []).flatMap((node) =>
    "FunctionParameter" in node ? [node.FunctionParameter] : [],
  );
  for (const { argType, defexpr } of parameters) {
    if (argType !== undefined) readTypeName(run, argType);
    readExpression(run, defexpr, { items: [] });
  }
  if (stmt.returnType !== undefined) readTypeName(run, stmt.returnType);
  const name = getNames(stmt.funcname).at(-1) ?? "";
  const scope = createParameterScope(run, name, parameters);
  readSqlBody(run, stmt.sql_body, scope);
  const { language, token } = getBody(run, stmt.options, "sql");
  if (token === undefined) return;
  const { value, toLiteral } = readLiteral(token.text);
  const sink = createInnerSink(run.sink, (offset) => token.start + toLiteral(offset));
  if (language === "sql") analyzeText(run, value, sink, scope);
  if (language !== "plpgsql") return;
  const isTrigger = getNames(stmt.returnType?.names).at(-1) === "trigger";
  analyzePlpgsql(run, value, sink, isTrigger ? withTriggerRows(run, name, scope) : scope);
}

/** DO runs PL/pgSQL unless it says otherwise. */
export function analyzeDo(run: Run, { args }: DoStmt): void {
  const { language, token } = getBody(run, args, "plpgsql");
  if (token === undefined || language !== "plpgsql") return;
  const { value, toLiteral } = readLiteral(token.text);
  const sink = createInnerSink(run.sink, (offset) => token.start + toLiteral(offset));
  analyzePlpgsql(run, value, sink, { items: [], parameters: [] });
}

/** `begin atomic …; end` is a list of statements, `return …` one. */
function readSqlBody(run: Run, body: unknown, scope: Scope): void {
  if (!isNode(body)) return;
  if (!("List" in body)) return analyzeStatement(run, body, scope);
  for (const node of body.List.items ?? []) readSqlBody(run, node, scope);
}

const isOutput = ({ mode }: FunctionParameter): boolean =>
  mode === "FUNC_PARAM_OUT" || mode === "FUNC_PARAM_TABLE";

/** A function's parameters are found after all columns; one that takes a table's row has its columns. */
function createParameterScope(run: Run, name: string, parameters: readonly FunctionParameter[]): Scope {
  const rows = parameters.map((parameter) => getParameterRow(run, parameter));
  const columns = parameters.flatMap((parameter, index): Column[] => {
    if (parameter.name === undefined) return [];
    const row = rows[index];
    const column: Column = { name: parameter.name, carries: [], isKnown: true, isDirect: false };
    return [row === undefined ? column : { ...column, row }];
  });
  const relation: Relation = { columns, isComplete: true };
  const ofRows = columns.flatMap((column): Item[] =>
    column.row === undefined ? [] : [{ name: column.name, relation: column.row, isQualifiedOnly: true }],
  );
  const ofFunction: Item = { name, relation, isQualifiedOnly: true };
  return {
    items: [{ relation }, ofFunction, ...ofRows],
    parameters: rows.filter((_, i) => !isOutput(parameters[i] ?? {})),
  };
}

function getParameterRow(run: Run, { argType }: FunctionParameter): Relation | undefined {
  const [table, schema] = getNames(argType?.names).reverse();
  if (table === undefined || argType?.pct_type === true) return undefined;
  const relation = getTableRelation(run, { schema, table });
  return relation.columns.length > 0 ? relation : undefined;
}

/** `new` and `old` are rows of the tables whose triggers call the function; when the text does not say which, of any. */
function withTriggerRows(run: Run, name: string, scope: Scope): Scope {
  const tables = run.getTriggerTables(name);
  const relations = tables?.map((table) => getTableRelation(run, table)) ?? [createAnyRelation(run)];
  // `return new` passes the row on; nothing is to be changed there.
  const columns = relations
    .flatMap((relation) => relation.columns)
    .map((column) => ({ ...column, isDirect: false }));
  const relation: Relation = { columns, isComplete: relations.every(({ isComplete }) => isComplete) };
  const rows = ["new", "old"].map((row): Item => ({ name: row, relation, isQualifiedOnly: true }));
  return { ...scope, items: [...scope.items, ...rows] };
}
