import { existsSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { UserError } from "../../errors.js";
import { formatProfile } from "../../init/format-profile.js";
import { findMarks } from "../../init/marks/find-marks.js";
import { formatSteps, getNextSteps, type StepFacts } from "../../init/next-steps.js";
import { type ProposedManifest, proposeManifest } from "../../init/propose-manifest.js";
import { readProfile } from "../../init/read-profile.js";
import type { RepoProfile } from "../../init/repo-profile.js";
import { findManifest, getManifestRoot, MANIFEST_NAME } from "../../manifest/find-manifest.js";
import type { Manifest } from "../../manifest/manifest.js";
import { readManifestText } from "../../manifest/read-manifest-text.js";
import { addMergeAttribute } from "../../ratchet/add-merge-attribute.js";
import { formatRatchet } from "../../ratchet/format-ratchet.js";
import { MERGE_ATTRIBUTE } from "../../ratchet/merge-driver-command.js";
import { parseRatchet } from "../../ratchet/parse-ratchet.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { tightenRatchet } from "../../ratchet/tighten.js";
import { loadManifest } from "../../scan/load-manifest.js";
import { openSurroundings, type Surroundings } from "../../trees/surroundings.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import { writeFilesTogether } from "../../trees/write-files-together.js";
import type { InitArguments } from "../commands/init.js";
import { findCacheFolder } from "../cache-folder.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { findOwnersOf } from "../find-owners-of.js";
import { readRatchetText } from "../gate-input.js";
import type { Io } from "../io.js";
import {
  describeProposals,
  escapeLines,
  formatContents,
  formatParts,
  getRemarks,
  type Part,
} from "../init-answer.js";
import { ATTRIBUTES_NAME, hasMergeAttribute } from "../merge-attribute.js";
import { createScanner, failOnFatal } from "../scanner.js";
import { getToday, getWorkFolder, printAnswer } from "../session.js";

/** Everything is read and counted before anything is written; what exists stays as it is. */
export async function init(io: Io, args: InitArguments): Promise<ExitCode> {
  const place = findPlace(io, args);
  const around = openSurroundings(place.root);
  const ratchetBefore = readRatchetText(place.root);
  // What is kept must be of use: a broken one is said now and not by the first run of the gate.
  if (ratchetBefore !== undefined) parseRatchet(ratchetBefore, RATCHET_NAME);
  const kept = place.isKept
    ? await loadManifest(readManifestText(place.path, place.name), place.name, findCacheFolder(io, args))
    : undefined;
  const tree = openWorkingTree(place.root);
  const profile = await readProfile({ root: place.root, tree, around });
  const proposed = kept === undefined ? await propose(io, args, { place, profile }) : undefined;
  const manifest = kept ?? proposed?.manifest;
  const ratchet =
    ratchetBefore === undefined && manifest !== undefined
      ? await getFirstRatchet(io, args, { root: place.root, manifest })
      : undefined;
  const parts: readonly Part[] = [
    { name: place.name, ...toFile(place.path, proposed?.text), note: describeProposals(proposed) },
    { name: nameFrom(place, RATCHET_NAME), ...toFile(join(place.root, RATCHET_NAME), ratchet), note: "" },
    ...(profile.isGit ? [await getAttributes(place, around)] : []),
  ];
  const files = parts.flatMap(({ file }) => file ?? []);
  if (!args["dry-run"]) await writeFilesTogether(files);
  const steps = getNextSteps(profile, {
    manifestName: place.name,
    ...getElsewhere(place),
    proposed: proposed?.proposed,
    hasChanges: manifest !== undefined && manifest.changes.length > 0,
  });
  const answer = [
    formatProfile(profile),
    formatParts(parts, args["dry-run"]),
    ...(args["dry-run"] && files.length > 0 ? [formatContents(files)] : []),
    ...getRemarks({ profile, proposed, isNothing: files.length === 0 }),
    ...(steps.length === 0 ? [] : [formatSteps(steps)]),
  ];
  await printAnswer(io, args, escapeLines(answer.join("\n")));
  return EXIT.fine;
}

interface Place {
  /** Absolute. */
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  readonly root: string;
  /** Where we work: at the root, or below it. */
  readonly folder: string;
  readonly isKept: boolean;
}

/** A manifest above the folder is in force here, as it is for every other command. */
function findPlace(io: Io, args: InitArguments): Place {
  const folder = getWorkFolder(io, args);
  const path =
    args.manifest === undefined
      ? (findManifest(folder) ?? join(folder, MANIFEST_NAME))
      : resolve(folder, args.manifest);
  const name = args.manifest ?? relative(folder, path).split(sep).join("/");
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(
      `${name} is a folder, where the manifest belongs: move it away, or name another file with --manifest. Nothing was written.`,
    );
  return { path, name, folder, root: getManifestRoot(path, folder), isKept: existsSync(path) };
}

/** One that is called or placed otherwise has to be named to every command. */
function getElsewhere({ path, root }: Place): Pick<StepFacts, "elsewhere"> {
  if (path === join(root, MANIFEST_NAME)) return {};
  return { elsewhere: relative(root, path).split(sep).join("/") };
}

/** What messages call a file of the root. */
function nameFrom({ folder, root }: Place, file: string): string {
  return relative(folder, join(root, file)).split(sep).join("/");
}

interface ProposalPlace {
  readonly place: Place;
  readonly profile: RepoProfile;
}

async function propose(
  io: Io,
  args: InitArguments,
  { place: { root }, profile }: ProposalPlace,
): Promise<ProposedManifest> {
  const top = resolve(root, ...profile.folder.split("/").flatMap((part) => (part === "" ? [] : [".."])));
  const prefix = profile.folder === "" ? "" : `${profile.folder}/`;
  const ownersOf = (await findOwnersOf({ top, prefix })) ?? (() => []);
  return proposeManifest(await findMarks(openWorkingTree(root)), {
    ...{ today: getToday(io, args), ownersOf, profile },
    count: (manifest) => createScanner(io, args, { root, manifest })(openWorkingTree(root)),
  });
}

function toFile(path: string, text: string | undefined): Pick<Part, "file"> {
  return text === undefined ? {} : { file: { path, text } };
}

async function getFirstRatchet(
  io: Io,
  args: InitArguments,
  { root, manifest }: { readonly root: string; readonly manifest: Manifest },
): Promise<string> {
  const result = await createScanner(io, args, { root, manifest })(openWorkingTree(root));
  failOnFatal(result, "Nothing was written.");
  const changes = manifest.changes.map(({ id }) => id);
  return formatRatchet(tightenRatchet(undefined, { changes, references: result.references }));
}

/** At the top of the repository. */
async function getAttributes(place: Place, around: Surroundings): Promise<Part> {
  const { root } = place;
  const inRoot = `${around.levels.at(-1) ?? ""}${ATTRIBUTES_NAME}`;
  const name = nameFrom(place, inRoot);
  if (await hasMergeAttribute(root)) return { name, note: "" };
  const path = join(root, inRoot);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`${name} is a folder, where git reads a file: move it away. Nothing was written.`);
  const before = around.readText(inRoot);
  const text = addMergeAttribute(before ?? "");
  return { name, file: { path, text, ...(before !== undefined && { before }) }, note: MERGE_ATTRIBUTE };
}
