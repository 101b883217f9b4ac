// What tools that are used for the same purpose say of the same pull requests: ESLint's bulk suppressions with typescript-eslint's
// no-deprecated, betterer with a pattern, squawk, and this one. Prints the table of docs/comparison.md. Installs the others in a temporary folder.
//   node bench/compare.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildBench } from "./build-bench.mjs";

const PEERS = {
  "@betterer/cli": "5.4.0",
  "@betterer/regexp": "5.4.0",
  eslint: "10.15.0",
  "typescript-eslint": "8.73.0",
  // betterer's loader can't take a newer one.
  typescript: "5.9.3",
  "squawk-cli": "2.66.0",
};

const PRICING = `/** @deprecated use finalPrice */
export function oldPrice(net: number): number {
  return net * 1.19;
}
export function finalPrice(net: number): number {
  return net * 1.19;
}
/** @deprecated pass a number */
export function format(price: string): string;
export function format(price: number): string;
export function format(price: string | number): string {
  return String(price);
}
/** @deprecated nobody has planned when it goes */
export const VAT = 0.19;
`;
const FILES = {
  "src/pricing.ts": PRICING,
  "src/cart.ts": `import { finalPrice, oldPrice } from "./pricing.js";

export function total(net: number): number {
  return oldPrice(net);
}

export function tax(net: number): number {
  return oldPrice(net) - net;
}

export function discounted(net: number): number {
  return finalPrice(net) * 0.9;
}
`,
  "src/invoice.ts": `import { oldPrice } from "./pricing.js";

export function due(net: number): number {
  return oldPrice(net);
}
`,
  "src/users.ts": `interface Database {
  query(sql: string): Promise<unknown[]>;
}
export const findEmails = (db: Database) => db.query("select email from users");
`,
  "db/migrations/0001_users.sql":
    "create table users (id int primary key, email text, name text, nick text);\n",
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, module: "nodenext" },
    include: ["src"],
  }),
  "package.json": JSON.stringify({ name: "shop", private: true }),
  ".gitignore": "node_modules\n",
  "expand-contract.json": JSON.stringify({
    deployed: { ref: "main" },
    changes: {
      "old-price": {
        ...{ kind: "symbol", old: "./src/pricing.ts#oldPrice", new: "./src/pricing.ts#finalPrice" },
        ...{ owner: "@acme/pricing", sunset: "2030-12-31" },
      },
      "user-name": {
        kind: "column",
        old: "users.name",
        owner: "@acme/identity",
        sunset: "2030-12-31",
        window: "7d",
      },
      "user-nick": {
        kind: "column",
        old: "users.nick",
        owner: "@acme/identity",
        sunset: "2030-12-31",
        window: "7d",
      },
    },
  }),
  "eslint.config.mjs": `import tseslint from "typescript-eslint";
export default tseslint.config({
  files: ["src/**/*.ts"],
  plugins: { "@typescript-eslint": tseslint.plugin },
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
  rules: { "@typescript-eslint/no-deprecated": "error" },
});
`,
  ".betterer.ts": `import { regexp } from "@betterer/regexp";
export default { "old price": () => regexp(/oldPrice/g).include("./src/**/*.ts").exclude(/pricing\\.ts/) };
`,
};

/** A pull request each: what it does to the files, and whether a good tool lets it pass. */
const CASES = [
  {
    name: "a use of what is deprecated, without a plan to remove it",
    shouldPass: false,
    edit: (repo) =>
      repo.write("src/report.ts", `import { VAT } from "./pricing.js";\nexport const vat = VAT;\n`),
  },
  {
    name: "a call of the one deprecated overload",
    shouldPass: false,
    edit: (repo) =>
      repo.write(
        "src/report.ts",
        `import { format } from "./pricing.js";\nexport const text = format("1");\n`,
      ),
  },
  {
    name: "a use in a new file",
    shouldPass: false,
    edit: (repo) =>
      repo.write(
        "src/report.ts",
        `import { oldPrice } from "./pricing.js";\nexport const report = (net: number) => oldPrice(net);\n`,
      ),
  },
  {
    name: "the same, imported under another name",
    shouldPass: false,
    edit: (repo) =>
      repo.write(
        "src/report.ts",
        `import * as pricing from "./pricing.js";\nconst { oldPrice: price } = pricing;\nexport const report = (net: number) => price(net);\n`,
      ),
  },
  {
    name: "one use fixed, another added in the same file",
    shouldPass: false,
    edit: (repo) => {
      repo.replace("src/cart.ts", "return oldPrice(net) - net;", "return finalPrice(net) - net;");
      repo.replace("src/cart.ts", "return finalPrice(net) * 0.9;", "return oldPrice(net) * 0.9;");
    },
  },
  {
    name: "lines shifted, code reformatted",
    shouldPass: true,
    edit: (repo) =>
      repo.replace(
        "src/cart.ts",
        "export function total(net: number): number {\n  return oldPrice(net);",
        "// The sum.\n\nexport function total(\n  net: number,\n): number {\n  return oldPrice(\n    net,\n  );",
      ),
  },
  {
    name: "a file renamed",
    shouldPass: true,
    edit: (repo) => {
      repo.git("mv", "src/invoice.ts", "src/bill.ts");
    },
  },
  {
    name: "a function moved to another file",
    shouldPass: true,
    edit: (repo) => {
      repo.replace(
        "src/cart.ts",
        "export function tax(net: number): number {\n  return oldPrice(net) - net;\n}\n",
        "",
      );
      repo.write(
        "src/tax.ts",
        `import { oldPrice } from "./pricing.js";\n\nexport function tax(net: number): number {\n  return oldPrice(net) - net;\n}\n`,
      );
    },
  },
  {
    name: "a column that goes, read in SQL",
    shouldPass: false,
    edit: (repo) =>
      repo
        .replace("src/users.ts", "select email", "select u.name, email")
        .replace("src/users.ts", "from users", "from users u"),
  },
  {
    name: "the baseline file edited by hand to allow one more",
    shouldPass: false,
    edit: (repo) => {
      repo.write(
        "src/report.ts",
        `import { oldPrice } from "./pricing.js";\nexport const report = (net: number) => oldPrice(net);\n`,
      );
      repo.raiseBaselines();
    },
  },
];

const work = mkdtempSync(join(tmpdir(), "expand-contract-compare-"));
try {
  const bin = join(await buildBench(), "src/bin.js");
  const peers = join(work, "peers");
  mkdirSync(peers);
  writeFileSync(join(peers, "package.json"), JSON.stringify({ private: true, dependencies: PEERS }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent"], {
    cwd: peers,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const tools = createTools(bin, join(peers, "node_modules/.bin"));
  const start = join(work, "start");
  const repo = createRepo(start, peers);
  // betterer asks git for a commit before it writes anything.
  repo.commit("start", "2026-01-02");
  for (const tool of tools) tool.writeBaseline(repo);
  repo.commit("baselines", "2026-01-02");
  for (const tool of tools)
    if (!tool.check(repo)) throw new Error(`${tool.name} fails before anything changed`);

  printRow(["pull request", "should", ...tools.map(({ name }) => name)]);
  printRow(["---", "---", ...tools.map(() => "---")]);
  for (const { name, shouldPass, edit } of CASES) {
    const copy = copyRepo(start, join(work, "case"), tools);
    edit(copy);
    copy.git("add", "-A");
    const answers = tools.map((tool) => {
      const passes = tool.check(copy);
      return `${passes ? "passes" : "fails"}${passes === shouldPass ? "" : " ✗"}`;
    });
    printRow([name, shouldPass ? "pass" : "fail", ...answers]);
    rmSync(copy.root, { recursive: true });
  }
  printRow([
    "two branches fix one use each, merged",
    "allow 1 of 3",
    ...tools.map((tool) => mergeTwo(start, tool, tools)),
  ]);
  printDrops(start, bin, join(peers, "node_modules/.bin"), tools);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function createTools(bin, peerBin) {
  const passes = (repo, program, ...args) =>
    spawnSync(program, args, { cwd: repo.root, encoding: "utf8" }).status === 0;
  const node = process.execPath;
  return [
    {
      name: "ESLint suppressions + no-deprecated",
      writeBaseline: (repo) => passes(repo, join(peerBin, "eslint"), "--suppress-all", "."),
      tighten: (repo) => passes(repo, join(peerBin, "eslint"), "--prune-suppressions", "."),
      check: (repo) => passes(repo, join(peerBin, "eslint"), "."),
      file: "eslint-suppressions.json",
      allows: (text) =>
        Object.values(JSON.parse(text))
          .flatMap((rules) => Object.values(rules))
          .reduce((sum, { count }) => sum + count, 0),
      raise: (repo) =>
        repo.write(
          "eslint-suppressions.json",
          JSON.stringify({
            ...JSON.parse(repo.read("eslint-suppressions.json")),
            "src/report.ts": { "@typescript-eslint/no-deprecated": { count: 1 } },
          }),
        ),
    },
    {
      name: "betterer (pattern)",
      writeBaseline: (repo) => passes(repo, join(peerBin, "betterer"), "--silent"),
      tighten: (repo) => passes(repo, join(peerBin, "betterer"), "--silent"),
      // `betterer ci` fails on lines that moved, too: it wants the results file as this run would write it.
      check: (repo) => passes(repo, join(peerBin, "betterer"), "--silent"),
      file: ".betterer.results",
      // Each line of an issue: [line, column, length, message, hash]. A use and its import both match the pattern.
      allows: (text) => (text.match(/^ {6}\[/gm) ?? []).length,
      raise: (repo) => passes(repo, join(peerBin, "betterer"), "--update", "--silent"),
    },
    {
      name: "expand-contract",
      writeBaseline: (repo) => passes(repo, node, bin, "ratchet", "tighten", "--quiet"),
      tighten: (repo) => passes(repo, node, bin, "ratchet", "tighten", "--quiet"),
      check: (repo) => passes(repo, node, bin, "ratchet", "--base", "main", "--quiet"),
      file: "ratchet.json",
      allows: (text) => sumCounts(JSON.parse(text).changes["old-price"]),
      raise: (repo) => {
        const ratchet = JSON.parse(repo.read("ratchet.json"));
        ratchet.changes["old-price"]["src/report.ts"] = { report: { call: 1 } };
        repo.write("ratchet.json", `${JSON.stringify(ratchet, null, 2)}\n`);
      },
      driver: `"${node}" "${bin}" ratchet merge-driver %O %A %B`,
    },
  ];
}

function sumCounts(value) {
  return typeof value === "number"
    ? value
    : Object.values(value).reduce((sum, one) => sum + sumCounts(one), 0);
}

/** How many uses the merged baseline allows, of those that the tool counted. */
function mergeTwo(start, tool, tools) {
  const repo = copyRepo(start, join(work, "merge"), tools);
  repo.write(".gitattributes", "ratchet.json merge=expand-contract\n");
  if (tool.driver) repo.git("config", "merge.expand-contract.driver", tool.driver);
  repo.commit("attributes", "2026-01-03");
  const before = tool.allows(repo.read(tool.file));
  const branch = (name, from, to) => {
    repo.git("checkout", "--quiet", "-b", name, "main");
    repo.replace("src/cart.ts", from, to);
    tool.tighten(repo);
    repo.git("checkout", "--quiet", "--", ...tools.filter((other) => other !== tool).map(({ file }) => file));
    repo.commit(name, "2026-01-04");
  };
  branch("one", "return oldPrice(net);", "return finalPrice(net);");
  branch("two", "return oldPrice(net) - net;", "return finalPrice(net) - net;");
  const merge = spawnSync("git", ["merge", "--quiet", "--no-edit", "one"], {
    cwd: repo.root,
    encoding: "utf8",
    env: getEnv("2026-01-05"),
  });
  const text = repo.read(tool.file);
  const answer =
    merge.status === 0
      ? `allows ${tool.allows(text)} of ${before}`
      : /^<{7}/m.test(text)
        ? "a conflict"
        : "a conflict elsewhere";
  rmSync(repo.root, { recursive: true });
  return answer;
}

/** A column that the deployed version still reads, one that nothing ever read, and a lock. */
function printDrops(start, bin, peerBin, tools) {
  console.log();
  printRow(["migration", "should", "squawk", "expand-contract"]);
  printRow(["---", "---", "---", "---"]);
  for (const { name, shouldPass, sql, prepare } of [
    {
      name: "drops a column that the deployed version reads",
      shouldPass: false,
      sql: "alter table users drop column name;",
      prepare: (repo) => repo.replace("src/users.ts", "select email", "select name, email"),
    },
    {
      name: "drops a column that nothing has used for months",
      shouldPass: true,
      sql: "alter table users drop column nick;",
      prepare: () => undefined,
    },
    {
      name: "builds an index while writers wait",
      shouldPass: false,
      sql: "create index users_email on users (email);",
      prepare: () => undefined,
    },
  ]) {
    const repo = copyRepo(start, join(work, "drop"), tools);
    prepare(repo);
    repo.commit("before", "2026-01-03");
    const file = "db/migrations/0002_drop.sql";
    repo.write(file, `${sql}\n`);
    repo.git("add", "-A");
    const answers = [
      spawnSync(join(peerBin, "squawk"), [file], { cwd: repo.root }).status === 0,
      spawnSync(process.execPath, [bin, "ratchet", "--base", "main", "--today", "2026-11-01"], {
        cwd: repo.root,
      }).status === 0,
    ];
    printRow([
      name,
      shouldPass ? "pass" : "fail",
      ...answers.map((passes) => `${passes ? "passes" : "fails"}${passes === shouldPass ? "" : " ✗"}`),
    ]);
    rmSync(repo.root, { recursive: true });
  }
}

function createRepo(root, peers) {
  const repo = openRepo(root, []);
  for (const [path, text] of Object.entries(FILES)) repo.write(path, text);
  symlinkSync(join(peers, "node_modules"), join(root, "node_modules"));
  repo.git("init", "--quiet", "--initial-branch", "main");
  return repo;
}

function copyRepo(from, to, tools) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return openRepo(to, tools);
}

function openRepo(root, tools) {
  const repo = {
    root,
    read: (path) => readFileSync(join(root, path), "utf8"),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      return repo;
    },
    replace(path, from, to) {
      const text = repo.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
      return repo.write(path, text.replace(from, to));
    },
    git: (...args) => execFileSync("git", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] }),
    commit(message, date) {
      repo.git("add", "-A");
      execFileSync("git", ["commit", "--quiet", "--no-verify", "--allow-empty", "-m", message], {
        cwd: root,
        env: getEnv(date),
      });
    },
    raiseBaselines: () => tools.forEach((tool) => tool.raise(repo)),
  };
  mkdirSync(root, { recursive: true });
  return repo;
}

function getEnv(day) {
  const date = `${day}T00:00:00Z`;
  const person = { NAME: "bench", EMAIL: "bench@example.com", DATE: date };
  const identity = ["AUTHOR", "COMMITTER"].flatMap((role) =>
    Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  );
  return { ...process.env, ...Object.fromEntries(identity) };
}

function printRow(cells) {
  console.log(`| ${cells.join(" | ")} |`);
}
