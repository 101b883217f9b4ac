import { getField, getText, isTruthy, type Value } from "../../value.js";
import { isGiven } from "./names.js";
import { NO_DEFAULT } from "./package-handle.js";

/** What Sequelize's SQL says of a column: `attributeToSQL` in postgres/query-generator.js. */
export interface Attribute {
  readonly isNotNull: boolean;
  readonly default: "none" | "null" | "value";
  readonly isReference: boolean;
}

/** `DataTypes.STRING`, `{ type: DataTypes.STRING, allowNull: false }`, `"varchar(20) not null"` */
export function readAttribute(value: Value | undefined): Attribute {
  const words = readWords(value);
  const isSerial = isOn(getField(value, "autoIncrement")) || words.includes("SERIAL");
  const allowNull = getField(value, "allowNull");
  const isForbidden = allowNull !== undefined && isTruthy(allowNull) === false;
  return {
    isNotNull: isSerial || isForbidden || words.includes("NOT NULL"),
    default: isSerial ? "value" : readDefault(getField(value, "defaultValue"), words),
    isReference: isGiven(getField(value, "references")) || words.includes("REFERENCES"),
  };
}

/** A type in words may say more than the type; Sequelize searches the whole definition for it, too. */
function readWords(value: Value | undefined): string {
  const type = value?.kind === "text" ? value : getField(value, "type");
  return (getText(type) ?? "").toUpperCase();
}

function readDefault(value: Value | undefined, words: string): Attribute["default"] {
  const isUndefined = value?.kind === "plain" && value.value === undefined;
  if (value === undefined || isUndefined || value === NO_DEFAULT || value.kind === "function") {
    if (words.includes("DEFAULT NULL")) return "null";
    return words.includes("DEFAULT") || words.includes("GENERATED") ? "value" : "none";
  }
  return value.kind === "plain" && value.value === null ? "null" : "value";
}

export function isOn(value: Value | undefined): boolean {
  return value !== undefined && isTruthy(value) === true;
}

/** The name of the column that an entry of attributes declares; undefined where only running would tell. */
export function getColumn(key: string, attribute: Value | undefined): string | undefined {
  const field = getField(attribute, "field");
  return isGiven(field) ? getText(field) : key;
}
