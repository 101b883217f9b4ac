import type { Handle } from "../../handle.js";
import { createText, toHandle, UNKNOWN, type UnknownValue, type Value } from "../../value.js";
import { DATABASE } from "./database.js";

/** What Sequelize fills in itself: `defaultValueSchemable` in its lib/utils.js leaves it out of the schema. */
export const NO_DEFAULT: UnknownValue = { kind: "unknown" };
const FILLED_IN: ReadonlySet<string> = new Set(["NOW", "UUIDV1", "UUIDV4"]);

/** `Op.in` and the like, as keys of a condition. */
const OPERATORS: Handle = {
  label: "Op",
  isData: true,
  getMember: (name) => createText(`Op.${name}`),
};

const ITSELF: ReadonlySet<string> = new Set(["Sequelize", "DataTypes", "default"]);

/** The package, its class and `DataTypes`: what they make is data. */
export const PACKAGE: Handle = {
  label: "Sequelize",
  isData: true,
  getMember(name) {
    if (ITSELF.has(name)) return toHandle(PACKAGE);
    if (name === "Op") return toHandle(OPERATORS);
    return FILLED_IN.has(name) ? NO_DEFAULT : UNKNOWN;
  },
  callMethod(name, [first = UNKNOWN]) {
    if (FILLED_IN.has(name)) return NO_DEFAULT;
    return name === "literal" ? createLiteral(first) : UNKNOWN;
  },
  construct: () => toHandle(DATABASE),
};

/** The name under which a literal's SQL is kept. */
export const LITERAL = "Sequelize.literal";

/** `Sequelize.literal("…")` */
export function createLiteral(sql: Value): Value {
  return { kind: "object", fields: new Map([[LITERAL, sql]]), isOpen: false };
}
