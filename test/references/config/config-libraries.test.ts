import { describe, expect, it } from "vitest";
import { detectConfig } from "../../../src/references/config/detect-config.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

const KEYS = ["LEGACY_DSN", "billing.legacyMode"];
const project = createTestProject({ changes: KEYS.map((key) => change("config", key)) });

/** `access line:column text` of each place, with a `?` after those that are assumed. */
function find(text: string, path = "src/app.ts"): string[] {
  const found = detectConfig(parseTestScript(path, text), project);
  const assumed = found.filter(({ certainty }) => certainty === "inferred");
  const sure = found.filter(({ certainty }) => certainty === "resolved");
  return [...formatDetections(text, sure), ...formatDetections(text, assumed).map((place) => `${place} ?`)];
}

describe("places", () => {
  it("are those of the key within its quotes, or of its last name", () => {
    expect(find('import config from "config";\nconfig.get("billing.legacyMode");')).toEqual([
      "read 2:13 billing.legacyMode",
    ]);
    expect(find('import config from "config";\nconfig.get("billing").legacyMode;')).toEqual([
      "read 2:23 legacyMode",
    ]);
    expect(find('import config from "config";\nconst { billing: { legacyMode: mode } } = config;')).toEqual([
      "read 2:20 legacyMode",
    ]);
    expect(find('import nconf from "nconf";\nnconf.get("billing:legacyMode");')).toEqual([
      "read 2:12 billing:legacyMode",
    ]);
  });
});

describe("a section", () => {
  const section = createTestProject({ changes: [change("config", "billing")] });
  const findSection = (text: string) =>
    formatDetections(text, detectConfig(parseTestScript("src/app.ts", text), section));

  it("is used by whatever names a key of it", () => {
    expect(findSection('import config from "config";\nconfig.get("billing.legacyMode");')).toEqual([
      "read 2:13 billing",
    ]);
    expect(findSection('import config from "config";\nconfig.billing.legacyMode;')).toEqual([
      "read 2:8 billing",
    ]);
    expect(findSection('import nconf from "nconf";\nnconf.set("billing:legacyMode", 1);')).toEqual([
      "write 2:12 billing",
    ]);
    expect(
      findSection('import config from "config";\nconfig.get("shop.billing");\nconfig.get("billingOf.x");'),
    ).toEqual([]);
  });
});

describe("Nest", () => {
  it("reads by its service, however it is had", () => {
    const head = 'import { ConfigService } from "@nestjs/config";\n';
    expect(
      find(`${head}const make = (config: ConfigService) => config.get<string>("LEGACY_DSN", "x");`),
    ).toEqual(["read 2:61 LEGACY_DSN"]);
    expect(find(`${head}app.get(ConfigService).getOrThrow("LEGACY_DSN");`)).toEqual(["read 2:36 LEGACY_DSN"]);
    expect(find(`${head}new ConfigService().get("billing", { infer: true }).legacyMode;`)).toEqual([
      "read 2:53 legacyMode",
    ]);
    expect(find(`${head}const make = (cache: Cache) => cache.get("LEGACY_DSN");`)).toEqual([]);
  });

  it("assumes a service of that name that nothing tells more of", () => {
    expect(find('const make = (config: ConfigService) => config.get("LEGACY_DSN");')).toEqual([
      "read 1:53 LEGACY_DSN ?",
    ]);
  });

  it("is given settings by factories", () => {
    const head = 'import { registerAs } from "@nestjs/config";\n';
    expect(find(`${head}export default registerAs("billing", () => ({ legacyMode: true }));`)).toEqual([
      "write 2:47 legacyMode",
    ]);
    expect(find(`${head}export default registerAs("shop", () => ({ legacyMode: true }));`)).toEqual([]);
    expect(
      find(`${head}export const billing = registerAs("billing", () => ({}));\nbilling().legacyMode;`),
    ).toEqual(["read 3:11 legacyMode"]);
  });

  it("checks the environment", () => {
    expect(
      find("ConfigModule.forRoot({ validationSchema: Joi.object({ LEGACY_DSN: Joi.string() }) });"),
    ).toEqual(["read 1:55 LEGACY_DSN"]);
    expect(find("router.use(celebrate({ body: Joi.object({ LEGACY_DSN: Joi.string() }) }));")).toEqual([]);
    expect(
      find(
        "class Variables { LEGACY_DSN: string; }\nclass Form { LEGACY_DSN: string; }\nplainToInstance(Variables, process.env);",
      ),
    ).toEqual(["read 1:19 LEGACY_DSN"]);
  });
});

describe("schemas", () => {
  it("are read by where they parse the environment", () => {
    expect(find("const env = Value.Parse(Type.Object({ LEGACY_DSN: Type.String() }), process.env);")).toEqual(
      ["read 1:39 LEGACY_DSN"],
    );
    expect(find('const parse = type({ LEGACY_DSN: "string" });\nparse(process.env);')).toEqual([
      "read 1:22 LEGACY_DSN",
    ]);
    expect(
      find(
        "const { value } = Joi.object({ LEGACY_DSN: Joi.string() }).validate(process.env);\nvalue.LEGACY_DSN;",
      ),
    ).toEqual(["read 1:32 LEGACY_DSN", "read 2:7 LEGACY_DSN"]);
    expect(
      find(
        'import fastifyEnv from "@fastify/env";\nconst schema = { type: "object", properties: { LEGACY_DSN: {} } };\napp.register(fastifyEnv, { schema });',
      ),
    ).toEqual(["read 2:48 LEGACY_DSN"]);
    expect(
      find('const schema = { type: "object", properties: { LEGACY_DSN: {} } };\napp.post("/", { schema });'),
    ).toEqual([]);
  });

  it("are assumed to where their name says so and other modules may parse with them", () => {
    expect(find("export const envSchema = z.object({ LEGACY_DSN: z.string() });")).toEqual([
      "read 1:37 LEGACY_DSN ?",
    ]);
    expect(find("export const formSchema = z.object({ LEGACY_DSN: z.string() });")).toEqual([]);
    expect(find("const envSchema = z.object({ LEGACY_DSN: z.string() });")).toEqual([]);
  });

  it("give what is read of their result", () => {
    expect(find("const env = validateEnv(process.env);\nenv.LEGACY_DSN;")).toEqual(["read 2:5 LEGACY_DSN ?"]);
    expect(find("const env = schema.parse(body);\nenv.LEGACY_DSN;")).toEqual([]);
  });
});

describe("environments of other runtimes", () => {
  it("are modules of SvelteKit, Astro and Workers", () => {
    expect(find('import { LEGACY_DSN as dsn } from "$env/static/private";')).toEqual([
      "read 1:10 LEGACY_DSN",
    ]);
    expect(find('import { env } from "$env/dynamic/private";\nenv.LEGACY_DSN;')).toEqual([
      "read 2:5 LEGACY_DSN",
    ]);
    expect(find('import { env } from "cloudflare:workers";\nenv.LEGACY_DSN;')).toEqual([
      "read 2:5 LEGACY_DSN",
    ]);
    expect(find('import { LEGACY_DSN } from "./constants";')).toEqual([]);
  });

  it("are assumed to be handed to a Worker's handlers", () => {
    expect(find("export default { fetch(request, env) { return env.LEGACY_DSN; } };")).toEqual([
      "read 1:51 LEGACY_DSN ?",
    ]);
    expect(find("const other = { fetch(request, env) { return env.LEGACY_DSN; } };")).toEqual([]);
    expect(find('app.get("/", (c) => c.env.LEGACY_DSN);')).toEqual(["read 1:27 LEGACY_DSN ?"]);
  });

  it("are set for other processes and by tools' settings", () => {
    expect(find('spawn("job", [], { env: { LEGACY_DSN: "x" } });')).toEqual(["write 1:27 LEGACY_DSN ?"]);
    expect(find('render({ env: { LEGACY_DSN: "x" } });')).toEqual([]);
    expect(find('export default { env: { LEGACY_DSN: "x" } };', "next.config.ts")).toEqual([
      "write 1:25 LEGACY_DSN",
    ]);
    expect(find('export default { env: { LEGACY_DSN: "x" } };', "src/app.ts")).toEqual([]);
  });
});

describe("other ways to a name", () => {
  it("are functions that take it", () => {
    expect(find('const getEnv = (name: string) => process.env[name];\ngetEnv("LEGACY_DSN");')).toEqual([
      "read 2:9 LEGACY_DSN",
    ]);
    expect(
      find('function need(key) { const value = process.env[key]; return value; }\nneed("LEGACY_DSN");'),
    ).toEqual(["read 2:7 LEGACY_DSN"]);
    expect(find('const getText = (name: string) => texts[name];\ngetText("LEGACY_DSN");')).toEqual([]);
  });

  it("are libraries", () => {
    expect(find('import env from "env-var";\nenv.get("LEGACY_DSN").required().asString();')).toEqual([
      "read 2:10 LEGACY_DSN",
    ]);
    expect(find('import config from "config";\n_.get(config, "billing.legacyMode");')).toEqual([
      "read 2:16 billing.legacyMode ?",
    ]);
    expect(find('_.get(order, "billing.legacyMode");')).toEqual([]);
    expect(find('import { defineConfig, env } from "prisma/config";\nenv("LEGACY_DSN");')).toEqual([
      "read 2:6 LEGACY_DSN",
    ]);
  });
});
