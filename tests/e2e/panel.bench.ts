// What the page costs: a key press, a report, two hundred checks. It prints the table of docs/benchmarks.md and
// asserts nothing about time, because that would fail on a busy machine.

import { expect, type Page, test } from "./fixtures.ts";
import { Measures, SLOWDOWN, median, watch } from "./measures.ts";
import { token } from "./sandbox_control.ts";

const KEYS = 80;
const REPORTS = 20;
const CHECKS = 200;

test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "100000", CHAT_TENANT_CHECKS_PER_MINUTE: "100000" } });

function row(what: string, value: string): void {
  process.stdout.write(`\n| ${what} | ${value} |\n`);
}

/** The median cost of a key press in the focused field. */
async function perKey(page: Page, measures: Measures): Promise<number> {
  const costs: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const before = await measures.work();
    await page.keyboard.press("x");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    costs.push((await measures.work()) - before);
  }
  return median(costs);
}

test("a key press", async ({ page, settings: panel }) => {
  await panel.open();
  await panel.field.focus();
  const measures = await Measures.of(page);
  await measures.slowDown(SLOWDOWN);
  const ours = await perKey(page, measures);

  const bare = await page.context().newPage();
  await bare.goto("about:blank");
  await bare.setContent("<label>Token <input type=password></label><p></p>");
  await bare.evaluate(() => {
    const [field, text] = [document.querySelector("input"), document.querySelector("p")];
    field?.addEventListener("input", () => text?.replaceChildren(`${field.value.length} characters`));
    field?.focus();
  });
  const bareMeasures = await Measures.of(bare);
  await bareMeasures.slowDown(SLOWDOWN);
  const theirs = await perKey(bare, bareMeasures);
  row(`key press, script + style + layout, median of ${KEYS}, ${SLOWDOWN}× CPU`, `${ours.toFixed(2)} ms`);
  row("the same on a page of one field and one listener", `${theirs.toFixed(2)} ms`);
  row("ratio", (ours / theirs).toFixed(2));
});

test("a report", async ({ page, settings: panel, world }) => {
  await page.addInitScript(watch);
  await panel.open();
  const measures = await Measures.of(page);
  await measures.slowDown(SLOWDOWN);
  const [good, other] = [await token(world, "good"), await token(world, "second-app")];
  const waits: number[] = [];
  for (let report = 0; report < REPORTS; report++) {
    await panel.pasteSynthetic(report % 2 === 0 ? good : other);
    const painted = (): Promise<number> => page.evaluate(() => (globalThis as never as Seen).seen.painted.length);
    await expect.poll(painted).toBe(report + 1);
    waits.push(
      await page.evaluate(() => {
        const { painted } = (globalThis as never as Seen).seen;
        const answers = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
        const last = answers.filter(({ name }) => name.endsWith("/token-checks")).at(-1);
        performance.clearResourceTimings();
        return (painted.at(-1) ?? 0) - (last?.responseEnd ?? 0);
      }),
    );
  }
  row(`report painted after its answer, median of ${REPORTS}, ${SLOWDOWN}× CPU`, `${median(waits).toFixed(1)} ms`);
  row("the slowest of them", `${Math.max(...waits).toFixed(1)} ms`);
});

test("two hundred checks", async ({ page, settings: panel, world }) => {
  await page.addInitScript(watch);
  await panel.open();
  const measures = await Measures.of(page);
  const tokens = [await token(world, "good"), await token(world, "messaging-missing")];
  const check = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++) {
      await panel.pasteSynthetic(tokens[n % 2] ?? "");
      const painted = (): Promise<number> => page.evaluate(() => (globalThis as never as Seen).seen.painted.length);
      await expect.poll(painted, { intervals: [20] }).toBe(n + 1);
    }
  };
  const memory = (): Promise<number> =>
    page.evaluate(() => {
      const { memory } = (globalThis as never as Seen).seen;
      if (memory === undefined) throw new Error("the program's memory was not seen");
      return memory.buffer.byteLength;
    });
  await check(0, 20);
  const [heapBefore, memoryBefore] = [await measures.heap(), await memory()];
  await check(20, 20 + CHECKS);
  const [heapAfter, memoryAfter] = [await measures.heap(), await memory()];
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
  row(`JavaScript heap over ${CHECKS} checks`, `${kilobytes(heapBefore)} → ${kilobytes(heapAfter)}`);
  row(`WebAssembly memory over ${CHECKS} checks`, `${kilobytes(memoryBefore)} → ${kilobytes(memoryAfter)}`);
});

interface Seen {
  seen: { painted: number[]; memory: WebAssembly.Memory | undefined };
}
