import type { Change } from "../../manifest/manifest.js";

/** Words of which a changed line is likely to hold one where the usage changed: the table's and the column's name, also as code spells them. */
export function getChangeWords({ old }: Change): string[] {
  const names = [...("table" in old ? [old.table] : []), ...("column" in old ? [old.column] : [])];
  return [...new Set(names.flatMap(getSpellings))];
}

/** `order_items` is `orderItems` and `OrderItem` in code. */
function getSpellings(name: string): string[] {
  const words = name.split("_").filter((word) => word !== "");
  const pascal = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
  const camel = `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}`;
  const spellings = [name, pascal, camel].map((one) => (one.length > 3 ? one.replace(/s$/, "") : one));
  return [...spellings, name.toUpperCase()];
}
