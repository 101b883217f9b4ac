import { INSTALL_MERGE_DRIVER } from "../ratchet/merge-driver-command.js";
import { RATCHET_NAME } from "../ratchet/ratchet-file.js";
import type { CiFile, CiService } from "./find-ci.js";
import type { LintConfig } from "./find-eslint-config.js";
import type { Hooks, HookTool } from "./find-hooks.js";
import { PACKAGE } from "./package-manager.js";
import type { RepoProfile } from "./repo-profile.js";

/** Something left to do: why, and the lines to type or to add. */
export interface Step {
  readonly text: string;
  readonly lines: readonly string[];
}

export interface StepFacts {
  readonly manifestName: string;
  /** The manifest, seen from the folder that it speaks of, where no command finds it by itself. */
  readonly elsewhere?: string;
  /** How many proposals stand in the new manifest as comments; undefined where it was there before. */
  readonly proposed: number | undefined;
  /** Whether it declares any change. */
  readonly hasChanges: boolean;
}

/** What is left to do here, in this repository's own words. What is done is left out. */
export function getNextSteps(profile: RepoProfile, facts: StepFacts): readonly Step[] {
  const { manager, ci, hooks, lint } = profile;
  const commands = getCommands(profile, facts);
  return [
    ...(manager.isInstalled ? [] : [getInstallStep(manager)]),
    ...getManifestSteps(commands, facts),
    ...(lint === undefined ? [] : getLintSteps(lint)),
    ...(ci.length === 0 ? [getPlainCiStep(commands)] : ci.flatMap((file) => getCiSteps(file, commands))),
    ...(hooks === undefined || hooks.isSetUp ? [] : [getHookStep(hooks, commands)]),
    ...(profile.hasMergeDriver || !profile.isGit ? [] : [getMergeStep(profile)]),
  ];
}

function getInstallStep({ hasPackageJson, install }: RepoProfile["manager"]): Step {
  const text = hasPackageJson
    ? "Install it:"
    : "Install it, in the folder of the package that lints and tests (here is no package.json):";
  return { text, lines: [install] };
}

interface Commands {
  /** In the manifest's folder: `pnpm exec expand-contract ratchet`. */
  here(words: string): string;
  /** From the top of the repository, where CI and hooks begin. */
  top(words: string): string;
}

function getCommands({ manager, folder }: RepoProfile, { elsewhere }: StepFacts): Commands {
  const option = elsewhere === undefined ? "" : ` --manifest ${quote(elsewhere)}`;
  const here = (words: string) => `${manager.exec} expand-contract ${words}${option}`;
  return { here, top: folder === "" ? here : (words) => `cd ${quote(folder)} && ${here(words)}` };
}

function quote(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `"${path.replaceAll(/["$`\\]/g, "\\$&")}"`;
}

function getManifestSteps({ here }: Commands, { manifestName, proposed, hasChanges }: StepFacts): Step[] {
  const tighten = here("ratchet tighten");
  if (proposed !== undefined && proposed > 0)
    return [
      {
        text: `Read the proposals in ${manifestName}; take the // from those you mean to finish, name their owner, and count them:`,
        lines: [tighten],
      },
    ];
  if (hasChanges) return [];
  return [
    {
      text: `Declare the first change in ${manifestName}, look at what uses it, and write the count down:`,
      lines: [here("scan"), tighten],
    },
  ];
}

function getLintSteps(lint: LintConfig): Step[] {
  if (lint.form === "legacy") {
    const text = `${lint.file} is the old form of ESLint's configuration, which has no place for this plugin; the gate works without it. To see it in the editor, move to eslint.config.js first:`;
    return [{ text, lines: [`npx @eslint/migrate-config ${quote(lint.file)}`] }];
  }
  if (lint.form === "other") {
    const text = `${lint.name} lints here (${lint.file}). The gate works without ESLint; the editor shows references with it.`;
    return [{ text, lines: [] }];
  }
  if (lint.isSetUp) return [];
  const isCall = lint.call !== undefined;
  const place = isCall ? `as the last argument of ${lint.call}(…)` : "at the end of the list";
  return [
    {
      text: `See it in the editor. In ${lint.file}, ${place}:`,
      lines: [
        lint.isCommonJs
          ? `const expandContract = require("${PACKAGE}");`
          : `import expandContract from "${PACKAGE}";`,
        "// …",
        "expandContract.configs.recommended,",
      ],
    },
  ];
}

function getPlainCiStep({ top }: Commands): Step {
  return { text: "Gate every pull request, in a clone with the whole history:", lines: [top("ratchet")] };
}

/** Each needs the whole history: base and deployed are read from it. */
const CI_LINES: Readonly<Record<CiService, (command: string) => readonly string[]>> = {
  GitHub: (command) => [
    "- uses: actions/checkout@v7",
    "  with: { fetch-depth: 0 }",
    "# …",
    `- run: ${command}`,
  ],
  GitLab: (command) => [
    "expand-contract:",
    "  rules: [{ if: $CI_MERGE_REQUEST_IID }]",
    '  variables: { GIT_DEPTH: "0" }',
    `  script: [${JSON.stringify(command)}]`,
  ],
  Bitbucket: (command) => ["clone: { depth: full, tags: true }", "# …", `- ${command}`],
  CircleCI: (command) => [`- run: ${command}`],
  Azure: (command) => ["- checkout: self", "  fetchDepth: 0", "# …", `- script: ${command}`],
  Jenkins: (command) => [`sh '${command}'`],
  Buildkite: (command) => [`- command: ${command}`],
};

function getCiSteps({ service, file, job, isSetUp, isForPushes }: CiFile, { top }: Commands): Step[] {
  if (isSetUp) return [];
  const place = job === undefined ? file : `${file}, job ${job}`;
  const lines = CI_LINES[service](top("ratchet"));
  if (!isForPushes) return [{ text: `Gate every pull request, with the whole history. In ${place}:`, lines }];
  const text = `Gate every pull request, with the whole history. In ${place}, which pushes alone start: a pull request has the target to compare with:`;
  return [{ text, lines: ["on: [push, pull_request]", "# …", ...lines] }];
}

const HOOK_LINES: Readonly<Record<HookTool, (command: string) => readonly string[]>> = {
  husky: (command) => [command],
  lefthook: (command) => ["pre-commit:", "  commands:", "    expand-contract:", `      run: ${command}`],
  "pre-commit": (command) => [
    "- repo: local",
    "  hooks:",
    "    - id: expand-contract",
    "      name: expand-contract",
    `      entry: ${command.includes("&&") ? `sh -c '${command}'` : command}`,
    "      language: system",
    "      pass_filenames: false",
  ],
  "simple-git-hooks": (command) => [`"simple-git-hooks": { "pre-commit": ${JSON.stringify(command)} }`],
};

function getHookStep({ tool, file }: Hooks, { top }: Commands): Step {
  return {
    text: `Before each commit, if you like. In ${file}:`,
    lines: HOOK_LINES[tool](top("ratchet --staged")),
  };
}

function getMergeStep({ manager }: RepoProfile): Step {
  return {
    text: `Once in each clone, so that git merges ${RATCHET_NAME} count by count:`,
    lines: [`${manager.exec} ${INSTALL_MERGE_DRIVER}`],
  };
}

/** Numbered, each step's lines below it. */
export function formatSteps(steps: readonly Step[]): string {
  const blocks = steps.map(({ text, lines }, index) =>
    [`  ${index + 1}. ${text}`, ...lines.map((line) => `       ${line}`)].join("\n"),
  );
  return `Next:\n${blocks.join("\n")}\n`;
}
