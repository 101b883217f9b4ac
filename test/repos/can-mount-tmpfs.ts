import { execFileSync } from "node:child_process";

/** Only root may, and not in every container. */
export function canMountTmpfs(): boolean {
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
