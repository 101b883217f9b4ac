import { runComposed } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import { getField, toHandle, UNDEFINED, UNKNOWN } from "../../value.js";
import type { Shorthands } from "./columns.js";
import { HARMLESS, STATEMENTS, type Call } from "./statements.js";
import { createLiteral } from "./names.js";
import { fillTemplate } from "./sql-template.js";

/** `pgm` (src/migrationBuilder.ts of node-pg-migrate): each call is SQL, which runs once `up` is through. */
export function createBuilder(shorthands: Shorthands): Handle {
  return {
    label: "pgm",
    getMember: (name) => (name === "db" ? toHandle(db) : undefined),
    callMethod(name, args, site) {
      if (name === "sql") {
        const [text = UNKNOWN, mapping] = args;
        site.runSql(fillTemplate(text, mapping));
        return UNDEFINED;
      }
      if (name === "func") return createLiteral(args[0]);
      if (name === "noTransaction") return UNDEFINED;
      if (HARMLESS.has(name)) {
        site.emit({ type: "other" });
        return UNDEFINED;
      }
      const compose = STATEMENTS.get(name);
      if (compose === undefined) return undefined;
      const call: Call = { args, site, shorthands };
      runComposed(compose(call).map((sql) => ({ sql, site })));
      return UNDEFINED;
    },
  };
}

/** `pgm.db`: queries that run at once, with their rows. */
const db: Handle = {
  label: "pgm.db",
  callMethod(name, [query = UNKNOWN], site) {
    if (name !== "query" && name !== "select") return undefined;
    site.runSql(getField(query, "text") ?? query);
    return UNKNOWN;
  },
};
