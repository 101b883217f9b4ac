/**
 * Calls `work` for each item, for `limit` of them at a time, in order; the answers in the order of the items. After an error nothing new is
 * begun, and it is thrown when nothing is under way any more.
 */
export async function runLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers = new Map<number, R>();
  const queue = [...items.entries()];
  const runLane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      try {
        answers.set(index, await work(item));
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, runLane));
  for (const lane of lanes) if (lane.status === "rejected") throw lane.reason;
  return [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}
