import type { JsonDocument } from "./json-document.js";
import type { Change, Kind, Manifest, Target } from "./manifest.js";
import { normalizeDir } from "./migration-dir.js";
import { parseTarget } from "./parse-target.js";
import { type ChangeInput, DEFAULTS, type DeployedInput, type ManifestInput } from "./schema.js";

/** Fills in what a sound manifest left out. Changes keep the order of the text. */
export function normalizeManifest(
  input: ManifestInput,
  document: JsonDocument,
): Omit<Manifest, "file" | "hash"> {
  const { source = {}, migrations = [], deployed, repos = [], changes = {} } = input;
  return {
    source: {
      include: source.include ?? DEFAULTS.include,
      // Whoever leaves out one more folder did not mean to bring node_modules in.
      exclude: [...DEFAULTS.exclude, ...(source.exclude ?? [])],
    },
    migrations: migrations.map((entry) => ({ ...entry, dir: normalizeDir(entry.dir) })),
    ...normalizeDeployed(deployed),
    repos,
    changes: document.getKeys(["changes"]).flatMap((id) => {
      const change = changes[id];
      if (change === undefined) return [];
      return [{ ...normalizeChange(id, change), ...document.getKeyPlace(["changes", id]) }];
    }),
  };
}

function normalizeDeployed(deployed: DeployedInput | undefined): Pick<Manifest, "deployed"> {
  if (deployed?.ref !== undefined) return { deployed: { ref: deployed.ref } };
  if (deployed?.tag !== undefined) return { deployed: { tag: deployed.tag } };
  return {};
}

function normalizeChange(id: string, change: ChangeInput): Omit<Change, "line" | "column"> {
  const { old, new: next, window = DEFAULTS.window, ...rest } = change;
  return {
    id,
    ...rest,
    old: getTarget(change.kind, old),
    ...(next === undefined ? {} : { replacement: getTarget(change.kind, next) }),
    windowDays: getWindowDays(window),
  };
}

function getTarget(kind: Kind, text: string): Target {
  const parsed = parseTarget(kind, text);
  if ("target" in parsed) return parsed.target;
  throw new Error(`Unchecked ${kind} ${JSON.stringify(text)}: ${parsed.problem}`);
}

function getWindowDays(window: string): number {
  const days = Number.parseInt(window, 10);
  return window.endsWith("w") ? days * 7 : days;
}
