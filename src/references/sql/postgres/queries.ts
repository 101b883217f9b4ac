import type { Node, WithClause } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { renameColumns } from "./alias-columns.js";
import { analyzeDelete, analyzeInsert, analyzeMerge, analyzeUpdate } from "./dml.js";
import { UNKNOWN, type Ctes, type Relation, type Scope } from "./relations.js";
import type { Run } from "./run.js";
import { analyzeSelect } from "./select.js";

/** How the query's output is used. */
export interface QueryUse {
  /** The number of columns matters (INSERT … SELECT, UNION): a `*` breaks when one goes. */
  readonly countsColumns?: boolean;
  /** Called when the first branch of a set operation is known: the columns of a recursive query. */
  readonly onFirstBranch?: (relation: Relation) => void;
}

/** Reports what a query refers to and gives its output; `scope` is the one around it. */
export function analyzeQuery(run: Run, node: Node | undefined, scope: Scope, use: QueryUse = {}): Relation {
  if (node === undefined) return UNKNOWN;
  if ("SelectStmt" in node) return analyzeSelect(run, node.SelectStmt, scope, use);
  if ("InsertStmt" in node) return analyzeInsert(run, node.InsertStmt, scope);
  if ("UpdateStmt" in node) return analyzeUpdate(run, node.UpdateStmt, scope);
  if ("DeleteStmt" in node) return analyzeDelete(run, node.DeleteStmt, scope);
  if ("MergeStmt" in node) return analyzeMerge(run, node.MergeStmt, scope);
  return UNKNOWN;
}

/** The scope that a statement with WITH queries works in. */
export function openCtes(run: Run, clause: WithClause | undefined, scope: Scope): Scope {
  if (clause === undefined) return scope;
  const ready = new Map<string, Relation>();
  const waiting = new Map<string, () => Relation>();
  const ctes: Ctes = { find: (name) => ready.get(name) ?? waiting.get(name)?.() ?? scope.ctes?.find(name) };
  const inner: Scope = { ...scope, ctes };
  for (const node of clause.ctes ?? []) {
    if (!("CommonTableExpr" in node)) continue;
    const {
      ctename: name = "",
      aliascolnames,
      ctequery,
      search_clause,
      cycle_clause,
      location,
    } = node.CommonTableExpr;
    const getPlaces = (): Token[] => run.places.getListItems(location ?? 0);
    const rename = (relation: Relation): Relation => renameColumns(run, relation, aliascolnames, getPlaces);
    const analyze = (): Relation => {
      waiting.delete(name);
      // Until its first branch is known, the query stands for itself.
      if (clause.recursive) ready.set(name, UNKNOWN);
      const onFirstBranch = (first: Relation): void => {
        if (clause.recursive) ready.set(name, rename(first));
      };
      const relation = rename(analyzeQuery(run, ctequery, inner, { onFirstBranch }));
      const added = search_clause ?? cycle_clause;
      ready.set(name, added === undefined ? relation : { ...relation, isComplete: false });
      return ready.get(name) ?? relation;
    };
    // Recursive WITH queries may refer to later ones.
    if (clause.recursive) waiting.set(name, analyze);
    else analyze();
  }
  for (const name of [...waiting.keys()]) waiting.get(name)?.();
  return inner;
}
