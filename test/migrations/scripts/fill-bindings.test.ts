import { expect, test } from "vitest";
import { fillBindings } from "../../../src/migrations/scripts/fill-bindings.js";
import type { SqlOptions } from "../../../src/migrations/scripts/handle.js";
import { createText, UNKNOWN } from "../../../src/migrations/scripts/value.js";
import {
  createGenerated,
  createVerbatim,
  type Hole,
  type SourceText,
} from "../../../src/references/sql/source-text.js";

const HOLE: Hole = { kind: "hole", key: "x", as: "any", columns: [] };

const show = (pieces: SourceText) =>
  pieces.map((piece) => (piece.kind === "text" ? piece.text : "…")).join("");

const fill = (sql: string, options: SqlOptions) => show(fillBindings([createGenerated(sql)], options));

test.each<[string, string, SqlOptions, string]>([
  ["values by place", "a = ? and b = ?", { bindings: [UNKNOWN, UNKNOWN] }, "a = $1 and b = $2"],
  ["names by place", "drop table ??", { bindings: [createText("a.b")] }, 'drop table "a"."b"'],
  ["values by name", "a = :a and b = :b", { replacements: new Map([["a", UNKNOWN]]) }, "a = $1 and b = :b"],
  [
    "an operator of JSON's beside names",
    "a ? 'b' and c = :c",
    { replacements: new Map([["c", UNKNOWN]]) },
    "a ? 'b' and c = $1",
  ],
  ["a slice beside values by place", "a[1:2] = ?", { bindings: [UNKNOWN] }, "a[1:2] = $1"],
  [
    "what stands in quotes and comments",
    "'?' \"?\" -- ?\n?::text",
    { bindings: [UNKNOWN] },
    "'?' \"?\" -- ?\n$1::text",
  ],
])("%s", (_name, sql, options, expected) => {
  expect(fill(sql, options)).toBe(expected);
});

test("where pieces meet, and beside a hole", () => {
  const pieces = [
    createGenerated("values (:"),
    createGenerated("a"),
    createGenerated(") "),
    HOLE,
    createGenerated(" :a"),
  ];
  expect(show(fillBindings(pieces, { replacements: new Map([["a", UNKNOWN]]) }))).toBe("values ($1) … $1");
});

test("the rest stays where it stands", () => {
  const [before, , after] = fillBindings([createVerbatim("a = ? or b", 10)], { bindings: [UNKNOWN] });
  expect(before).toMatchObject({ text: "a = ", starts: [10, 11, 12, 13] });
  expect(after).toMatchObject({ text: " or b", starts: [15, 16, 17, 18, 19] });
});
