import type { Manifest } from "../../manifest/manifest.js";
import { hasTables } from "../has-tables.js";
import { loadGrammar } from "../load-grammar.js";
import type { Detection } from "./detection.js";

/** Below this many files a thread takes longer to start than it saves. */
const MANY_FILES = 400;

/** A detection that begins to load when it is first asked for, or told to. */
export interface LazyDetection {
  get(): Promise<Detection>;
  close(): Promise<void>;
}

interface DetectionNeeds {
  readonly manifest: Manifest;
  /** How many files there are that nothing is known of. */
  readonly unknownFiles: number;
}

export function createLazyDetection(needs: DetectionNeeds): LazyDetection {
  let started: Promise<Detection> | undefined;
  return {
    get: () => (started ??= start(needs)),
    close: async () => {
      await (await started)?.close();
    },
  };
}

async function start({ manifest, unknownFiles }: DetectionNeeds): Promise<Detection> {
  if (unknownFiles >= MANY_FILES) {
    const { canStartThread, startThreadDetection } = await import("./thread-detection.js");
    if (canStartThread()) return startThreadDetection(hasTables(manifest));
  }
  const [{ createLocalDetection }] = await Promise.all([
    import("./local-detection.js"),
    loadGrammar({ manifest }),
  ]);
  return createLocalDetection();
}
