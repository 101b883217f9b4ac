import type { TextFile } from "../../references/detector.js";
import type { FileOutcome } from "../detect-file.js";
import type { ProjectInput } from "../project.js";
import type { SchemaFacts, SchemaQuestion } from "../schema-facts.js";
import type { ProjectTrace } from "../trace-project.js";

/** What looking into a file gave; without a trace it was passed over, since nothing of it can be a reference. */
export interface Finding {
  readonly outcome: FileOutcome;
  readonly trace?: ProjectTrace;
  /** True when only types could tell more. */
  readonly needsTypes?: boolean;
}

/** What surrounds the files that are looked into. Structured data: a thread gets a copy. */
export interface DetectionProject {
  readonly input: ProjectInput;
  /** A file that holds none of them has no reference. */
  readonly words: ReadonlySet<string>;
}

/** The part of a scan that takes parsers and detectors: what loads longest, and works longest. */
export interface Detection {
  readSchema(files: readonly TextFile[], question: SchemaQuestion): Promise<SchemaFacts>;
  /** One finding a file, in their order. */
  detect(project: DetectionProject, files: readonly TextFile[]): Promise<readonly Finding[]>;
  close(): Promise<void>;
}
