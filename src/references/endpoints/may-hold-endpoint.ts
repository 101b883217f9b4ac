import type { ScriptFile } from "../detector.js";
import type { Endpoint } from "./endpoint.js";
import { isRouteFile } from "./find-file-routes.js";

const SPEAKS_HTTP = /\b(?:get|post|put|patch|delete|head|all|route|fetch|request|axios|got|ky)\b/i;

/** A cheap look: whether a file names the endpoint, is one by its place, or may do so by what other modules give it. */
export function mayHoldEndpoint({ path, text }: ScriptFile, endpoints: readonly Endpoint[]): boolean {
  if (endpoints.some(({ word }) => word !== "" && text.includes(word))) return true;
  return SPEAKS_HTTP.test(text) || isRouteFile(path, endpoints);
}
