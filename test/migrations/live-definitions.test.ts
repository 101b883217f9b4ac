import { beforeAll, expect, test } from "vitest";
import { getLiveDefinitions } from "../../src/migrations/live-definitions.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

function getNames(sql: string): string[] {
  const [sequence] = readMigrations([{ dir: "m" }], [{ path: "m/1.sql", text: sql }]);
  return sequence === undefined ? [] : getLiveDefinitions(sequence).map(({ name }) => name);
}

const TRIGGERS = `CREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN DELETE FROM logs; END;
CREATE TRIGGER touch AFTER UPDATE ON users BEGIN DELETE FROM logs; END;`;

test("a trigger that is dropped by its name alone lives no longer, and another goes on", () => {
  expect(getNames(TRIGGERS)).toEqual(["users_touch", "touch"]);
  expect(getNames(`${TRIGGERS}\nDROP TRIGGER IF EXISTS touch;`)).toEqual(["users_touch"]);
});
