import type { MappedHandle } from "../catalog.js";
import type { ClassFinder } from "./class-members.js";
import type { EntityRepository, TargetName } from "./named-class.js";

export type Handles<Class> = Map<Class, readonly MappedHandle[]>;

/** Other names by which code reaches an entity: its repositories, to which callers add what their ORM knows beside them. */
export function collectHandles<Class>(
  mappings: ReadonlyMap<string, { readonly repositories: readonly EntityRepository[] }>,
  classes: ClassFinder<Class>,
): Handles<Class> {
  const handles: Handles<Class> = new Map();
  for (const [file, { repositories }] of mappings)
    for (const { model, exports, entity } of repositories)
      addHandle(handles, classes.find(entity, file), { kind: "repository", file, model, exports });
  return handles;
}

export function addHandle<Class>(
  handles: Handles<Class>,
  entity: Class | undefined,
  handle: MappedHandle,
): void {
  if (entity !== undefined) handles.set(entity, [...(handles.get(entity) ?? []), handle]);
}

/** The class that a schema makes its rows of, declared within the schema itself. */
export function addOwnClass<Class extends { readonly file: string; readonly target?: TargetName }>(
  handles: Handles<Class>,
  entity: Class,
): void {
  const { target, file } = entity;
  if (target !== undefined && "own" in target)
    addHandle(handles, entity, { kind: "model", file, model: target.own, exports: [target.own] });
}
