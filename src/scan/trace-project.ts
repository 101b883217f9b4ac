import type { Project } from "../references/detector.js";
import type { EndpointGraph } from "../references/endpoints/endpoint-facts.js";
import { getHash } from "./scan-keys.js";

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
  | readonly ["leads", string, string]
  | readonly ["shape", string, string]
  | readonly ["columns", string | null, string]
  | readonly ["schemas", string]
  | readonly ["dialects", string]
  | readonly ["spoken", string]
  | readonly ["paths", string, string]
  | readonly ["client", string, string]
  | readonly ["senders", string, string]
  | readonly ["prefixes", string, string];

export interface TracedProject {
  readonly project: Project;
  getTrace(): ProjectTrace;
}

export interface Tracer {
  /** The project, with a note taken of each question. For one file: what a detector keeps per project must not outlive it. */
  trace(): TracedProject;
  /** Whether the project gives the answers of the trace. */
  isValid(trace: ProjectTrace): boolean;
}

export function createTracer(project: Project): Tracer {
  // Most files ask the same.
  const answers = new Map<string, string>();
  const getAnswer = (question: string): string => {
    const known = answers.get(question) ?? JSON.stringify(answer(JSON.parse(question) as Question, project));
    answers.set(question, known);
    return known;
  };
  const getDigest = (questions: readonly string[]) => getHash(questions.map(getAnswer));
  return {
    trace: () => {
      const asked = new Set<string>();
      return {
        project: noteQuestions(project, (question) => asked.add(JSON.stringify(question))),
        getTrace: () => ({ questions: [...asked], digest: getDigest([...asked]) }),
      };
    },
    isValid: ({ questions, digest }) => getDigest(questions) === digest,
  };
}

function noteQuestions(project: Project, note: (question: Question) => void): Project {
  const { modules, tables, getDialects, getSpoken, endpoints } = project;
  return {
    ...project,
    ...(endpoints && { endpoints: noteEndpoints(endpoints, note) }),
    ...(getDialects && {
      getDialects: (file: string) => {
        note(["dialects", file]);
        return getDialects(file);
      },
    }),
    ...(getSpoken && {
      getSpoken: (file: string) => {
        note(["spoken", file]);
        return getSpoken(file);
      },
    }),
    modules: {
      getOrigins: (importer, specifier, name) => {
        note(["origins", importer, specifier, name]);
        return modules.getOrigins(importer, specifier, name);
      },
      getTargetOrigins: (module, name) => {
        note(["target", module, name]);
        return modules.getTargetOrigins(module, name);
      },
      leadsToFile: (importer, specifier) => {
        note(["leads", importer, specifier]);
        return modules.leadsToFile(importer, specifier);
      },
      getShape: (origin) => {
        note(["shape", origin.module, origin.name]);
        return modules.getShape(origin);
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
}

function noteEndpoints(endpoints: EndpointGraph, note: (question: Question) => void): EndpointGraph {
  return {
    getPaths: (origin) => {
      note(["paths", origin.module, origin.name]);
      return endpoints.getPaths(origin);
    },
    getClient: (origin) => {
      note(["client", origin.module, origin.name]);
      return endpoints.getClient(origin);
    },
    getSenders: (origin) => {
      note(["senders", origin.module, origin.name]);
      return endpoints.getSenders(origin);
    },
    getPrefixes: (file, name) => {
      note(["prefixes", file, name]);
      return endpoints.getPrefixes(file, name);
    },
  };
}

function answer(
  question: Question,
  { modules, tables, getDialects, getSpoken, endpoints }: Project,
): unknown {
  switch (question[0]) {
    case "origins":
      return modules.getOrigins(question[1], question[2], question[3]);
    case "target":
      return modules.getTargetOrigins(question[1], question[2]);
    case "leads":
      return modules.leadsToFile(question[1], question[2]);
    case "shape":
      return modules.getShape({ module: question[1], name: question[2] }) ?? null;
    case "columns": {
      const name =
        question[1] === null ? { table: question[2] } : { schema: question[1], table: question[2] };
      const columns = tables.getColumns(name);
      return columns === undefined ? null : [...columns].sort();
    }
    case "schemas":
      return tables.getSchemas(question[1]);
    case "dialects":
      return getDialects?.(question[1]) ?? null;
    case "spoken":
      return getSpoken?.(question[1]) ?? null;
    case "paths":
      return endpoints?.getPaths({ module: question[1], name: question[2] }) ?? null;
    case "client":
      return endpoints?.getClient({ module: question[1], name: question[2] }) ?? null;
    case "senders":
      return endpoints?.getSenders({ module: question[1], name: question[2] }) ?? null;
    case "prefixes":
      return endpoints?.getPrefixes(question[1], question[2]) ?? null;
  }
}
