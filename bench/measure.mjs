// Times of child processes, taken in turns so that a busy machine slows all of them alike.
import { spawnSync } from "node:child_process";

/** Runs each command `rounds` times; the median of each in milliseconds, by name. `before` runs untimed before a command. */
export function measureInTurns(commands, rounds) {
  const times = new Map(commands.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, before, ...command } of commands) {
      before?.();
      times.get(name).push(run(command).milliseconds);
    }
  }
  return new Map([...times].map(([name, list]) => [name, getMedian(list)]));
}

/** Runs one command to its end; throws when it fails. */
export function run({ program, args, cwd, input, statuses = [0] }) {
  const start = performance.now();
  const stdio = [input === undefined ? "ignore" : "pipe", "pipe", "pipe"];
  const result = spawnSync(program, args, { cwd, input, stdio, maxBuffer: 1 << 30 });
  const milliseconds = performance.now() - start;
  if (result.error) throw result.error;
  if (!statuses.includes(result.status)) throw new Error(`${program} ${args.join(" ")}\n${result.stderr}`);
  return { milliseconds, stdout: result.stdout.toString() };
}

export function getMedian(list) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
