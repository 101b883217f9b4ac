import type { TSESTree } from "@typescript-eslint/utils";
import type { Detection, Project } from "../detector.js";
import { getNameRange } from "../../ast/property-name.js";
import { walk } from "../../ast/walk.js";
import type { MemberOrigin, Resolver } from "../resolver.js";
import type { FollowContext } from "./follow.js";
import { getAccesses } from "./access.js";
import { isPlausible } from "./is-plausible.js";
import { getKeyPlace, type KeyPlace } from "./key-places.js";
import { getMemberPlace } from "./member-places.js";
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
    const place = findPlace(node);
    for (const symbol of (place && byName.get(place.name)) ?? []) {
      const start = place && getNameRange(place.key)[0];
      if (!place || start === undefined || context.others.has(start)) continue;
      if (settled.has(`${symbol.change.id} ${start}`)) continue;
      context.detections.push(...settle(context, project, symbol, place));
    }
  }
}

function findPlace(node: TSESTree.Node): KeyPlace | undefined {
  const place = getMemberPlace(node);
  return place ? { ...place, isKey: false } : getKeyPlace(node);
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
  { key, node, access, isKey }: KeyPlace,
): readonly Detection[] {
  const { path } = context.file;
  const origins = resolver.hasTypes ? resolver.getMemberOrigins(path, key) : "unknown";
  const certainty = origins === "unknown" ? "unresolved" : "resolved";
  if (origins === "unknown") {
    if (isKey || !context.atHand.has(symbol) || !isPlausible(context.file, symbol, node)) return [];
  } else if (!isMember(origins, symbol, resolver)) return [];
  const [start, end] = getNameRange(key);
  const accesses = node.type === "MemberExpression" ? getAccesses(node) : [access];
  return accesses.map((one) => ({
    ...{ change: symbol.change, access: one, start, end, via: "type", certainty },
  }));
}

function isMember(origins: readonly MemberOrigin[], symbol: OldSymbol, resolver: Resolver): boolean {
  if (origins.some((origin) => isNamed(origin, symbol))) return true;
  const declared = getDeclarations(symbol, resolver);
  return origins.some(({ place }) => place !== undefined && declared.has(place));
}

const known = new WeakMap<Resolver, Map<OldSymbol, ReadonlySet<string>>>();

/** Where the old member is declared, if need be in another module than the one it is named by. */
function getDeclarations(symbol: OldSymbol, resolver: Resolver): ReadonlySet<string> {
  const bySymbol = known.get(resolver) ?? new Map<OldSymbol, ReadonlySet<string>>();
  known.set(resolver, bySymbol);
  const { origins, members } = symbol;
  const own = origins.filter(({ module }) => module.startsWith("./"));
  const found =
    bySymbol.get(symbol) ??
    new Set(own.flatMap(({ module, name }) => resolver.getDeclarations(module.slice(2), [name, ...members])));
  bySymbol.set(symbol, found);
  return found;
}

function isNamed({ module, path }: MemberOrigin, { change, origins, members }: OldSymbol): boolean {
  const [name, ...below] = path;
  if (below.join(".") !== members.join(".")) return false;
  if (origins.some((origin) => origin.module === module && origin.name === name)) return true;
  // A package outside is known by its name; which of its subpaths gives a declaration out, nobody asks.
  const { old } = change;
  const isPackage = old.kind === "symbol" && !module.startsWith(".");
  return isPackage && (old.module === module || old.module.startsWith(`${module}/`)) && old.path[0] === name;
}
