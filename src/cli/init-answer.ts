import type { ProposedManifest } from "../init/propose-manifest.js";
import type { RepoProfile } from "../init/repo-profile.js";
import { escapeControls } from "../report/escape-controls.js";
import type { FileToWrite } from "../trees/write-files-together.js";

/** One of the files that `init` is about. */
export interface Part {
  readonly name: string;
  /** Absent: it is there and stays as it is. */
  readonly file?: FileToWrite;
  readonly note: string;
}

export function describeProposals(proposed: ProposedManifest | undefined): string {
  if (proposed === undefined) return "";
  const { active, proposed: commented, leftOut } = proposed;
  return [
    ...(active > 0 ? [`${active} declared, as the code says who and until when`] : []),
    ...(commented > 0 ? [`${commented} proposed, as comments`] : []),
    ...(leftOut > 0 ? [`${leftOut} more left out`] : []),
  ].join(", ");
}

export function formatParts(parts: readonly Part[], isDry: boolean): string {
  const width = Math.max(...parts.map(({ name }) => name.length));
  const wrote = isDry ? "would write" : "wrote";
  const kept = "kept".padEnd(wrote.length);
  const lines = parts.map(({ name, file, note }) =>
    `${file === undefined ? kept : wrote}  ${name.padEnd(width)}   ${note}`.trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

export function formatContents(files: readonly FileToWrite[]): string {
  return files.map(({ path, text }) => `--- ${path}\n${text}`).join("\n");
}

interface Outcome {
  readonly profile: RepoProfile;
  readonly proposed: ProposedManifest | undefined;
  /** Whether nothing had to be written. */
  readonly isNothing: boolean;
}

export function getRemarks({ profile, proposed, isNothing }: Outcome): string[] {
  const isEmpty = proposed !== undefined && proposed.proposed + proposed.active + proposed.noted === 0;
  return [
    ...(isNothing ? ["All is there: nothing was written.\n"] : []),
    ...(isEmpty
      ? [
          "Nothing to declare: no @deprecated tag, @ignore in a schema or comment in the code says that a shape goes.\n",
        ]
      : []),
    ...(profile.isGit ? [] : ["This is no git repository: the gate compares commits, so it needs one.\n"]),
  ];
}

/** Names of files and jobs are other people's. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeControls).join("\n");
}
