import { posix } from "node:path";

/** Which folder of `src` may import which others, and why it stops there. Types may come from anywhere: they are words, and cost nothing at run time. */
const LAYERS = {
  manifest: { imports: [], because: "it turns text into changes, for everything else" },
  trees: { imports: [], because: "it knows files, not what is in them" },
  ast: { imports: [], because: "it reads trees, whatever they are read for" },
  parse: { imports: [], because: "it turns a script into a tree, for whoever reads it" },
  catalog: {
    imports: ["manifest", "ast"],
    because: "it says which code maps which column, for the detectors",
  },
  sql: { imports: [], because: "it parses SQL; what a statement means for a change is the detectors' part" },
  modules: {
    imports: ["manifest", "ast", "parse"],
    because: "it follows imports; what a use of them means is the detectors' part",
  },
  references: {
    imports: ["manifest", "ast", "parse", "catalog", "sql", "modules"],
    because: "linter and scanner share it, so it must not know either",
  },
  types: {
    imports: [],
    because: "it asks TypeScript what a name means; files and linters hand it what to read",
  },
  migrations: {
    imports: ["manifest", "ast", "parse", "catalog", "sql", "references"],
    because: "it says what migrations do; whether they may is the gate's part",
  },
  safety: {
    imports: ["manifest", "catalog", "migrations"],
    because:
      "editor and gate share what a migration tells by itself; git and what is deployed are the gate's part",
  },
  scan: {
    imports: ["manifest", "parse", "catalog", "sql", "modules", "references", "types", "migrations", "trees"],
    because: "it finds references; what follows from them is for ratchet, gate and status to say",
  },
  repos: {
    imports: ["manifest", "references", "scan", "trees"],
    because: "it brings many repos to the scan and puts their results together; it does not print",
  },
  ratchet: { imports: ["manifest", "references"], because: "it compares counts, wherever they come from" },
  gate: {
    imports: ["manifest", "catalog", "sql", "references", "migrations", "safety", "scan", "ratchet", "trees"],
    because: "it judges and does not print",
  },
  owners: {
    imports: [],
    because: "it reads CODEOWNERS files; where they are, and who asks, is the command's part",
  },
  status: {
    imports: ["manifest", "catalog", "references", "migrations", "scan", "ratchet", "gate"],
    because: "it says where a change stands and does not print",
  },
  report: {
    imports: ["manifest", "references", "repos", "ratchet", "gate", "status", "owners"],
    because: "it turns results into text and finds out nothing by itself",
  },
  init: {
    imports: [
      "manifest",
      "parse",
      "catalog",
      "sql",
      "modules",
      "references",
      "migrations",
      "scan",
      "ratchet",
      "owners",
      "report",
      "trees",
    ],
    because: "it looks at a repository for the first time; writing what it proposes is the command's part",
  },
  lint: {
    imports: [
      "manifest",
      "parse",
      "catalog",
      "sql",
      "modules",
      "references",
      "types",
      "migrations",
      "safety",
      "scan",
      "trees",
    ],
    because: "the editor shows references; baseline and gate are CI's",
  },
  cli: {
    imports: [
      "manifest",
      "catalog",
      "references",
      "migrations",
      "scan",
      "repos",
      "ratchet",
      "gate",
      "status",
      "owners",
      "report",
      "init",
      "trees",
    ],
    because: "the command runs without ESLint",
  },
};

/** `src/gate/find-base.ts` → `gate`; files that stand in `src` itself, and everything outside, have no layer. */
function getLayer(path) {
  const [, layer] = /(?:^|\/)src\/([^/]+)\//.exec(path) ?? [];
  return layer !== undefined && layer in LAYERS ? layer : undefined;
}

const oneWayImports = {
  meta: {
    type: "problem",
    docs: { description: "hold imports to the arrows of docs/architecture.md" },
    messages: { wrongWay: "src/{{from}} must not import src/{{to}}: {{because}}." },
    schema: [],
  },
  create(context) {
    const file = context.filename.replaceAll("\\", "/");
    const from = getLayer(file);
    if (from === undefined) return {};
    const check = (node) => {
      const specifier = node.source?.value;
      const isType = node.importKind === "type" || node.exportKind === "type";
      if (typeof specifier !== "string" || !specifier.startsWith(".") || isType) return;
      const to = getLayer(posix.join(posix.dirname(file), specifier));
      if (to === undefined || to === from || LAYERS[from].imports.includes(to)) return;
      context.report({ node, messageId: "wrongWay", data: { from, to, because: LAYERS[from].because } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default { meta: { name: "layers" }, rules: { "one-way-imports": oneWayImports } };
