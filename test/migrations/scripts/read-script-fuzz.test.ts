import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readScript } from "../../../src/migrations/scripts/read-script.js";
import { knex } from "../../../src/migrations/scripts/tools/knex.js";
import { parseScript } from "../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

const NAME = fc.constantFrom("a", "b", "c", "f", "g", "knex", "t", "rows", "Promise", "_", "this");
const METHOD = fc.constantFrom(
  ...[
    "map",
    "push",
    "then",
    "catch",
    "reduce",
    "concat",
    "join",
    "forEach",
    "table",
    "text",
    "where",
    "update",
  ],
  ...[
    "dropColumn",
    "raw",
    "createTable",
    "schema",
    "bind",
    "call",
    "apply",
    "all",
    "each",
    "split",
    "replace",
    "slice",
  ],
);
const TEXT = fc.constantFrom('"users"', '"a, b"', "'drop table users'", "`alter ${a} drop b`", "'?'", '""');

const { expression, statement } = fc.letrec<{ expression: string; statement: string; block: string }>(
  (tie) => {
    const one = tie("expression");
    const list = fc.array(one, { maxLength: 3 }).map((all) => all.join(", "));
    const block = fc.array(tie("statement"), { maxLength: 4 }).map((all) => `{ ${all.join(" ")} }`);
    return {
      expression: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        NAME,
        TEXT,
        fc.constantFrom("0", "1", "null", "undefined", "/x/g", "1n", "true"),
        fc.tuple(one, METHOD, list).map(([on, name, args]) => `(${on}).${name}(${args})`),
        fc.tuple(one, list).map(([target, args]) => `(${target})(${args})`),
        fc.tuple(one, one).map(([on, key]) => `(${on})[${key}]`),
        fc.tuple(one, METHOD).map(([on, name]) => `(${on})?.${name}`),
        fc
          .tuple(NAME, tie("block"))
          .map(([name, body]) => `(async (${name === "this" ? "x" : name}) => ${body})`),
        fc.tuple(one, one, one).map(([test, a, b]) => `(${test} ? ${a} : ${b})`),
        fc
          .tuple(one, fc.constantFrom("+", "&&", "||", "??", "===", "<", "-"), one)
          .map(([a, op, b]) => `((${a}) ${op} (${b}))`),
        list.map((items) => `[${items}]`),
        fc.tuple(one, one).map(([a, b]) => `({ a: ${a}, ...(${b}), [${a}]: 1 })`),
        one.map((value) => `(await (${value}))`),
        fc.tuple(one, list).map(([made, args]) => `new (${made})(${args})`),
        fc.tuple(one, one).map(([tag, value]) => `(${tag})\`x \${${value}} y\``),
      ),
      statement: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        one.map((value) => `${value};`),
        fc
          .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("=", "+=", "||="), one)
          .map(([name, op, value]) => `${name} ${op} ${value};`),
        fc.tuple(one, tie("block")).map(([test, body]) => `if (${test}) ${body} else ${body}`),
        fc.tuple(one, tie("block")).map(([test, body]) => `while (${test}) ${body}`),
        fc.tuple(one, tie("block")).map(([items, body]) => `for (const t of ${items}) ${body}`),
        fc.tuple(one, tie("block")).map(([test, body]) => `for (let i = 0; ${test}; i++) ${body}`),
        fc
          .tuple(one, tie("block"))
          .map(([value, body]) => `switch (${value}) { case a: ${body} default: break; }`),
        tie("block").map((body) => `try ${body} catch (e) ${body} finally { f(); }`),
        one.map((value) => `return ${value};`),
        fc.constantFrom("f(a);", "g(knex, [a]);", "f([b], g);", "a.b = a; a.push?.(a);"),
      ),
      block,
    };
  },
);

test("whatever a script says, reading it ends and never throws", () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 8 }), expression, (body, value) => {
      const text = `let a = ${value}, b = [1], c = { a }; async function f(x, y) { g(x, y); ${body[0]} } function g(x) { return f([x], x); }
        exports.up = async (knex) => { ${body.join("\n")} };`;
      const started = performance.now();
      const operations = readScript(parseScript("m/1_a.ts", text), { tool: knex });
      expect(JSON.parse(JSON.stringify(operations))).toEqual(operations);
      expect(performance.now() - started).toBeLessThan(10_000);
    }),
    { numRuns: Number(process.env["FUZZ_RUNS"] ?? 100), seed: 7 },
  );
}, 600_000);
