import { join } from "node:path";
import { SHOP, testRule } from "./test-rule.js";

const filename = join(SHOP, "../endpoints/src/case.ts");

testRule("no-deprecated-endpoint", {
  valid: [
    { name: "the replacement", filename, code: "fetch(`/v2/orders/${id}`);" },
    { name: "another method", filename, code: 'fetch(`/v1/orders/${id}`, { method: "PUT" });' },
    { name: "no old name", filename, code: "" },
    { name: "a route, without the option", filename, code: 'app.get("/v1/orders/:id", (a, b) => b.end());' },
    {
      name: "a comment on the line above, with its reason",
      filename,
      code: "// expand-contract: not order-v1 because the partner has a path of the same name\nfetch(`${PARTNER}/v1/orders/${id}`);",
    },
    { name: "a path that only running tells", filename, code: "fetch(`/v1/${kind}/${id}`);" },
  ],
  invalid: [
    {
      name: "a call",
      filename,
      code: "fetch(`/v1/orders/${id}?a=1`);",
      errors: [
        {
          message:
            "This calls GET /v1/orders/:id, which goes away: use GET /v2/orders/:id instead. Owner @acme/orders, sunset 2026-12-31 (30 days left).",
          line: 1,
          column: 8,
          endLine: 1,
          endColumn: 19,
        },
      ],
    },
    {
      name: "a call of a base that nobody knows",
      filename,
      code: 'fetch(BASE + "/v1/orders", { method: "POST" });',
      errors: [
        {
          message:
            "This probably calls POST /v1/orders, which goes away without a replacement. Owner @acme/orders, sunset 2026-12-31 (30 days left).",
          line: 1,
          column: 15,
          endLine: 1,
          endColumn: 25,
        },
      ],
    },
    {
      name: "a route, with the option",
      filename,
      options: [{ mappings: true }],
      code: 'import express from "express";\nexpress().get("/v1/ping", (a, b) => b.end());',
      errors: [
        {
          message:
            "This defines /v1/ping, which goes away without a replacement. Owner @acme/platform, sunset 2026-12-31 (30 days left).",
          line: 2,
          column: 16,
          endLine: 2,
          endColumn: 24,
        },
      ],
    },
  ],
});
