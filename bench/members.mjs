// Measures a scan with ten member changes against what else finds members by type, on a generated repository, and checks that all find the same places.
//   npm run build && node bench/members.mjs [FILES] [ROUNDS]
// oxlint and its type-aware half are installed by npm into a folder of their own.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { generateRepo } from "./generate-repo.mjs";
import { measureInTurns, run } from "./measure.mjs";

const [files = "4000", rounds = "3"] = process.argv.slice(2);
const dist = resolve(process.env["DIST"] ?? join(import.meta.dirname, "../dist"));
const modules = join(import.meta.dirname, "../node_modules");
const MEMBERS = 10;
const USERS = 120;

const work = mkdtempSync(join(tmpdir(), "expand-contract-members-"));
try {
  const root = join(work, "repo");
  const cache = join(work, "cache");
  mkdirSync(root);
  generateRepo(root, { files: Number(files) - USERS - MEMBERS, share: 0 });
  writeMembers(root);
  // Beside the repo: linters would walk into a link within.
  symlinkSync(modules, join(work, "node_modules"));
  const oxlint = installOxlint(join(work, "peers"));
  const scan = {
    ...node([join(dist, "src/bin.js"), "scan", "--format", "json", "--quiet", "--cache-dir", cache]),
    cwd: root,
  };
  const dropCache = () => rmSync(cache, { recursive: true, force: true });
  const lint = {
    ...node([join(modules, "eslint/bin/eslint.js"), "--format", "json", "packages"]),
    cwd: root,
    statuses: [0, 1],
  };
  const typeAware = {
    program: "env",
    args: [...oxlint, "--type-aware", "--format", "json", "-c", ".oxlintrc.json", "packages"],
    cwd: root,
    statuses: [0, 1],
  };
  const morph = { ...node([join(root, "find-references.mjs")]), cwd: root };
  const fast = [
    { name: "scan, cold", ...scan, before: dropCache },
    { name: "scan, again", ...scan, before: () => run(scan) },
    { name: "oxlint --type-aware", ...typeAware },
  ];
  const medians = measureInTurns(fast, Number(rounds));
  const once = measureInTurns(
    [
      { name: "findReferencesAsNodes", ...morph },
      ...(process.env["SKIP_ESLINT"] ? [] : [{ name: "typed ESLint", ...lint }]),
    ],
    1,
  );
  const found = JSON.parse((dropCache(), run(scan)).stdout).references.length;
  const others = {
    "oxlint --type-aware": JSON.parse(run(typeAware).stdout).diagnostics.length,
    findReferencesAsNodes: JSON.parse(run(morph).stdout).references,
  };
  const peak = getPeak((dropCache(), scan));
  print(new Map([...medians, ...once]), { found, others, peak });
} finally {
  rmSync(work, { recursive: true, force: true });
}

function node(args) {
  return { program: process.execPath, args };
}

function installOxlint(folder) {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "oxlint", "oxlint-tsgolint"], {
    cwd: folder,
    stdio: "ignore",
  });
  const bin = join(folder, "node_modules/.bin");
  return [`OXLINT_TSGOLINT_PATH=${join(bin, "tsgolint")}`, join(bin, "oxlint")];
}

/** Ten types with an old member each, and files that reach them as parameters, results, elements, in literals and patterns. */
function writeMembers(root) {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const changes = {};
  for (let i = 0; i < MEMBERS; i++) {
    write(
      `packages/core/src/models/model-${i}.ts`,
      `export interface Model${i} {\n  id: string;\n  /** @deprecated */\n  oldField${i}: number;\n  newField${i}: number;\n}
export interface Other${i} {\n  oldField${i}: number;\n}
export declare function load${i}(id: string): Promise<Model${i}[]>;\n`,
    );
    const old = `./packages/core/src/models/model-${i}.ts#Model${i}.oldField${i}`;
    changes[`member-${i}`] = { kind: "symbol", old, owner: "@acme/bench", sunset: "2099-12-31" };
  }
  for (let i = 0; i < USERS; i++) {
    const n = i % MEMBERS;
    write(
      `packages/service-${i % 15}/src/uses/use-${i}.ts`,
      `import { load${n}, type Model${n}, type Other${n} } from "../../../core/src/models/model-${n}.js";
export async function sum${i}(id: string): Promise<number> {
  const models = await load${n}(id);
  return models.map((model) => model.oldField${n}).length + models.length;
}
export const other${i} = ({ oldField${n} }: Other${n}) => oldField${n};
export const take${i} = ({ oldField${n}, newField${n} }: Model${n}) => oldField${n} + newField${n};
export const read${i} = (model?: Model${n}) => model?.["oldField${n}"];\n`,
    );
  }
  write("expand-contract.json", `${JSON.stringify({ changes })}\n`);
  write(
    "tsconfig.json",
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true, "skipLibCheck": true, "types": [] }, "include": ["packages"] }\n',
  );
  write(
    ".oxlintrc.json",
    '{ "plugins": ["typescript"], "categories": { "correctness": "off" }, "rules": { "typescript/no-deprecated": "error" } }\n',
  );
  write(
    "eslint.config.mjs",
    `import { parser, plugin } from "typescript-eslint";
export default [{
  files: ["**/*.ts"],
  languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  plugins: { "@typescript-eslint": plugin },
  rules: { "@typescript-eslint/no-deprecated": "error" },
}];\n`,
  );
  write(
    "find-references.mjs",
    `import { Project } from "ts-morph";
const project = new Project({ tsConfigFilePath: "tsconfig.json" });
let references = 0;
for (let i = 0; i < ${MEMBERS}; i++) {
  const file = project.getSourceFileOrThrow(\`packages/core/src/models/model-\${i}.ts\`);
  const member = file.getInterfaceOrThrow(\`Model\${i}\`).getPropertyOrThrow(\`oldField\${i}\`);
  references += member.findReferencesAsNodes().filter((node) => node.getParent() !== member).length;
}
console.log(JSON.stringify({ references }));\n`,
  );
  execFileSync("git", ["add", "-A", "."], { cwd: root });
}

/** In kilobytes, of a process of Node. */
function getPeak({ args, cwd }) {
  const report = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))';
  const script = `exec "$@" 2>&1 >/dev/null | tail -n 1`;
  const all = [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(report)}`, ...args];
  return Number(run({ program: "sh", args: ["-c", script, "sh", ...all], cwd }).stdout);
}

function print(times, { found, others, peak }) {
  const cold = times.get("scan, cold");
  const limits = { "oxlint --type-aware": 1, "typed ESLint": 1 / 15, findReferencesAsNodes: 1 / 2 };
  console.log(`${files} files, ${MEMBERS} member changes, ${found} references, Node ${process.version}\n`);
  for (const [name, time] of times) {
    const limit = limits[name];
    const places = others[name] === undefined ? "" : `   ${others[name]} places`;
    const ratio =
      limit === undefined ? "" : `   cold scan: ${(cold / time).toFixed(3)} × (at most ${limit.toFixed(3)})`;
    console.log(`${name.padEnd(24)} ${time.toFixed(0).padStart(7)} ms${ratio}${places}`);
  }
  const again = times.get("scan, again") / cold;
  console.log(`${"again / cold".padEnd(24)} ${again.toFixed(2).padStart(7)}      at most 0.2`);
  console.log(
    `${"peak of a cold scan".padEnd(24)} ${(peak / 1024).toFixed(0).padStart(7)} MB   at most 700 MB`,
  );
}
