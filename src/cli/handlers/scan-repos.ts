import { Interruption, UserError } from "../../errors.js";
import { PACKAGE_VERSION } from "../../package-version.js";
import { openRepo } from "../../repos/open-repo.js";
import type { RepoOpener } from "../../repos/open-repos.js";
import { HOME } from "../../repos/repo-outcome.js";
import { type ReposScan, scanRepos } from "../../repos/scan-repos.js";
import { type RepoSelection, selectRepos } from "../../repos/select-repos.js";
import { parseShard, type Shard } from "../../repos/shard.js";
import { mergeReports } from "../../report/merge-reports.js";
import { createEmptyReport, createRepoReport } from "../../report/repo-report.js";
import { REPORT_FORMATS } from "../../report/format-names.js";
import type { ScanReport } from "../../report/scan-report.js";
import { SCAN_REPORTERS } from "../../report/scan-reporters.js";
import { openWorkingTree } from "../../trees/working-tree.js";
import { findCacheFolder, getMirrorsCacheFolder } from "../cache-folder.js";
import type { ScanArguments } from "../commands/scan.js";
import type { ExitCode } from "../exit-code.js";
import type { Io } from "../io.js";
import { getOutputs, hasTextOnStdout, printOutputs } from "../outputs.js";
import { createReposProgress, type ReposProgress } from "../repos-progress.js";
import { getReportExit, writeProblems } from "../report-problems.js";
import { findTypesFolder } from "../scanner.js";
import { openSession, type Session } from "../session.js";

export async function scanManyRepos(io: Io, args: ScanArguments): Promise<ExitCode> {
  const outputs = getOutputs(args, REPORT_FORMATS);
  const shard = getShard(args);
  const session = await openSession(io, args);
  const selection = await selectRepos({
    ...session,
    ...(args.repo && { names: args.repo }),
    ...(shard && { shard }),
  });
  const note = (text: string) => args.quiet || io.stderr.write(`${text}\n`);
  selection.notes.forEach(note);
  const scan = await runScan(io, args, { session, selection });
  for (const { repo, message } of scan.unopened) {
    note(`${repo.name}  ${message} What its packages export is not followed.`);
  }
  const report = createReport(scan, session, { selection, ...(shard && { shard }) });
  await printOutputs(io, args, { result: report, outputs, reporters: SCAN_REPORTERS, session });
  writeProblems(io, { ...args, hasText: hasTextOnStdout(outputs) }, report);
  return getReportExit(report);
}

function getShard({ shard: text, repos, repo }: ScanArguments): Shard | undefined {
  if (text === undefined) return undefined;
  if (!repos && repo === undefined) {
    throw new UserError("--shard splits a scan of many repos: add --repos.");
  }
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new UserError(
    `--shard ${text} is no part of a whole. Write it as i/n, with i from 1 to n: --shard 1/3`,
  );
}

interface Run {
  readonly session: Session;
  readonly selection: RepoSelection;
}

async function runScan(io: Io, args: ScanArguments, { session, selection }: Run): Promise<ReposScan> {
  const controller = new AbortController();
  const progress = createReposProgress(io, args, selection.part);
  const opener = createOpener(io, args, { session, progress, signal: controller.signal });
  const folder = findCacheFolder(io, args);
  const typesFrom = findTypesFolder(io, args);
  const running = scanRepos({
    ...session,
    ...{ repos: selection.repos, names: new Set(selection.part) },
    ...{ open: opener, signal: controller.signal, events: progress },
    ...(folder !== undefined && { cacheFolder: folder }),
    ...(typesFrom !== undefined && { typesFrom }),
  });
  const release = io.onInterrupt?.(async () => {
    controller.abort(new Interruption());
    await running.catch(() => undefined);
    progress.close();
  });
  try {
    return await running;
  } finally {
    progress.close();
    release?.();
  }
}

interface OpenerInput {
  readonly session: Session;
  readonly progress: ReposProgress;
  readonly signal: AbortSignal;
}

function createOpener(io: Io, args: ScanArguments, { session, progress, signal }: OpenerInput): RepoOpener {
  const { root } = session;
  const shared = { root, env: io.env, cacheFolder: getMirrorsCacheFolder(io, args), signal };
  return async (repo) => {
    if (repo.name === HOME) return { repo, folder: root, tree: openWorkingTree(root) };
    progress.onOpen(repo.name, "opening");
    return openRepo(repo, { ...shared, onProgress: (text) => progress.onOpen(repo.name, text) });
  };
}

interface ReportInput {
  readonly selection: RepoSelection;
  readonly shard?: Shard;
}

function createReport(
  { outcomes }: ReposScan,
  { manifest, today }: Session,
  { selection, shard }: ReportInput,
): ScanReport {
  const { changes } = manifest;
  const parts = outcomes.map((outcome) => createRepoReport(outcome, { changes, today }));
  const report = mergeReports([createEmptyReport(changes), ...parts]);
  if (shard === undefined) return report;
  const run = { manifest: manifest.hash, tool: PACKAGE_VERSION, of: selection.run };
  return { ...report, shard: { ...shard, ...run } };
}
