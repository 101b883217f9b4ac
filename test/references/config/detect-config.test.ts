import { describe, expect, it } from "vitest";
import { detectConfig } from "../../../src/references/config/detect-config.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

const project = createTestProject({
  changes: [change("config", "LEGACY_DSN"), change("config", "LEGACY_KEY")],
});

const detect = (text: string, path = "src/settings.ts") => detectConfig(parseTestScript(path, text), project);

/** `access line:column text` of each place. */
const find = (text: string, path?: string) => formatDetections(text, detect(text, path));

/** Certainty of each place. */
const getCertainties = (text: string) => detect(text).map(({ certainty }) => certainty);

describe("member access", () => {
  it("reads by name, string and template", () => {
    expect(find("connect(process.env.LEGACY_DSN);")).toEqual(["read 1:21 LEGACY_DSN"]);
    expect(find('connect(process.env["LEGACY_DSN"]);')).toEqual(["read 1:22 LEGACY_DSN"]);
    expect(find("connect(process.env[`LEGACY_DSN`]);")).toEqual(["read 1:22 LEGACY_DSN"]);
    expect(find('connect(process["env"].LEGACY_DSN);')).toEqual(["read 1:24 LEGACY_DSN"]);
  });

  it("is none by another name or by a name at run time", () => {
    expect(find("connect(process.env.LEGACY_DSN_2);")).toEqual([]);
    expect(find("connect(process.env.legacy_dsn);")).toEqual([]);
    expect(find('const name = "LEGACY_DSN"; connect(process.env[name]);')).toEqual([]);
    expect(find("connect(process.env[`LEGACY_${kind}`]);")).toEqual([]);
    expect(find("connect(LEGACY_DSN, config.LEGACY_DSN, process.LEGACY_DSN);")).toEqual([]);
  });

  it("sees through optional chains and types", () => {
    expect(find("process?.env?.LEGACY_DSN?.trim();")).toEqual(["read 1:15 LEGACY_DSN"]);
    expect(find("const dsn = (process.env as Env).LEGACY_DSN!;")).toEqual(["read 1:34 LEGACY_DSN"]);
  });

  it("knows the runtimes", () => {
    expect(find("globalThis.process.env.LEGACY_DSN;")).toEqual(["read 1:24 LEGACY_DSN"]);
    expect(find("import.meta.env.LEGACY_DSN;")).toEqual(["read 1:17 LEGACY_DSN"]);
    expect(find("Bun.env.LEGACY_DSN;")).toEqual(["read 1:9 LEGACY_DSN"]);
    expect(find("Deno.env.LEGACY_DSN;")).toEqual([]);
    expect(find("import.meta.LEGACY_DSN;")).toEqual([]);
  });

  it("has a place for each use", () => {
    expect(find("use(process.env.LEGACY_DSN,\n  process.env.LEGACY_KEY, process.env.LEGACY_DSN);")).toEqual([
      "read 1:17 LEGACY_DSN",
      "read 2:15 LEGACY_KEY",
      "read 2:39 LEGACY_DSN",
    ]);
  });

  it("names change, detector and certainty", () => {
    expect(detect("process.env.LEGACY_KEY;")).toEqual([
      { change: project.changes[1], access: "read", start: 12, end: 22, via: "env", certainty: "resolved" },
    ]);
  });
});

describe("writes", () => {
  it("are assignments, deletes and both at once", () => {
    expect(find('process.env.LEGACY_DSN = "x";')).toEqual(["write 1:13 LEGACY_DSN"]);
    expect(find("delete process.env.LEGACY_DSN;")).toEqual(["write 1:20 LEGACY_DSN"]);
    expect(find("delete process.env?.LEGACY_DSN;")).toEqual(["write 1:21 LEGACY_DSN"]);
    expect(find('process.env.LEGACY_DSN ??= "x";')).toEqual([
      "read 1:13 LEGACY_DSN",
      "write 1:13 LEGACY_DSN",
    ]);
    expect(find('process.env.LEGACY_DSN += "x";')).toEqual(["read 1:13 LEGACY_DSN", "write 1:13 LEGACY_DSN"]);
    expect(find('(process.env.LEGACY_DSN as string) = "x";')).toEqual(["write 1:14 LEGACY_DSN"]);
  });

  it("are reads on the other side", () => {
    expect(find("dsn = process.env.LEGACY_DSN;")).toEqual(["read 1:19 LEGACY_DSN"]);
    expect(find("typeof process.env.LEGACY_DSN;")).toEqual(["read 1:20 LEGACY_DSN"]);
    expect(find("const dsn = process.env.LEGACY_DSN ?? other;")).toEqual(["read 1:25 LEGACY_DSN"]);
    expect(find("const { dsn = process.env.LEGACY_DSN } = options;")).toEqual(["read 1:27 LEGACY_DSN"]);
  });

  it("are targets of patterns and loops", () => {
    expect(find("[process.env.LEGACY_DSN] = list;")).toEqual(["write 1:14 LEGACY_DSN"]);
    expect(find("({ dsn: process.env.LEGACY_DSN } = options);")).toEqual(["write 1:21 LEGACY_DSN"]);
    expect(find('({ dsn: process.env.LEGACY_DSN = "x" } = options);')).toEqual(["write 1:21 LEGACY_DSN"]);
    expect(find("for (process.env.LEGACY_DSN of list) run();")).toEqual(["write 1:18 LEGACY_DSN"]);
    expect(find("send({ dsn: process.env.LEGACY_DSN });")).toEqual(["read 1:25 LEGACY_DSN"]);
  });

  it("are properties of what becomes the environment", () => {
    expect(find('process.env = { LEGACY_DSN: "x" };')).toEqual(["write 1:17 LEGACY_DSN"]);
    expect(find('Object.assign(process.env, { LEGACY_DSN: "x" });')).toEqual(["write 1:30 LEGACY_DSN"]);
    expect(find('Object.assign(options, { LEGACY_DSN: "x" });')).toEqual([]);
    expect(find('const defaults = { LEGACY_DSN: "x" };')).toEqual([]);
  });

  it("are assumed in a copy of the environment", () => {
    const text = 'spawn("job", { env: { ...process.env, LEGACY_DSN: "x" } });';
    expect(find(text)).toEqual(["write 1:39 LEGACY_DSN"]);
    expect(getCertainties(text)).toEqual(["inferred"]);
    expect(find('send({ ...options, LEGACY_DSN: "x" });')).toEqual([]);
  });
});

describe("patterns", () => {
  it("read in declarations, with new names and defaults", () => {
    expect(find("const { LEGACY_DSN } = process.env;")).toEqual(["read 1:9 LEGACY_DSN"]);
    expect(find('const { LEGACY_DSN: dsn = "x", ...rest } = process.env;')).toEqual(["read 1:9 LEGACY_DSN"]);
    expect(find('const { "LEGACY_DSN": dsn } = process.env;')).toEqual(["read 1:10 LEGACY_DSN"]);
    expect(find("const { LEGACY_DSN } = import.meta.env;")).toEqual(["read 1:9 LEGACY_DSN"]);
    expect(find('const { LEGACY_DSN = "x" } = process.env!;')).toEqual(["read 1:9 LEGACY_DSN"]);
  });

  it("are none on another object", () => {
    expect(find("const { LEGACY_DSN } = options;")).toEqual([]);
    expect(find("const { dsn: LEGACY_DSN } = process.env;")).toEqual([]);
    expect(find("const { LEGACY_DSN } = process;")).toEqual([]);
  });

  it("read when nested", () => {
    expect(find("const { env: { LEGACY_DSN } } = process;")).toEqual(["read 1:16 LEGACY_DSN"]);
    expect(find("const { env: { LEGACY_DSN } = {} } = process;")).toEqual(["read 1:16 LEGACY_DSN"]);
    expect(find("const { process: { env: { LEGACY_DSN } } } = globalThis;")).toEqual([
      "read 1:27 LEGACY_DSN",
    ]);
    expect(find("const { env: { LEGACY_DSN } } = options;")).toEqual([]);
  });

  it("read in assignments", () => {
    expect(find("({ LEGACY_DSN: dsn } = process.env);")).toEqual(["read 1:4 LEGACY_DSN"]);
    expect(find("({ LEGACY_DSN: dsn } = options);")).toEqual([]);
  });

  it("read in parameters, where the default is assumed", () => {
    const text = "function load({ LEGACY_DSN } = process.env) {}";
    expect(find(text)).toEqual(["read 1:17 LEGACY_DSN"]);
    expect(getCertainties(text)).toEqual(["inferred"]);
    expect(find("function load({ LEGACY_DSN }) {}")).toEqual([]);
  });

  it("read what is left", () => {
    expect(find("const { HOME, ...rest } = process.env; rest.LEGACY_DSN;")).toEqual(["read 1:45 LEGACY_DSN"]);
    expect(find("const { env, ...rest } = process; rest.LEGACY_DSN;")).toEqual([]);
  });
});

describe("imports of the process", () => {
  it("by name, default, namespace and require", () => {
    expect(find('import { env } from "node:process"; env.LEGACY_DSN;')).toEqual(["read 1:41 LEGACY_DSN"]);
    expect(find('import { env as vars } from "process"; vars.LEGACY_DSN;')).toEqual(["read 1:45 LEGACY_DSN"]);
    expect(find('import node from "node:process"; node.env.LEGACY_DSN;')).toEqual(["read 1:43 LEGACY_DSN"]);
    expect(find('import * as node from "process"; node.env.LEGACY_DSN;')).toEqual(["read 1:43 LEGACY_DSN"]);
    expect(find('import node = require("process"); node.env.LEGACY_DSN;')).toEqual(["read 1:44 LEGACY_DSN"]);
    expect(find('const { env } = require("process"); env.LEGACY_DSN;')).toEqual(["read 1:41 LEGACY_DSN"]);
    expect(find('const { LEGACY_DSN } = require("process").env;')).toEqual(["read 1:9 LEGACY_DSN"]);
    expect(find('const { env } = await import("node:process"); env.LEGACY_DSN;')).toEqual([
      "read 1:51 LEGACY_DSN",
    ]);
  });

  it("are none from another module", () => {
    expect(find('import { env } from "./env.js"; env.LEGACY_DSN;')).toEqual([]);
    expect(find('import process from "./process.js"; process.env.LEGACY_DSN;')).toEqual([]);
    expect(find('import { argv } from "node:process"; argv.LEGACY_DSN;')).toEqual([]);
    expect(find('const { env } = require("./settings"); env.LEGACY_DSN;')).toEqual([]);
  });
});

describe("aliases", () => {
  it("are followed in the module", () => {
    expect(find("const env = process.env; env.LEGACY_DSN;")).toEqual(["read 1:30 LEGACY_DSN"]);
    expect(find("const { env } = process; const e = env; use(() => e.LEGACY_DSN);")).toEqual([
      "read 1:53 LEGACY_DSN",
    ]);
    expect(find("const env = process.env ?? {}; env.LEGACY_DSN;")).toEqual(["read 1:36 LEGACY_DSN"]);
    expect(find("const env = isNode ? process.env : {}; env.LEGACY_DSN;")).toEqual(["read 1:44 LEGACY_DSN"]);
    expect(find("const env = { ...process.env }; env.LEGACY_DSN;")).toEqual(["read 1:37 LEGACY_DSN"]);
  });

  it("are none when they are something else", () => {
    expect(find("const env = loadEnv(); env.LEGACY_DSN;")).toEqual([]);
    expect(find("env.LEGACY_DSN;")).toEqual([]);
    expect(find("const a = b, b = a; a.LEGACY_DSN;")).toEqual([]);
  });

  it("are assumed when a variable is set more than once", () => {
    const text = "let env = process.env; if (isTest) env = {}; env.LEGACY_DSN;";
    expect(find(text)).toEqual(["read 1:50 LEGACY_DSN"]);
    expect(getCertainties(text)).toEqual(["inferred"]);
    expect(find("let env; env = process.env; env.LEGACY_DSN;")).toEqual(["read 1:33 LEGACY_DSN"]);
  });

  it("are assumed of a parameter's default, and sure by its type", () => {
    const assumed = "const load = (env = process.env) => env.LEGACY_DSN;";
    expect(find(assumed)).toEqual(["read 1:41 LEGACY_DSN"]);
    expect(getCertainties(assumed)).toEqual(["inferred"]);
    const typed = "const load = (env: NodeJS.ProcessEnv) => env.LEGACY_DSN;";
    expect(find(typed)).toEqual(["read 1:46 LEGACY_DSN"]);
    expect(getCertainties(typed)).toEqual(["resolved"]);
    expect(find("const load = ({ LEGACY_DSN }: NodeJS.ProcessEnv = process.env) => LEGACY_DSN;")).toEqual([
      "read 1:17 LEGACY_DSN",
    ]);
    expect(find("const load = (env: Settings) => env.LEGACY_DSN;")).toEqual([]);
  });
});

describe("shadows", () => {
  it("take the name away", () => {
    expect(find("function load(process) { return process.env.LEGACY_DSN; }")).toEqual([]);
    expect(find("const process = { env: {} }; process.env.LEGACY_DSN;")).toEqual([]);
    expect(find("const env = process.env; { const env = other; env.LEGACY_DSN; }")).toEqual([]);
    expect(find("const require = load; const { env } = require('process'); env.LEGACY_DSN;")).toEqual([]);
  });

  it("do not when they only declare the global", () => {
    expect(find("declare const process: Process; process.env.LEGACY_DSN;")).toEqual(["read 1:45 LEGACY_DSN"]);
    expect(find("const process = globalThis.process; process.env.LEGACY_DSN;")).toEqual([
      "read 1:49 LEGACY_DSN",
    ]);
  });
});

describe("names as strings", () => {
  it("are asked for", () => {
    expect(find('"LEGACY_DSN" in process.env;')).toEqual(["read 1:2 LEGACY_DSN"]);
    expect(find('Object.hasOwn(process.env, "LEGACY_DSN");')).toEqual(["read 1:29 LEGACY_DSN"]);
    expect(find('process.env.hasOwnProperty("LEGACY_DSN");')).toEqual(["read 1:29 LEGACY_DSN"]);
    expect(find('Reflect.deleteProperty(process.env, "LEGACY_DSN");')).toEqual(["write 1:38 LEGACY_DSN"]);
  });

  it("are none on another object", () => {
    expect(find('"LEGACY_DSN" in options;')).toEqual([]);
    expect(find('Object.hasOwn(options, "LEGACY_DSN");')).toEqual([]);
    expect(find('options.hasOwnProperty("LEGACY_DSN");')).toEqual([]);
    expect(find('log("LEGACY_DSN");')).toEqual([]);
    expect(find('throw new Error("LEGACY_DSN is missing");')).toEqual([]);
  });

  it("are Deno's arguments", () => {
    expect(find('Deno.env.get("LEGACY_DSN");')).toEqual(["read 1:15 LEGACY_DSN"]);
    expect(find('Deno.env.has("LEGACY_DSN");')).toEqual(["read 1:15 LEGACY_DSN"]);
    expect(find('Deno.env.set("LEGACY_DSN", "x");')).toEqual(["write 1:15 LEGACY_DSN"]);
    expect(find('Deno.env.delete("LEGACY_DSN");')).toEqual(["write 1:18 LEGACY_DSN"]);
    expect(find("const { env } = Deno; env.get(`LEGACY_DSN`);")).toEqual(["read 1:32 LEGACY_DSN"]);
    expect(find("Deno.env.toObject().LEGACY_DSN;")).toEqual(["read 1:21 LEGACY_DSN"]);
    expect(find('settings.env.get("LEGACY_DSN");')).toEqual([]);
  });

  it("are stubbed in tests", () => {
    expect(find('vi.stubEnv("LEGACY_DSN", "x");')).toEqual(["write 1:13 LEGACY_DSN"]);
    expect(find('jest.replaceProperty(process.env, "LEGACY_DSN", "x");')).toEqual(["write 1:36 LEGACY_DSN"]);
    expect(find('vi.stubGlobal("LEGACY_DSN", "x");')).toEqual([]);
  });
});

describe("other code", () => {
  it("is read in JavaScript and JSX", () => {
    expect(find("const view = <p>{process.env.LEGACY_DSN}</p>;", "src/view.jsx")).toEqual([
      "read 1:30 LEGACY_DSN",
    ]);
    expect(find("module.exports = process.env.LEGACY_DSN;", "settings.cjs")).toEqual([
      "read 1:30 LEGACY_DSN",
    ]);
  });

  it("is none in types written by hand", () => {
    expect(find("interface Settings { LEGACY_DSN: string }")).toEqual([]);
    expect(find("declare namespace NodeJS { interface ProcessEnv { LEGACY_DSN: string } }")).toEqual([]);
  });

  it("is none of other kinds of changes", () => {
    const changes = [change("column", "users.LEGACY_DSN")];
    const file = parseTestScript("src/settings.ts", "process.env.LEGACY_DSN;");
    expect(detectConfig(file, createTestProject({ changes }))).toEqual([]);
  });
});
