import { detectEvents } from "../../../src/references/events/detect-events.js";
import type { Detection, Project } from "../../../src/references/detector.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";

/** Names with parts, which can mean nothing else, and a common one. */
export const EVENTS = createTestProject({
  changes: [
    change("event", "order.placed.v1"),
    change("event", "order-placed"),
    change("event", "orderPlaced"),
    change("event", "placed"),
  ],
});

export function detect(text: string, project: Project = EVENTS): Detection[] {
  return detectEvents(parseTestScript("src/orders.ts", text), project);
}

/** `access text via` of each place in order, `?` behind those that are inferred. */
export function find(text: string, project?: Project): string[] {
  return detect(text, project).map(
    ({ access, start, end, via, certainty }) =>
      `${access} ${text.slice(start, end)} ${via}${certainty === "inferred" ? "?" : ""}`,
  );
}
