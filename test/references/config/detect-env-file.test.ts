import { describe, expect, it } from "vitest";
import { detectEnvFile } from "../../../src/references/config/detect-env-file.js";
import { change, createTestProject, formatDetections } from "../../support/parse.js";

const project = createTestProject({ changes: [change("config", "LEGACY_DSN")] });
const detect = (text: string) => detectEnvFile({ path: ".env.example", text }, project);
const find = (text: string) => formatDetections(text, detect(text));

describe("entries", () => {
  it("write", () => {
    expect(find("PORT=1\nLEGACY_DSN=postgres://localhost\n")).toEqual(["write 2:1 LEGACY_DSN"]);
    expect(find("export LEGACY_DSN=")).toEqual(["write 1:8 LEGACY_DSN"]);
    expect(find("  LEGACY_DSN = x")).toEqual(["write 1:3 LEGACY_DSN"]);
  });

  it("are none by another name", () => {
    expect(find("LEGACY_DSN_2=x\nMY_LEGACY_DSN=x")).toEqual([]);
  });

  it("are none in comments", () => {
    expect(find("# LEGACY_DSN=x\nPORT=1 # LEGACY_DSN=x ${LEGACY_DSN}")).toEqual([]);
  });

  it("are none inside a quoted value of many lines", () => {
    expect(find('KEY="-----BEGIN\nLEGACY_DSN=x\n-----END"\nLEGACY_DSN=y')).toEqual(["write 4:1 LEGACY_DSN"]);
  });

  it("name change, detector and certainty", () => {
    expect(detect("LEGACY_DSN=x")).toEqual([
      {
        change: project.changes[0],
        access: "write",
        start: 0,
        end: 10,
        via: "env-file",
        certainty: "resolved",
      },
    ]);
  });
});

describe("values", () => {
  it("read what they interpolate", () => {
    expect(find("DSN=${LEGACY_DSN}")).toEqual(["read 1:7 LEGACY_DSN"]);
    expect(find("DSN=$LEGACY_DSN/x")).toEqual(["read 1:6 LEGACY_DSN"]);
    expect(find('DSN="a\n${LEGACY_DSN:-x}"')).toEqual(["read 2:3 LEGACY_DSN"]);
    expect(find("DSN=${OTHER:-${LEGACY_DSN}}")).toEqual(["read 1:16 LEGACY_DSN"]);
  });

  it("are plain text otherwise", () => {
    expect(find("DSN=LEGACY_DSN")).toEqual([]);
    expect(find("DSN=${LEGACY_DSN_2}")).toEqual([]);
    expect(find("DSN=\\${LEGACY_DSN}")).toEqual([]);
    expect(find("DSN='${LEGACY_DSN}'")).toEqual([]);
  });
});
