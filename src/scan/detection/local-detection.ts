import { createTextTest } from "../../references/may-hold-reference.js";
import type { TextFile } from "../../references/detector.js";
import { createAskedResolver } from "../asked-resolver.js";
import { detectFile, type FileOutcome } from "../detect-file.js";
import { buildProject } from "../project.js";
import { getSchemaFacts } from "../schema-facts.js";
import { createTracer } from "../trace-project.js";
import type { Detection, DetectionProject, Finding } from "./detection.js";

const NOTHING: FileOutcome = { references: [], excluded: [], problems: [] };

/** Detection in this thread. */
export function createLocalDetection(): Detection {
  const known = new WeakMap<DetectionProject, (file: TextFile) => Finding>();
  return {
    readSchema: async (files, question) => getSchemaFacts(files, question),
    detect: async (project, files) => {
      const find = known.get(project) ?? createFinder(project);
      known.set(project, find);
      return files.map(find);
    },
    close: async () => undefined,
  };
}

function createFinder({ input, words }: DetectionProject): (file: TextFile) => Finding {
  const { project } = buildProject(input);
  const mayHoldReference = createTextTest({ changes: project.changes, catalog: project.catalog, words });
  const tracer = createTracer(project);
  return ({ path, text }) => {
    if (!mayHoldReference(text)) return { outcome: NOTHING };
    const traced = tracer.trace();
    const { resolver, wasAsked } = createAskedResolver();
    const outcome = detectFile(path, text, { ...traced.project, resolver });
    return { outcome, trace: traced.getTrace(), ...(wasAsked() && { needsTypes: true }) };
  };
}
