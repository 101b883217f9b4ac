import type { Reference } from "../../src/references/reference.js";

/** A read of `users.name` in `find` of `src/users.ts`, but for what a test says otherwise. */
export function createReference(given: Partial<Reference> = {}): Reference {
  return {
    change: "user-full-name",
    access: "read",
    file: "src/users.ts",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 5,
    scope: "find",
    via: "sql",
    text: "select name from users",
    certainty: "resolved",
    ...given,
  };
}
