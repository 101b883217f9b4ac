import type { CallSite, Handle } from "./handle.js";
import { toHandle, UNKNOWN, type Value } from "./value.js";

const MOST = 8;

/** What may be one thing of the tool's or another, where only running would tell: what is done with it is done with each. */
export function createEither(values: readonly Value[]): Value {
  const all = new Set(
    values.flatMap((value) => (value.kind === "handle" ? listAlternatives(value.handle) : [])),
  );
  const [first, ...others] = all;
  if (first === undefined) return values.find(({ kind }) => kind === "unknown") ?? UNKNOWN;
  if (others.length === 0) return toHandle(first);
  return toHandle(
    createEitherHandle(all.size <= MOST ? [...all] : [...all].toSpliced(MOST - 1, all.size - MOST)),
  );
}

/** What may be one value or another. Unknown where one of them is, or where they are too many; beside things of the tool's nothing else counts. */
export function joinValues(values: readonly Value[]): Value {
  const handles = values.filter(({ kind }) => kind === "handle");
  if (handles.length > 0) return createEither(handles);
  const all = values.flatMap(listAll).reduce<readonly Value[]>(addNew, []);
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? UNKNOWN;
  const isKnown = all.length <= MOST && all.every(({ kind }) => kind !== "unknown");
  return isKnown ? { kind: "unknown", alternatives: all } : UNKNOWN;
}

export function listAll(value: Value): readonly Value[] {
  return (value.kind === "unknown" ? value.alternatives : undefined) ?? [value];
}

function addNew(values: readonly Value[], value: Value): readonly Value[] {
  return values.some((one) => isSame(one, value)) ? values : [...values, value];
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === "function" && b.kind === "function")
    return a.node === b.node && a.environment === b.environment;
  return a.kind === "plain" && b.kind === "plain" && a.value === b.value;
}

interface EitherHandle extends Handle {
  readonly alternatives: readonly Handle[];
}

export function listAlternatives(handle: Handle): readonly Handle[] {
  return isEither(handle) ? handle.alternatives : [handle];
}

export function isEither(handle: Handle): handle is EitherHandle {
  return "alternatives" in handle;
}

function createEitherHandle(alternatives: readonly Handle[]): EitherHandle {
  const join = (results: readonly (Value | undefined)[]): Value | undefined =>
    results.every((result) => result !== undefined) ? createEither(results) : undefined;
  const [first] = alternatives;
  return {
    label: first?.label ?? "",
    tables: alternatives.flatMap(({ tables = [] }) => tables),
    isData: alternatives.every(({ isData }) => isData === true),
    isBound: alternatives.every(({ isBound }) => isBound === true),
    isOption: alternatives.every(({ isOption }) => isOption === true),
    alternatives,
    getMember: (name) => join(alternatives.map((one) => one.getMember?.(name))),
    setMember(name, value) {
      for (const one of alternatives) one.setMember?.(name, value);
    },
    callMethod: (name, args, site) => join(alternatives.map((one) => callOne(one, name, { args, site }))),
    call: (args, site) => join(alternatives.map((one) => one.call?.(args, site))),
    callTag: (text, args, site) => join(alternatives.map((one) => one.callTag?.(text, args, site))),
    construct: (args, site) => join(alternatives.map((one) => one.construct?.(args, site))),
    getAwaited: () => createEither(alternatives.map((one) => one.getAwaited?.() ?? toHandle(one))),
  };
}

interface Call {
  readonly args: readonly Value[];
  readonly site: CallSite;
}

function callOne(handle: Handle, name: string, { args, site }: Call): Value | undefined {
  const member = handle.getMember?.(name);
  return member?.kind === "handle" ? member.handle.call?.(args, site) : handle.callMethod?.(name, args, site);
}
