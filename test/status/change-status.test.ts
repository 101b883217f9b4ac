import { describe, expect, it } from "vitest";
import type { Reference } from "../../src/references/reference.js";
import { type ChangeFacts, getChangeStatus } from "../../src/status/change-status.js";
import { change } from "../support/parse.js";

const NAME = change("column", "users.name", { new: "users.full_name" });
const NOTHING_KNOWN = { hasOld: undefined, hasNew: undefined, isBackfilled: false };

function reference(access: Reference["access"]): Reference {
  return {
    change: NAME.id,
    access,
    file: "src/a.ts",
    line: 3,
    column: 1,
    endLine: 3,
    endColumn: 5,
    scope: "f",
    via: "sql",
    text: "",
    certainty: "resolved",
  };
}

function statusOf(facts: Partial<ChangeFacts>) {
  return getChangeStatus({
    change: NAME,
    references: [],
    replacementReferences: [],
    schema: NOTHING_KNOWN,
    today: "2026-01-01",
    ...facts,
  });
}

describe("a column that is only mapped", () => {
  const MAPPING = {
    ...reference("declare"),
    ...{ via: "prisma", file: "prisma/schema.prisma", line: 12, text: 'fullName String @map("name")' },
  };

  it("says how the mapping ends, in the ORM's own terms", () => {
    expect(statusOf({ references: [MAPPING] })).toMatchObject({
      step: "stop-write",
      blockedBy:
        'only mapped: at prisma/schema.prisma:12 (fullName String @map("name")) add @ignore to the field, or delete it without a migration, ' +
        "and generate the client (it must be nullable or have a default first); release that",
    });
  });

  it("counts what is left where something writes it as well", () => {
    expect(statusOf({ references: [reference("write"), MAPPING] }).blockedBy).toBe(
      "1 write, 1 declare, first src/a.ts:3",
    );
  });
});

describe("the step of a column", () => {
  it("is add while no migration creates the new one", () => {
    const status = statusOf({ references: [reference("read")], schema: { ...NOTHING_KNOWN, hasNew: false } });
    expect(status).toMatchObject({ step: "add", blockedBy: "no migration adds users.full_name" });
  });

  it("is dual-write while nothing writes the new one", () => {
    expect(statusOf({ references: [reference("read")] }).step).toBe("dual-write");
  });

  it("is backfill while no migration fills the new one", () => {
    const status = statusOf({
      references: [reference("read")],
      replacementReferences: [reference("write")],
      schema: { hasOld: true, hasNew: true, isBackfilled: false },
    });
    expect(status.step).toBe("backfill");
  });

  it("is switch-reads while reads remain, whatever is written", () => {
    const status = statusOf({
      references: [reference("read"), reference("write")],
      replacementReferences: [reference("write")],
      schema: { hasOld: true, hasNew: true, isBackfilled: true },
    });
    expect(status).toMatchObject({
      step: "switch-reads",
      read: 1,
      write: 1,
      blockedBy: "1 read, first src/a.ts:3",
    });
  });

  it("is stop-write while only a mapping remains", () => {
    expect(statusOf({ references: [reference("declare")] })).toMatchObject({
      step: "stop-write",
      declare: 1,
    });
  });

  it("is drop when only the database has it; SELECT * does not count", () => {
    expect(
      statusOf({ references: [reference("implicit")], schema: { ...NOTHING_KNOWN, hasOld: true } }).step,
    ).toBe("drop");
  });

  it("is done when the migrations have dropped it", () => {
    expect(statusOf({ schema: { ...NOTHING_KNOWN, hasOld: false } }).step).toBe("done");
  });
});

it("is drop for a symbol that nothing uses: whether it is still declared is not asked", () => {
  const finalPrice = change("symbol", "@acme/pricing#finalPrice");
  expect(statusOf({ change: finalPrice, schema: NOTHING_KNOWN })).toMatchObject({ step: "drop" });
});

it("counts the days past the sunset as negative", () => {
  expect(statusOf({ change: { ...NAME, sunset: "2025-12-30" } }).daysToSunset).toBe(-2);
});
