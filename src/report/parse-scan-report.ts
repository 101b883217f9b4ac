import { z } from "zod";
import { UserError } from "../errors.js";
import { ACCESSES, CERTAINTIES } from "../references/reference.js";
import type { ScanReport } from "./scan-report.js";

const text = z.string();
const count = z.int().nonnegative();
const accessCounts = z.looseObject({
  ...{ read: count, write: count, call: count, type: count, import: count, export: count },
  ...{ declare: count, implicit: count, total: count, unresolved: count },
});
const reference = z.looseObject({
  change: text,
  access: z.enum(ACCESSES),
  file: text,
  ...{ line: count, column: count, endLine: count, endColumn: count },
  ...{ scope: text, via: text, text },
  certainty: z.enum(CERTAINTIES),
  repo: text.exactOptional(),
});
const place = {
  name: text,
  url: text.exactOptional(),
  path: text.exactOptional(),
  ref: text.exactOptional(),
};
const commit = text.exactOptional();
const failure = { kind: text, message: text };
const entry = z.discriminatedUnion("status", [
  z.looseObject({
    ...place,
    status: z.literal("ok"),
    ...{ scanned: text, commit },
    stats: z.looseObject({ files: count, candidates: count, failedParses: count }),
  }),
  z.looseObject({ ...place, status: z.literal("failed"), ...failure }),
  z.looseObject({
    ...{ ...place, status: z.literal("old"), ...failure },
    last: z.looseObject({ scanned: text, commit, changes: z.record(text, accessCounts) }),
  }),
]);

const reportSchema = z.looseObject({
  version: z.literal(1),
  references: z.array(reference),
  changes: z.record(text, accessCounts.extend({ repos: z.record(text, count) })),
  excluded: z.array(reference.extend({ reason: text })),
  problems: z.array(
    z.looseObject({
      ...{ file: text, message: text, isFatal: z.boolean() },
      ...{ line: count.exactOptional(), repo: text.exactOptional() },
    }),
  ),
  repos: z.array(entry).exactOptional(),
  declared: z.record(text, text).exactOptional(),
  shard: z
    .looseObject({ index: count, count, manifest: text, tool: text, of: z.array(text) })
    .exactOptional(),
});

/** Reads what `scan --format json` wrote, keys in the order in which they stand. Throws a UserError that names the file and what is wrong with it. */
export function parseScanReport(json: string, file: string): ScanReport {
  const value = parseJson(json, file);
  const { success, error } = reportSchema.safeParse(value);
  // The schema's own copy has its keys in the schema's order, and a result put together must be the same to the byte.
  if (success) return value as ScanReport;
  if (!isRecord(value) || !("version" in value) || !("references" in value)) {
    throw new UserError(`${file} is no result of a scan. Write one: ${COMMAND}`);
  }
  if (value["version"] !== 1) {
    const version = JSON.stringify(value["version"]);
    throw new UserError(
      `${file} has version ${version}, and this tool knows version 1 only. Scan with the tool that reads it: ${COMMAND}`,
    );
  }
  const [issue] = error.issues;
  const at = issue?.path.join(".") ?? "";
  throw new UserError(
    `${file} is broken at ${at}: ${issue?.message ?? "unknown"}. Write it again: ${COMMAND}`,
  );
}

const COMMAND = "expand-contract scan --repos --format json --output FILE";

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (json.trim() === "")
      throw new UserError(`${file} is empty. Write it again: ${COMMAND}`, { cause: error });
    throw new UserError(`${file} is no JSON, or only a part of it. Write it again: ${COMMAND}`, {
      cause: error,
    });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
