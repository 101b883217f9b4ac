import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatManifest, lintText, writeFiles, writeProject } from "./lint-text.js";

const DSN = { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" };
const TEXT = "export const dsn = process.env.LEGACY_DSN;\n";
const FOUND =
  "1:32 no-deprecated-config: This reads LEGACY_DSN, which goes away: use DATABASE_URL instead. Owner @acme/identity, sunset 2026-12-31 (30 days left).";

describe("the manifest", () => {
  it("is found upward from the linted file", async () => {
    const root = writeProject({ "expand-contract.json": formatManifest({ dsn: DSN }) });
    expect(await lintText({ root, file: "src/db/connect.ts", text: TEXT })).toEqual([FOUND]);
  });

  it("nearest to the file counts", async () => {
    const root = writeProject({
      "expand-contract.json": formatManifest({ dsn: DSN }),
      "packages/api/expand-contract.json": formatManifest({}),
    });
    expect(await lintText({ root, file: "packages/api/connect.ts", text: TEXT })).toEqual([]);
    expect(await lintText({ root, file: "packages/web/connect.ts", text: TEXT })).toEqual([FOUND]);
  });

  it("is where the settings say, relative to the working directory", async () => {
    const root = writeProject({ "config/changes.json": formatManifest({ dsn: DSN }) });
    const settings = { manifest: "config/changes.json" };
    expect(await lintText({ root, file: "config/connect.ts", text: TEXT, settings })).toEqual([FOUND]);
    expect(await lintText({ root, file: "config/connect.ts", text: TEXT })).toEqual([]);
  });

  it("absent means nothing to report", async () => {
    const root = writeProject({});
    expect(await lintText({ root, file: "connect.ts", text: TEXT })).toEqual([]);
  });

  it("that the settings name and that is not there is one message", async () => {
    const root = writeProject({});
    const settings = { manifest: "changes.json" };
    expect(await lintText({ root, file: "connect.ts", text: TEXT, settings })).toMatchInlineSnapshot(`
      [
        "1:1 no-reference-past-sunset: Nothing is checked: settings["expand-contract"].manifest names changes.json, which does not exist. Correct the path; it is relative to ESLint's working directory.",
      ]
    `);
  });

  it("edited is read anew on the next lint, also within one tick of the file system's clock", async () => {
    const root = writeProject({ "expand-contract.json": formatManifest({ dsn: DSN }) });
    const run = () => lintText({ root, file: "connect.ts", text: TEXT });
    expect(await run()).toEqual([FOUND]);
    const path = join(root, "expand-contract.json");
    const time = new Date();
    utimesSync(path, time, time);
    expect(await run()).toEqual([FOUND]);
    // The same size and the same mtime.
    writeFileSync(path, formatManifest({ dsn: { ...DSN, old: "LEGACY_DNS" } }));
    utimesSync(path, time, time);
    expect(await run()).toEqual([]);
    writeFileSync(path, "{");
    expect(await run()).toHaveLength(1);
    rmSync(path);
    expect(await run()).toEqual([]);
    writeFiles(root, { "expand-contract.json": formatManifest({ dsn: DSN }) });
    expect(await run()).toEqual([FOUND]);
  });
});

describe("a broken manifest", () => {
  it("is one message on the first line, however many rules are on", async () => {
    const root = writeProject({
      "expand-contract.json": '{\n  "changes": { "dsn": { "kind": "config" } }\n}',
    });
    expect(await lintText({ root, file: "src/connect.ts", text: `// first\n${TEXT}` }))
      .toMatchInlineSnapshot(`
        [
          "1:1 no-reference-past-sunset: Nothing is checked: expand-contract.json:2:16  "dsn" has no "old": add "old": the shape that goes; expand-contract.json:2:16  "dsn" has no "owner": add "owner": who sees it through, such as "@acme/identity"; expand-contract.json:2:16  "dsn" has no "sunset": add "sunset": the day by which the old shape is gone, as "YYYY-MM-DD".",
        ]
      `);
  });

  it("is an error from whichever rule is on", async () => {
    const root = writeProject({ "expand-contract.json": "{" });
    const rules = { "expand-contract/no-deprecated-symbol": "warn" } as const;
    expect(await lintText({ root, file: "connect.ts", text: "", rules })).toMatchInlineSnapshot(`
      [
        "1:1 no-deprecated-symbol: Nothing is checked: expand-contract.json:1:2  A } is missing: an object is never closed.",
      ]
    `);
  });

  it("that can't be read is no crash", async () => {
    const root = writeProject({});
    mkdirSync(join(root, "expand-contract.json"));
    expect(await lintText({ root, file: "connect.ts", text: TEXT })).toMatchInlineSnapshot(`
      [
        "1:1 no-reference-past-sunset: Nothing is checked: expand-contract.json can't be read: EISDIR: illegal operation on a directory, read.",
      ]
    `);
  });
});
