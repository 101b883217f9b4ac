import { createHash } from "node:crypto";
import type { Project } from "../references/detector.js";

/**
 * What detection in a file asked of the project around it, and a digest of the answers: its result holds as long as the same questions have
 * the same answers, whatever else changed. JSON-able. The catalog has no questions; the cache keys by it as a whole.
 */
export interface ProjectTrace {
  readonly questions: readonly string[];
  readonly digest: string;
}

type Question =
  | readonly ["origins", string, string, string]
  | readonly ["target", string, string]
  | readonly ["columns", string | null, string]
  | readonly ["schemas", string];

/** The project, with a note taken of each question. For one file: what a detector keeps per project must not outlive it. */
export function traceProject(project: Project): { readonly project: Project; getTrace(): ProjectTrace } {
  const asked = new Set<string>();
  const note = (question: Question) => asked.add(JSON.stringify(question));
  const { modules, tables } = project;
  const traced: Project = {
    ...project,
    modules: {
      getOrigins: (importer, specifier, name) => {
        note(["origins", importer, specifier, name]);
        return modules.getOrigins(importer, specifier, name);
      },
      getTargetOrigins: (module, name) => {
        note(["target", module, name]);
        return modules.getTargetOrigins(module, name);
      },
    },
    tables: {
      getColumns: (name) => {
        note(["columns", name.schema ?? null, name.table]);
        return tables.getColumns(name);
      },
      getSchemas: (table) => {
        note(["schemas", table]);
        return tables.getSchemas(table);
      },
    },
  };
  return {
    project: traced,
    getTrace: () => {
      const questions = [...asked].sort();
      return { questions, digest: getDigest(questions, project) };
    },
  };
}

/** Whether a project gives the answers of the trace. */
export function isTraceValid({ questions, digest }: ProjectTrace, project: Project): boolean {
  return getDigest(questions, project) === digest;
}

function getDigest(questions: readonly string[], project: Project): string {
  const hash = createHash("sha1");
  for (const question of questions)
    hash.update(JSON.stringify(answer(JSON.parse(question) as Question, project)));
  return hash.digest("base64");
}

function answer(question: Question, { modules, tables }: Project): unknown {
  switch (question[0]) {
    case "origins":
      return modules.getOrigins(question[1], question[2], question[3]);
    case "target":
      return modules.getTargetOrigins(question[1], question[2]);
    case "columns": {
      const name =
        question[1] === null ? { table: question[2] } : { schema: question[1], table: question[2] };
      const columns = tables.getColumns(name);
      return columns === undefined ? null : [...columns].sort();
    }
    case "schemas":
      return tables.getSchemas(question[1]);
  }
}
