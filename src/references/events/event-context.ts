import type { TSESTree } from "@typescript-eslint/utils";
import type { Detection, Project, ScriptFile } from "../detector.js";
import { CERTAINTIES } from "../reference.js";
import { type EventUse, getOldEvents, isDistinctive, type OldEvent } from "./event-place.js";
import { matchNames, type NameForm, type NameMatch } from "./match-names.js";
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

export interface Place {
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
    matchNames(text, as, events).map((match) => createDetection(match, use)),
  );
}

/** As sure as the place and the name together. */
export function createDetection(
  { event, start, end, certainty }: NameMatch,
  { access, via, certainty: sureness }: EventUse,
): Detection {
  const isLess = CERTAINTIES.indexOf(certainty) > CERTAINTIES.indexOf(sureness);
  return { change: event.change, access, start, end, via, certainty: isLess ? certainty : sureness };
}
