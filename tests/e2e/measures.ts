// What the benchmark measures, read from the browser.

import type { CDPSession, Page } from "@playwright/test";

/** How many times the CPU is slowed down, to be roughly as fast as a cheap laptop. */
export const SLOWDOWN = 4;

/** Reads the browser's counters. Times are in milliseconds, sizes in bytes. */
export class Measures {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Measures> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    return new Measures(session);
  }

  /** Slows the CPU down by this factor. */
  async slowDown(times: number): Promise<void> {
    await this.session.send("Emulation.setCPUThrottlingRate", { rate: times });
  }

  /** Milliseconds that the page has spent in script, style, and layout. */
  async work(): Promise<number> {
    const all = await this.counters();
    const spent = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map((name) => all.get(name) ?? 0);
    return spent.reduce((sum, seconds) => sum + seconds, 0) * 1000;
  }

  /** Bytes of live JavaScript objects. */
  async heap(): Promise<number> {
    await this.session.send("HeapProfiler.collectGarbage");
    return (await this.counters()).get("JSHeapUsedSize") ?? 0;
  }

  private async counters(): Promise<Map<string, number>> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

/** The median of `values`. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Records the program's memory and the time at which each report was painted. */
export function watch(): void {
  const seen = { painted: [] as number[], memory: undefined as WebAssembly.Memory | undefined };
  Object.assign(globalThis, { seen });
  const instantiate = WebAssembly.instantiate as (...parts: unknown[]) => Promise<unknown>;
  Object.assign(WebAssembly, {
    instantiate: async (...parts: unknown[]) => {
      const result = await instantiate(...parts);
      const offered = result instanceof WebAssembly.Instance ? Object.values(result.exports) : [];
      // By type, because the build shortens its name.
      seen.memory = offered.find((part) => part instanceof WebAssembly.Memory);
      return result;
    },
  });
  const isReport = (node: Node): boolean => node instanceof Element && node.matches(".wa-report");
  const look = (changes: MutationRecord[]): void => {
    if (!changes.some(({ addedNodes }) => [...addedNodes].some(isReport))) return;
    // The frame is painted after its callbacks, before the next task.
    requestAnimationFrame(() => setTimeout(() => seen.painted.push(performance.now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
