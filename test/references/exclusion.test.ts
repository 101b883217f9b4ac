import { describe, expect, it } from "vitest";
import { applyExclusions } from "../../src/references/apply-exclusions.js";
import {
  type Exclusion,
  getLineExclusions,
  getScriptExclusions,
  parseExclusion,
} from "../../src/references/exclusion.js";
import { getLineStarts } from "../../src/references/line-starts.js";
import type { Reference } from "../../src/references/reference.js";
import { parseTestScript } from "../support/parse.js";

const REFERENCE: Reference = {
  change: "user-full-name",
  access: "read",
  file: "src/users.ts",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 5,
  scope: "find",
  via: "sql",
  text: "name",
  certainty: "resolved",
};

/** Applies the comments of a text to one reference on the line that says `HERE`. */
function apply(text: string, exclusions: readonly Exclusion[]) {
  const line = text.slice(0, text.indexOf("HERE")).split("\n").length;
  const lines = getLineStarts(text);
  return applyExclusions([{ ...REFERENCE, line }], exclusions, {
    lines,
    changes: ["user-full-name", "legacy-dsn"],
  });
}

function applyScript(text: string) {
  return apply(text, getScriptExclusions(parseTestScript("src/users.tsx", text).ast));
}

describe("parseExclusion", () => {
  it.each([
    [" expand-contract: not user-full-name because it is a form field", "it is a form field"],
    ["* expand-contract: not user-full-name because it is a form field\n ", "it is a form field"],
    [" expand-contract:not user-full-name because it is a form field */", "it is a form field"],
    [
      "\n * expand-contract: not user-full-name\r\n * because it is\n * a form field\n ",
      "it is a form field",
    ],
    [" expand-contract: not user-full-name", ""],
    [" expand-contract: not user-full-name because", ""],
    [" expand-contract: not user-full-name it is a form field", ""],
  ])("%s", (comment, reason) => {
    expect(parseExclusion(comment, [0, comment.length])).toMatchObject({ change: "user-full-name", reason });
  });

  it.each([
    [" expand-contract: allow drop-unknown because the table is empty"],
    [" see expand-contract: not user-full-name because of this"],
    [" expand-contract: nothing to see"],
  ])("is about something else: %s", (comment) => {
    expect(parseExclusion(comment, [0, comment.length])).toBeUndefined();
  });
});

describe("comments of a script", () => {
  it.each([
    ["// expand-contract: not user-full-name because it is a form field\nHERE;"],
    ["/* expand-contract: not user-full-name because it is a form field */\nHERE;"],
    ["/*\n * expand-contract: not user-full-name because it is a form field\n */\nHERE;"],
    ["<p>\n{/* expand-contract: not user-full-name because it is a form field */}\n{HERE}</p>;"],
    ["start(); // expand-contract: not user-full-name because it is a form field\nHERE;"],
    [
      "// expand-contract: not user-full-name because it is a form field\n// eslint-disable-next-line no-console\nHERE;",
    ],
  ])("take out what is on the line below: %j", (text) => {
    const { references, excluded, problems } = applyScript(text);
    expect({ references, problems }).toEqual({ references: [], problems: [] });
    expect(excluded).toMatchObject([{ change: "user-full-name", reason: "it is a form field" }]);
  });

  it.each([
    ["the same line", "HERE; // expand-contract: not user-full-name because it is a form field"],
    ["a line between", "// expand-contract: not user-full-name because it is a form field\n\nHERE;"],
    ["another change", "// expand-contract: not legacy-dsn because it is a form field\nHERE;"],
    ["a string", '"// expand-contract: not user-full-name because it is a form field";\nHERE;'],
  ])("do not reach over %s", (_what, text) => {
    const { references, excluded } = applyScript(text);
    expect(references).toHaveLength(1);
    expect(excluded).toEqual([]);
  });

  it("of several changes may stand above one place", () => {
    const text = [
      "// expand-contract: not user-full-name because it is a form field",
      "// expand-contract: not legacy-dsn because it is a test's own",
      "HERE;",
    ].join("\n");
    expect(applyScript(text).excluded).toHaveLength(1);
  });

  it("without a reason do nothing and say so", () => {
    const { references, excluded, problems } = applyScript("\n// expand-contract: not user-full-name\nHERE;");
    expect(references).toHaveLength(1);
    expect(excluded).toEqual([]);
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "line": 2,
          "message": "Without a reason this comment does nothing. Write: expand-contract: not user-full-name because <why this place does not use it>",
        },
      ]
    `);
  });

  it("about an unknown change do nothing and say so", () => {
    const { references, problems } = applyScript(
      "// expand-contract: not user-ful-name because of a typo\nHERE;",
    );
    expect(references).toHaveLength(1);
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "line": 1,
          "message": "The manifest has no change "user-ful-name", so this comment does nothing. Did you mean user-full-name? If it is over, delete the comment.",
        },
      ]
    `);
  });

  it("that name no change say so", () => {
    expect(applyScript("// expand-contract: not\nHERE;").problems).toMatchInlineSnapshot(`
      [
        {
          "line": 1,
          "message": "This comment names no change, so it does nothing. Name one of: user-full-name, legacy-dsn.",
        },
      ]
    `);
  });
});

describe("comments of other files", () => {
  it.each([
    ["SQL", ["--", "/*"], "-- expand-contract: not user-full-name because the view is gone\r\nselect HERE"],
    ["SQL", ["--", "/*"], "/* expand-contract: not user-full-name because the view is gone */\nselect HERE"],
    [".env", ["#"], "  # expand-contract: not user-full-name because the view is gone\nHERE=1"],
    [
      "Prisma",
      ["//", "///"],
      "  /// expand-contract: not user-full-name because the view is gone\n  HERE String",
    ],
  ])("%s: a line that begins with %j", (_format, openers, text) => {
    expect(apply(text, getLineExclusions(text, openers)).excluded).toMatchObject([
      { reason: "the view is gone" },
    ]);
  });

  it("count only where the line begins with one", () => {
    const text = 'select 1 as "expand-contract: not user-full-name because it is quoted"\nHERE';
    expect(getLineExclusions(text, ["--"])).toEqual([]);
  });
});
