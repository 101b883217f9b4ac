import { expect, it } from "vitest";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { writeProject } from "../lint/lint-text.js";
import { createManifest, listReferences } from "./scan-repo.js";

const DSN = { dsn: { kind: "config", old: "LEGACY_DSN" } };
const COMPOSE = "services:\n  api:\n    environment:\n      LEGACY_DSN: x\n";

it("are sources when a change is about configuration, unless they are left out", async () => {
  const root = writeProject({ "deploy/compose.yml": COMPOSE, "deploy/old/compose.yml": COMPOSE });
  const manifest = createManifest(DSN, { source: { include: ["src/**"], exclude: ["deploy/old/**"] } });
  expect(listReferences(await scanTree(openWorkingTree(root), manifest))).toEqual([
    "dsn deploy/compose.yml:4:7 write",
  ]);
});

it("are none when no change is", async () => {
  const root = writeProject({ "compose.yml": COMPOSE });
  const manifest = createManifest({ event: { kind: "event", old: "LEGACY_DSN" } });
  expect(await scanTree(openWorkingTree(root), manifest)).toMatchObject({ references: [], problems: [] });
});

it("end the run where they mention the name and can't be parsed", async () => {
  const root = writeProject({
    "compose.yml": "services:\n  api:\n    environment: [LEGACY_DSN\n",
    "other.yml": "services: [",
    "charts/api/templates/env.yaml": "{{- if .Values.old }}\nLEGACY_DSN: x\n{{- end }}\n",
  });
  const result = await scanTree(openWorkingTree(root), createManifest(DSN));
  expect(result.problems).toMatchObject([{ file: "compose.yml", isFatal: true }]);
  expect(result.problems[0]?.message).toContain("can't be parsed");
  expect(listReferences(result)).toEqual(["dsn charts/api/templates/env.yaml:2:1 write"]);
});
