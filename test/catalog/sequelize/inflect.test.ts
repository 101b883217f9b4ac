import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { underscore } from "../../../src/catalog/sequelize/column-names.js";
import { pluralize, singularize } from "../../../src/catalog/sequelize/inflect.js";

const word = z.custom<(name: string) => string>((value) => typeof value === "function");
const require = createRequire(import.meta.url);
const inflection = z
  .object({ pluralize: word, singularize: word, underscore: word })
  .parse(createRequire(require.resolve("sequelize"))("inflection"));

const NAMES = [
  ...["User", "Post", "Category", "Address", "Person", "person", "Child", "Box", "Branch", "Status", "Bus"],
  ...[
    "Company",
    "Day",
    "Quiz",
    "Analysis",
    "Axis",
    "Matrix",
    "Index",
    "Datum",
    "Medium",
    "Criterion",
    "News",
  ],
  ...[
    "Information",
    "Equipment",
    "Series",
    "Species",
    "UserRole",
    "userAddress",
    "order_item",
    "users",
    "Men",
  ],
  ...["Wife", "Leaf", "Hero", "Potato", "Alias", "Database", "OAuthClient", "Media", "Staff", "Fish", "Data"],
] as const;

describe("names as the package that Sequelize uses forms them", () => {
  it.each(NAMES)("%s", (name) => {
    expect([pluralize(name), singularize(name)]).toEqual([
      inflection.pluralize(name),
      inflection.singularize(name),
    ]);
  });

  it.each(["createdAt", "userID", "UserId", "snake_case", "HTMLBody"])("underscores %s", (name) => {
    expect(underscore(name)).toBe(inflection.underscore(name));
  });
});
