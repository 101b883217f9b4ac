import { describe, expect, it } from "vitest";
import { walk } from "../../../src/ast/walk.js";
import { readText } from "../../../src/references/sql/static-text.js";
import type { SourceText } from "../../../src/references/sql/source-text.js";
import { parseTestScript } from "../../support/parse.js";

/** The texts of the argument of `use(…)`; holes are shown as `‹source›`. */
function texts(source: string): string[] {
  const { ast, scopes, text } = parseTestScript("a.ts", source);
  for (const node of walk(ast)) {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "use")
      continue;
    const [argument] = node.arguments;
    if (argument !== undefined) return readText(argument, { text, scopes, used: new Set() }).map(show);
  }
  throw new Error("no use(…)");
}

const show = (text: SourceText): string =>
  text
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.as === "columns"
        ? `‹columns ${piece.columns.map((c) => c.text).join()}›`
        : `‹${piece.key}›`;
    })
    .join("");

describe("readText", () => {
  it("reads literals and templates", () => {
    expect(texts("use('select 1')")).toEqual(["select 1"]);
    expect(texts("use(`select ${id}`)")).toEqual(["select ‹id›"]);
  });

  it("puts concatenations together", () => {
    expect(texts("use('select ' + id + ' from users')")).toEqual(["select ‹id› from users"]);
  });

  it("takes in constants of the module, and leaves what is imported or assigned again", () => {
    expect(texts("const cols = 'id, name'; use(`select ${cols}`)")).toEqual(["select id, name"]);
    expect(texts("import { cols } from './a.js'; use(`select ${cols}`)")).toEqual(["select ‹cols›"]);
    expect(texts("let cols = 'id'; cols = f(); use(`select ${cols}`)")).toEqual(["select ‹cols›"]);
  });

  it("prefers the inner of two constants of one name", () => {
    expect(texts("const c = 'a'; function f() { const c = 'b'; use(c) }")).toEqual(["b"]);
    expect(texts("const c = 'a'; function f(c: string) { use(c) }")).toEqual(["‹c›"]);
  });

  it("adds up a text that only grows", () => {
    expect(texts("let more = ''; if (x) more = ' where a'; use(`select 1${more}`)")).toEqual([
      "select 1",
      "select 1 where a",
    ]);
    expect(texts("let q; if (x) q = 'select 1'; else q = `select ${2}`; use(q)")).toEqual([
      "select 1",
      "select 2",
    ]);
    expect(texts("let q = 'select 1'; q = q + ' where a'; use(q)")).toEqual(["select 1 where a"]);
    expect(texts("let q = 'select 1'; if (x) q = 'select 2'; q += ' where a'; use(q)")).toEqual([
      "select 1 where a",
      "select 2 where a",
    ]);
    expect(texts("let q = 'select 1'; q += f(); q = g(); use(q)")).toEqual(["‹q›"]);
    expect(texts("let q = 'select 1'; if (x) q += ' where a'; use(q)")).toEqual(["select 1 where a"]);
  });

  it("survives a constant that needs itself", () => {
    expect(texts("const a = `${b}`; const b = `${a}`; use(a)")).toHaveLength(1);
  });

  it("reads members of constant objects", () => {
    expect(texts("const Q = { a: { b: 'x' } } as const; use(Q.a.b)")).toEqual(["x"]);
    expect(texts("const Q = Object.freeze({ 'a': 'x' }); use(Q['a'])")).toEqual(["x"]);
    expect(texts("const Q = { a: 'x' }; use(Q[k])")).toEqual(["‹Q[k]›"]);
  });

  it("looks through types, parentheses and trimming", () => {
    expect(texts("use((('a' as const) satisfies string)!.trim())")).toEqual(["a"]);
  });

  it("joins arrays of texts", () => {
    expect(texts("use(['a', 'b'].join('\\n'))")).toEqual(["a\nb"]);
    expect(texts("use(['a', c && 'b'].filter(Boolean).join(' '))")).toEqual(["a b", "a "]);
    expect(texts("use(rows.join(' '))")).toEqual(["‹rows.join(' ')›"]);
  });

  it("takes every branch of a condition once", () => {
    expect(texts("use(`a ${x ? 'b' : 'c'} ${y ? 'd' : 'e'}`)")).toEqual(["a b d", "a c d", "a b e"]);
    expect(texts("use(`a${x && ' b'}`)")).toEqual(["a b", "a"]);
  });

  it("leaves escapes to String.raw", () => {
    expect(texts("use(String.raw`a\\n`)")).toEqual(["a\\n"]);
    expect(texts("use(`a\\n`)")).toEqual(["a\n"]);
  });

  it("takes nested fragments in, and values as values", () => {
    expect(texts("use(sql`a ${sql`b ${x}`} ${c}`)")).toEqual(["a b ‹x› ‹c›"]);
    expect(texts("const c = 'text'; use(sql`a ${c}`)")).toEqual(["a ‹'text'›"]);
    expect(texts("const c = sql`and b`; use(sql`a ${c}`)")).toEqual(["a and b"]);
    expect(texts("use(sql`a ${x ? sql`b` : sql``}`)")).toEqual(["a b", "a "]);
    expect(texts("use(Prisma.sql`a ${x ? Prisma.sql`b` : Prisma.empty}`)")).toEqual(["a b", "a "]);
  });

  it("knows the helpers that make names and text", () => {
    expect(texts("use(sql`a ${sql('name')}`)")).toEqual(['a "name"']);
    expect(texts("use(sql`a ${sql(['id', 'u.name'])}`)")).toEqual(['a "id", "u"."name"']);
    expect(texts("use(sql`a ${sql.identifier(['users', 'name'])}`)")).toEqual(['a "users"."name"']);
    expect(texts("use(sql`a ${sql(user, 'name', 'age')}`)")).toEqual(['a ‹columns "name","age"›']);
    expect(texts("use(sql`a ${sql({ name, age: 1 })}`)")).toEqual(['a ‹columns "name","age"›']);
    expect(texts("use(sql`a ${sql(user)}`)")).toEqual(["a ‹sql(user)›"]);
    expect(texts("use(Prisma.sql`a ${Prisma.raw('name')}`)")).toEqual(["a name"]);
    expect(texts("use(Prisma.sql`a ${Prisma.join([Prisma.sql`b`, c], ' and ')}`)")).toEqual(["a b and ‹c›"]);
  });
});
