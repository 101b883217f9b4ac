import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { getManifestRoot, MANIFEST_NAME } from "../../manifest/find-manifest.js";
import type { Manifest } from "../../manifest/manifest.js";
import { parseManifest } from "../../manifest/parse-manifest.js";
import { readManifest } from "../../manifest/read-manifest.js";
import { parseRatchet } from "../../ratchet/parse-ratchet.js";
import { RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import { formatRatchet } from "../../ratchet/format-ratchet.js";
import { tightenRatchet } from "../../ratchet/tighten.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { readRatchetText } from "../gate-input.js";
import type { Io } from "../io.js";
import type { CommonArguments } from "../options.js";
import { createScanner, failOnFatal } from "../scanner.js";
import { getWorkFolder, printAnswer } from "../session.js";

/** What `init` writes where there is no manifest. */
const FIRST_MANIFEST = `{
  "$schema": "./node_modules/eslint-plugin-expand-contract/schema.json",

  // What serves traffic: { "ref": "origin/production" } or the newest of some tags, { "tag": "v*" }.
  // Without it the base branch of a pull request is taken as deployed.
  // "deployed": { "tag": "v*" },

  "changes": {
    // One entry for each change under way. An example:
    // "user-full-name": {
    //   "kind": "column",
    //   "old": "users.name",
    //   "new": "users.full_name",
    //   "owner": "@acme/identity",
    //   "sunset": "2030-12-31",
    //   "window": "35d"
    // }
  }
}
`;

const NEXT_STEPS = `
Next:
  1. Declare your first change in ${MANIFEST_NAME}, then:  npx expand-contract scan
  2. Write down what is there:                        npx expand-contract ratchet tighten
  3. Flag it in the editor, in eslint.config.js:

       import expandContract from "eslint-plugin-expand-contract";
       export default [ /* … */ expandContract.configs.recommended ];

  4. Gate pull requests in CI, with the whole history (GitHub: fetch-depth: 0):

       npx expand-contract ratchet

  5. Let git merge ${RATCHET_NAME} count by count:

       echo "${RATCHET_NAME} merge=expand-contract" >> .gitattributes
       git config merge.expand-contract.driver "npx expand-contract ratchet merge-driver %O %A %B"
`;

/** Everything is read and counted before anything is written; what exists stays as it is. */
export async function init(io: Io, args: CommonArguments): Promise<ExitCode> {
  const manifestPath = resolve(getWorkFolder(io, args), args.manifest ?? MANIFEST_NAME);
  const root = getManifestRoot(manifestPath, getWorkFolder(io, args));
  const manifestName = args.manifest ?? MANIFEST_NAME;
  const ratchetPath = join(root, RATCHET_NAME);
  const hasManifest = existsSync(manifestPath);
  const ratchetBefore = readRatchetText(root);
  // What is kept must be of use: a broken one is said now and not by the first run of the gate.
  if (ratchetBefore !== undefined) parseRatchet(ratchetBefore, RATCHET_NAME);
  const manifest = hasManifest
    ? readManifest(manifestPath, manifestName)
    : parseManifest(FIRST_MANIFEST, MANIFEST_NAME);
  const ratchetText =
    ratchetBefore === undefined ? await getFirstRatchet(io, args, { root, manifest }) : undefined;
  if (!hasManifest) await writeFileAtomically(manifestPath, FIRST_MANIFEST);
  if (ratchetText !== undefined) await writeFileAtomically(ratchetPath, ratchetText);
  const told = [
    hasManifest ? `kept   ${manifestName}` : `wrote  ${manifestName}`,
    ratchetText === undefined ? `kept   ${RATCHET_NAME}` : `wrote  ${RATCHET_NAME}`,
  ];
  await printAnswer(io, args, `${told.join("\n")}\n${NEXT_STEPS}`);
  return EXIT.fine;
}

async function getFirstRatchet(
  io: Io,
  args: CommonArguments,
  { root, manifest }: { readonly root: string; readonly manifest: Manifest },
): Promise<string> {
  const result = await createScanner(io, args, { root, manifest })(openWorkingTree(root));
  failOnFatal(result, "Nothing was written.");
  const changes = manifest.changes.map(({ id }) => id);
  return formatRatchet(tightenRatchet(undefined, { changes, references: result.references }));
}
