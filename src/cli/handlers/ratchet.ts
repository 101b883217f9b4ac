import { runGate } from "../../gate/run-gate.js";
import { withScannedTrees } from "../../gate/scanned-trees.js";
import { formatGateJson } from "../../report/gate-json.js";
import { formatGateText } from "../../report/gate-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { createGateInput } from "../gate-input.js";
import type { Io } from "../io.js";
import { getStyle, openSession, printAnswer } from "../session.js";
import type { RatchetArguments } from "../commands/ratchet.js";

export async function ratchet(io: Io, args: RatchetArguments): Promise<ExitCode> {
  const session = await openSession(io, args);
  const { manifest, today } = session;
  const input = await createGateInput(io, args, session);
  const result = await withScannedTrees(input, (trees) => runGate(input, trees));
  const answer =
    args.format === "json"
      ? formatGateJson(result)
      : formatGateText(result, { changes: manifest.changes, today, style: getStyle(io, args) });
  await printAnswer(io, args, answer);
  return result.ok ? EXIT.fine : EXIT.findings;
}
