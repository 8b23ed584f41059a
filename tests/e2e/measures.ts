// What the benchmark measures, read from the browser itself.

import type { CDPSession, Page } from "@playwright/test";

/** How much slower than this machine's the processor pretends to be: a cheap laptop's, roughly. */
export const SLOWDOWN = 4;

/** Reads the browser's own counters; times are in milliseconds, sizes in bytes. */
export class Measures {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Measures> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    return new Measures(session);
  }

  /** Slows the processor down by so many times; 1 is its own speed. */
  async slowDown(times: number): Promise<void> {
    await this.session.send("Emulation.setCPUThrottlingRate", { rate: times });
  }

  /** Milliseconds that the page has spent so far in script, style and layout. */
  async work(): Promise<number> {
    const all = await this.counters();
    const spent = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map((name) => all.get(name) ?? 0);
    return spent.reduce((sum, seconds) => sum + seconds, 0) * 1000;
  }

  /** Bytes of JavaScript objects that are still needed. */
  async heap(): Promise<number> {
    await this.session.send("HeapProfiler.collectGarbage");
    return (await this.counters()).get("JSHeapUsedSize") ?? 0;
  }

  private async counters(): Promise<Map<string, number>> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

/** The middle of `values`. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Remembers the program's memory and the moment at which each report was painted. */
export function watch(): void {
  const seen = { painted: [] as number[], memory: undefined as WebAssembly.Memory | undefined };
  Object.assign(globalThis, { seen });
  const instantiate = WebAssembly.instantiate as (...parts: unknown[]) => Promise<unknown>;
  Object.assign(WebAssembly, {
    instantiate: async (...parts: unknown[]) => {
      const result = await instantiate(...parts);
      const offered = result instanceof WebAssembly.Instance ? Object.values(result.exports) : [];
      // By kind, because the build gives it a shorter name.
      seen.memory = offered.find((part) => part instanceof WebAssembly.Memory);
      return result;
    },
  });
  const isReport = (node: Node): boolean => node instanceof Element && node.matches(".wa-report");
  const look = (changes: MutationRecord[]): void => {
    if (!changes.some(({ addedNodes }) => [...addedNodes].some(isReport))) return;
    // The frame is drawn after its callbacks; the task behind them runs once it is.
    requestAnimationFrame(() => setTimeout(() => seen.painted.push(performance.now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
