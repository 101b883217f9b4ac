import type { Handle } from "../../handle.js";
import { getText, isTruthy, toHandle, UNDEFINED, UNKNOWN, type Value } from "../../value.js";
import { readName } from "./names.js";

/** What a column has that is not said: schema-builder/table/TableColumn.ts of TypeORM. */
const DEFAULTS: Readonly<Record<string, Value>> = {
  type: UNDEFINED,
  length: { kind: "text", pieces: [] },
  isNullable: { kind: "plain", value: false },
  isGenerated: { kind: "plain", value: false },
  isPrimary: { kind: "plain", value: false },
  isUnique: { kind: "plain", value: false },
  isArray: { kind: "plain", value: false },
  unsigned: { kind: "plain", value: false },
  default: UNDEFINED,
  precision: UNDEFINED,
  scale: UNDEFINED,
  enum: UNDEFINED,
  enumName: UNDEFINED,
  collation: UNDEFINED,
  charset: UNDEFINED,
  generatedType: UNDEFINED,
  asExpression: UNDEFINED,
};

/** A column's definition: what a migration gives to the query runner, and what it finds in a table. */
export class TableColumn implements Handle {
  readonly label = "TableColumn";
  readonly isData = true;
  readonly #fields: Map<string, Value>;

  constructor(fields: ReadonlyMap<string, Value>) {
    this.#fields = new Map(fields);
  }

  getMember(name: string): Value | undefined {
    return this.#fields.get(name);
  }

  setMember(name: string, value: Value): void {
    this.#fields.set(name, value);
  }

  callMethod(name: string): Value {
    return name === "clone" ? toHandle(new TableColumn(this.#fields)) : UNKNOWN;
  }

  get name(): string {
    return readName(this.#fields.get("name"));
  }

  /** Whether a field is true; undefined where only running would tell. */
  is(name: string): boolean | undefined {
    return isTruthy(this.getField(name));
  }

  /** Whether anything but `null` is given; what only running would tell is given. */
  has(name: string): boolean {
    const value = this.getField(name);
    return value.kind !== "plain" || (value.value !== undefined && value.value !== null);
  }

  getField(name: string): Value {
    return this.#fields.get(name) ?? UNKNOWN;
  }
}

/** `new TableColumn(options)`, and options where a column is asked for. */
export function createColumn(options: Value | undefined): TableColumn {
  if (options?.kind !== "object") return createStoredColumn(UNKNOWN);
  const unsaid = options.isOpen ? getUnknownFields() : new Map(Object.entries(DEFAULTS));
  return new TableColumn(new Map([...unsaid, ...options.fields]));
}

/** A column that the database has: of what is not said here, only its copies have the same. */
export function createStoredColumn(name: Value): TableColumn {
  return new TableColumn(getUnknownFields().set("name", name));
}

function getUnknownFields(): Map<string, Value> {
  return new Map(Object.keys(DEFAULTS).map((name): [string, Value] => [name, { kind: "unknown" }]));
}

/** A column by itself, by its options, or by its name alone. */
export function readColumn(value: Value | undefined): TableColumn {
  if (value?.kind === "handle" && value.handle instanceof TableColumn) return value.handle;
  return value?.kind === "object" ? createColumn(value) : createStoredColumn(value ?? UNKNOWN);
}

/** Whether two columns agree in a field; undefined where only running would tell. */
export function hasSameField(one: TableColumn, other: TableColumn, name: string): boolean | undefined {
  const [a, b] = [one.getField(name), other.getField(name)];
  if (a === b) return a === UNKNOWN ? undefined : true;
  if (a.kind === "plain" && b.kind === "plain") return a.value === b.value;
  if (isUnknown(a) || isUnknown(b)) return undefined;
  const [first, second] = [getText(a), getText(b)];
  if (first !== undefined && second !== undefined) return first === second;
  return a.kind === b.kind ? undefined : false;
}

function isUnknown(value: Value): boolean {
  return value.kind === "unknown" || value.kind === "handle";
}
