import { expect, it } from "vitest";
import { getImportPart } from "../../src/ast/import-part.js";

it.each([
  [
    "import a from 'a';\nimport {\n  b,\n} from \"b\";\nuse(a, b);",
    "import a from 'a';\nimport {\n  b,\n} from \"b\"",
  ],
  ["const a = require('a');\nuse(a);", "const a = require('a'"],
  ["use(1);\nawait import(`./late.js`);\nuse(2);", "use(1);\nawait import(`./late.js`"],
  ["use(1);", ""],
  ["import.meta.url;", "import.meta.url;"],
])("%j ends its imports in %j", (text, expected) => {
  expect(getImportPart(text)).toBe(expected);
});
