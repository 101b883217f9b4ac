// Holds the members that a scan finds in real repositories against the TypeScript compiler: each of some exported members is deleted where it is
// declared, and the places of the compiler's new errors are compared with the scan's references.
//   npm run build && node bench/members-oracle.mjs REPO-DIR [COUNT] [SEED]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRandom } from "./generate-repo.mjs";

const [folder, count = "40", seed = "1"] = process.argv.slice(2);
if (!folder) throw new Error("Usage: node bench/members-oracle.mjs REPO-DIR [COUNT] [SEED]");
const root = resolve(folder);
const dist = resolve(process.env["DIST"] ?? join(import.meta.dirname, "../dist"));
const load = (path) => import(pathToFileURL(join(dist, "src", path)));
const { createProgram } = await load("types/create-program.js");
const { createProgramSources } = await load("types/program-sources.js");
const { createModuleGraph } = await load("modules/create-module-graph.js");
const { parsePackageJson } = await load("modules/package-json.js");
const { parseTsConfig } = await load("modules/tsconfig-json.js");
const { ts } = createRequire(join(dist, "package.json"))("ts-morph");

const paths = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).split(
  "\n",
);
const scripts = paths.filter((path) => /\.[mc]?[jt]sx?$/.test(path));
const texts = new Map(scripts.map((path) => [path, readFileSync(join(root, path), "utf8")]));
const readJson = (pattern, parse) =>
  new Map(
    paths
      .filter((path) => pattern.test(path))
      .flatMap((path) => {
        const json = parse(readFileSync(join(root, path), "utf8"));
        return json ? [[path, json]] : [];
      }),
  );
const { findFile } = createModuleGraph({
  files: new Set(scripts),
  ...{ records: new Map(), shapes: new Map() },
  packages: readJson(/(?:^|\/)package\.json$/, parsePackageJson),
  tsconfigs: readJson(/(?:^|\/)[tj]sconfig[^/]*\.json$/, parseTsConfig),
});

const members = pickMembers();
console.log(`${basename(root)}: ${members.length} members, ${scripts.length} scripts`);
const references = scan();
const original = compile(texts);
const errorsBefore = new Map();
const service = createService();
const totals = { compiler: 0, scan: 0, both: 0, missed: 0, silent: 0, known: 0, unresolved: 0 };
for (const [index, member] of members.entries()) compare(index, member);
console.log(totals);

/** Exported interfaces' properties, classes' members and enums' members whose name stands in other files too; the same for the same seed. */
function pickMembers() {
  const random = createRandom(Number(seed));
  const found = [];
  const words = new Map();
  for (const text of texts.values())
    for (const word of new Set(text.match(/[A-Za-z_$][\w$]*/g))) words.set(word, (words.get(word) ?? 0) + 1);
  for (const [path, text] of texts) {
    if (/\.d\.|test|spec|stories|generated|\/gen\//.test(path) || !/\bexport\b/.test(text)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    for (const statement of file.statements) {
      const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      const isDefault = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      if (!isExported || isDefault) continue;
      for (const member of getMembers(statement)) {
        const { name } = member;
        if (!name || !ts.isIdentifier(name) || name.text.length < 3) continue;
        const mentions = words.get(name.text) ?? 0;
        if (mentions < 2 || mentions > 150) continue;
        found.push({
          ...{ path, owner: statement.name.text, name: name.text },
          ...{ at: name.getStart(file), start: member.getStart(file), end: getEnd(text, member.end) },
        });
      }
    }
  }
  const picked = [];
  while (picked.length < Number(count) && found.length > 0)
    picked.push(...found.splice(Math.floor(random() * found.length), 1));
  return picked;
}

/** With the comma that parts it from the next one. */
function getEnd(text, end) {
  return text.slice(end).trimStart().startsWith(",") ? text.indexOf(",", end) + 1 : end;
}

function getMembers(statement) {
  if (ts.isTypeAliasDeclaration(statement))
    return ts.isTypeLiteralNode(statement.type) ? statement.type.members : [];
  const hasMembers =
    ts.isInterfaceDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return hasMembers && statement.name ? statement.members : [];
}

function scan() {
  const work = mkdtempSync(join(tmpdir(), "expand-contract-members-"));
  try {
    const changes = Object.fromEntries(
      members.map(({ path, owner, name }, index) => [
        `member-${index}`,
        { kind: "symbol", old: `./${path}#${owner}.${name}`, owner: "@acme/bench", sunset: "2099-12-31" },
      ]),
    );
    const manifest = join(work, "expand-contract.json");
    writeFileSync(manifest, JSON.stringify({ changes }));
    const args = ["scan", "--cwd", root, "--manifest", manifest, "--format", "json", "--quiet"];
    const bin = join(dist, "src/bin.js");
    const out = join(work, "out.json");
    execFileSync(process.execPath, [bin, ...args, "--cache-dir", join(work, "cache"), "--output", out], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    return JSON.parse(readFileSync(out, "utf8")).references;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compile(all, old) {
  const { readText, resolveModule } = createProgramSources({ texts: all, findFile });
  const names = new Set(members.map(({ name }) => name));
  const roots = scripts.filter((path) => [...names].some((name) => texts.get(path).includes(name)));
  return createProgram({ roots: roots.map((path) => `/${path}`), readText, resolveModule, old });
}

function compare(index, { path, owner, name, at, start, end }) {
  const files = scripts.filter((file) => texts.get(file).includes(name));
  const text = texts.get(path);
  // Places of errors stay where they were.
  const blank = text.slice(start, end).replace(/[^\n]/g, " ");
  const edited = new Map([...texts, [path, text.slice(0, start) + blank + text.slice(end)]]);
  const broken = compile(edited, original);
  const places = new Set();
  for (const file of files) {
    if (!errorsBefore.has(file)) errorsBefore.set(file, new Set(getErrors(original, file).map(getKey)));
    const before = errorsBefore.get(file);
    for (const error of getErrors(broken, file)) {
      if (before.has(getKey(error))) continue;
      const place = findName(original.getSourceFile(`/${file}`), error, name);
      if (place !== undefined && !(file === path && place === at)) places.add(formatPlace(file, place));
    }
  }
  const own = references.filter(({ change }) => change === `member-${index}`);
  const scanned = new Set(
    own
      .filter(({ certainty }) => certainty !== "unresolved")
      .map(({ file, line, column }) => `${file}:${line}:${column}`),
  );
  const unresolved = new Set(
    own
      .filter(({ certainty }) => certainty === "unresolved")
      .map(({ file, line, column }) => `${file}:${line}:${column}`),
  );
  const missed = [...places].filter((place) => !scanned.has(place));
  const silent = [...scanned].filter((place) => !places.has(place));
  totals.compiler += places.size;
  totals.scan += scanned.size;
  totals.both += places.size - missed.length;
  totals.missed += missed.length;
  totals.silent += silent.length;
  // Where another type still takes the name (Pick, what a callback gives), the compiler says nothing; its service knows.
  const known = silent.length > 0 ? findKnown(path, at) : new Set();
  const unexplained = silent.filter((place) => !known.has(place));
  totals.known += silent.length - unexplained.length;
  totals.unresolved += unresolved.size;
  if (missed.length + unexplained.length === 0) return;
  console.log(`./${path}#${owner}.${name}: ${places.size} errors, ${scanned.size} references`);
  for (const place of missed) console.log(`  only the compiler: ${place}   ${getLine(place)}`);
  for (const place of unexplained) console.log(`  only the scan:     ${place}   ${getLine(place)}`);
}

function createService() {
  const sources = createProgramSources({ texts, findFile });
  const read = (name) => sources.readText(name) ?? original.getSourceFile(name)?.text;
  return ts.createLanguageService({
    getCompilationSettings: () => original.getCompilerOptions(),
    getScriptFileNames: () => [...original.getRootFileNames()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => ts.ScriptSnapshot.fromString(read(name) ?? ""),
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/node_modules/typescript/lib/lib.esnext.full.d.ts",
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => ({ resolvedModule: sources.resolveModule(importer, text) })),
  });
}

function findKnown(path, at) {
  const found = service.findReferences(`/${path}`, at) ?? [];
  const places = found
    .flatMap(({ references }) => references)
    .map(({ fileName, textSpan }) => formatPlace(fileName.slice(1), textSpan.start));
  return new Set(places);
}

function getErrors(program, file) {
  const source = program.getSourceFile(`/${file}`);
  return source ? program.getSemanticDiagnostics(source) : [];
}

function getKey({ start, code }) {
  return `${start} ${code}`;
}

/** The old name in an error's span; an error without it is a consequence. */
function findName(file, { start = 0, length = 0 }, name) {
  let found;
  const visit = (node) => {
    if (found !== undefined || node.getEnd() <= start || node.getStart(file) >= start + length) return;
    const isName = ts.isIdentifier(node) || ts.isStringLiteralLike(node);
    if (isName && node.text === name) found = node.getStart(file) + (ts.isStringLiteralLike(node) ? 1 : 0);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function formatPlace(file, offset) {
  const { line, character } = original.getSourceFile(`/${file}`).getLineAndCharacterOfPosition(offset);
  return `${file}:${line + 1}:${character + 1}`;
}

function getLine(place) {
  const [file, line] = place.split(":");
  return texts.get(file).split("\n")[Number(line) - 1].trim().slice(0, 110);
}
