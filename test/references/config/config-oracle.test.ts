import { describe, expect, it } from "vitest";
import { detectConfig } from "../../../src/references/config/detect-config.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";
import { runConfigScript } from "./run-config-script.js";

const KEYS = ["LEGACY_DSN", "billing.legacyMode"];
const project = createTestProject({ changes: KEYS.map((key) => change("config", key)) });

const SCHEMA =
  'import convict from "convict"; export const store = convict({ billing: { legacyMode: { format: String, default: "x", env: "LEGACY_MODE" }, other: { default: "y" } } });';

/** What the detector says that a script does with the old keys, after the schema that gives it a setting at all. */
function detect(code: string): string[] {
  const given = code.startsWith(SCHEMA) ? SCHEMA.length : 0;
  const found = detectConfig(parseTestScript("src/settings.ts", code), project).filter(
    ({ start }) => start >= given,
  );
  const accesses = new Set(found.map(({ access }) => access));
  return ["read", "write"].filter((access) => accesses.has(access === "read" ? "read" : "write"));
}

/** What it does when it is run: it reads what its output depends on, and it writes what it leaves behind changed. */
async function observe(code: string): Promise<string[]> {
  const one = await runConfigScript(code, "one");
  const two = await runConfigScript(code, "two");
  const none = await runConfigScript(code, undefined);
  const isRead = one.out !== two.out || one.out !== none.out;
  const isWritten = one.after !== "one";
  return [...(isRead ? ["read"] : []), ...(isWritten ? ["write"] : [])];
}

const ENVIRONMENT = [
  "export const out = process.env.LEGACY_DSN;",
  "export const out = process.env.OTHER_DSN;",
  'export const out = process.env["LEGACY_DSN"];',
  "export const { LEGACY_DSN: out } = process.env;",
  'import { env } from "node:process"; export const out = env.LEGACY_DSN ?? "none";',
  'export const out = "LEGACY_DSN" in process.env;',
  'export const out = Object.hasOwn(process.env, "LEGACY_DSN");',
  'process.env.LEGACY_DSN = "x"; export const out = 1;',
  "delete process.env.LEGACY_DSN; export const out = 1;",
  'process.env.OTHER_DSN = "x"; export const out = 1;',
  'Object.assign(process.env, { LEGACY_DSN: "x" }); export const out = 1;',
  "const { HOME, ...rest } = process.env; export const out = rest.LEGACY_DSN;",
  "const getEnv = () => process.env; export const out = getEnv().LEGACY_DSN;",
  "function load(env = process.env) { return env.LEGACY_DSN; } export const out = load();",
  "const LEGACY_DSN = 1; export const out = LEGACY_DSN;",
  "const settings = { LEGACY_DSN: 1 }; export const out = settings.LEGACY_DSN;",
];

const ZOD = [
  'import { z } from "zod"; z.object({ LEGACY_DSN: z.string() }).parse(process.env); export const out = 1;',
  'import { z } from "zod"; z.object({ OTHER: z.string().optional() }).parse(process.env); export const out = 1;',
  'import { z } from "zod"; z.object({ LEGACY_DSN: z.string() }).safeParse({ LEGACY_DSN: "x" }); export const out = 1;',
  'import { z } from "zod"; export const out = z.object({ LEGACY_DSN: z.string().optional() }).parse(process.env);',
  'import { z } from "zod"; const schema = z.object({ LEGACY_DSN: z.string() }); export const out = schema.safeParse(process.env).success;',
  'import { z } from "zod"; const base = z.object({ LEGACY_DSN: z.string() }); const all = base.extend({ PORT: z.string().optional() }); all.parse(process.env); export const out = 1;',
  'import { z } from "zod"; const base = z.object({ PORT: z.string().optional() }); base.extend({ LEGACY_DSN: z.string() }).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const a = z.object({ LEGACY_DSN: z.string() }); const b = z.object({}); b.merge(a).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const a = z.object({ LEGACY_DSN: z.string() }); z.object({ ...a.shape }).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const a = z.object({ LEGACY_DSN: z.string() }); z.intersection(a, z.object({})).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const fields = { LEGACY_DSN: z.string() }; z.object(fields).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const form = z.object({ LEGACY_DSN: z.string() }); form.parse({ LEGACY_DSN: "x" }); z.object({}).parse(process.env); export const out = 1;',
  'import { z } from "zod"; const env = z.object({ LEGACY_DSN: z.string().default("x") }).parse(process.env); export const out = env.LEGACY_DSN;',
  'import { z } from "zod"; const env = z.looseObject({}).parse(process.env); export const out = env.LEGACY_DSN;',
  'import { z } from "zod"; const { data } = z.looseObject({}).safeParse(process.env); export const out = data?.LEGACY_DSN;',
  'import { z } from "zod"; const result = z.looseObject({}).safeParse(process.env); export const out = result.success && result.data["LEGACY_DSN"];',
  'import { z } from "zod"; const { LEGACY_DSN } = z.looseObject({}).parse(process.env); export const out = LEGACY_DSN;',
  'import { z } from "zod"; const other = z.looseObject({}).parse({ LEGACY_DSN: "x" }); export const out = other.LEGACY_DSN;',
  'import { z } from "zod"; const parseEnv = () => z.looseObject({}).parse(process.env); export const out = parseEnv().LEGACY_DSN;',
  'import { z } from "zod"; const schema = z.object({ LEGACY_DSN: z.string() }).transform((env) => ({ dsn: env.LEGACY_DSN })); export const out = schema.safeParse(process.env);',
  'import { z } from "zod"; const schema = z.object({ LEGACY_DSN: z.string(), PORT: z.string() }).pick({ LEGACY_DSN: true }); export const out = schema.safeParse(process.env).success;',
  'import { z } from "zod"; z.object({ LEGACY_DSN: z.string() }).parse({ ...process.env }); export const out = 1;',
];

const VALIBOT = [
  'import * as v from "valibot"; v.parse(v.object({ LEGACY_DSN: v.string() }), process.env); export const out = 1;',
  'import * as v from "valibot"; v.parse(v.object({ LEGACY_DSN: v.string() }), { LEGACY_DSN: "x" }); export const out = 1;',
  'import { object, parse, string } from "valibot"; const Schema = object({ LEGACY_DSN: string() }); parse(Schema, process.env); export const out = 1;',
  'import * as v from "valibot"; const env = v.parse(v.looseObject({}), process.env); export const out = env.LEGACY_DSN;',
  'import * as v from "valibot"; const result = v.safeParse(v.looseObject({}), process.env); export const out = result.output.LEGACY_DSN;',
  'import * as v from "valibot"; const Schema = v.object({ LEGACY_DSN: v.string() }); export const out = v.safeParse(Schema, process.env).success;',
  'import * as v from "valibot"; const Schema = v.object({ OTHER: v.optional(v.string()) }); export const out = v.parse(Schema, process.env);',
  'import * as v from "valibot"; const Schema = v.pipe(v.object({ LEGACY_DSN: v.string() }), v.transform((env) => 1)); v.parse(Schema, process.env); export const out = 1;',
];

const ENVALID = [
  'import { cleanEnv, str } from "envalid"; const env = cleanEnv(process.env, { LEGACY_DSN: str({ default: "x" }) }); export const out = env.LEGACY_DSN;',
  'import { cleanEnv, str } from "envalid"; const env = cleanEnv(process.env, { OTHER: str({ default: "x" }) }); export const out = env.OTHER;',
  'import { cleanEnv, str } from "envalid"; const { LEGACY_DSN } = cleanEnv(process.env, { LEGACY_DSN: str({ default: "x" }) }); export const out = LEGACY_DSN;',
  'import * as envalid from "envalid"; export const out = envalid.cleanEnv(process.env, { LEGACY_DSN: envalid.str({ default: "x" }) });',
  'import { cleanEnv, str } from "envalid"; const env = cleanEnv({ LEGACY_DSN: "x" }, { LEGACY_DSN: str() }); export const out = env.LEGACY_DSN;',
  'import { cleanEnv, str } from "envalid"; const specs = { LEGACY_DSN: str({ default: "x" }) }; export const out = cleanEnv(process.env, specs);',
];

const T3 = [
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; const env = createEnv({ server: { LEGACY_DSN: z.string().optional() }, runtimeEnv: process.env, isServer: true }); export const out = env.LEGACY_DSN;',
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; const env = createEnv({ server: { OTHER: z.string().optional() }, runtimeEnv: process.env, isServer: true }); export const out = env.OTHER;',
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; createEnv({ server: { LEGACY_DSN: z.string() }, runtimeEnv: process.env, isServer: true, onValidationError: () => { throw new Error("no"); } }); export const out = 1;',
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; const env = createEnv({ server: { DSN: z.string().optional() }, runtimeEnvStrict: { DSN: process.env.LEGACY_DSN }, isServer: true }); export const out = env.DSN;',
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; createEnv({ server: { LEGACY_DSN: z.string() }, runtimeEnv: { LEGACY_DSN: process.env.HOME }, isServer: true }); export const out = 1;',
  'import { createEnv } from "@t3-oss/env-core"; import { z } from "zod"; const env = createEnv({ shared: { LEGACY_DSN: z.string().optional() }, server: {}, runtimeEnv: { LEGACY_DSN: process.env.LEGACY_DSN }, isServer: true }); export const out = env.LEGACY_DSN;',
];

const NODE_CONFIG = [
  'import config from "config"; export const out = config.get("billing.legacyMode");',
  'import config from "config"; export const out = config.get("billing.other");',
  'import config from "config"; export const out = config.has("billing.legacyMode");',
  'const config = require("config"); export const out = config.billing.legacyMode;',
  'import config = require("config"); export const out = config.get("billing.legacyMode");',
  'import config from "config"; export const out = config.get("billing").legacyMode;',
  'import config from "config"; const { billing: { legacyMode } } = config; export const out = legacyMode;',
  'import config from "config"; const billing = config.get("billing"); export const out = billing.legacyMode;',
  'import config from "config"; const billing = config.get("billing"); export const out = billing.other;',
  'import config from "config"; const { legacyMode = "x" } = config.get("billing"); export const out = legacyMode;',
  'import config from "config"; export const out = config.util.toObject().billing.legacyMode;',
  'import config from "config"; const KEY = "x"; export const out = config.get(`billing.legacyMode`) + KEY;',
  'import config from "config"; class Repo { config = config; get mode() { return this.config.get("billing.legacyMode"); } } export const out = new Repo().mode;',
  'import config from "config"; const read = () => config.get("billing"); export const out = read().legacyMode;',
  "const legacyMode = { billing: { legacyMode: 1 } }; export const out = legacyMode.billing.legacyMode;",
  'const store = new Map([["billing.legacyMode", 1]]); export const out = store.get("billing.legacyMode");',
];

const NCONF = [
  'import nconf from "nconf"; export const out = nconf.get("billing:legacyMode");',
  'import nconf from "nconf"; export const out = nconf.get("billing:other");',
  'import nconf from "nconf"; export const out = nconf.get("billing").legacyMode;',
  'import nconf from "nconf"; nconf.set("billing:legacyMode", "x"); export const out = 1;',
  'import nconf from "nconf"; nconf.set("billing:other", "x"); export const out = 1;',
  'import nconf from "nconf"; nconf.set("billing", { legacyMode: "x" }); export const out = 1;',
  'import nconf from "nconf"; nconf.clear("billing:legacyMode"); export const out = 1;',
  'import nconf from "nconf"; nconf.required(["billing:legacyMode"]); export const out = 1;',
  'import nconf from "nconf"; nconf.required(["billing:other"]); export const out = 1;',
  'const nconf = require("nconf"); const { legacyMode } = nconf.get("billing"); export const out = legacyMode;',
  'import nconf from "nconf"; export const out = nconf.any(["billing:legacyMode", "billing:other"]);',
  'import nconf from "nconf"; nconf.merge("billing", { legacyMode: "x" }); export const out = 1;',
  'import nconf from "nconf"; const own = new nconf.Provider(); own.env(["LEGACY_DSN"]); export const out = own.get("LEGACY_DSN");',
];

const CONVICT = [
  `${SCHEMA} export const out = store.get("billing.legacyMode");`,
  `${SCHEMA} export const out = store.get("billing.other");`,
  `${SCHEMA} export const out = store.get("billing").legacyMode;`,
  `${SCHEMA} export const out = store.getProperties().billing.legacyMode;`,
  `${SCHEMA} store.set("billing.legacyMode", "x"); export const out = 1;`,
  `${SCHEMA} store.set("billing.other", "x"); export const out = 1;`,
  `${SCHEMA} const { legacyMode } = store.validate().getProperties().billing; export const out = legacyMode;`,
  'import convict from "convict"; const config = convict({ dsn: { default: "x", env: "LEGACY_DSN" } }); export const out = config.get("dsn");',
  'import convict from "convict"; const config = convict({ dsn: { default: "x", env: "OTHER_DSN" } }); export const out = config.get("dsn");',
  'import convict from "convict"; const schema = { db: { dsn: { default: "x", env: "LEGACY_DSN" } } }; export const out = convict(schema).getProperties();',
];

const CASES = [...ENVIRONMENT, ...ZOD, ...VALIBOT, ...ENVALID, ...T3, ...NODE_CONFIG, ...NCONF, ...CONVICT];

describe("a script that is run", () => {
  it.each(CASES)("does what is detected: %s", async (code) => {
    expect(detect(code)).toEqual(await observe(code));
  });

  it("is one of many", () => {
    expect(CASES.length).toBeGreaterThan(80);
  });
});
