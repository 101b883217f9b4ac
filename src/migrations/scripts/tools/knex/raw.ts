import type { SourceText } from "../../../../references/sql/source-text.js";
import { fillBindings, replaceTokens } from "../../fill-bindings.js";
import type { CallSite, Handle, SqlOptions } from "../../handle.js";
import { listValues } from "../../list-values.js";
import { toHandle, UNKNOWN, type Value } from "../../value.js";

/** `knex.raw("…")`: it runs when it is awaited, and not at all as a part of something else. */
export class Raw implements Handle {
  readonly label = "knex.raw";
  /** Its text; undefined where that is not in the file. */
  readonly sql: SourceText | undefined;
  readonly #revoke: () => void;

  constructor([text = UNKNOWN, bindings]: readonly Value[], site: CallSite) {
    this.sql =
      text.kind === "text"
        ? replaceTokens(fillBindings(text.pieces, readBindings(bindings)), ESCAPED, () => "?")
        : undefined;
    this.#revoke = site.emitRevocable(() => {
      site.runSql(this.sql ? { kind: "text", pieces: this.sql } : text);
    });
  }

  takePart(): void {
    this.#revoke();
  }

  getAwaited(): Value {
    return UNKNOWN;
  }

  getMember(): Value {
    return UNKNOWN;
  }

  callMethod(name: string): Value | undefined {
    if (TEXT.has(name)) {
      this.takePart();
      return this.sql ? { kind: "text", pieces: this.sql } : UNKNOWN;
    }
    return ITSELF.has(name) ? toHandle(this) : undefined;
  }

  escape(): void {
    // It is SQL that has been read.
  }
}

/** `\\?` is the operator, whatever is bound: `positionBindings` of lib/dialects/postgres/index.js. */
const ESCAPED = /\\\?/g;

const TEXT: ReadonlySet<string> = new Set(["toString", "toQuery"]);
const ITSELF: ReadonlySet<string> = new Set([
  ...[
    "transacting",
    "timeout",
    "debug",
    "connection",
    "options",
    "on",
    "wrap",
    "as",
    "queryContext",
    "stream",
    "toSQL",
  ],
]);

/** `[value, …]` for `?` and `??`, `{ name: value }` for `:name` and `:name:` (lib/formatter/rawFormatter.js); one value alone is a list of it. */
export function readBindings(bindings: Value | undefined): SqlOptions {
  if (bindings === undefined || (bindings.kind === "plain" && bindings.value === undefined)) return {};
  if (bindings.kind === "object") return { replacements: bindings.fields };
  if (bindings.kind === "list") return { bindings: bindings.items };
  return { bindings: [bindings] };
}

/** Queries that a call is handed are a part of what it makes. */
export function takeParts(args: readonly Value[]): void {
  for (const value of args.flatMap(listValues))
    if (value.kind === "handle" && value.handle instanceof Raw) value.handle.takePart();
}
