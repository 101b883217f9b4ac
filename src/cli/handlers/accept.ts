import { join, relative, resolve, sep } from "node:path";
import { getRatchet, WORKING_TREE } from "../../gate/gate-input.js";
import { runGate } from "../../gate/run-gate.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { countOf } from "../../report/style.js";
import { countReferences } from "../../ratchet/count-references.js";
import { acceptReferences } from "../../ratchet/accept.js";
import { formatRatchet } from "../../ratchet/format-ratchet.js";
import { type Accepted, RATCHET_NAME } from "../../ratchet/ratchet-file.js";
import type { Reference } from "../../references/reference.js";
import { writeFileAtomically } from "../../trees/write-file-atomically.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getWorkFolder, openSession, printAnswer } from "../session.js";
import type { AcceptArguments } from "../commands/accept.js";

export async function accept(io: Io, args: AcceptArguments): Promise<ExitCode> {
  const session = await openSession(io, args);
  const { root, manifest, today } = session;
  const input = await createGateInput(io, args, session);
  const before = getRatchet(input);
  const { findings, references } = await withScannedTrees(input, async (trees) => ({
    findings: (await runGate(input, trees)).findings,
    references: (await trees.scan(WORKING_TREE)).references,
  }));
  const surplus = findings.flatMap(({ rule, reference }) =>
    rule === "new-reference" && reference ? [reference] : [],
  );
  const { change, reason, owner, until } = args;
  const file =
    args.file === undefined
      ? undefined
      : findFile(args.file, { surplus, root, folder: getWorkFolder(io, args) });
  const after = acceptReferences(
    before,
    {
      ...{ change, reason },
      ...(file === undefined ? {} : { file }),
      ...(owner === undefined ? {} : { owner }),
      ...(until === undefined ? {} : { until }),
    },
    { changes: manifest.changes.map(({ id }) => id), references, surplus, today },
  );
  await writeFileAtomically(join(root, RATCHET_NAME), formatRatchet(after));
  const accepted = surplus.filter(
    (one) => one.change === change && (file === undefined || one.file === file),
  );
  const answer =
    args.format === "json"
      ? JSON.stringify({ version: 1, file: RATCHET_NAME, accepted: getEntries(accepted, args) }, null, 2)
      : `Accepted ${countOf(accepted.length, "reference")} of ${change} in ${RATCHET_NAME}${until ? ` until ${until}` : ""}.`;
  await printAnswer(io, args, `${answer}\n`);
  return EXIT.fine;
}

/** What was accepted now, as it stands in the file; of earlier entries of the same place nothing. */
function getEntries(accepted: readonly Reference[], { reason, owner, until }: AcceptArguments): Accepted[] {
  return countReferences(accepted).map((leaf) => ({
    ...{ ...leaf, reason: reason.trim() },
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  }));
}

interface FileSearch {
  readonly surplus: readonly Reference[];
  readonly root: string;
  readonly folder: string;
}

/** The file as the gate prints it; else as a shell in `folder` completes it. */
function findFile(file: string, { surplus, root, folder }: FileSearch): string {
  if (surplus.some((reference) => reference.file === file)) return file;
  return relative(root, resolve(folder, file)).split(sep).join("/");
}
