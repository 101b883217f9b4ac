import { runGate } from "../../gate/run-gate.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { GATE_FORMATS } from "../../report/format-names.js";
import { GATE_REPORTERS } from "../../report/gate-reporters.js";
import type { RatchetArguments } from "../commands/ratchet.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getOutputs, printOutputs } from "../outputs.js";
import { openSession } from "../session.js";

export async function ratchet(io: Io, args: RatchetArguments): Promise<ExitCode> {
  const outputs = getOutputs(args, GATE_FORMATS);
  const session = await openSession(io, args);
  const input = await createGateInput(io, args, session);
  const result = await withScannedTrees(input, (trees) => runGate(input, trees));
  await printOutputs(io, args, { result, outputs, reporters: GATE_REPORTERS, session });
  return result.ok ? EXIT.fine : EXIT.findings;
}
