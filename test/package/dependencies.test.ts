import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseSync } from "oxc-parser";

const ROOT = join(import.meta.dirname, "../..");

/** The package that a specifier names; undefined for one of the own files or of Node. */
function getPackage(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:") || builtinModules.includes(specifier))
    return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

it("declares as a dependency whatever its sources import at run time", () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const imported = new Set<string>();
  for (const folder of ["src", "rules"]) {
    for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".ts")) continue;
      const file = join(ROOT, folder, path);
      for (const { moduleRequest, entries } of parseSync(file, readFileSync(file, "utf8")).module
        .staticImports) {
        // `import type` and `import { type X }` are gone when it runs.
        if (entries.length > 0 && entries.every(({ isType }) => isType)) continue;
        const name = getPackage(moduleRequest.value);
        if (name !== undefined) imported.add(name);
      }
    }
  }
  expect([...imported].filter((name) => !(name in dependencies))).toEqual([]);
});
