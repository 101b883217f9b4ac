import type { TableName } from "../../../../catalog/table-columns.js";
import type { Handle } from "../../handle.js";
import { getField, UNKNOWN, type Value } from "../../value.js";
import { readName, toTableName } from "./names.js";

/** `new View(options)`: a view's definition. */
export class View implements Handle {
  readonly label = "View";
  readonly isData = true;
  readonly name: TableName;

  constructor(readonly options: Value | undefined) {
    const schema = getField(options, "schema");
    this.name = toTableName(
      readName(getField(options, "name")),
      schema?.kind === "text" ? readName(schema) : undefined,
    );
  }

  getMember(name: string): Value {
    return getField(this.options, name) ?? UNKNOWN;
  }

  callMethod(): Value {
    return UNKNOWN;
  }
}
