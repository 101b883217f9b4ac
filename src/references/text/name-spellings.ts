import type { Spelling } from "./languages.js";

/** `full_name` → `FullName`; what has humps already keeps them. */
function toPascal(name: string): string {
  return name
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

function toCamel(name: string): string {
  const pascal = toPascal(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** A column as code of a language may spell it, itself first. */
export function getColumnSpellings(column: string, spellings: readonly Spelling[]): string[] {
  const pascal = toPascal(column);
  const names = spellings.flatMap((spelling) => {
    switch (spelling) {
      case "camel":
        return [toCamel(column)];
      case "pascal":
        return [pascal];
      case "accessor":
        return [`get${pascal}`, `set${pascal}`];
    }
  });
  return [...new Set([column, ...names])];
}

/** A table as SQL, and as the models that ORMs derive from it: `order_items` is `OrderItem`, `OrderItems`. */
export function getTableSpellings(table: string): string[] {
  const pascal = toPascal(table);
  return [...new Set([table, table.toUpperCase(), pascal, toSingular(pascal)])];
}

function toSingular(name: string): string {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}
