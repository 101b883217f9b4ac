// How the cold scan grows with the repository: generated ones of 1,000, 4,000 and 16,000 files.
//   node bench/growth.mjs [ROUNDS]
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";
import { generateRepo } from "./generate-repo.mjs";
import { measureInTurns, run } from "./measure.mjs";

const SIZES = [1000, 4000, 16000];
const [rounds = "3"] = process.argv.slice(2);
const scanOnce = join(await buildBench(), "src/scan-once.js");
const work = mkdtempSync(join(tmpdir(), "expand-contract-growth-"));
try {
  const roots = SIZES.map((files) => {
    const root = join(work, String(files));
    mkdirSync(root);
    generateRepo(root, { files });
    return { name: String(files), root, files };
  });
  const commands = roots.map(({ name, root }) => ({
    name,
    program: process.execPath,
    args: [scanOnce, root],
    cwd: root,
  }));
  const medians = measureInTurns(commands, Number(rounds));
  for (const { name, root, files } of roots) {
    const { peak } = JSON.parse(run({ program: process.execPath, args: [scanOnce, root], cwd: root }).stdout);
    const time = medians.get(name);
    const each = (time / files) * 1000;
    console.log(
      `${name.padStart(6)} files ${time.toFixed(0).padStart(7)} ms ${each.toFixed(0).padStart(6)} ms a thousand ${(peak / 1024).toFixed(0).padStart(5)} MB`,
    );
  }
  const [few, , many] = SIZES;
  const growth = medians.get(String(many)) / medians.get(String(few));
  console.log(
    `\n${many / few} times the files: ${growth.toFixed(1)} × the time   at most ${(many / few) * 1.15} ×`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
