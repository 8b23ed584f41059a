// A proxy between the backend and the sandbox that gives each of the sandbox's tokens a twin that can be searched for.
//
// The sandbox's own tokens are mostly zeros, which are everywhere. A piece of a twin in freed memory or in a log can
// still be recognized. All twins share one random core.

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";

export class TokenExchange {
  private readonly core = randomBytes(52).toString("hex");
  /** The sandbox's token of each twin. */
  private readonly twins = new Map<string, string>();
  private sandbox = "";

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TokenExchange> {
    const exchange = new TokenExchange(createServer());
    exchange.server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
      exchange.pass(incoming, outgoing).catch(() => outgoing.destroy());
    });
    exchange.server.listen(0, "127.0.0.1");
    await once(exchange.server, "listening");
    return exchange;
  }

  /** The origin that the backend uses as Meta. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The sandbox's origin. */
  pointAt(sandbox: string): void {
    this.sandbox = sandbox;
  }

  /** A token that behaves like the sandbox's, with the same last four characters and at least 120 in total. */
  twinOf(token: string): string {
    const twin = `EAASANDBOX${this.core}a${this.twins.size}a${token.slice(-4)}`;
    this.twins.set(twin, token);
    return twin;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async pass({ url, headers }: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const there = (text: string): string => this.translate(text, (twin, token) => [twin, token]);
    const back = (text: string): string => this.translate(text, (twin, token) => [token, twin]);
    const answer = await fetch(this.sandbox + there(url ?? ""), {
      headers: { authorization: there(headers.authorization ?? "") },
    });
    const body = back(await answer.text());
    outgoing.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    outgoing.end(body);
  }

  private translate(text: string, pair: (twin: string, token: string) => [string, string]): string {
    return [...this.twins].reduce((sofar, [twin, token]) => sofar.replaceAll(...pair(twin, token)), text);
  }
}
