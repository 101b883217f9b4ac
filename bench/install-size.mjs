// What installing this package brings: packs it, installs the tarball into an empty folder without its peers, prints the packages by size, and fails over the
// limits below. Usage: node bench/install-size.mjs [--with-peers] (after npm run build; --with-peers shows what npm adds by itself, without limits)
import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A little over what it takes today, so that what grows it is a decision: nearly half of it is TypeScript, in ts-morph; see
 * docs/dependencies.md.
 */
const LIMITS = { packages: 70, megabytes: 35 };

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "expand-contract-size-"));
try {
  const peers = process.argv.includes("--with-peers");
  const found = measure(install(peers));
  print(found);
  if (!peers) check(found);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The `node_modules` of the installation. */
function install(peers) {
  const npm = (...args) =>
    execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = Object.values(JSON.parse(npm("pack", "--ignore-scripts", "--json", ROOT)));
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  // Without this npm adds ESLint and TypeScript, which whoever lints has anyway.
  const options = peers ? [] : ["--legacy-peer-deps"];
  npm("install", "--no-audit", "--no-fund", "--prefer-offline", ...options, join(folder, packed.filename));
  return join(folder, "node_modules");
}

/** Each package with the bytes of its own files, biggest first. */
function measure(modules) {
  return listPackages(modules)
    .map(({ name, path }) => ({ name, bytes: getBytes(path) }))
    .sort((a, b) => b.bytes - a.bytes);
}

function listPackages(modules) {
  return readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((rest) => `${name}/${rest}`) : [name],
    )
    .flatMap((name) => {
      const path = join(modules, name);
      const own = { name, path };
      const nested = readdirSync(path).includes("node_modules")
        ? listPackages(join(path, "node_modules"))
        : [];
      return [own, ...nested];
    });
}

function getBytes(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules")
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? getBytes(path) : lstatSync(path).size);
    }, 0);
}

function formatMegabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function print(found) {
  const shown = found.filter(({ bytes }) => bytes >= 250_000);
  for (const { name, bytes } of shown) console.log(`${formatMegabytes(bytes).padStart(6)} MB  ${name}`);
  const rest = found.slice(shown.length);
  console.log(`${formatMegabytes(getSum(rest)).padStart(6)} MB  ${rest.length} smaller ones`);
  console.log(`${formatMegabytes(getSum(found)).padStart(6)} MB  ${found.length} packages`);
}

function getSum(found) {
  return found.reduce((sum, { bytes }) => sum + bytes, 0);
}

function check(found) {
  const megabytes = getSum(found) / 1e6;
  if (found.length <= LIMITS.packages && megabytes <= LIMITS.megabytes) return;
  console.error(
    `Over the limit of ${LIMITS.packages} packages and ${LIMITS.megabytes} MB. Do without, or raise LIMITS in bench/install-size.mjs and say why.`,
  );
  process.exitCode = 1;
}
