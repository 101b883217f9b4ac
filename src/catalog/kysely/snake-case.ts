/** A name as Kysely's `CamelCasePlugin` gives it to the database, by its default options: `fooBAR` → `foo_bar`. */
export function toSnakeCase(name: string): string {
  return name.replace(/(?<!\p{Lu}|^)\p{Lu}/gu, "_$&").toLowerCase();
}

/** The way back: what queries say for a name of the database. */
export function toCamelCase(name: string): string {
  return name.replace(/(?!^)_+(.)/g, (_match, letter: string) => letter.toUpperCase());
}
