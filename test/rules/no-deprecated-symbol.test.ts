import { testRule } from "./test-rule.js";

const TO_PRICE_WITH_TAX =
  "goes away: use @acme/pricing#priceWithTax instead. Owner @acme/pricing, sunset 2026-12-31 (30 days left).";

testRule("no-deprecated-symbol", {
  valid: [
    { name: "the replacement", code: 'import { priceWithTax } from "@acme/pricing"; priceWithTax(1);' },
    {
      name: "the same name from another module",
      code: 'import { finalPrice } from "./sums.js"; finalPrice(1);',
    },
    { name: "a local of the same name", code: "const finalPrice = 1; show(finalPrice);" },
    {
      name: "a member of something else",
      code: 'import { priceWithTax } from "@acme/pricing"; priceWithTax(cart.finalPrice);',
    },
    { name: "changes of other kinds", code: "process.env.LEGACY_DSN;" },
  ],
  invalid: [
    {
      name: "a call",
      code: 'import { finalPrice } from "@acme/pricing";\nfinalPrice(1);',
      errors: [
        {
          message: `This calls @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 11,
          suggestions: [
            {
              desc: "Import priceWithTax instead of finalPrice, and use it in this file.",
              output: 'import { priceWithTax } from "@acme/pricing";\npriceWithTax(1);',
            },
          ],
        },
      ],
    },
    {
      name: "a call under another name",
      code: 'import { finalPrice as price } from "@acme/pricing";\nprice(1);',
      errors: [
        {
          message: `This calls @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 6,
          suggestions: [
            {
              desc: "Import priceWithTax instead of finalPrice, and use it in this file.",
              output: 'import { priceWithTax as price } from "@acme/pricing";\nprice(1);',
            },
          ],
        },
      ],
    },
    {
      name: "a call through a barrel that gives it another name: the file itself mentions no old name",
      code: 'import { price } from "./prices.js";\nprice(1);',
      errors: [
        {
          message: `This calls @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 6,
        },
      ],
    },
    {
      name: "an import that is never used",
      code: 'import { finalPrice } from "@acme/pricing";',
      errors: [
        {
          message: `This imports @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 1,
          column: 10,
          endLine: 1,
          endColumn: 20,
          suggestions: [
            {
              desc: "Import priceWithTax instead of finalPrice, and use it in this file.",
              output: 'import { priceWithTax } from "@acme/pricing";',
            },
          ],
        },
      ],
    },
    {
      name: "a re-export",
      code: 'export { finalPrice } from "@acme/pricing";',
      errors: [
        {
          message: `This re-exports @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 1,
          column: 10,
          endLine: 1,
          endColumn: 20,
        },
      ],
    },
    {
      name: "a type",
      code: 'import type { finalPrice } from "@acme/pricing";\ntype Price = typeof finalPrice;',
      errors: [
        {
          message: `This names the type of @acme/pricing#finalPrice, which ${TO_PRICE_WITH_TAX}`,
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
          suggestions: [
            {
              desc: "Import priceWithTax instead of finalPrice, and use it in this file.",
              output: 'import type { priceWithTax } from "@acme/pricing";\ntype Price = typeof priceWithTax;',
            },
          ],
        },
      ],
    },
    {
      name: "an export of this repo, past its sunset",
      code: 'import { formatPrice } from "./format.js";\nexport const show = () => formatPrice(1);',
      errors: [
        {
          message:
            "This calls ./src/format.ts#formatPrice, which goes away without a replacement. Owner @acme/web, sunset 2026-11-19 (12 days past its sunset).",
          line: 2,
          column: 27,
          endLine: 2,
          endColumn: 38,
        },
      ],
    },
  ],
});
