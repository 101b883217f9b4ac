import type { InsertStmt, Node, OnConflictClause, RangeVar, ReturningClause } from "libpg-query";
import { getField, getIdent, getIdents, getKind, getList, isFields } from "./grammar-tree.js";
import { translateExpression } from "./translate-expression.js";
import { translateFrom } from "./translate-from.js";
import { translateQuery, translateTargets } from "./translate-query.js";
import { list, toColumnRef, toRange, type Translation } from "./translation.js";

/** INSERT, REPLACE, UPDATE and DELETE; undefined for other statements. One that writes several tables becomes a list. */
export function translateChange(kind: string, content: unknown, t: Translation): Node | undefined {
  if (kind === "Insert") return { InsertStmt: translateInsert(content, t) };
  if (kind === "Update") return translateUpdate(content, t);
  return kind === "Delete" ? translateDelete(content, t) : undefined;
}

function translateInsert(insert: unknown, t: Translation): InsertStmt {
  const table = getField(insert, "table");
  const alias = getIdent(getField(insert, "table_alias", "alias") ?? getField(insert, "table_alias"));
  const relation = toRange(getIdents(getField(table, "TableName") ?? table), t);
  const assignments = getList(insert, "assignments");
  const source = getField(insert, "source");
  const onConflictClause = withOwnReads(translateConflict(insert, t), assignments, t);
  const returningClause = translateReturning(insert, t);
  const columns = getList(insert, "columns").flatMap((name) => getIdents(name).slice(-1));
  const hasList = columns.length > 0 || assignments.length > 0 || isEmptyRow(source);
  return {
    relation: alias === undefined ? relation : { ...relation, alias: { aliasname: t.getName(alias) } },
    ...(hasList && {
      cols: [
        ...columns.map((column): Node => ({
          ResTarget: { name: t.getName(column), location: t.getOffset(column) },
        })),
        ...translateAssignments(assignments, t),
      ],
    }),
    ...(isFields(source) && { selectStmt: translateQuery(source, t) }),
    ...(onConflictClause && { onConflictClause }),
    ...(returningClause && { returningClause }),
  };
}

/** MySQL's `set a = 1, b = a + 1` reads the row that it writes; of Postgres' clauses the one for conflicts sees that. */
function withOwnReads(
  conflict: OnConflictClause | undefined,
  assignments: readonly unknown[],
  t: Translation,
): OnConflictClause | undefined {
  if (assignments.length === 0) return conflict;
  const values = assignments.map((assignment) => translateExpression(getField(assignment, "value"), t));
  return { ...conflict, whereClause: list(values) };
}

/** MySQL's `() values ()` names no column. */
function isEmptyRow(source: unknown): boolean {
  const [first] = getList(source, "body", "Values", "rows");
  return first !== undefined && getList(getField(first, "content") ?? first).length === 0;
}

function translateConflict(insert: unknown, t: Translation): OnConflictClause | undefined {
  const [kind, content] = getKind(getField(insert, "on")) ?? ["", undefined];
  if (kind === "DuplicateKeyUpdate") {
    const assignments = Array.isArray(content) ? content : [];
    return { targetList: translateAssignments(assignments, withNewRow(insert, t)) };
  }
  if (kind !== "OnConflict") return undefined;
  const columns = getList(content, "conflict_target", "Columns").flatMap((name) => getIdents(name).slice(-1));
  const elements = columns.map((column): Node => ({ IndexElem: { expr: toColumnRef([column], t) } }));
  const update = getField(content, "action", "DoUpdate");
  return {
    infer: { indexElems: elements },
    targetList: translateAssignments(getList(update, "assignments"), t),
    whereClause: translateExpression(getField(update, "selection"), t),
  };
}

/** `values (…) as new on duplicate key update name = new.name` */
function withNewRow(insert: unknown, t: Translation): Translation {
  const [alias] = getIdents(getField(insert, "insert_alias", "row_alias"));
  return alias === undefined ? t : { ...t, rows: new Map([...t.rows, [t.getName(alias), "excluded"]]) };
}

function translateAssignments(assignments: readonly unknown[], t: Translation): Node[] {
  return assignments.flatMap((assignment): Node[] => {
    const val = translateExpression(getField(assignment, "value"), t);
    return getTargets(assignment).map(({ name }, index) => ({
      ResTarget: { name: t.getName(name), location: t.getOffset(name), ...(index === 0 && { val }) },
    }));
  });
}

interface AssignedColumn {
  readonly name: NonNullable<ReturnType<typeof getIdent>>;
  /** The table or alias before it. */
  readonly qualifier: NonNullable<ReturnType<typeof getIdent>> | undefined;
}

function getTargets(assignment: unknown): AssignedColumn[] {
  const [kind, content] = getKind(getField(assignment, "target")) ?? ["", undefined];
  const names = kind === "Tuple" && Array.isArray(content) ? content : [content];
  return names.flatMap((dotted) => {
    const parts = getIdents(dotted);
    const name = parts.at(-1);
    return name === undefined ? [] : [{ name, qualifier: parts.at(-2) }];
  });
}

function translateReturning(statement: unknown, t: Translation): ReturningClause | undefined {
  const items = getList(statement, "returning");
  return items.length === 0 ? undefined : { exprs: translateTargets(items, t) };
}

/** `update a join b on … set b.name = a.name`: of each table that is assigned to, an UPDATE … FROM the others. */
function translateUpdate(update: unknown, t: Translation): Node {
  const joined = [getField(update, "table")];
  const { tables, others, conditions } = flatten(translateFrom(joined, t));
  const assignments = getList(update, "assignments");
  const from = getField(update, "from");
  const fromClause = translateFrom(getList(from, getKind(from)?.[0] ?? ""), t);
  const returningClause = translateReturning(update, t);
  const whereClause = list([...conditions, ...getUsingColumns(joined, t), ...translateRest(update, t)]);
  const statements = tables.flatMap((relation): Node[] => {
    const own = assignments.filter((assignment) => isOf(assignment, relation, t));
    if (own.length === 0 && tables.length > 1) return [];
    return [
      {
        UpdateStmt: {
          ...{ relation, targetList: translateAssignments(own, t), whereClause },
          fromClause: [...except(tables, relation), ...others, ...fromClause],
          ...(returningClause && { returningClause }),
        },
      },
    ];
  });
  return unwrapOne(statements);
}

/** WHERE, and MySQL's ORDER BY and LIMIT. */
function translateRest(statement: unknown, t: Translation): Node[] {
  return ["selection", "order_by", "limit"].map((clause) =>
    translateExpression(getField(statement, clause), t),
  );
}

/** An unqualified column may be of any of the tables. */
function isOf(assignment: unknown, relation: RangeVar, t: Translation): boolean {
  return getTargets(assignment).every(
    ({ qualifier }) => qualifier === undefined || isNamed(relation, t.getName(qualifier)),
  );
}

const isNamed = ({ alias, relname }: RangeVar, name: string): boolean =>
  (alias?.aliasname ?? relname) === name;

const except = (tables: readonly RangeVar[], relation: RangeVar): Node[] =>
  tables.filter((table) => table !== relation).map((table) => ({ RangeVar: table }));

const unwrapOne = (statements: readonly Node[]): Node => {
  const [only, ...more] = statements;
  return only !== undefined && more.length === 0 ? only : list(statements);
};

/** `delete u, o from users u join orders o …` and `delete from u using …` name their targets apart from the tables. */
function translateDelete(statement: unknown, t: Translation): Node {
  const from = getField(statement, "from");
  const fromItems = getList(from, getKind(from)?.[0] ?? "");
  const using = getList(statement, "using");
  const joined = using.length > 0 ? using : fromItems;
  const { tables, others, conditions } = flatten(translateFrom(joined, t));
  const targets = [
    ...getList(statement, "tables"),
    ...(using.length > 0 ? fromItems.map((item) => getField(item, "relation", "Table", "name")) : []),
  ].flatMap((name) => getIdents(name).slice(-1));
  const names = new Set(targets.map((ident) => t.getName(ident)));
  const written =
    names.size === 0
      ? tables.slice(0, 1)
      : tables.filter((table) => [...names].some((name) => isNamed(table, name)));
  const returningClause = translateReturning(statement, t);
  const whereClause = list([...conditions, ...getUsingColumns(joined, t), ...translateRest(statement, t)]);
  return unwrapOne(
    written.map((relation) => ({
      DeleteStmt: {
        ...{ relation, whereClause, usingClause: [...except(tables, relation), ...others] },
        ...(returningClause && { returningClause }),
      },
    })),
  );
}

/** The columns of USING, which a join that is taken apart compares no more. */
function getUsingColumns(items: readonly unknown[], t: Translation): Node[] {
  return items
    .flatMap((item) => getList(item, "joins"))
    .flatMap((join) => getList(getKind(getField(join, "join_operator"))?.[1], "Using"))
    .flatMap((name) => getIdents(name).slice(-1))
    .map((name) => toColumnRef([name], t));
}

interface Flattened {
  readonly tables: readonly RangeVar[];
  /** Subqueries and the like. */
  readonly others: readonly Node[];
  readonly conditions: readonly Node[];
}

/** The tables of joins, and what the joins compare. */
function flatten(nodes: readonly Node[]): Flattened {
  const parts = nodes.map((node): Flattened => {
    if ("RangeVar" in node) return { tables: [node.RangeVar], others: [], conditions: [] };
    if (!("JoinExpr" in node)) return { tables: [], others: [node], conditions: [] };
    const { larg, rarg, quals } = node.JoinExpr;
    const inner = flatten([larg, rarg].flatMap((side) => side ?? []));
    return quals === undefined ? inner : { ...inner, conditions: [...inner.conditions, quals] };
  });
  return {
    tables: parts.flatMap(({ tables }) => tables),
    others: parts.flatMap(({ others }) => others),
    conditions: parts.flatMap(({ conditions }) => conditions),
  };
}
