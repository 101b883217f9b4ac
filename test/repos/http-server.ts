import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does instead of what git would. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly hangs: true }
  /** Passes so many bytes of the pack on, then closes the connection. */
  | { readonly cutAt: number }
  /** Passes all on with one byte of it changed. */
  | { readonly damageAt: number };

export interface HttpServerOptions {
  /** The folder in which the repositories are. */
  readonly root: string;
  readonly getFault?: (request: IncomingMessage) => Fault | undefined;
  /** Speaks no protocol of git, only sends files. */
  readonly isDumb?: boolean;
}

/** `git http-backend` on loopback. */
export class HttpServer {
  readonly #server: Server;
  readonly requests: string[] = [];
  getFault: ((request: IncomingMessage) => Fault | undefined) | undefined;

  constructor({ root, getFault, isDumb = false }: HttpServerOptions) {
    this.getFault = getFault;
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      const fault = this.getFault?.(request);
      if (fault !== undefined && "hangs" in fault) return;
      if (fault !== undefined && "status" in fault) {
        response.writeHead(fault.status, fault.headers).end(fault.body);
        return;
      }
      runBackend({ root, isDumb }, request, (body) => answer(response, body, fault));
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  getUrl(path: string, userinfo = ""): string {
    const address = this.#server.address();
    return `http://${userinfo}127.0.0.1:${isAddress(address) ? address.port : 0}/${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

function runBackend(
  { root, isDumb }: { root: string; isDumb: boolean },
  request: IncomingMessage,
  onEnd: (output: Buffer) => void,
): void {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  // A client that asks for no service gets plain files.
  if (isDumb) url.search = "";
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.once("close", () => onEnd(Buffer.concat(chunks)));
}

function answer(response: ServerResponse, output: Buffer, fault: Fault | undefined): void {
  const end = output.indexOf("\r\n\r\n");
  const headers = new Map(
    output
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const),
  );
  const status = Number.parseInt(headers.get("Status") ?? "200", 10);
  headers.delete("Status");
  const body = Buffer.from(output.subarray(end + 4));
  response.writeHead(status, Object.fromEntries(headers));
  const isPack = body.includes("PACK");
  if (fault !== undefined && "cutAt" in fault && isPack) {
    response.write(body.subarray(0, fault.cutAt), () => response.destroy());
    return;
  }
  if (fault !== undefined && "damageAt" in fault && isPack) {
    const place = body.indexOf("PACK") + fault.damageAt;
    body[place] = (body[place] ?? 0) ^ 0xff;
  }
  response.end(body);
}
