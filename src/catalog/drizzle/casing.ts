import type { Casing } from "./drizzle-mapping.js";

/** The column of a property without a name of its own, as `drizzle-orm/casing` makes it. */
export function toColumnName(property: string, casing: Casing | undefined): string {
  switch (casing) {
    case undefined:
      return property;
    case "snake_case":
      return getWords(property)
        .map((word) => word.toLowerCase())
        .join("_");
    case "camelCase":
      return getWords(property)
        .map((word, index) =>
          index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1),
        )
        .join("");
  }
}

function getWords(name: string): string[] {
  return name.replace(/['’]/g, "").match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
}
