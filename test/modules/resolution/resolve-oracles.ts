import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript";

/** Who resolves: TypeScript in three modes, Node for `import` and for `require`. */
export const ORACLES = ["bundler", "node16", "nodenext", "import", "require"] as const;
export type Oracle = (typeof ORACLES)[number];

export interface ResolutionCase {
  readonly name: string;
  /** What git has. `package.json` and `tsconfig.json` may be objects. */
  readonly files: Readonly<Record<string, string | object>>;
  /** What a build makes, and of which source; declarations come beside scripts. */
  readonly built?: Readonly<Record<string, string>>;
  /** `node_modules` entries that an install makes beside those of the packages' own names. */
  readonly installed?: Readonly<Record<string, string>>;
  readonly from: string;
  readonly specifier: string;
  readonly found: string | undefined;
  readonly by: readonly Oracle[];
}

export function getText(content: string | object): string {
  return typeof content === "string" ? content : JSON.stringify(content);
}

/** A case as it is after install and build, in a folder of its own. */
export class BuiltRepo {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-")));
  readonly #case: ResolutionCase;
  readonly #sources = new Map<string, string>();

  constructor(resolution: ResolutionCase) {
    this.#case = resolution;
    for (const [path, content] of Object.entries(resolution.files)) this.#write(path, getText(content));
    for (const [path, source] of Object.entries(resolution.built ?? {})) {
      for (const output of [path, getDeclarations(path)]) {
        this.#sources.set(output, source);
        this.#write(output, output === path ? "" : "export {};\n");
      }
    }
    this.#write(posix.join(posix.dirname(resolution.from), "ask-node.mjs"), ASK_NODE);
    this.#install();
  }

  ask(oracle: Oracle): string | undefined {
    const found = oracle === "import" || oracle === "require" ? this.#askNode(oracle) : this.#askTs(oracle);
    if (found === undefined) return undefined;
    const path = relative(this.root, realpathSync(found)).replaceAll("\\", "/");
    return this.#sources.get(path) ?? path;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  #install(): void {
    const installed: Record<string, string> = { ...this.#case.installed };
    for (const [path, content] of Object.entries(this.#case.files)) {
      if (posix.basename(path) !== "package.json" || path === "package.json") continue;
      const json: unknown = JSON.parse(getText(content));
      const name = typeof json === "object" && json && "name" in json ? json.name : undefined;
      if (typeof name === "string") installed[`node_modules/${name}`] ??= posix.dirname(path);
    }
    for (const [link, folder] of Object.entries(installed)) {
      mkdirSync(dirname(join(this.root, link)), { recursive: true });
      symlinkSync(join(this.root, folder), join(this.root, link), "junction");
    }
  }

  #askNode(kind: "import" | "require"): string | undefined {
    const { from, specifier } = this.#case;
    const script = join(this.root, dirname(from), "ask-node.mjs");
    const output = execFileSync(process.execPath, [script, kind, specifier], { encoding: "utf8" });
    return output === "" ? undefined : output;
  }

  #askTs(oracle: "bundler" | "node16" | "nodenext"): string | undefined {
    const { from, specifier } = this.#case;
    const file = join(this.root, from);
    const options = { ...this.#readOptions(file), ...TS_MODES[oracle] };
    const mode = ts.getImpliedNodeFormatForFile(file, undefined, ts.sys, options);
    const { resolvedModule } = ts.resolveModuleName(
      specifier,
      file,
      options,
      ts.sys,
      undefined,
      undefined,
      mode,
    );
    return resolvedModule?.resolvedFileName;
  }

  #readOptions(file: string): ts.CompilerOptions {
    const config = ts.findConfigFile(dirname(file), ts.sys.fileExists);
    if (config === undefined) return {};
    return ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      dirname(config),
      undefined,
      config,
    ).options;
  }
}

const TS_MODES = {
  bundler: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowJs: true,
  },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, allowJs: true },
  nodenext: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowJs: true,
  },
};

/** Prints the path that Node finds for a file of this folder, or nothing. */
const ASK_NODE = `
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
const [kind, specifier] = process.argv.slice(2);
try {
  const found = kind === "import" ? fileURLToPath(import.meta.resolve(specifier)) : createRequire(import.meta.url).resolve(specifier);
  if (existsSync(found)) process.stdout.write(found);
} catch {}
`;

function getDeclarations(path: string): string {
  return path.replace(/\.([mc]?)js$/, ".d.$1ts");
}
