// A proxy between the browser and the backend that injects the faults of a test.
//
// It uses real sockets, because the effect of a broken connection on a browser can't be
// imitated inside it. Without a fault it forwards everything, and uses the backend's own
// host name, like a reverse proxy.

import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { pathOf } from "./endpoints.ts";
import { type Answer, type Fault, reset, send } from "./faults.ts";

/** A request and its response. */
export interface Exchange {
  method: string;
  /** With the query. */
  path: string;
  requestHeaders: Record<string, string | string[] | undefined>;
  requestBody: Buffer;
  /** The backend's response. Absent if the backend wasn't called or didn't respond. */
  answer?: Answer;
}

/** The requests that a fault applies to, and how many of them. */
export interface Match {
  method?: string;
  path: string | RegExp;
  /** The number of requests; all if absent. */
  times?: number;
}

interface Rule extends Match {
  fault: Fault;
}

export class FaultProxy {
  /** All requests so far, in order of arrival. */
  readonly exchanges: Exchange[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private rules: Rule[] = [];
  private port = 0;

  /** The backend's origin; absent until `target` is set. */
  private target = "";

  private constructor() {
    this.server = createServer((incoming, outgoing) => {
      this.handle(incoming, outgoing).catch(() => reset(outgoing));
    });
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  /** Starts the proxy, without a backend yet. */
  static async start(): Promise<FaultProxy> {
    const proxy = new FaultProxy();
    await proxy.listen();
    return proxy;
  }

  /** The origin that the browser opens. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Forwards requests to the origin `target` from now on. */
  pointAt(target: string): void {
    this.target = target;
  }

  /** Applies a fault to requests that match. If several faults match, the first one wins. */
  spoil(match: Match, fault: Fault): void {
    this.rules.push({ ...match, fault });
  }

  /** Removes all faults. */
  heal(): void {
    this.rules = [];
  }

  /** The requests so far that match. */
  seen(match: Omit<Match, "times">): Exchange[] {
    return this.exchanges.filter((exchange) => matches(match, exchange));
  }

  /** Rejects every connection, as if nothing listened. */
  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    for (const socket of this.sockets) socket.resetAndDestroy();
    await closed;
  }

  /** Accepts connections again, on the same port. */
  async listen(): Promise<void> {
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const exchange: Exchange = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      requestHeaders: incoming.headers,
      requestBody: Buffer.alloc(0),
    };
    this.exchanges.push(exchange);
    exchange.requestBody = Buffer.concat(await incoming.toArray());
    const forward = async (): Promise<Answer> => {
      exchange.answer = await this.forward(incoming, exchange.requestBody);
      return exchange.answer;
    };
    const fault = this.take(exchange);
    if (fault) await fault(outgoing, forward);
    else send(outgoing, await forward());
  }

  private take(exchange: Exchange): Fault | undefined {
    const rule = this.rules.find((candidate) => matches(candidate, exchange) && candidate.times !== 0);
    if (rule?.times !== undefined) rule.times -= 1;
    return rule?.fault;
  }

  private forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const headers = { ...incoming.headers, host: new URL(this.target).host };
    // Uncompressed bodies, so that tests can read and change them.
    delete headers["accept-encoding"];
    if (headers.origin === this.origin) headers.origin = this.target;
    return new Promise((resolve, reject) => {
      const outbound = request(`${this.target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        answer
          .toArray()
          .then((chunks) =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks as Buffer[]),
            }),
          )
          .catch(reject);
      });
      outbound.once("error", reject);
      outbound.end(body);
    });
  }
}

function matches({ method, path }: Omit<Match, "times">, exchange: Exchange): boolean {
  if (method !== undefined && method !== exchange.method) return false;
  return typeof path === "string" ? pathOf(exchange.path) === path : path.test(exchange.path);
}
