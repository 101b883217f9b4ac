// What the rules cost in ESLint, in files that mention nothing and in files that all mention an old name.
//   node bench/lint.mjs [FILES] [ROUNDS]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";
import { measureShare, PARSERS } from "./measure-lint.mjs";

const [files = "1000", rounds = "3", built] = process.argv.slice(2);
const dist = built ?? (await buildBench());
const work = mkdtempSync(join(tmpdir(), "expand-contract-bench-lint-"));
try {
  console.log(`${files} files, medians of ${rounds} runs, Node ${process.version}\n`);
  console.log("parser              mention   share of lint   ms a file   99 % below   first file   found");
  for (const parser of PARSERS) {
    for (const share of [0, 1]) {
      const options = { files: Number(files), rounds: Number(rounds), share, parser };
      print(parser, share, measureShare(work, dist, options));
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function print(parser, share, row) {
  const mention = share === 0 ? "none" : "all";
  const cells = [
    `${(row.share * 100).toFixed(1)} %`.padStart(13),
    row.median.toFixed(3).padStart(11),
    row.p99.toFixed(1).padStart(12),
    `${row.first.toFixed(0)} ms`.padStart(12),
    String(row.found).padStart(7),
  ];
  console.log(`${parser.padEnd(20)}${mention.padEnd(8)} ${cells.join(" ")}`);
}
