import { toCamelCase, toSnakeCase } from "drizzle-orm/casing";
import { expect, it } from "vitest";
import { toColumnName } from "../../../src/catalog/drizzle/casing.js";

it.each(["name", "fullName", "userID", "HTMLBody", "address2", "line2Text", "created_at", "it's"])(
  "%s is called what Drizzle calls it",
  (property) => {
    expect(toColumnName(property, "snake_case")).toBe(toSnakeCase(property));
    expect(toColumnName(property, "camelCase")).toBe(toCamelCase(property));
    expect(toColumnName(property, undefined)).toBe(property);
  },
);
