// A fresh world for a test: a sandbox, a backend with an empty database, and the proxy that
// the browser uses. Tests share nothing.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FaultProxy } from "./fault_proxy.ts";
import type { HostName } from "./hosts.ts";
import { Jira } from "./jira.ts";
import { Program } from "./program.ts";

/** The environment from `cargo xtask test e2e`. */
function handed(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set; run \`cargo xtask test e2e\``);
  return value;
}

/** Each test has its own sockets. The shell that Forge serves is the one in this repository. */
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
    /** The running backend; another one after `startBackend`. */
    public backend: Program,
    readonly proxy: FaultProxy,
    /** Contains the database and the key. */
    readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  /**
   * Starts all three for a page in `host`. `environment` adds to the backend's environment, or overrides it.
   */
  static async start(environment: Record<string, string>, host: HostName): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "chat-e2e-"));
    const sandbox = await Program.start("sandbox", handed("CHAT_E2E_SANDBOX"), SANDBOX, 2);
    const jira = new Jira(sandbox.origins[1] ?? "");
    // First, because inside Jira the backend has to know its own origin.
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

  /** Stops everything and deletes its data. */
  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.backend.stop();
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true });
  }
}
