import type { Operation, OperationEffect } from "../../../src/migrations/migration.js";
import { readOperations } from "../../../src/migrations/operations/read-operations.js";

/** What the statements do, without where they stand. */
export function getEffects(sql: string, dialect?: string): OperationEffect[] {
  return readOperations(sql, dialect).map(getEffect);
}

function getEffect({
  at: _at,
  text: _text,
  allows: _allows,
  ignoredAllows: _ignored,
  ...effect
}: Operation): OperationEffect {
  return effect;
}
