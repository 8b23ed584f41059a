// What can go wrong between the browser and the backend, one function a fault.

import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** A whole answer, uncompressed. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What to do with one request: `outgoing` goes to the browser, `forward` asks the backend. */
export type Fault = (outgoing: ServerResponse, forward: () => Promise<Answer>) => Promise<void> | void;

/** Sends a whole answer. */
export function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, sendable(headers, body.length));
  outgoing.end(body);
}

/** Breaks the connection at once, so that the browser sees a reset and not an end. */
export function reset(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy();
}

/** Breaks the connection before the backend hears of the request. */
export const resetBefore: Fault = (outgoing) => reset(outgoing);

/** Lets the backend do its work and loses its answer. */
export const loseAnswer: Fault = async (outgoing, forward) => {
  await forward();
  reset(outgoing);
};

/** Never answers. */
export const hang: Fault = () => {};

/** Passes the request on after so many milliseconds. */
export function delay(milliseconds: number): Fault {
  return async (outgoing, forward) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    send(outgoing, await forward());
  };
}

/** Answers in the backend's place, which hears nothing. */
export function answer(status: number, headers: IncomingHttpHeaders = {}, body: string | Buffer = ""): Fault {
  return (outgoing) => send(outgoing, { status, headers, body: Buffer.from(body) });
}

/** Announces the whole answer, sends its first so many bytes, and breaks the connection. */
export function cutAfter(bytes: number): Fault {
  return async (outgoing, forward) => {
    const { status, headers, body } = await forward();
    outgoing.writeHead(status, sendable(headers, body.length));
    outgoing.write(body.subarray(0, bytes), () => reset(outgoing));
  };
}

/** Changes the backend's answer on its way. */
export function change(how: (answer: Answer) => Answer): Fault {
  return async (outgoing, forward) => send(outgoing, how(await forward()));
}

/** A request that waits until the test lets it go. */
export class Gate {
  private readonly arrivals: (() => void)[] = [];
  private readonly waiting: (() => void)[] = [];
  private arrived = 0;

  /** What to spoil a request with. The backend is asked when the gate opens, not before. */
  readonly fault: Fault = async (outgoing, forward) => {
    this.arrived += 1;
    for (const tell of this.arrivals) tell();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    send(outgoing, await forward());
  };

  /** Until so many requests have arrived in all. */
  async arrival(count = 1): Promise<void> {
    while (this.arrived < count) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  /** Lets the one go that has waited longest. */
  open(): void {
    this.waiting.shift()?.();
  }
}

function sendable(headers: IncomingHttpHeaders, length: number): IncomingHttpHeaders {
  const { "transfer-encoding": _, ...rest } = headers;
  return { ...rest, "content-length": String(length) };
}
