// One of our programs, started for a test and stopped after it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** The longest time that a program may take to start listening, and to stop, in milliseconds. */
const PATIENCE = 15_000;

export class Program {
  /** Its origins, such as `http://127.0.0.1:12345`, in the order of its output. */
  readonly origins: string[] = [];
  /** Its output so far, from both streams. */
  log = "";

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts `path` and waits until it has printed `… listening on http://…` for each of its sockets. */
  static async start(name: string, path: string, environment: Record<string, string>, sockets = 1): Promise<Program> {
    const child = spawn(path, { env: { PATH: process.env["PATH"], ...environment } });
    const program = new Program(name, child);
    await new Promise<void>((resolve, reject) => {
      const tooLong = setTimeout(() => reject(program.complaint("did not say that it listens")), PATIENCE);
      const read = (chunk: Buffer): void => {
        program.log += chunk.toString();
        if (program.origins.length > 0) return;
        const said = [...program.log.matchAll(/listening on (http:\/\/\S+)\n/g)].flatMap(([, origin]) => origin ?? []);
        if (said.length < sockets) return;
        program.origins.push(...said);
        clearTimeout(tooLong);
        resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("error", reject);
      child.once("exit", () => {
        clearTimeout(tooLong);
        reject(program.complaint("ended before it listened"));
      });
    });
    return program;
  }

  /** Its first origin. */
  get origin(): string {
    return this.origins[0] ?? "";
  }

  /** Stops it like an operator would, and fails if it doesn't exit cleanly. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    if (this.child.exitCode !== 0) throw this.complaint(`ended with ${this.child.exitCode ?? this.child.signalCode}`);
  }

  /** Kills it, like a power failure would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const ended = once(this.child, "exit");
    const force = setTimeout(() => this.child.kill("SIGKILL"), PATIENCE);
    this.child.kill(signal);
    await ended;
    clearTimeout(force);
  }

  private complaint(what: string): Error {
    return new Error(`the ${this.name} ${what}:\n${this.log}`);
  }
}
