import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../src/index.js";

/** The project whose manifest the cases are about. */
export const SHOP = join(import.meta.dirname, "../../fixtures/lint/shop");

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** Cases stand in `src/case.ts` of the shop on 2026-12-01, unless they say otherwise. Messages and places are always given. */
export function testRule(
  name: string,
  {
    valid,
    invalid,
  }: { readonly valid: RuleTester.ValidTestCase[]; readonly invalid: RuleTester.InvalidTestCase[] },
): void {
  const rule = plugin.rules[name];
  if (rule === undefined) throw new Error(`The plugin has no rule ${name}`);
  const tester = new RuleTester({
    languageOptions: { parser },
    settings: { "expand-contract": { today: "2026-12-01" } },
  });
  const inShop = { filename: join(SHOP, "src/case.ts") };
  tester.run(name, rule, {
    assertionOptions: { requireMessage: "message", requireLocation: true },
    valid: valid.map((testCase) => ({ ...inShop, ...testCase })),
    invalid: invalid.map((testCase) => ({ ...inShop, ...testCase })),
  });
}
