import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "../../src/repos/mirror-lock.js";
import { Opening } from "./opening.js";

let opening: Opening;
let file: string;
beforeEach(() => {
  opening = new Opening();
  file = join(opening.root, "repos/web.lock");
});
afterEach(() => {
  opening.remove();
});

const inSeconds = (seconds: number) => ({ deadline: Date.now() + seconds * 1000 });
const HERE = { host: hostname(), key: "x" };

test("one at a time holds it", async () => {
  const release = await takeLock(file, inSeconds(1));
  let waits = 0;
  expect(await takeLock(file, { ...inSeconds(0.3), onWait: () => waits++ })).toBeUndefined();
  expect(waits).toBe(1);
  release?.();
  expect(existsSync(file)).toBe(false);
  expect(await takeLock(file, inSeconds(0))).toBeDefined();
});

test("who waits gets it when it is let go", async () => {
  const release = await takeLock(file, inSeconds(1));
  const next = takeLock(file, inSeconds(10));
  await sleep(150);
  release?.();
  expect(await next).toBeDefined();
});

test("a holder that is gone holds nothing", async () => {
  writeFileSync(join(opening.root, "none"), "");
  await (
    await takeLock(file, inSeconds(1))
  )?.();
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, ...HERE }));
  expect(await takeLock(file, inSeconds(0))).toBeDefined();
});

test("a holder on another machine is gone when it gives no sign of life", async () => {
  (await takeLock(file, inSeconds(1)))?.();
  writeFileSync(file, JSON.stringify({ pid: process.pid, host: "elsewhere", key: "x" }));
  expect(await takeLock(file, inSeconds(0))).toBeUndefined();
  const before = new Date(Date.now() - 60_000);
  utimesSync(file, before, before);
  expect(await takeLock(file, inSeconds(0))).toBeDefined();
});

test("of many that find a holder gone, one at a time holds it", async () => {
  (await takeLock(file, inSeconds(1)))?.();
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, ...HERE }));
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const release = await takeLock(file, inSeconds(30));
      holders += 1;
      most = Math.max(most, holders);
      await sleep(5);
      holders -= 1;
      release?.();
    }),
  );
  expect(most).toBe(1);
  expect(readdirSync(join(opening.root, "repos"))).toEqual([]);
});

test("who lost it to another one does not take it away again", async () => {
  const release = await takeLock(file, inSeconds(1));
  const other = JSON.stringify({ pid: process.pid, ...HERE });
  writeFileSync(file, other);
  release?.();
  expect(readFileSync(file, "utf8")).toBe(other);
});

test("an interruption ends the waiting", async () => {
  await takeLock(file, inSeconds(1));
  const controller = new AbortController();
  const waiting = takeLock(file, { ...inSeconds(30), signal: controller.signal });
  controller.abort(new Error("interrupted"));
  await expect(waiting).rejects.toThrow("interrupted");
});
