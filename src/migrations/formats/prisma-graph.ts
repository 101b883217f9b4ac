import { groupBy } from "../../group-by.js";
import { compareNames } from "../file-order.js";

/** A migration leads from one state of the contract to another, each known by its hash. */
export interface PrismaEdge {
  /** The name of its folder. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly createdAt: string;
  readonly hash: string;
}

/** `EMPTY_CONTRACT_HASH` of prisma-next: no migration has run. */
export const EMPTY = "empty";

// Until version 0.16 hashes were written with their kind.
const KIND = /^sha256:/;

export function normalizeHash(hash: string | null): string {
  return hash === null ? EMPTY : hash.replace(KIND, "");
}

/** What is known of a migration by its place in the graph. */
export interface PlacedEdge {
  readonly edge: PrismaEdge;
  /** The last migration of another branch, which nobody has merged with this one's: from there none leads here. */
  readonly skippedAfter?: string;
  readonly problem?: string;
}

/**
 * In an order in which each comes after all that lead to it. Prisma takes the shortest way from the state that a database has to the one that is
 * asked for (`findPath` in packages/1-framework/3-tooling/migration/src/migration-graph.ts of prisma-next). A way back to an earlier state, which is
 * nobody's shortest to an end of the graph, is a rollback and left out.
 */
export function placeEdges(edges: readonly PrismaEdge[], namedStates: ReadonlySet<string>): PlacedEdge[] {
  const graph = createGraph(edges);
  const reached = getReached(graph, EMPTY);
  const ends = getEnds(edges, graph, reached);
  const onAWay = getEdgesOnAWay(edges, graph, ends);
  const kept = edges.filter((edge) => onAWay.has(edge) || !reached.has(edge.from) || !isWayBack(edge, graph));
  return sortEdges(kept).map((edge) => {
    if (!reached.has(edge.from))
      return { edge, problem: "no migration leads to the state that it starts from" };
    const other = findOtherEnd(edge, graph, { ends, namedStates });
    return other === undefined ? { edge } : { edge, skippedAfter: other.id };
  });
}

interface Graph {
  readonly outgoing: ReadonlyMap<string, readonly PrismaEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly PrismaEdge[]>;
}

function createGraph(edges: readonly PrismaEdge[]): Graph {
  const sorted = edges.toSorted(compareEdges);
  return {
    outgoing: groupBy(sorted, ({ from }) => from),
    incoming: groupBy(sorted, ({ to }) => to),
  };
}

/** `compareTieBreak` in migration-graph.ts. */
function compareEdges(a: PrismaEdge, b: PrismaEdge): number {
  return compareNames(a.createdAt, b.createdAt) || compareNames(a.to, b.to) || compareNames(a.hash, b.hash);
}

function getReached({ outgoing }: Graph, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const state of reached) for (const { to } of outgoing.get(state) ?? []) reached.add(to);
  return reached;
}

/** The states that nothing leads on from; where all lead back, the one that was made last. */
function getEnds(
  edges: readonly PrismaEdge[],
  { outgoing }: Graph,
  reached: ReadonlySet<string>,
): readonly string[] {
  const leadsOn = (state: string) => outgoing.get(state)?.some(({ to }) => to !== state) === true;
  const leaves = [...reached].filter((state) => !leadsOn(state));
  if (leaves.length > 0) return leaves;
  const last = edges
    .filter(({ from }) => reached.has(from))
    .toSorted(compareEdges)
    .at(-1);
  return last === undefined ? [] : [last.to];
}

/** Of the shortest ways from every state to every end. */
function getEdgesOnAWay(
  edges: readonly PrismaEdge[],
  graph: Graph,
  ends: readonly string[],
): ReadonlySet<PrismaEdge> {
  const onAWay = new Set(edges.filter(({ from, to }) => from === to));
  for (const end of ends) {
    const distances = getDistances(graph, end);
    for (const [state, outgoing] of graph.outgoing) {
      const distance = distances.get(state);
      const next = outgoing.find(({ to }) => distance !== undefined && distances.get(to) === distance - 1);
      if (next !== undefined) onAWay.add(next);
    }
  }
  return onAWay;
}

function getDistances({ incoming }: Graph, end: string): ReadonlyMap<string, number> {
  return measure(end, (state) => (incoming.get(state) ?? []).map(({ from }) => from));
}

function measure(start: string, getNext: (state: string) => readonly string[]): ReadonlyMap<string, number> {
  const distances = new Map([[start, 0]]);
  for (const [state, distance] of distances)
    for (const next of getNext(state)) if (!distances.has(next)) distances.set(next, distance + 1);
  return distances;
}

/** To a state that leads to its own, and is no further from the beginning. */
function isWayBack({ from, to }: PrismaEdge, graph: Graph): boolean {
  const ages = measure(EMPTY, (state) => (graph.outgoing.get(state) ?? []).map((edge) => edge.to));
  return (ages.get(to) ?? 0) <= (ages.get(from) ?? 0) && getReached(graph, to).has(from);
}

/** Two ends that no environment is named for are two branches that nobody has merged yet. */
function findOtherEnd(
  { to }: PrismaEdge,
  graph: Graph,
  { ends, namedStates }: { readonly ends: readonly string[]; readonly namedStates: ReadonlySet<string> },
): PrismaEdge | undefined {
  const reached = getReached(graph, to);
  const own = ends.filter((end) => reached.has(end));
  if (own.length !== 1 || own.some((end) => namedStates.has(end))) return undefined;
  const others = ends.filter((end) => !reached.has(end) && end !== EMPTY);
  return others
    .flatMap((end) => graph.incoming.get(end) ?? [])
    .toSorted(compareEdges)
    .at(0);
}

/** Topological; of several that may come next the one that was made first. */
function sortEdges(edges: readonly PrismaEdge[]): PrismaEdge[] {
  const waiting = new Set(edges.toSorted(compareEdges));
  const sorted: PrismaEdge[] = [];
  while (waiting.size > 0) {
    const open = new Set([...waiting].filter(({ from, to }) => from !== to).map(({ to }) => to));
    const visited = new Set([EMPTY, ...sorted.map(({ to }) => to)]);
    const candidates = [...waiting];
    const next =
      candidates.find(({ from }) => !open.has(from)) ??
      // Where all wait for each other the graph goes in a circle.
      candidates.find(({ from }) => visited.has(from)) ??
      candidates[0];
    if (next === undefined) break;
    waiting.delete(next);
    sorted.push(next);
  }
  return sorted;
}
