import type { ConfigPlace } from "../config-place.js";
import { type DataEntry, type DataNode, type DataScalar, findValue, isText } from "./data-tree.js";
import { type DeploymentKind, getDeploymentKind } from "./deployment-kind.js";
import { findMentions } from "./find-mentions.js";

interface DataFile {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly DataNode[];
}

/** What the walk knows of where it is. */
interface Spot {
  readonly kind: DeploymentKind;
  /** The keys on the way, of lists that of the list. */
  readonly keys: readonly string[];
  /** True in what becomes an environment. */
  readonly isEnvironment: boolean;
}

type Place = Omit<ConfigPlace, "key">;
type Access = Place["access"];

/** Keys under which a map's keys, or a list's items, are variables of an environment. */
const ENVIRONMENTS: ReadonlySet<string> = new Set([
  ...["env", "envs", "environment", "variables", "Variables", "envVars", "env_vars", "env_variables"],
  ...["environmentVariables", "environment_variables", "extraEnv", "extraEnvs", "extraEnvVars"],
  ...["containerEnv", "remoteEnv", "build_args", "buildArgs", "vars", "literals"],
]);

/** Keys of turbo.json whose lists name what tasks depend on. */
const PASSED: ReadonlySet<string> = new Set(["env", "globalEnv", "passThroughEnv", "globalPassThroughEnv"]);

const CONFIG_KINDS: ReadonlySet<unknown> = new Set(["ConfigMap", "Secret", "SealedSecret"]);
const CONFIG_DATA: ReadonlySet<string> = new Set(["data", "stringData", "binaryData", "encryptedData"]);

/** Places in data that set or use an environment variable of this name. */
export function findDataPlaces({ path, text, documents }: DataFile, name: string): Place[] {
  const places: Place[] = [];
  const seen = new Set<string>();
  const ids = new Map<DataNode, number>();

  /** Aliases lead to one node more than once; only in an environment it may mean more there. */
  function isSeen(node: DataNode, { isEnvironment }: Spot): boolean {
    const id = ids.get(node) ?? ids.size;
    ids.set(node, id);
    const key = `${id} ${isEnvironment}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  }

  function add(scalar: DataScalar, access: Access, certainty: Place["certainty"]): void {
    const start = text.indexOf(name, scalar.start);
    if (start === -1 || start + name.length > scalar.end) return;
    places.push({ access, start, end: start + name.length, via: "deployment", certainty });
  }

  function visit(node: DataNode, spot: Spot): void {
    if (node.kind === "scalar") return visitScalar(node, spot);
    if (isSeen(node, spot)) return;
    if (node.kind === "map") {
      visitNamed(node, spot);
      for (const entry of node.entries) visitEntry(entry, spot);
      return;
    }
    for (const item of node.items) visitItem(item, spot);
  }

  /** `- LEGACY_DSN=…`, `- LEGACY_DSN` */
  function visitItem(item: DataNode, spot: Spot): void {
    if (!spot.isEnvironment || item.kind !== "scalar" || typeof item.value !== "string")
      return visit(item, spot);
    const isSet = item.value.startsWith(`${name}=`);
    if (isSet) add(item, "write", getSureness(spot));
    if (item.value === name || item.value === `!${name}`) addPassed(item, spot);
    visitText(item, spot, isSet ? item.start + name.length + 1 : item.start);
  }

  /** A name without a value: who runs the file gives it. */
  function addPassed(scalar: DataScalar, spot: Spot): void {
    add(scalar, "read", getSureness(spot));
    if (spot.kind !== "task-runner") add(scalar, "write", getSureness(spot));
  }

  /** `{ name: LEGACY_DSN, value: … }` and what else names a variable by a value. */
  function visitNamed(map: DataNode, spot: Spot): void {
    const last = spot.keys.at(-1) ?? "";
    const named = findValue(map, "name");
    const keyed = findValue(map, "key");
    if (isText(named, name) && (spot.isEnvironment || hasValue(map)))
      add(named, "write", spot.isEnvironment ? getSureness(spot) : "inferred");
    if (isText(keyed, name)) {
      if (isReference(last)) add(keyed, "read", getSureness(spot));
      else if (spot.isEnvironment || hasValue(map)) add(keyed, "write", getSureness(spot));
    }
    const secret = findValue(map, "secretKey");
    if (isText(secret, name)) add(secret, "write", getSureness(spot));
    if (last !== "remoteRef") return;
    const property = findValue(map, "property");
    if (isText(property, name)) add(property, "read", "inferred");
  }

  function visitEntry({ key, value }: DataEntry, spot: Spot): void {
    const text = String(key.value);
    if (text === "<<") return visitMerged(value, spot);
    if (text === name) addKey(key, value, spot);
    const keys = [...spot.keys, text];
    visit(value, { ...spot, keys, isEnvironment: isEnvironmentKey(text, spot) });
  }

  function visitMerged(value: DataNode, spot: Spot): void {
    for (const map of value.kind === "list" ? value.items : [value]) visit(map, spot);
  }

  function addKey(key: DataScalar, value: DataNode, spot: Spot): void {
    const { kind, keys, isEnvironment } = spot;
    if (kind === "workflow" && keys.includes("workflow_call")) return add(key, "declare", "resolved");
    if (kind === "workflow" && keys.at(-1) === "secrets") return add(key, "write", "resolved");
    // A script or a task of that name.
    if (!isEnvironment && (kind === "package" || kind === "task-runner")) return;
    add(key, "write", isEnvironment ? getSureness(spot) : "inferred");
    const isEmpty = value.kind === "scalar" && value.value === null;
    if (kind === "compose" && isEnvironment && isEmpty) add(key, "read", "resolved");
  }

  function visitScalar(scalar: DataScalar, spot: Spot): void {
    const isVariable = ENVIRONMENTS.has(spot.keys.at(-1) ?? "") && scalar.value === name;
    // `environment: LEGACY_DSN` of a secret, `{ "env": "LEGACY_DSN" }` of nx.
    if (isVariable) add(scalar, "read", getSureness(spot));
    else visitText(scalar, spot, scalar.start);
  }

  function visitText(scalar: DataScalar, { kind, keys }: Spot, start: number): void {
    if (typeof scalar.value !== "string") return;
    const passage = { text, start, end: scalar.end, kind, key: keys.at(-1) ?? "" };
    places.push(...findMentions(passage, name));
  }

  for (const document of documents) {
    const kind = getDeploymentKind(path, document);
    const holdsConfig = CONFIG_KINDS.has(getScalar(findValue(document, "kind")));
    if (holdsConfig) visitConfigData(document, kind);
    visit(document, { kind, keys: [], isEnvironment: false });
  }
  return keepFirst(places);

  function visitConfigData(document: DataNode, kind: DeploymentKind): void {
    if (document.kind !== "map") return;
    for (const { key, value } of document.entries)
      if (CONFIG_DATA.has(String(key.value)))
        visit(value, { kind, keys: [String(key.value)], isEnvironment: true });
  }
}

function isEnvironmentKey(key: string, { kind, keys, isEnvironment }: Spot): boolean {
  if (kind === "task-runner") return PASSED.has(key);
  if (ENVIRONMENTS.has(key)) return true;
  if (key === "args") return keys.at(-1) === "build";
  // GitLab's variables have maps as values, and those have no variables.
  return isEnvironment && key === "encryptedData";
}

/** `secretKeyRef`, `configMapKeyRef`, and the `items` of a volume. */
function isReference(key: string): boolean {
  return key.endsWith("KeyRef") || key === "items";
}

function hasValue(map: DataNode): boolean {
  return ["value", "valueFrom", "fromDatabase", "fromService", "sync", "generateValue", "scope"].some(
    (key) => findValue(map, key) !== undefined,
  );
}

function getSureness({ kind }: Spot): Place["certainty"] {
  return kind === "other" ? "inferred" : "resolved";
}

function getScalar(node: DataNode | undefined): unknown {
  return node?.kind === "scalar" ? node.value : undefined;
}

/** What is seen as environment and again as plain data counts as what it was seen as first. */
function keepFirst(places: readonly Place[]): Place[] {
  const byPlace = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.start} ${place.access}`;
    const known = byPlace.get(key);
    if (known?.certainty !== "resolved") byPlace.set(key, place);
  }
  return [...byPlace.values()];
}
