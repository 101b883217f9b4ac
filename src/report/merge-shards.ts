import { UserError } from "../errors.js";
import { mergeReports } from "./merge-reports.js";
import type { ReportedShard } from "./reported-shard.js";
import type { ScanReport } from "./scan-report.js";

/** What a file holds that `scan --shard` wrote. */
export interface ShardFile {
  readonly file: string;
  readonly report: ScanReport;
}

interface NamedShard extends ReportedShard {
  readonly file: string;
}

/** The report that a scan of all repos at once would have given. Throws a UserError when a part is missing, stands there twice, or is of another run. */
export function mergeShards(files: readonly ShardFile[]): ScanReport {
  const [first, ...others] = files.map(getShard);
  if (first === undefined) throw new UserError("There is nothing to merge: name the shards' results.");
  for (const other of others) checkSameRun(first, other);
  checkComplete([first, ...others]);
  return mergeReports(files.map(({ report }) => report));
}

function getShard({ file, report }: ShardFile): NamedShard {
  if (report.shard !== undefined) return { ...report.shard, file };
  throw new UserError(
    `${file} is no shard's result. Write one: expand-contract scan --repos --shard 1/2 --format json --output ${file}`,
  );
}

function checkSameRun(first: NamedShard, other: NamedShard): void {
  const differ = (what: string) =>
    new UserError(
      `${first.file} and ${other.file} ${what}. Scan all shards anew, from one commit and with one version of the tool.`,
    );
  if (first.tool !== other.tool)
    throw differ(`were written by different versions of the tool, ${first.tool} and ${other.tool}`);
  if (first.manifest !== other.manifest) throw differ("were scanned with different manifests");
  if (first.of.join("\n") !== other.of.join("\n")) throw differ("were made of different lists of repos");
  if (first.count !== other.count)
    throw differ(`are parts of different runs, one of ${first.count} shards and one of ${other.count}`);
}

function checkComplete(shards: readonly NamedShard[]): void {
  const files = new Map<number, string>();
  for (const { index, count, file } of shards) {
    const same = files.get(index);
    if (same !== undefined)
      throw new UserError(`${same} and ${file} are both shard ${index}/${count}: leave one out.`);
    files.set(index, file);
  }
  const count = shards[0]?.count ?? 0;
  const missing = Array.from({ length: count }, (_, position) => position + 1).filter(
    (index) => !files.has(index),
  );
  if (missing.length === 0) return;
  const names = missing.map((index) => `${index}/${count}`);
  throw new UserError(
    `${missing.length === 1 ? "Shard" : "Shards"} ${names.join(", ")} ${missing.length === 1 ? "is" : "are"} missing. ` +
      `Name the file, or write it: expand-contract scan --repos --shard ${names[0] ?? ""} --format json --output FILE`,
  );
}
