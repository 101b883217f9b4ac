import { describe, expect, it } from "vitest";
import { walk } from "../../../src/ast/walk.js";
import { analyzeFragment, type FragmentQuery } from "../../../src/references/sql/analyze-fragment.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

await loadPostgres();
const project = createTestProject({ changes: [change("column", "users.name")] });

/** What the only string or template of a script depends on. */
function analyze(text: string, query: Pick<FragmentQuery, "place" | "relations">): string[] {
  const file = parseTestScript("a.ts", text);
  const node = walk(file.ast).find(({ type }) => type === "Literal" || type === "TemplateLiteral");
  if (node === undefined) throw new Error("no text");
  return formatDetections(text, analyzeFragment(node, { ...query, file, project, via: "knex" }));
}

const USERS = [{ table: "users" }];

describe("analyzeFragment", () => {
  it("settles a condition by the query's table", () => {
    expect(analyze(`q("lower(name) = ?")`, { place: "condition", relations: USERS })).toEqual([
      "read 1:10 name",
    ]);
  });

  it("leaves a column of that name in another table alone", () => {
    expect(analyze(`q("lower(name) = ?")`, { place: "condition", relations: [{ table: "orders" }] })).toEqual(
      [],
    );
  });

  it("knows the query's aliases", () => {
    const relations = [
      { table: "orders", alias: "o" },
      { table: "users", alias: "u" },
    ];
    expect(analyze("q(`o.name = u.name`)", { place: "condition", relations })).toEqual(["read 1:15 name"]);
  });

  it("tells an assignment from what is assigned", () => {
    expect(analyze(`q("name = upper(name)")`, { place: "set", relations: USERS })).toEqual([
      "write 1:4 name",
      "read 1:17 name",
    ]);
  });
});
