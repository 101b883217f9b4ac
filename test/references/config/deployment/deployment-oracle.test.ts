import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { detectDeployment } from "../../../../src/references/config/deployment/detect-deployment.js";
import { change, createTestProject } from "../../../support/parse.js";

const project = createTestProject({ changes: [change("config", "LEGACY_DSN")] });

/** The text with the old name replaced at each place that was found, and nowhere else. */
function rename(path: string, text: string): string {
  const starts = detectDeployment({ path, text }, project).map(({ start }) => start);
  const places = [...new Set(starts)].sort((a, b) => b - a);
  let renamed = text;
  for (const start of places) {
    const end = start + "LEGACY_DSN".length;
    expect(text.slice(start, end)).toBe("LEGACY_DSN");
    renamed = `${renamed.slice(0, start)}DATABASE_URL${renamed.slice(end)}`;
  }
  return renamed;
}

/** Every environment that a file gives to something, and every value in which something is interpolated, as the `yaml` package reads them. */
function getEnvironments(text: string): string[] {
  const documents = parseAllDocuments(text, { merge: true });
  expect(Array.isArray(documents) && documents.flatMap(({ errors }) => errors)).toEqual([]);
  const values: unknown[] = Array.isArray(documents)
    ? documents.map((document): unknown => document.toJS())
    : [];
  return values.flatMap((value) => collect(value, ""));
}

const HOLDERS = new Set(["environment", "env", "variables", "args", "data", "stringData"]);

function collect(value: unknown, key: string): string[] {
  if (typeof value === "string") return /\$/.test(value) ? [`${key} uses ${value}`] : [];
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => [...getListed(item, key), ...collect(item, key)]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => [
    ...(HOLDERS.has(key) ? [`${key} sets ${name}`] : []),
    ...collect(inner, name),
  ]);
}

function getListed(item: unknown, key: string): string[] {
  if (!HOLDERS.has(key)) return [];
  if (typeof item === "string") return [`${key} sets ${item.split("=", 1)[0] ?? ""}`];
  const isNamed = typeof item === "object" && item !== null && "name" in item;
  return isNamed ? [`${key} sets ${String(item.name)}`] : [];
}

const COMPOSE = [
  "services:\n  api:\n    environment:\n      LEGACY_DSN: x\n",
  "services:\n  api:\n    environment:\n      - LEGACY_DSN=x\n      - PORT=1\n",
  'services:\n  api:\n    environment:\n      - "LEGACY_DSN=x"\n',
  "services:\n  api:\n    environment:\n      - 'LEGACY_DSN=it''s'\n",
  "services:\n  api:\n    environment: [LEGACY_DSN=x, PORT]\n",
  "services:\n  api:\n    environment: { LEGACY_DSN: x, PORT: 1 }\n",
  'services:\n  api:\n    environment: { "LEGACY_DSN": x }\n',
  "services:\n  api:\n    environment:\n      ? LEGACY_DSN\n      : x\n",
  "services:\n  api:\n    environment:\n      LEGACY_DSN: ${LEGACY_DSN}\n",
  "services:\n  api:\n    environment:\n      LEGACY_DSN: ${LEGACY_DSN:-${OTHER:-x}}\n",
  "services:\n  api:\n    environment:\n      DSN: a$LEGACY_DSN/b\n",
  'services:\n  api:\n    environment:\n      DSN: "a\\n${LEGACY_DSN}"\n',
  "services:\n  api:\n    environment:\n      DSN: >-\n        a\n        ${LEGACY_DSN}\n        b\n",
  "services:\n  api:\n    environment:\n      DSN: |\n        ${LEGACY_DSN}\n        ${LEGACY_DSN_2}\n",
  "services:\n  api:\n    environment:\n      LEGACY_DSN_2: LEGACY_DSN\n      MY_LEGACY_DSN: x\n",
  "x-env: &env\n  LEGACY_DSN: x\nservices:\n  a:\n    environment: *env\n  b:\n    environment:\n      <<: *env\n      PORT: 1\n",
  "x-a: &a { LEGACY_DSN: x }\nx-b: &b { PORT: 1 }\nservices:\n  api:\n    environment:\n      <<: [*a, *b]\n",
  "x-list: &list\n  - LEGACY_DSN=x\nservices:\n  api:\n    environment: *list\n",
  "x-dsn: &dsn ${LEGACY_DSN}\nservices:\n  api:\n    environment:\n      DSN: *dsn\n",
  "services:\n  api:\n    build:\n      args:\n        LEGACY_DSN: x\n",
  "services:\n  api:\n    build:\n      args:\n        - LEGACY_DSN\n",
  "services:\n  api:\n    # LEGACY_DSN: ${LEGACY_DSN}\n    image: api:${LEGACY_DSN}\n",
  "services:\r\n  api:\r\n    environment:\r\n      PORT: 1\r\n      LEGACY_DSN: x\r\n",
  "services:\n  api:\n    labels:\n      note: é LEGACY_DSN\n    environment:\n      ÄÖ: ${LEGACY_DSN}\n",
];

const OTHERS = [
  "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - name: LEGACY_DSN\n          value: x\n        - { name: PORT, value: '1' }\n",
  "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env:\n        - value: $(LEGACY_DSN)\n          name: DSN\n",
  "apiVersion: v1\nkind: ConfigMap\ndata:\n  LEGACY_DSN: x\n  other: LEGACY_DSN\n",
  "kind: List\n---\napiVersion: v1\nkind: Secret\nstringData: { LEGACY_DSN: x }\n",
  "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - &c\n      env: &env\n        - name: LEGACY_DSN\n          value: x\n    - env: *env\n",
  "env:\n  LEGACY_DSN: ${{ secrets.LEGACY_DSN }}\njobs:\n  a:\n    env: { LEGACY_DSN: b }\n    steps:\n      - env:\n          LEGACY_DSN: c\n        run: echo $LEGACY_DSN ${LEGACY_DSN} $LEGACY_DSN_2\n",
  "jobs:\n  a:\n    if: ${{ env.LEGACY_DSN && vars.OTHER }}\n    env:\n      A: ${{ vars.LEGACY_DSN }}-${{ secrets.LEGACY_DSN }}\n",
  "variables:\n  LEGACY_DSN: x\n  OTHER:\n    value: $LEGACY_DSN\n    description: LEGACY_DSN\njob:\n  variables: { LEGACY_DSN: y }\n  script: ['run ${LEGACY_DSN}']\n",
];

const CASES = [
  ...COMPOSE.map((text) => ["compose.yml", text] as const),
  ...OTHERS.map((text) => [".github/workflows/any.yml", text] as const),
];

describe("a file in which the name is replaced at the places that were found", () => {
  it.each(CASES)("gives the new name wherever it gave the old one: %s %j", (path, text) => {
    const expected = getEnvironments(text).map((line) =>
      line.replaceAll(/(?<!\w)LEGACY_DSN(?!\w)/g, "DATABASE_URL"),
    );
    expect(getEnvironments(rename(path, text))).toEqual(expected);
  });

  it("is one of many", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(30);
  });
});
