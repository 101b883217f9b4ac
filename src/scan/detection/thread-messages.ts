import type { TextFile } from "../../references/detector.js";
import type { SchemaFacts, SchemaQuestion } from "../schema-facts.js";
import type { DetectionProject, Finding } from "./detection.js";

/** What the thread is asked; it answers one after the other. The project stands for all files until the next one. */
export type Request =
  | { readonly kind: "schema"; readonly files: readonly TextFile[]; readonly question: SchemaQuestion }
  | { readonly kind: "project"; readonly project: DetectionProject }
  | { readonly kind: "files"; readonly files: readonly TextFile[] };

export type Answer = SchemaFacts | readonly Finding[] | undefined;
