import { detectEvents } from "../../../src/references/events/detect-events.js";
import type { Detection, Project } from "../../../src/references/detector.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

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

/** `access line:column text via` of each place, `?` behind those that are inferred. */
export function find(text: string, project: Project = EVENTS): string[] {
  const detections = detect(text, project);
  return detections.map((detection) => {
    const [place = ""] = formatDetections(text, [detection]);
    return `${place} ${detection.via}${detection.certainty === "inferred" ? "?" : ""}`;
  });
}
