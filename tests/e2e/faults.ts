// Faults between the browser and the backend, one function each.

import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** A complete, uncompressed response. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What to do with a request: `outgoing` goes to the browser, `forward` calls the backend. */
export type Fault = (outgoing: ServerResponse, forward: () => Promise<Answer>) => Promise<void> | void;

/** Sends a complete response. */
export function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, sendable(headers, body.length));
  outgoing.end(body);
}

/** Breaks the connection so that the browser sees a reset, not an end. */
export function reset(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy();
}

/** Breaks the connection before the request reaches the backend. */
export const resetBefore: Fault = (outgoing) => reset(outgoing);

/** Lets the backend do its work, and loses its response. */
export const loseAnswer: Fault = async (outgoing, forward) => {
  await forward();
  reset(outgoing);
};

/** Never responds. */
export const hang: Fault = () => {};

/** Forwards the request after this many milliseconds. */
export function delay(milliseconds: number): Fault {
  return async (outgoing, forward) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    send(outgoing, await forward());
  };
}

/** Responds instead of the backend. */
export function answer(status: number, headers: IncomingHttpHeaders = {}, body: string | Buffer = ""): Fault {
  return (outgoing) => send(outgoing, { status, headers, body: Buffer.from(body) });
}

/** Announces the complete response, sends this many bytes of it, and breaks the connection. */
export function cutAfter(bytes: number): Fault {
  return async (outgoing, forward) => {
    const { status, headers, body } = await forward();
    outgoing.writeHead(status, sendable(headers, body.length));
    outgoing.write(body.subarray(0, bytes), () => reset(outgoing));
  };
}

/** Changes the backend's response. */
export function change(how: (answer: Answer) => Answer): Fault {
  return async (outgoing, forward) => send(outgoing, how(await forward()));
}

/** Holds requests until the test releases them. */
export class Gate {
  private readonly arrivals: (() => void)[] = [];
  private readonly waiting: (() => void)[] = [];
  private arrived = 0;

  /** The fault. The backend is only called when the gate opens. */
  readonly fault: Fault = async (outgoing, forward) => {
    this.arrived += 1;
    for (const tell of this.arrivals) tell();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    send(outgoing, await forward());
  };

  /** Waits until this many requests have arrived in total. */
  async arrival(count = 1): Promise<void> {
    while (this.arrived < count) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  /** Releases the request that has waited longest. */
  open(): void {
    this.waiting.shift()?.();
  }
}

function sendable(headers: IncomingHttpHeaders, length: number): IncomingHttpHeaders {
  const { "transfer-encoding": _, ...rest } = headers;
  return { ...rest, "content-length": String(length) };
}
