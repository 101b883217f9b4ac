/** What one file's text says of how Knex names columns. JSON-able. */
export interface KnexMapping {
  /** Names of code are in camel case, those of the database are not. */
  readonly usesCamelCase: true;
}

const MAPPERS = /\bknexSnakeCaseMappers\b|\bwrapIdentifier\s*[:(=][\s\S]{0,200}?(?:snake|underscore)/i;

/** Never false for a text that maps names. */
export function mayMapKnex(text: string): boolean {
  return text.includes("knexSnakeCaseMappers") || text.includes("wrapIdentifier");
}

export function readKnexMapping(text: string): KnexMapping | undefined {
  return MAPPERS.test(text) ? { usesCamelCase: true } : undefined;
}
