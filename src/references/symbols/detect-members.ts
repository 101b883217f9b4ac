import type { Detection, Project } from "../detector.js";
import { getNameRange } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { MemberOrigin } from "../resolver.js";
import type { FollowContext } from "./follow.js";
import { isPlausible } from "./is-plausible.js";
import { getMemberPlace, type MemberPlace } from "./member-places.js";
import type { OldSymbol } from "./old-symbols.js";

/**
 * Members that only a type settles (`order.amt`). With types, each place of that name is asked for. Where no type answers,
 * a place is `unresolved` if the file has the export at hand and nothing in it shows that the receiver is something else.
 */
export function detectMembers(context: FollowContext, project: Project): void {
  const byName = getByMember(context);
  if (byName.size === 0) return;
  if (!project.resolver.hasTypes && context.atHand.size === 0) return;
  const settled = new Set(context.detections.map(({ change, start }) => `${change.id} ${start}`));
  for (const node of walk(context.file.ast)) {
    const place = getMemberPlace(node);
    for (const symbol of (place && byName.get(place.name)) ?? []) {
      const start = place && getNameRange(place.key)[0];
      if (!place || start === undefined || context.others.has(start)) continue;
      if (settled.has(`${symbol.change.id} ${start}`)) continue;
      const detection = settle(context, project, symbol, place);
      if (detection) context.detections.push(detection);
    }
  }
}

function getByMember({ symbols, file }: FollowContext): ReadonlyMap<string, readonly OldSymbol[]> {
  const byName = new Map<string, OldSymbol[]>();
  for (const symbol of symbols.all) {
    const name = symbol.members.at(-1);
    if (name !== undefined && file.text.includes(name))
      byName.set(name, [...(byName.get(name) ?? []), symbol]);
  }
  return byName;
}

function settle(
  context: FollowContext,
  { resolver }: Project,
  symbol: OldSymbol,
  { key, node, access }: MemberPlace,
): Detection | undefined {
  const [start, end] = getNameRange(key);
  const detection = { change: symbol.change, access, start, end, via: "type" } as const;
  const origins = resolver.hasTypes ? resolver.getMemberOrigins(context.file.path, key) : "unknown";
  if (origins !== "unknown") {
    return origins.some((origin) => isMember(origin, symbol))
      ? { ...detection, certainty: "resolved" }
      : undefined;
  }
  const isPossible = context.atHand.has(symbol) && isPlausible(context.file, symbol, node);
  return isPossible ? { ...detection, certainty: "unresolved" } : undefined;
}

function isMember({ module, path }: MemberOrigin, { change, origins, members }: OldSymbol): boolean {
  const [name, ...below] = path;
  if (below.join(".") !== members.join(".")) return false;
  if (origins.some((origin) => origin.module === module && origin.name === name)) return true;
  // A package outside is known by its name; which of its subpaths gives a declaration out, nobody asks.
  const { old } = change;
  const isPackage = old.kind === "symbol" && !module.startsWith(".");
  return isPackage && (old.module === module || old.module.startsWith(`${module}/`)) && old.path[0] === name;
}
