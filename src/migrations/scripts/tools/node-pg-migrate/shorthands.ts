import { ParseError } from "../../../../parse/parse-error.js";
import { parseScript } from "../../../../parse/parse-script.js";
import { readScript } from "../../read-script.js";
import { createText, getText, type Value } from "../../value.js";
import type { Shorthands } from "./columns.js";

// Plain data, for later files: a file's shorthands hold in all that come after it (src/runner.ts of node-pg-migrate).
type Plain = string | number | boolean | null | { readonly [name: string]: Plain };

/** The shorthands that a script exports, as JSON; undefined when it has none. What isn't known in them counts as given. */
export function readShorthands(file: string, text: string): Readonly<Record<string, Plain>> | undefined {
  if (!/\bshorthands\b/.test(text)) return undefined;
  let exported: Value | undefined;
  try {
    readScript(parseScript(file, text), {
      tool: {
        name: "node-pg-migrate",
        findEntry(module) {
          exported = module.getExport("shorthands");
          return undefined;
        },
      },
    });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
  }
  if (exported?.kind !== "object") return undefined;
  return Object.fromEntries([...exported.fields].map(([name, value]) => [name, toPlain(value)]));
}

function toPlain(value: Value): Plain {
  if (value.kind === "object")
    return Object.fromEntries([...value.fields].map(([name, field]) => [name, toPlain(field)]));
  if (value.kind !== "plain") return getText(value) ?? true;
  return typeof value.value === "bigint" ? Number(value.value) : (value.value ?? null);
}

/** As `readShorthands` gave them. */
export function parseShorthands(json: string | undefined): Shorthands {
  const value = json === undefined ? undefined : toValue(JSON.parse(json));
  return value?.kind === "object" ? value.fields : new Map();
}

function toValue(plain: unknown): Value {
  if (typeof plain === "string") return createText(plain);
  if (typeof plain === "number" || typeof plain === "boolean") return { kind: "plain", value: plain };
  if (plain === null || typeof plain !== "object") return { kind: "plain", value: null };
  const fields = new Map(Object.entries(plain).map(([name, value]) => [name, toValue(value)]));
  return { kind: "object", fields, isOpen: false };
}
