import type { Handle } from "../../handle.js";
import { createText, toHandle, UNKNOWN, type UnknownValue } from "../../value.js";
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
const FUNCTIONS: ReadonlySet<string> = new Set(["fn", "col", "cast", "json", "where"]);

/** The package, its class and `DataTypes`: what they make is data. */
export const PACKAGE: Handle = {
  label: "Sequelize",
  isData: true,
  getMember(name) {
    if (ITSELF.has(name)) return toHandle(PACKAGE);
    if (name === "Op") return toHandle(OPERATORS);
    if (name === "literal" || FUNCTIONS.has(name)) return toHandle(createMaker(name));
    return FILLED_IN.has(name) ? NO_DEFAULT : UNKNOWN;
  },
  callMethod: (name) => (FILLED_IN.has(name) ? NO_DEFAULT : UNKNOWN),
  construct: () => toHandle(DATABASE),
};

/** What stands for SQL of its own: as text by `literal` alone. */
function createMaker(name: string): Handle {
  return {
    label: name,
    isData: true,
    call: ([first = UNKNOWN]) => ({
      kind: "object",
      fields: new Map([[LITERAL, name === "literal" ? first : UNKNOWN]]),
      isOpen: false,
    }),
  };
}

/** The name under which such SQL is kept. */
export const LITERAL = "Sequelize.literal";
