import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** `git daemon` on loopback, over all repositories in a folder. */
export class GitDaemon {
  #child: ChildProcess | undefined;
  #port = 0;

  async start(root: string): Promise<this> {
    this.#port = await findFreePort();
    const args = ["--export-all", "--reuseaddr", "--listen=127.0.0.1", `--port=${this.#port}`];
    this.#child = spawn("git", ["daemon", ...args, `--base-path=${root}`, root], {
      stdio: "ignore",
      detached: true,
    });
    while (!(await canConnect(this.#port))) await sleep(20);
    return this;
  }

  getUrl(path: string): string {
    return `git://127.0.0.1:${this.#port}/${path}`;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null) return;
    process.kill(-child.pid, "SIGKILL");
    await once(child, "close");
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
