// Stands between the backend and the sandbox, and lends each of the sandbox's tokens a twin that is worth looking for.
//
// The sandbox's own tokens are zeros for the most part, and zeros are found everywhere; what is left of a twin in
// freed memory or in a log is still known as a piece of it. All twins share one random core.

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";

export class TokenExchange {
  private readonly core = randomBytes(52).toString("hex");
  /** From each twin to the sandbox's token. */
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

  /** What the backend takes for Meta. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where the sandbox is. */
  pointAt(sandbox: string): void {
    this.sandbox = sandbox;
  }

  /** A token of the sandbox's behaviour, with its last four characters and at least 120 in all. */
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
