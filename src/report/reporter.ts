import type { Change } from "../manifest/manifest.js";
import type { Style } from "./style.js";

/** What reporters need beside the result; a result in the same context gives the same text. */
export interface ReportContext {
  readonly changes: readonly Change[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly style: Style;
  /** The manifest's path as messages name it, relative to the root: `expand-contract.json`. */
  readonly manifestPath: string;
  /** From the repository's top to the root, which paths in results are relative to: empty, or `packages/api/`. Other services count from the top. */
  readonly pathPrefix: string;
  /** Code owners of a file, its path as results have it, by the repository's CODEOWNERS; empty: nobody's. Absent: there is no such file. */
  readonly ownersOf?: (file: string) => readonly string[];
  /** The same for another repo of the manifest, by its name; undefined where its CODEOWNERS is not at hand. */
  readonly ownersOfRepo?: (repo: string) => ((file: string) => readonly string[]) | undefined;
  /** Where the service that shows a report shows files: `https://github.com/acme/api/blob/`, then a commit and a path. Absent: nowhere. */
  readonly blobs?: { readonly url: string; readonly sha: string };
  /** How much the place that it goes to takes; absent: as much as the format's usual place. */
  readonly maxBytes?: number;
}

export type Reporter<R> = (result: R, context: ReportContext) => string;

/** Reporters by the name that `--format` takes, each loaded when it is asked for. */
export type Reporters<F extends string, R> = Readonly<Record<F, () => Promise<Reporter<R>>>>;
