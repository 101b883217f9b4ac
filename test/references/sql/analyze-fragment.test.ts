import { describe, expect, it } from "vitest";
import { walk } from "../../../src/ast/walk.js";
import {
  analyzeFragment,
  type FragmentPlace,
  type FragmentQuery,
} from "../../../src/references/sql/analyze-fragment.js";
import type { Project } from "../../../src/references/detector.js";
import { loadDialects } from "../../../src/sql/dialects/parse-dialect.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

await Promise.all([loadPostgres(), loadDialects()]);
const project = createTestProject({ changes: [change("column", "users.name")] });

/** What the only string or template of a script depends on. */
function analyze(
  text: string,
  query: Pick<FragmentQuery, "place" | "relations"> & Partial<Pick<FragmentQuery, "project">>,
): string[] {
  const file = parseTestScript("a.ts", text);
  const node = walk(file.ast).find(({ type }) => type === "Literal" || type === "TemplateLiteral");
  if (node === undefined) throw new Error("no text");
  return formatDetections(text, analyzeFragment(node, { project, ...query, file, via: "knex" }));
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

  it("is read in the dialect of the file", () => {
    const query = { place: "condition", relations: USERS } as const;
    const mysql: Project = { ...project, getDialects: () => ["mysql"] };
    expect(analyze('q("`name` = ?")', { ...query, project: mysql })).toEqual(["read 1:4 `name`"]);
    expect(analyze("q('email = \"name\"')", { ...query, project: mysql })).toEqual([]);
    expect(analyze("q('email = \"name\"')", query)).toEqual(['read 1:12 "name"']);
    const order = { place: "order", relations: USERS, project: mysql } as const;
    expect(analyze('q("field(name, ?) desc")', order)).toEqual(["read 1:10 name"]);
    expect(analyze('q("field(email, ?) desc")', order)).toEqual([]);
  });

  it("tells an assignment from what is assigned", () => {
    expect(analyze(`q("name = upper(name)")`, { place: "set", relations: USERS })).toEqual([
      "write 1:4 name",
      "read 1:17 name",
    ]);
  });

  it("reads aliases that are reserved words, and properties behind them", () => {
    const relations = [{ table: "users", alias: "user", properties: new Map([["title", "name"]]) }];
    expect(analyze(`q("user.name = :name")`, { place: "condition", relations })).toEqual(["read 1:9 name"]);
    expect(analyze(`q("user.title = :title")`, { place: "condition", relations })).toEqual([
      "read 1:9 title",
    ]);
    expect(analyze(`q("title = :title and 'user.title' = ''")`, { place: "condition", relations })).toEqual(
      [],
    );
    expect(analyze(`q("user.email in (:...emails)")`, { place: "condition", relations })).toEqual([]);
  });

  it("takes every library's parameters", () => {
    const detect = (text: string) => analyze(text, { place: "condition", relations: USERS });
    expect(detect(`q("name = ? and age > ?")`)).toEqual(["read 1:4 name"]);
    expect(detect(`q("age > :name")`)).toEqual([]);
    expect(detect(`q("name in (:...names)")`)).toEqual(["read 1:4 name"]);
    expect(detect(`q("name = $1 and age = $2")`)).toEqual(["read 1:4 name"]);
    expect(detect(`q("age = @name")`)).toEqual([]);
    expect(detect("q(`name = ${value}`)")).toEqual(["read 1:4 name"]);
    expect(detect("q(`age = ${value} /* name */`)")).toEqual([]);
    expect(detect("q(sql`name = ${value}`)")).toEqual(["read 1:7 name"]);
  });

  it("infers from a fragment that no grammar takes, if it names the column", () => {
    const detect = (text: string) => {
      const file = parseTestScript("a.ts", text);
      const node = walk(file.ast).find(({ type }) => type === "Literal");
      if (node === undefined) throw new Error("no text");
      const query = { place: "condition", relations: USERS, file, project, via: "knex" } as const;
      return analyzeFragment(node, query).map(({ access, certainty }) => `${access} ${certainty}`);
    };
    expect(detect(`q("name oops oops ?")`)).toEqual(["read inferred"]);
    expect(detect(`q("email oops oops ?")`)).toEqual([]);
  });

  it("does not know a column whose name comes at run time: the fragment is unresolved", () => {
    const detect = (text: string, relations: FragmentQuery["relations"], place: FragmentPlace) => {
      const file = parseTestScript("a.ts", text);
      const node = walk(file.ast).find(({ type }) => type === "TemplateLiteral");
      if (node === undefined) throw new Error("no text");
      const found = analyzeFragment(node, { place, relations, file, project, via: "knex" });
      return found.map((one) => `${one.certainty} ${formatDetections(text, [one]).join()}`);
    };
    expect(detect("q(`${column} desc`)", USERS, "order")).toEqual(["unresolved read 1:3 `${column} desc`"]);
    expect(detect("q(`${column} desc`)", [{ table: "teams" }], "order")).toEqual([]);
    expect(detect("q(`${column} = ?`)", USERS, "condition")).toEqual(["unresolved read 1:3 `${column} = ?`"]);
    expect(detect("q(`age = ${value}`)", USERS, "condition")).toEqual([]);
    expect(detect("q(`${column} = 1`)", USERS, "set")).toEqual(["unresolved write 1:3 `${column} = 1`"]);
  });
});
