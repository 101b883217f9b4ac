const VERBS: ReadonlySet<string> = new Set([
  "select",
  "insert",
  "update",
  "delete",
  "with",
  "merge",
  "replace",
  "truncate",
  "values",
  "table",
  "copy",
  "create",
  "alter",
  "drop",
  "grant",
  "revoke",
  "explain",
  "declare",
  "do",
  "call",
  "lock",
  "comment",
  "refresh",
  "prepare",
  "execute",
  "begin",
  "set",
  "analyze",
  "vacuum",
]);

/** Blanks, comments and opening parentheses before the first word. */
const LEAD = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()*/;

/** The first word of a text that starts like a SQL statement. */
export function findVerb(text: string): string | undefined {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const word = /^[a-z]+/i.exec(text.slice(lead))?.[0];
  return word !== undefined && VERBS.has(word.toLowerCase()) ? word : undefined;
}

const SHAPES: readonly RegExp[] = [
  /^select\b[\s\S]*\bfrom\b/i,
  /^(?:insert|replace|merge)\s+into\b/i,
  /^update\b[\s\S]*\bset\b/i,
  /^delete\s+from\b/i,
  /^with\b[\s\S]*\bas\b/i,
  /^(?:create|alter|drop|truncate|copy|comment|grant|revoke|refresh)\s/i,
];

/** Whether a text that does not parse has a statement's shape all the same. Prose begins with a capital ("Select users by name"): SQL has all or none. */
export function hasStatementShape(text: string): boolean {
  const verb = findVerb(text);
  if (verb === undefined) return false;
  if (verb !== verb.toLowerCase() && verb !== verb.toUpperCase()) return false;
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  return SHAPES.some((shape) => shape.test(text.slice(lead)));
}
