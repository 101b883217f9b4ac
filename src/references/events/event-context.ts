import type { TSESTree } from "@typescript-eslint/utils";
import type { Detection, Project, ScriptFile } from "../detector.js";
import { CERTAINTIES } from "../reference.js";
import { type EventUse, getOldEvents, isDistinctive, type OldEvent } from "./event-place.js";
import { matchNames, type NameForm } from "./match-names.js";
import { createNameReader, type NameReader } from "./read-names.js";
import { createReceivers, type Receivers } from "./receivers.js";

/** What every way to find event names needs to know. */
export interface EventContext {
  readonly file: ScriptFile;
  readonly events: readonly OldEvent[];
  /** Those whose names can mean nothing else. */
  readonly distinctive: readonly OldEvent[];
  readonly receivers: Receivers;
  readonly read: NameReader;
}

export function createEventContext(file: ScriptFile, project: Project): EventContext {
  const events = getOldEvents(project.changes);
  return {
    file,
    events,
    distinctive: events.filter(({ name }) => isDistinctive(name)),
    receivers: createReceivers(file, project),
    read: createNameReader(file, project),
  };
}

interface Place {
  readonly node: TSESTree.Node;
  readonly as?: NameForm;
  readonly use: EventUse;
}

/** The old names at a place where one of the given events may be named. */
export function detectNames(
  { read }: EventContext,
  events: readonly OldEvent[],
  { node, as = "name", use }: Place,
): Detection[] {
  return read(node).flatMap((text) =>
    matchNames(text, as, events).map(({ event, start, end, certainty }) => ({
      ...{ change: event.change, access: use.access, via: use.via, start, end },
      certainty:
        CERTAINTIES.indexOf(certainty) > CERTAINTIES.indexOf(use.certainty) ? certainty : use.certainty,
    })),
  );
}
