import { isRecord } from "../modules/json.js";
import { findDriverDialect } from "../sql/dialects/drivers.js";

const DEPENDENCIES = ["dependencies", "peerDependencies", "devDependencies"] as const;

/**
 * The database drivers that a `package.json` names: at run time, or if there are none, for development. A library develops against every
 * database that it supports; what an application runs on says more.
 */
export function getPackageDrivers(text: string): readonly string[] {
  const json: unknown = JSON.parse(text);
  if (!isRecord(json)) return [];
  const lists = DEPENDENCIES.map((key) => {
    const dependencies = json[key];
    const names = isRecord(dependencies) ? Object.keys(dependencies) : [];
    return names.filter((name) => findDriverDialect(name) !== undefined);
  });
  return lists.find((names) => names.length > 0) ?? [];
}
