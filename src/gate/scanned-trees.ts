import { UserError } from "../errors.js";
import type { ScanProblem, ScanResult } from "../scan/scan-result.js";
import type { Tree } from "../trees/tree.js";
import type { GateInput } from "./gate-input.js";

/** Trees by ref, each opened once and scanned at most once. */
export class ScannedTrees {
  readonly #input: Pick<GateInput, "openTree" | "scan">;
  readonly #trees = new Map<string, Promise<Tree>>();
  readonly #scans = new Map<string, Promise<ScanResult>>();

  constructor(input: Pick<GateInput, "openTree" | "scan">) {
    this.#input = input;
  }

  open(ref: string): Promise<Tree> {
    const tree = this.#trees.get(ref) ?? this.#input.openTree(ref);
    this.#trees.set(ref, tree);
    return tree;
  }

  scan(ref: string): Promise<ScanResult> {
    const scan = this.#scans.get(ref) ?? this.open(ref).then((tree) => this.#input.scan(tree));
    this.#scans.set(ref, scan);
    return scan;
  }

  /** For a commit that nobody asks for again: one git process less. */
  async scanOnce(ref: string): Promise<ScanResult> {
    if (this.#scans.has(ref)) return this.scan(ref);
    const tree = await this.#input.openTree(ref);
    try {
      return await this.#input.scan(tree);
    } finally {
      await tree.close();
    }
  }

  /** Texts of those of the files that the tree has. */
  async readTexts(ref: string, paths: ReadonlySet<string>): Promise<Map<string, string>> {
    const tree = await this.open(ref);
    if (paths.size === 0) return new Map();
    // The scan has read them: none is too large.
    const { entries } = await tree.list({ isWanted: (path) => paths.has(path), isKnown: () => true });
    const texts = new Map<string, string>();
    for await (const [{ path }, text] of tree.read(entries)) if (text !== undefined) texts.set(path, text);
    return texts;
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#trees.values());
    for (const one of opened) if (one.status === "fulfilled") await one.value.close();
  }
}

/** Lends trees for as long as `use` takes; then git's processes end, whatever happened. */
export async function withScannedTrees<T>(
  input: Pick<GateInput, "openTree" | "scan">,
  use: (trees: ScannedTrees) => Promise<T>,
): Promise<T> {
  const trees = new ScannedTrees(input);
  try {
    return await use(trees);
  } finally {
    await trees.close();
  }
}

export function getFatal({ problems }: ScanResult): readonly ScanProblem[] {
  return problems.filter(({ isFatal }) => isFatal);
}

/** Broken is never read as empty: throws a UserError that lists what could not be read. */
export function checkHeadScan(scan: ScanResult, { name }: Pick<Tree, "name">): void {
  checkScan(scan, `the ${name}`, "Make them readable, then run it again.");
}

/** The same for the base, which a pull request can't mend. */
export function checkBaseScan(scan: ScanResult, name: string): void {
  checkScan(scan, `the base, ${name}`, "Compare with a commit where they can be read: --base REF");
}

function checkScan(scan: ScanResult, where: string, advice: string): void {
  const fatal = getFatal(scan);
  if (fatal.length === 0) return;
  const lines = fatal.map(
    ({ file, line, message }) => `  ${file}${line === undefined ? "" : `:${line}`}  ${message}`,
  );
  throw new UserError(
    `Can't tell: files of ${where} that may hold references can't be read.\n${lines.join("\n")}\n${advice}`,
  );
}
