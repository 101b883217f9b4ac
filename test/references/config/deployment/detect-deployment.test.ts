import { describe, expect, it } from "vitest";
import { detectDeployment } from "../../../../src/references/config/deployment/detect-deployment.js";
import { change, createTestProject, formatDetections } from "../../../support/parse.js";

const project = createTestProject({ changes: [change("config", "LEGACY_DSN")] });
const detect = (path: string, text: string) => detectDeployment({ path, text }, project);

/** `access line:column text` of each place, with a `?` where it is assumed. */
function find(path: string, text: string): string[] {
  const sure = detect(path, text).filter(({ certainty }) => certainty === "resolved");
  const assumed = detect(path, text).filter(({ certainty }) => certainty === "inferred");
  return [...formatDetections(text, sure), ...formatDetections(text, assumed).map((place) => `${place} ?`)];
}

const compose = (text: string) => find("compose.yml", text);
const kubernetes = (text: string) =>
  find("deploy/api.yaml", `apiVersion: apps/v1\nkind: Deployment\n${text}`);
const workflow = (text: string) => find(".github/workflows/ci.yml", text);

describe("Docker Compose", () => {
  it("sets variables by map and by list", () => {
    expect(compose("services:\n  api:\n    environment:\n      LEGACY_DSN: x\n      PORT: 1\n")).toEqual([
      "write 4:7 LEGACY_DSN",
    ]);
    expect(
      compose("services:\n  api:\n    environment:\n      - LEGACY_DSN=x\n      - LEGACY_DSN_2=x\n"),
    ).toEqual(["write 4:9 LEGACY_DSN"]);
    expect(compose('services:\n  api:\n    environment: ["LEGACY_DSN=x", PORT=1]\n')).toEqual([
      "write 3:20 LEGACY_DSN",
    ]);
    expect(compose('services: { api: { environment: { "LEGACY_DSN": x } } }\n')).toEqual([
      "write 1:36 LEGACY_DSN",
    ]);
  });

  it("hands on what has no value", () => {
    expect(compose("services:\n  api:\n    environment:\n      - LEGACY_DSN\n")).toEqual([
      "read 4:9 LEGACY_DSN",
      "write 4:9 LEGACY_DSN",
    ]);
    expect(compose("services:\n  api:\n    environment:\n      LEGACY_DSN:\n")).toEqual([
      "read 4:7 LEGACY_DSN",
      "write 4:7 LEGACY_DSN",
    ]);
    expect(compose('services:\n  api:\n    environment:\n      LEGACY_DSN: ""\n')).toEqual([
      "write 4:7 LEGACY_DSN",
    ]);
  });

  it("interpolates in any value", () => {
    expect(compose("services:\n  api:\n    image: api:${LEGACY_DSN:-x}\n")).toEqual(["read 3:18 LEGACY_DSN"]);
    expect(compose("services:\n  api:\n    image: api:${LEGACY_DSN_2:-x}\n")).toEqual([]);
    expect(compose('services:\n  api:\n    ports: ["$LEGACY_DSN:80"]\n')).toEqual(["read 3:15 LEGACY_DSN"]);
    expect(compose("services:\n  api:\n    environment:\n      DSN: ${LEGACY_DSN?gone}\n")).toEqual([
      "read 4:14 LEGACY_DSN",
    ]);
    expect(compose("services:\n  api:\n    environment:\n      - LEGACY_DSN=${LEGACY_DSN}\n")).toEqual([
      "write 4:9 LEGACY_DSN",
      "read 4:22 LEGACY_DSN",
    ]);
  });

  it("leaves an escaped dollar to the container", () => {
    expect(compose("services:\n  api:\n    command: sh -c 'connect $$LEGACY_DSN'\n")).toEqual([
      "read 3:31 LEGACY_DSN ?",
    ]);
  });

  it("follows anchors, aliases and merge keys to where the name stands, once", () => {
    const text = `x-shared: &shared
  LEGACY_DSN: x
services:
  api:
    environment: *shared
  worker:
    environment:
      <<: *shared
      PORT: 1
`;
    expect(compose(text)).toEqual(["write 2:3 LEGACY_DSN"]);
    expect(compose("x-list: &list\n  - LEGACY_DSN=x\nservices:\n  api:\n    environment: *list\n")).toEqual([
      "write 2:5 LEGACY_DSN",
    ]);
  });

  it("hands arguments to a build", () => {
    expect(compose("services:\n  api:\n    build:\n      args:\n        LEGACY_DSN: x\n")).toEqual([
      "write 5:9 LEGACY_DSN",
    ]);
    expect(compose("services:\n  api:\n    build:\n      args:\n        - LEGACY_DSN=x\n")).toEqual([
      "write 5:11 LEGACY_DSN",
    ]);
  });

  it("gives a secret the value of a variable", () => {
    expect(compose("secrets:\n  dsn:\n    environment: LEGACY_DSN\n")).toEqual(["read 3:18 LEGACY_DSN"]);
  });

  it("is none in comments, in other names and as plain text", () => {
    expect(compose("services:\n  api:\n    # LEGACY_DSN: x ${LEGACY_DSN}\n    image: LEGACY_DSN\n")).toEqual(
      [],
    );
    expect(compose("services:\n  api:\n    container_name: my-LEGACY_DSN-api\n")).toEqual([]);
  });
});

describe("Kubernetes", () => {
  it("sets variables of containers", () => {
    const env =
      "spec:\n  containers:\n    - name: api\n      env:\n        - name: LEGACY_DSN\n          value: x\n";
    expect(kubernetes(env)).toEqual(["write 7:17 LEGACY_DSN"]);
    expect(kubernetes("spec:\n  containers:\n    - name: LEGACY_DSN\n      image: x\n")).toEqual([]);
  });

  it("takes values out of config maps and secrets", () => {
    const env =
      "spec:\n  containers:\n    - env:\n        - name: DSN\n          valueFrom:\n            secretKeyRef:\n              name: api\n              key: LEGACY_DSN\n";
    expect(kubernetes(env)).toEqual(["read 10:20 LEGACY_DSN"]);
  });

  it("expands names in arguments and values", () => {
    expect(kubernetes('spec:\n  containers:\n    - args: ["--dsn=$(LEGACY_DSN)"]\n')).toEqual([
      "read 5:23 LEGACY_DSN",
    ]);
    expect(kubernetes('spec:\n  containers:\n    - args: ["--dsn=$(LEGACY_DSN_2)"]\n')).toEqual([]);
  });

  it("sets keys of config maps and secrets, in any document of a file", () => {
    const text = `apiVersion: v1
kind: Service
---
apiVersion: v1
kind: ConfigMap
data:
  LEGACY_DSN: x
---
apiVersion: v1
kind: Secret
stringData:
  "LEGACY_DSN": x
`;
    expect(find("deploy/all.yaml", text)).toEqual(["write 7:3 LEGACY_DSN", "write 12:4 LEGACY_DSN"]);
  });
});

describe("workflows of GitHub", () => {
  it("set variables at each level", () => {
    const text = `env:
  LEGACY_DSN: a
jobs:
  test:
    env: { LEGACY_DSN: b }
    steps:
      - run: npm test
        env:
          LEGACY_DSN: c
`;
    expect(workflow(text)).toEqual([
      "write 2:3 LEGACY_DSN",
      "write 5:12 LEGACY_DSN",
      "write 9:11 LEGACY_DSN",
    ]);
  });

  it("read variables, secrets and settings in expressions", () => {
    expect(workflow("jobs:\n  test:\n    name: ${{ env.LEGACY_DSN }}\n")).toEqual(["read 3:19 LEGACY_DSN"]);
    expect(workflow("env:\n  DSN: ${{ secrets.LEGACY_DSN }}\n")).toEqual(["read 2:20 LEGACY_DSN"]);
    expect(workflow("env:\n  DSN: ${{ vars['LEGACY_DSN'] || 'x' }}\n")).toEqual(["read 2:18 LEGACY_DSN"]);
    expect(workflow("jobs:\n  test:\n    if: env.LEGACY_DSN != ''\n")).toEqual(["read 3:13 LEGACY_DSN"]);
    expect(workflow("env:\n  DSN: ${{ inputs.LEGACY_DSN }}\n")).toEqual([]);
    expect(workflow("env:\n  DSN: ${{ secrets.LEGACY_DSN_2 }}\n")).toEqual([]);
  });

  it("run commands that use and set them, as far as can be assumed", () => {
    expect(workflow('jobs:\n  test:\n    steps:\n      - run: echo "$LEGACY_DSN"\n')).toEqual([
      "read 4:21 LEGACY_DSN ?",
    ]);
    const text = `jobs:
  test:
    steps:
      - run: |
          # LEGACY_DSN=x
          LEGACY_DSN=x npm test
          echo "LEGACY_DSN=x" >> "$GITHUB_ENV"
          echo LEGACY_DSN
`;
    expect(workflow(text)).toEqual(["write 6:11 LEGACY_DSN ?", "write 7:17 LEGACY_DSN ?"]);
  });

  it("declare the secrets that they want and hand secrets on", () => {
    expect(
      workflow("on:\n  workflow_call:\n    secrets:\n      LEGACY_DSN:\n        required: true\n"),
    ).toEqual(["declare 4:7 LEGACY_DSN"]);
    expect(workflow("jobs:\n  deploy:\n    secrets:\n      LEGACY_DSN: x\n")).toEqual([
      "write 4:7 LEGACY_DSN",
    ]);
  });
});

describe("other tools", () => {
  it("GitLab sets variables and interpolates them", () => {
    const text = `variables:
  LEGACY_DSN: x
job:
  rules:
    - if: $LEGACY_DSN == "x"
  script:
    - connect "$LEGACY_DSN"
`;
    expect(find(".gitlab-ci.yml", text)).toEqual([
      "write 2:3 LEGACY_DSN",
      "read 5:12 LEGACY_DSN",
      "read 7:17 LEGACY_DSN ?",
    ]);
  });

  it("CircleCI and Serverless set variables", () => {
    expect(find(".circleci/config.yml", "jobs:\n  test:\n    environment:\n      LEGACY_DSN: x\n")).toEqual([
      "write 4:7 LEGACY_DSN",
    ]);
    expect(
      find("serverless.yml", "provider:\n  environment:\n    LEGACY_DSN: ${env:LEGACY_DSN, ''}\n"),
    ).toEqual(["write 3:5 LEGACY_DSN", "read 3:23 LEGACY_DSN"]);
  });

  it("turbo and nx pass variables on", () => {
    expect(
      find("turbo.json", '{ "globalEnv": ["LEGACY_DSN"], "tasks": { "build": { "env": ["!LEGACY_DSN"] } } }'),
    ).toEqual(["read 1:18 LEGACY_DSN", "read 1:64 LEGACY_DSN"]);
    expect(find("turbo.json", '{ "tasks": { "build": { "outputs": ["LEGACY_DSN"] } } }')).toEqual([]);
    expect(find("project.json", '{ "inputs": [{ "env": "LEGACY_DSN" }] }')).toEqual(["read 1:24 LEGACY_DSN"]);
  });

  it("platforms set variables in JSON, with comments", () => {
    expect(find("vercel.json", '{\n  // the old one\n  "env": { "LEGACY_DSN": "@dsn" },\n}')).toEqual([
      "write 3:13 LEGACY_DSN",
    ]);
    expect(
      find("render.yaml", "services:\n  - envVars:\n      - key: LEGACY_DSN\n        value: x\n"),
    ).toEqual(["write 3:14 LEGACY_DSN"]);
  });

  it("unknown ones are assumed to mean it", () => {
    expect(find("charts/api/values.yaml", "config:\n  LEGACY_DSN: x\n")).toEqual(["write 2:3 LEGACY_DSN ?"]);
    expect(find("job.yml", "env:\n  - name: LEGACY_DSN\n    value: x\n")).toEqual([
      "write 2:11 LEGACY_DSN ?",
    ]);
    expect(find("locales/en.yml", "hint: Set LEGACY_DSN first\n")).toEqual([]);
  });
});

describe("templates", () => {
  it("are searched for the word where they are no YAML yet", () => {
    const text = `apiVersion: v1
kind: Secret
{{- if .Values.legacy }}
stringData:
  LEGACY_DSN: {{ .Values.dsn | quote }}
  # LEGACY_DSN: x
  LEGACY_DSN_2: x
env:
  - name: LEGACY_DSN
    value: "$(LEGACY_DSN)"
{{- end }}
`;
    expect(find("charts/api/templates/secret.yaml", text)).toEqual([
      "write 5:3 LEGACY_DSN ?",
      "write 9:11 LEGACY_DSN ?",
      "read 10:15 LEGACY_DSN ?",
    ]);
  });

  it("are read as YAML where they are", () => {
    const text = 'apiVersion: v1\nkind: Secret\nstringData:\n  LEGACY_DSN: "{{ .Values.dsn }}"\n';
    expect(find("charts/api/templates/secret.yaml", text)).toEqual(["write 4:3 LEGACY_DSN"]);
  });
});

describe("broken files", () => {
  it("are an error where they mention the name", () => {
    expect(() => detect("compose.yml", "services:\n  api:\n    environment: [LEGACY_DSN\n")).toThrow(/./);
    expect(() => detect("turbo.json", '{ "globalEnv": ["LEGACY_DSN" }')).toThrow(/./);
    expect(detect("compose.yml", "services: [")).toEqual([]);
  });
});

describe("Dockerfiles", () => {
  const docker = (text: string) => find("Dockerfile", text);

  it("set variables and arguments", () => {
    expect(docker("FROM node\nENV LEGACY_DSN=x PORT=1\n")).toEqual(["write 2:5 LEGACY_DSN"]);
    expect(docker("FROM node\nENV PORT=1 \\\n    # a comment\n    LEGACY_DSN=x\n")).toEqual([
      "write 4:5 LEGACY_DSN",
    ]);
    expect(docker("env LEGACY_DSN postgres://db PORT=1\n")).toEqual(["write 1:5 LEGACY_DSN"]);
    expect(docker("ARG LEGACY_DSN\nARG PORT LEGACY_DSN=x\n")).toEqual([
      "write 1:5 LEGACY_DSN",
      "write 2:10 LEGACY_DSN",
    ]);
  });

  it("don't by other names, in values and in comments", () => {
    expect(
      docker("ENV LEGACY_DSN_2=x\nENV NAME LEGACY_DSN\nENV NAME=LEGACY_DSN\n# ENV LEGACY_DSN=x\n"),
    ).toEqual([]);
    expect(docker('ENV NOTE="a LEGACY_DSN=x"\n')).toEqual([]);
  });

  it("use variables, in commands as far as can be assumed", () => {
    expect(docker("FROM node:${LEGACY_DSN}\nWORKDIR $LEGACY_DSN\nRUN echo $LEGACY_DSN\n")).toEqual([
      "read 1:13 LEGACY_DSN",
      "read 2:10 LEGACY_DSN",
      "read 3:11 LEGACY_DSN ?",
    ]);
    expect(docker("ENV DSN=\\$LEGACY_DSN\n")).toEqual([]);
  });
});

describe("settings of node-config", () => {
  const settings = createTestProject({ changes: [change("config", "billing.legacyMode")] });
  const findSettings = (path: string, text: string) =>
    detectDeployment({ path, text }, settings).map(({ access, start, end, certainty }) => {
      const assumed = certainty === "inferred" ? " ?" : "";
      return `${access} ${text.slice(0, start).length} ${text.slice(start, end)}${assumed}`;
    });

  it("are set by the way to a key", () => {
    expect(findSettings("config/default.json", '{ "billing": { "legacyMode": true } }')).toEqual([
      "write 16 legacyMode",
    ]);
    expect(findSettings("config/default.json", '{ "shop": { "legacyMode": true } }')).toEqual([]);
    expect(findSettings("api/config/production.yaml", "billing:\n  legacyMode: true\n")).toEqual([
      "write 11 legacyMode",
    ]);
    expect(findSettings("config/local.json5", "{ billing: { /* old */ legacyMode: true, }, }")).toEqual([
      "write 23 legacyMode",
    ]);
    expect(findSettings("config/my-host.json", '{ "billing": { "legacyMode": true } }')).toEqual([
      "write 16 legacyMode ?",
    ]);
    expect(findSettings("settings/default.yaml", "billing:\n  legacyMode: true\n")).toEqual([]);
  });

  it("are read from the variables that a mapping names", () => {
    const path = "config/custom-environment-variables.json";
    expect(find(path, '{ "billing": { "dsn": "LEGACY_DSN", "other": "LEGACY_DSN_2" } }')).toEqual([
      "read 1:24 LEGACY_DSN",
    ]);
    expect(find(path, '{ "dsn": { "__name": "LEGACY_DSN", "__format": "json" } }')).toEqual([
      "read 1:23 LEGACY_DSN",
    ]);
    expect(find("config/default.json", '{ "dsn": "LEGACY_DSN" }')).toEqual([]);
  });
});

describe("a package", () => {
  it("sets and uses variables in its scripts", () => {
    const text = '{ "scripts": { "start": "cross-env LEGACY_DSN=x node .", "check": "echo $LEGACY_DSN" } }';
    expect(find("package.json", text)).toEqual(["write 1:36 LEGACY_DSN ?", "read 1:74 LEGACY_DSN ?"]);
    expect(find("package.json", '{ "scripts": { "LEGACY_DSN": "node LEGACY_DSN" } }')).toEqual([]);
  });
});
