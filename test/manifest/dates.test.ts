import { describe, expect, it } from "vitest";
import { addDays, getDaysBetween, isCalendarDate } from "../../src/manifest/dates.js";

describe("isCalendarDate", () => {
  it("knows leap days", () => {
    expect(isCalendarDate("2028-02-29")).toBe(true);
    expect(isCalendarDate("2026-02-29")).toBe(false);
  });

  it("refuses a day that no month has", () => {
    expect(isCalendarDate("2026-12-31")).toBe(true);
    expect(isCalendarDate("2026-12-32")).toBe(false);
    expect(isCalendarDate("2026-13-01")).toBe(false);
    expect(isCalendarDate("2026-00-10")).toBe(false);
  });

  it("refuses every other way to write a date", () => {
    expect(isCalendarDate("2026-1-31")).toBe(false);
    expect(isCalendarDate("2026-12-31T00:00:00Z")).toBe(false);
    expect(isCalendarDate("")).toBe(false);
  });
});

describe("getDaysBetween", () => {
  it("counts whole days, also over a change to summer time", () => {
    expect(getDaysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(getDaysBetween("2026-12-31", "2027-01-01")).toBe(1);
  });

  it("is negative backwards", () => {
    expect(getDaysBetween("2026-06-10", "2026-06-01")).toBe(-9);
  });

  it("does not accept what is no date", () => {
    expect(() => getDaysBetween("2026-02-30", "2026-03-01")).toThrow(RangeError);
  });
});

describe("addDays", () => {
  it("goes over the ends of months and years", () => {
    expect(addDays("2026-12-30", 3)).toBe("2027-01-02");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });
});
