// One fresh world for one test: a sandbox, a backend with an empty database, and the proxy
// that the browser speaks to. Nothing is shared with any other test.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FaultProxy } from "./fault_proxy.ts";
import type { HostName } from "./hosts.ts";
import { Jira } from "./jira.ts";
import { Program } from "./program.ts";

/** What `cargo xtask test e2e` hands over. */
function handed(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set; run \`cargo xtask test e2e\``);
  return value;
}

/** Sockets of its own for each test; the shell that Forge serves is the one of this repository. */
const SANDBOX = {
  SANDBOX_LISTEN: "127.0.0.1:0",
  SANDBOX_JIRA_LISTEN: "127.0.0.1:0",
  SANDBOX_FORGE_DIR: handed("CHAT_E2E_FORGE"),
};

export class World {
  private constructor(
    readonly sandbox: Program,
    /** The Jira that the sandbox plays. */
    readonly jira: Jira,
    /** The backend that runs now; another one after `startBackend`. */
    public backend: Program,
    readonly proxy: FaultProxy,
    /** Holds the database and the key. */
    readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  /**
   * Starts all three, for a page that runs in `host`; `environment` adds to what the backend is given, or replaces it.
   */
  static async start(environment: Record<string, string>, host: HostName): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "chat-e2e-"));
    const sandbox = await Program.start("sandbox", handed("CHAT_E2E_SANDBOX"), SANDBOX, 2);
    const jira = new Jira(sandbox.origins[1] ?? "");
    // First, because inside Jira the backend has to know by which name browsers reach it.
    const proxy = await FaultProxy.start();
    const all = {
      CHAT_LISTEN: "127.0.0.1:0",
      CHAT_GRAPH_URL: sandbox.origin,
      CHAT_PUBLIC_DIR: handed("CHAT_E2E_DIST"),
      CHAT_DATABASE_URL: `sqlite:${join(folder, "chat.db")}`,
      CHAT_KEY_FILE: join(folder, "chat.key"),
      ...(host === "standalone" ? {} : jira.environment(proxy.origin)),
      ...environment,
    };
    const backend = await Program.start("backend", handed("CHAT_E2E_BACKEND"), all);
    proxy.pointAt(backend.origin);
    await jira.tell({ chat: proxy.origin });
    return new World(sandbox, jira, backend, proxy, folder, all);
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
