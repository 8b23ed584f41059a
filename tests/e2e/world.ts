// One fresh world for one test: a sandbox, a backend with an empty database, and the proxy
// that the browser speaks to. Nothing is shared with any other test.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FaultProxy } from "./fault_proxy.ts";
import { Program } from "./program.ts";

/** What `cargo xtask test e2e` hands over. */
function handed(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set; run \`cargo xtask test e2e\``);
  return value;
}

export class World {
  private constructor(
    readonly sandbox: Program,
    /** The backend that runs now; another one after `startBackend`. */
    public backend: Program,
    readonly proxy: FaultProxy,
    /** Holds the database and the key. */
    readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Starts all three; `environment` adds to what the backend is given, or replaces it. */
  static async start(environment: Record<string, string>): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "chat-e2e-"));
    const sandbox = await Program.start("sandbox", handed("CHAT_E2E_SANDBOX"), { SANDBOX_LISTEN: "127.0.0.1:0" });
    const all = {
      CHAT_LISTEN: "127.0.0.1:0",
      CHAT_GRAPH_URL: sandbox.origin,
      CHAT_PUBLIC_DIR: handed("CHAT_E2E_DIST"),
      CHAT_DATABASE_URL: `sqlite:${join(folder, "chat.db")}`,
      CHAT_KEY_FILE: join(folder, "chat.key"),
      ...environment,
    };
    const backend = await Program.start("backend", handed("CHAT_E2E_BACKEND"), all);
    const proxy = await FaultProxy.start(backend.origin);
    return new World(sandbox, backend, proxy, folder, all);
  }

  /** The origin that the browser opens. */
  get origin(): string {
    return this.proxy.origin;
  }

  /** Starts a backend on the same data, after a test has stopped or killed the last one. */
  async startBackend(): Promise<void> {
    this.backend = await Program.start("backend", handed("CHAT_E2E_BACKEND"), this.environment);
    this.proxy.pointAt(this.backend.origin);
  }

  /** Stops all and deletes what they kept. */
  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.backend.stop();
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true });
  }
}
