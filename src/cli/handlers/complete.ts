import { complete, type Completion } from "../completion/complete.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { openSession } from "../session.js";

export type CompletionRequest = Omit<Completion, "readChangeIds">;

/** Answers a shell: a proposal a line. What can't be told is no proposal, and never a message across what is being typed. */
export async function printCompletions(io: Io, request: CompletionRequest): Promise<ExitCode> {
  const proposals = await complete({ ...request, readChangeIds: () => readChangeIds(io) });
  if (proposals.length > 0) io.stdout.write(`${proposals.join("\n")}\n`);
  return EXIT.fine;
}

async function readChangeIds(io: Io): Promise<readonly string[]> {
  try {
    const { manifest } = await openSession(io, NOTHING_GIVEN);
    return manifest.changes.map(({ id }) => id);
  } catch {
    return [];
  }
}

const NOTHING_GIVEN = {
  cwd: undefined,
  manifest: undefined,
  output: undefined,
  today: undefined,
  quiet: true,
  color: false,
  cache: true,
  "cache-dir": undefined,
  "types-from": undefined,
};
