import type { CallSite, Handle } from "../../handle.js";
import type { Scope } from "../../run.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";
import { findTarget, type Target } from "./find-target.js";
import { toCondition, updateRows } from "./update-rows.js";

const READS: ReadonlySet<string> = new Set([
  ...["getMany", "getOne", "getOneOrFail", "getRawMany", "getRawOne", "getRawAndEntities", "getManyAndCount"],
  ...["getCount", "getExists", "stream", "getQuery", "getSql", "getQueryAndParameters", "getParameters"],
]);
const UPDATES: ReadonlySet<string> = new Set(["update", "softDelete", "restore"]);
const CHANGES: ReadonlySet<string> = new Set(["insert", "delete"]);
const CONDITIONS: ReadonlySet<string> = new Set(["where", "andWhere"]);

/** A query that is being built: only an update of many rows matters, the rest touches rows and no schema. */
class QueryBuilder implements Handle {
  readonly label = "the query builder";
  readonly #scope: Scope;
  #target: Target | undefined;
  #kind: "select" | "update" | "other" = "select";
  #site: CallSite | undefined;
  #conditions: string[] = [];

  constructor(scope: Scope, target: Target | undefined) {
    this.#scope = scope;
    this.#target = target;
  }

  callMethod(name: string, args: readonly Value[], site: CallSite): Value {
    const [first] = args;
    if (READS.has(name)) return UNKNOWN;
    if (UPDATES.has(name)) this.#begin("update", site);
    if (CHANGES.has(name)) this.#begin("other", site);
    const isTarget = (name === "update" && first !== undefined && first.kind !== "object") || name === "from";
    if (isTarget) this.#target = findTarget(first, site, this.#scope);
    if (CONDITIONS.has(name)) this.#conditions.push(toCondition(first));
    if (name === "whereInIds") this.#conditions.push(`"id" IN ($1)`);
    // MySQL has LIMIT in UPDATE: so many rows at most.
    if (name === "limit") this.#conditions.push(`"id" IN (SELECT 1 LIMIT 1)`);
    if (name === "orWhere")
      this.#conditions = [`(${this.#conditions.join(" AND ")}) OR ${toCondition(first)}`];
    if (name !== "execute") return toHandle(this);
    this.#execute(site);
    return UNKNOWN;
  }

  #begin(kind: "update" | "other", site: CallSite): void {
    this.#kind = kind;
    this.#site = site;
  }

  #execute(site: CallSite): void {
    const at = this.#site ?? site;
    if (this.#kind === "update") updateRows(this.#target ?? { entity: "…" }, this.#conditions, at);
    else if (this.#kind === "other") at.emit({ type: "other" });
  }
}

export function createQueryBuilder(scope: Scope, target?: Target): Value {
  return toHandle(new QueryBuilder(scope, target));
}
