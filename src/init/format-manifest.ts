import { type AccessCounts } from "../report/scan-report.js";
import { escapeControls } from "../report/escape-controls.js";
import { ACCESSES } from "../references/reference.js";
import type { Entry } from "./entries.js";
import type { Mark } from "./marks/mark.js";
import type { RepoProfile } from "./repo-profile.js";

export interface ManifestContent {
  readonly profile: Pick<RepoProfile, "schemaPath" | "migrations" | "deployed" | "manager">;
  /** Those that are written, in their order. */
  readonly entries: readonly Entry[];
  /** How many further proposals are left out. */
  readonly leftOut: number;
  /** Marks that leave open what they mean. */
  readonly notes: readonly Mark[];
}

/** The first manifest: what is known stands in it, what somebody has to decide stands as a comment. */
export function formatManifest(content: ManifestContent): string {
  const { profile, notes } = content;
  const active = content.entries.filter(({ isActive }) => isActive);
  const lines = [
    "{",
    `  "$schema": ${JSON.stringify(profile.schemaPath)},`,
    "",
    ...formatMigrations(profile),
    ...formatDeployed(profile),
    `  "changes": {`,
    ...formatIntroduction(content),
    ...content.entries.filter(({ isActive }) => !isActive).flatMap(formatProposal),
    ...formatLeftOut(content),
    ...formatNotes(notes),
    ...active.flatMap((entry, index) => formatActive(entry, index === active.length - 1)),
    "  }",
    "}",
    "",
  ];
  return lines.join("\n");
}

const MOST_DIRS = 6;

function formatMigrations({ migrations }: ManifestContent["profile"]): string[] {
  if (migrations.length === 0) return [];
  const names = migrations.map(
    ({ dir, format, dialect }) =>
      `${dir === "" ? "." : dir} (${[format, dialect].filter((word) => word !== undefined).join(", ")})`,
  );
  return [
    "  // Migrations are found by themselves, now:",
    ...names.slice(0, MOST_DIRS).map((name) => `  //   ${toComment(name)}`),
    ...(names.length > MOST_DIRS ? [`  //   and ${names.length - MOST_DIRS} more`] : []),
    `  // Where that is wrong: "migrations": [{ "dir": "db/migrations", "format": "knex" }],`,
    "",
  ];
}

function formatDeployed({ deployed }: ManifestContent["profile"]): string[] {
  const hint = deployed?.deployed ?? { tag: "v*" };
  const because = deployed === undefined ? [] : [`  // ${toComment(deployed.because)}:`];
  return [
    `  // What serves traffic: a branch, { "ref": "origin/production" }, or the newest of some tags, { "tag": "v*" }.`,
    "  // Without it the base branch of a pull request is taken as deployed.",
    ...because,
    `  // "deployed": ${formatPair(hint)},`,
    "",
  ];
}

function formatPair(value: object): string {
  const pairs = Object.entries(value).map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`);
  return `{ ${pairs.join(", ")} }`;
}

function formatIntroduction({ entries, notes, leftOut }: ManifestContent): string[] {
  if (entries.some(({ isActive }) => !isActive) || leftOut > 0)
    return [
      "    // The code says of these that they go. Take the // from one that you mean to finish, and say",
      `    // who sees it through ("owner") and by when nothing uses it any more ("sunset"). Then count it:`,
      "    // expand-contract ratchet tighten",
      "",
    ];
  if (entries.length > 0 || notes.length > 0) return [];
  return [
    "    // One entry for each change under way. An example:",
    ...formatEntry(EXAMPLE).map((line) => `    // ${line}`),
  ];
}

const EXAMPLE: Entry = {
  id: "user-full-name",
  proposal: {
    ...{ kind: "column", old: "users.name", replacement: "users.full_name" },
    ...{ file: "", line: 0, says: "" },
  },
  owner: "@acme/identity",
  sunset: "2030-12-31",
  isActive: false,
};

/** With a comma after it, so that any of them can be made part of the file. */
function formatProposal(entry: Entry): string[] {
  const lines = formatEntry(entry).map((line) => `    // ${line}`);
  return [...formatOrigin(entry), ...lines.slice(0, -1), "    // },", ""];
}

function formatActive(entry: Entry, isLast: boolean): string[] {
  const lines = formatEntry(entry).map((line) => `    ${line}`);
  return [
    ...formatOrigin(entry),
    ...lines.slice(0, -1),
    isLast ? "    }" : "    },",
    ...(isLast ? [] : [""]),
  ];
}

function formatOrigin({ proposal, counts }: Entry): string[] {
  const { file, line, says } = proposal;
  return [
    `    // ${toComment(`${file}:${line}`)}  ${shorten(toComment(says))}`,
    ...(counts === undefined ? [] : [`    // ${formatCounts(counts)}`]),
  ];
}

function formatEntry({ id, proposal, owner, sunset }: Entry): string[] {
  const { kind, old, replacement } = proposal;
  const fields = {
    ...{ kind, old },
    ...(replacement !== undefined && { new: replacement }),
    ...{ owner: owner ?? "", sunset },
  };
  const pairs = Object.entries(fields).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  return [`${JSON.stringify(id)}: {`, ...pairs.join(",\n").split("\n"), "}"];
}

/** `3 references now: 2 read, 1 write; 4 more of types`. */
export function formatCounts(counts: AccessCounts): string {
  const counted = ACCESSES.filter(
    (access) => access !== "type" && access !== "implicit" && counts[access] > 0,
  );
  const total =
    counts.total === 0
      ? "No references in this repository now"
      : `${formatNumber(counts.total, "reference")} now: ${counted.map((access) => `${counts[access]} ${access}`).join(", ")}`;
  const apart = [
    ...(counts.type > 0 ? [`${counts.type} of types alone`] : []),
    ...(counts.implicit > 0 ? [`${counts.implicit} implicit`] : []),
    ...(counts.unresolved > 0 ? [`${counts.unresolved} that only types could settle`] : []),
  ];
  return apart.length === 0 ? `${total}.` : `${total}; beside them ${apart.join(", ")}.`;
}

function formatNumber(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function formatLeftOut({ leftOut }: ManifestContent): string[] {
  if (leftOut === 0) return [];
  return [
    `    // ${formatNumber(leftOut, "more shape")} that the code calls deprecated ${leftOut === 1 ? "is" : "are"} left out: a few at a time get finished.`,
    "",
  ];
}

const MOST_NOTES = 10;

function formatNotes(notes: readonly Mark[]): string[] {
  if (notes.length === 0) return [];
  const more = notes.length - MOST_NOTES;
  return [
    "    // These speak of a step to come, without a name that is a column or a table here:",
    ...notes
      .slice(0, MOST_NOTES)
      .map(({ file, line, says }) => `    //   ${toComment(`${file}:${line}`)}  ${shorten(toComment(says))}`),
    ...(more > 0 ? [`    //   and ${more} more`] : []),
    "",
  ];
}

/** Whatever the text holds, it ends with its line. */
function toComment(text: string): string {
  return escapeControls(text.replaceAll(/\s+/g, " "));
}

const LONGEST = 140;

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}
