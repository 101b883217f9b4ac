import { UserError } from "../../errors.js";
import type { GateResult } from "../../gate/gate-result.js";
import { limitResult } from "../../gate/limit-result.js";
import { runGate } from "../../gate/run-gate.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { REPORT_FORMATS } from "../../report/format-names.js";
import { GATE_REPORTERS } from "../../report/gate-reporters.js";
import { createBaselineTest } from "../baseline-files.js";
import { checkFileWords, findChosenFiles } from "../chosen-files.js";
import { getSubcommands } from "../command-paths.js";
import type { RatchetArguments } from "../commands/ratchet.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getOutputs, printOutputs } from "../outputs.js";
import { getWorkFolder, openSession, type Session } from "../session.js";

export async function ratchet(io: Io, args: RatchetArguments): Promise<ExitCode> {
  const outputs = getOutputs(args, REPORT_FORMATS);
  if (args.tighten && !args.staged) throw new UserError(NOT_STAGED);
  await checkFileWords({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), commands: getSubcommands("ratchet") },
  });
  const session = await openSession(io, args);
  try {
    const result = await judge(io, args, session);
    await printOutputs(io, args, { result, outputs, reporters: GATE_REPORTERS, session });
    return result.ok ? EXIT.fine : EXIT.findings;
  } finally {
    await session.staged?.tree.close();
  }
}

const NOT_STAGED =
  "--tighten goes with --staged. For the files on disk there is a command: expand-contract ratchet tighten";

async function judge(io: Io, args: RatchetArguments, session: Session): Promise<GateResult> {
  const { root, staged } = session;
  const input = await createGateInput(io, args, session);
  const files = await findChosenFiles({
    ...{ words: args.files ?? [], folder: getWorkFolder(io, args), root },
    ...{ commands: getSubcommands("ratchet"), isInBaseline: createBaselineTest(input) },
  });
  if (staged === undefined) {
    const result = await withScannedTrees(input, (trees) => runGate(input, trees));
    return files ? limitResult(result, files.has, files.note) : result;
  }
  const { judgeStaged } = await import("../judge-staged.js");
  const { base, tighten } = args;
  return withScannedTrees(input, (trees) =>
    judgeStaged(input, trees, { root, staged, base, tighten, files }),
  );
}
