// Measures precision and recall of the column detectors on labelled places of public repositories; see bench/labels/README.md.
//   npm run build && node bench/precision.mjs FOLDER [NAME…]
// FOLDER keeps the clones; they are made when they are not there. Nothing of theirs is run.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined)
  throw new Error("Say where the clones are, or may be: node bench/precision.mjs FOLDER");
const bin = join(resolve(process.env["DIST"] ?? join(import.meta.dirname, "../dist")), "src/bin.js");
if (!existsSync(bin)) throw new Error("There is no dist/ yet: npm run build");
const labelFolder = join(import.meta.dirname, "labels");

const git = (...args) =>
  execFileSync("git", args, { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 }).toString();

/** What a scan reads: the rest may be large, and missing from the clone. */
const READ =
  /\.(?:[mc]?[jt]sx?|sql|prisma|toml|sum)$|(?:^|\/)(?:package|[jt]sconfig[^/]*|_journal)\.json$|(?:^|\/)\.env[^/]*$/;

/** The repository's files as of the commit, in a folder of their own. */
function checkOut(name, { repository, commit }) {
  const clone = join(resolve(folder), name);
  if (!existsSync(clone)) {
    mkdirSync(resolve(folder), { recursive: true });
    git("clone", "--quiet", "--filter=blob:none", "--no-checkout", `https://github.com/${repository}`, clone);
  }
  const tree = mkdtempSync(join(tmpdir(), `expand-contract-labels-${name}-`));
  git("-C", clone, "worktree", "add", "--quiet", "--detach", "--force", "--no-checkout", tree, commit);
  git("-C", tree, "read-tree", commit);
  const files = git("-C", tree, "ls-files", "-z")
    .split("\0")
    .filter((path) => READ.test(path));
  execFileSync("git", ["-C", tree, "checkout-index", "-z", "--stdin"], { input: files.join("\0") });
  return { tree, remove: () => git("-C", clone, "worktree", "remove", "--force", tree) };
}

/** A manifest with every column that has labels. */
function createManifest(labels) {
  const columns = [...new Set(labels.map(({ change }) => change))];
  const entries = columns.map((old) => [
    getId(old),
    { kind: "column", old, owner: "@labels", sunset: "2099-12-31" },
  ]);
  return JSON.stringify({ changes: Object.fromEntries(entries) });
}

function getId(column) {
  return column.replace(/[^\w]+/g, "-");
}

function scan(tree, labels) {
  writeFileSync(join(tree, "expand-contract.json"), createManifest(labels));
  const output = join(tree, "expand-contract-scan.json");
  try {
    execFileSync(
      process.execPath,
      [bin, "scan", "--cwd", tree, "--no-cache", "--format", "json", "--output", output],
      { stdio: "ignore" },
    );
  } catch (error) {
    // 2: some file could not be read; what was read counts all the same.
    if (error.status !== 2) throw error;
  }
  return JSON.parse(readFileSync(output, "utf8"));
}

/** A label is met by a reference at its place; a `declare` by one on its line, where a table has the name as key and as text. */
function isAt({ change, file, line, column, access }, reference) {
  if (reference.change !== getId(change) || reference.file !== file || reference.line !== line) return false;
  // A name in quotes of SQL is one with its quotes.
  const isWithin = reference.column <= column && column < reference.endColumn;
  return isWithin || (access === "declare" && reference.access === "declare");
}

function judge({ draws, ...about }, name) {
  const all = Object.values(draws).flatMap(({ labels }) => labels);
  const { tree, remove } = checkOut(name, about);
  try {
    const { references, problems } = scan(tree, all);
    const told = references.filter(({ certainty }) => certainty !== "unresolved");
    const judged = all.map((label) => ({ name, label, found: told.filter((one) => isAt(label, one)) }));
    return { judged, problems: problems.length };
  } finally {
    remove();
  }
}

const of = (judged, label) => judged.filter((one) => one.label.label === label);
const ratio = (part, whole) => (whole === 0 ? "–" : (part / whole).toFixed(3));

function report(title, judged) {
  const references = of(judged, "reference");
  const hits = references.filter(({ found }) => found.length > 0);
  const wrong = of(judged, "none").filter(({ found }) => found.length > 0);
  const otherAccess = hits.filter(({ label, found }) => !found.some(({ access }) => access === label.access));
  const typed = of(judged, "settled-by-types-only");
  const typedHits = typed.filter(({ found }) => found.length > 0);
  console.log(
    [
      title.padEnd(12),
      `places ${String(judged.length).padStart(3)}`,
      `precision ${ratio(hits.length, hits.length + wrong.length)}`,
      `recall ${ratio(hits.length, references.length)}`,
      `other access ${otherAccess.length}`,
      `by types only: ${typedHits.length} of ${typed.length}`,
    ].join("   "),
  );
  return [
    ...references.filter(({ found }) => found.length === 0).map((one) => ({ ...one, verdict: "missed" })),
    ...wrong.map((one) => ({ ...one, verdict: "wrong" })),
    ...otherAccess.map((one) => ({ ...one, verdict: "access" })),
  ];
}

const names = readdirSync(labelFolder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
const everything = [];
const faults = [];
for (const name of names) {
  const labels = JSON.parse(readFileSync(join(labelFolder, `${name}.json`), "utf8"));
  const { judged, problems } = judge(labels, name);
  everything.push(...judged);
  faults.push(...report(name, judged));
  if (problems > 0) console.log(`${" ".repeat(12)}   ${problems} problems reported`);
}
report("all", everything);
for (const { verdict, name, label, found } of faults) {
  const { change, file, line, column, access, why } = label;
  const told = found.map((one) => `${one.access} via ${one.via}`).join(", ");
  console.log(
    `${verdict}   ${name} ${file}:${line}:${column}   ${change}   ${access ?? "none"}${told && `, told ${told}`}   ${why}`,
  );
}
