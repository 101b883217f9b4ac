import type { TableName } from "../../catalog/table-columns.js";

export interface KnownTable extends TableName {
  readonly columns: readonly string[];
}

/** Which tables and columns models and migrations speak of, to tell a name in a comment from any other word. */
export interface KnownColumns {
  /** The columns and tables that a text names, as a manifest spells them: `users.name` where there is such a column, `users_old` after the word "table". */
  findNamed(text: string): readonly { readonly kind: "column" | "table"; readonly old: string }[];
}

const WORDS = /[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*/g;

export function createKnownColumns(tables: readonly KnownTable[]): KnownColumns {
  const columns = new Map<string, string>();
  const names = new Map<string, string>();
  const holders = new Map<string, string[]>();
  for (const one of tables) {
    const table = spellTable(one);
    for (const key of [one.table, table]) names.set(key.toLowerCase(), table);
    for (const column of new Set(one.columns)) {
      const old = `${table}.${column}`;
      for (const key of [`${one.table}.${column}`, old]) columns.set(key.toLowerCase(), old);
      holders.set(column.toLowerCase(), [...new Set([...(holders.get(column.toLowerCase()) ?? []), old])]);
    }
  }
  return {
    findNamed(text) {
      const words = text.match(WORDS) ?? [];
      const named = words.flatMap((word) => columns.get(word.toLowerCase()) ?? []);
      if (named.length > 0) return [...new Set(named)].map((old) => ({ kind: "column", old }) as const);
      const column = getWordAfter(words, "column");
      // A column that one table alone has needs no table beside it.
      const [only, ...others] = holders.get(column?.toLowerCase() ?? "") ?? [];
      if (only !== undefined && others.length === 0) return [{ kind: "column", old: only }];
      const table = names.get(getWordAfter(words, "table")?.toLowerCase() ?? "");
      return table === undefined || column !== undefined ? [] : [{ kind: "table", old: table }];
    },
  };
}

function getWordAfter(words: readonly string[], word: string): string | undefined {
  const index = words.findIndex((one) => one.toLowerCase() === word);
  return index === -1 ? undefined : words[index + 1];
}

export function spellTable({ schema, table }: TableName): string {
  return schema === undefined || schema === "public" ? table : `${schema}.${table}`;
}
