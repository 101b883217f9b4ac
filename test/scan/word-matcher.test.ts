import fc from "fast-check";
import { expect, test } from "vitest";
import { createWordMatcher } from "../../src/scan/word-matcher.js";

test.each([
  ["legacyMode", "if (config.legacyMode) {}", true],
  ["legacyMode", "if (config.legacyModes) {}", false],
  ["legacyMode", "if (config.isLegacyMode) {}", false],
  ["users", "select * from users", true],
  ["users", "select * from app_users", false],
  ["users", "select * from users_old", false],
  ["users", 'select * from "users"', true],
  ["users", '"select *\\nfrom x,\\nusers"', true],
  ["users", "C:\\xusers", false],
  ["full-name", "form.get('full-name')", true],
  ["full-name", "form.get('full-names')", false],
  ["order.placed.v1", "emit('order.placed.v1')", true],
  ["order.placed.v1", "emit('order.placed.v10')", false],
  ["@acme/ui", "import x from '@acme/ui'", true],
  ["@acme/ui", "import x from '@acme/ui/button'", true],
  ["@acme/ui", "import x from '@acme/ui2'", false],
  [`button"`, `import x from "./button"`, true],
  [`button"`, `import x from "./red-button"`, true],
  [`button"`, `import x from "./redbutton"`, false],
  [`/index`, `import x from "./button/index"`, true],
  [`".."`, `import x from ".."`, true],
  ["User", "Prisma.UserSelect", true],
  ["User", "Prisma.$UserPayload", true],
  ["User", "Username", false],
  ["User", "AppUser", false],
  ["user", "userSelect", false],
  ["$name", "a.$name", true],
  ["größe", "const größe = 1", true],
  ["größe", "const größer = 1", false],
  ["name", "“name”", true],
  ["name", "éname", false],
  ["x", "f(x)", true],
  ["x", "fx()", false],
])("%j in %j: %s", (word, text, expected) => {
  expect(createWordMatcher([word])(text)).toEqual(expected ? [word] : []);
});

test("tells which of several words there are", () => {
  const match = createWordMatcher(["LEGACY_DSN", "users", "finalPrice", "users"]);
  expect(match("users, finalPrice")).toEqual(["finalPrice", "users"]);
  expect(match("")).toEqual([]);
  expect(createWordMatcher([])("users")).toEqual([]);
});

test("finds what a search for one word after the other finds", () => {
  const text = fc.string({ unit: fc.constantFrom(..."abA_$ .é\\n"), maxLength: 60 });
  const word = fc.string({ unit: fc.constantFrom(..."abA_$.é"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(text, fc.array(word, { minLength: 1, maxLength: 8 }), (text, words) => {
      const alone = words.filter((word) => createWordMatcher([word])(text).length > 0);
      expect(createWordMatcher(words)(text)).toEqual([...new Set(alone)].sort());
      for (const word of alone) expect(text).toContain(word);
    }),
    { numRuns: 2000 },
  );
});

test("misses no word that stands between blanks", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word), fc.array(word, { minLength: 1 }), (words, searched) => {
      const expected = [...new Set(searched.filter((one) => words.includes(one)))].sort();
      expect(createWordMatcher(searched)(words.join(" "))).toEqual(expected);
    }),
  );
});
