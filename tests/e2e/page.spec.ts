// The page opens, served by the backend under its content security policy, without complaints.

import { SETTINGS } from "./endpoints.ts";
import { type Answer, Gate } from "./faults.ts";
import { expect, type Page, test } from "./fixtures.ts";
import { token } from "./sandbox_control.ts";
import { PANEL, SettingsPage } from "./settings_page.ts";

/** The settings as if responses came from Meta, so that the page doesn't show the sandbox notice. */
function asLive(answer: Answer): Answer {
  return { ...answer, body: Buffer.from(answer.body.toString().replace('"graph":"sandbox"', '"graph":"meta"')) };
}

/** The browser's layout shifts, kept in the page. */
interface Score {
  moved: number;
  take: (entries: PerformanceEntry[]) => void;
  observer: PerformanceObserver;
}

/** Starts to record layout shifts. */
function score(): void {
  const page = globalThis as unknown as Score;
  page.moved = 0;
  page.take = (entries) => {
    for (const entry of entries) page.moved += (entry as unknown as { value: number }).value;
  };
  page.observer = new PerformanceObserver((list) => page.take(list.getEntries()));
  page.observer.observe({ type: "layout-shift", buffered: true });
}

/** The cumulative layout shift so far. */
function movement(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const page = globalThis as unknown as Score;
    // Shifts are recorded when they have been painted.
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    page.take(page.observer.takeRecords());
    return page.moved;
  });
}

test("the page opens and shows its heading", async ({ page }) => {
  await page.goto("/panel/?project=SUP");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
  await expect(page.locator("#loading")).toHaveCount(0);
});

test("each file of the page is fetched once", async ({ page, world }) => {
  await page.goto("/panel/?project=SUP");
  await expect(page.locator("#loading")).toHaveCount(0);
  const paths = world.proxy.exchanges.map(({ path }) => path).filter((path) => /\.\w+$/.test(path));
  expect(paths).toEqual([...new Set(paths)]);
  expect(paths.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});

test("a step that the reader has opened stays open while the rest of the page changes", async ({ settings, world }) => {
  await settings.open();
  const step = settings.panel.locator("#step-5 details");
  await step.locator("summary").click();
  await settings.field.fill("EAASANDBOX");
  await settings.field.fill("");
  await settings.pasteAndSee(await token(world, "messaging-missing"), "This token can’t send messages");
  await expect(step).toHaveAttribute("open");
});

for (const width of [320, 900, 1280]) {
  test(`at ${width} pixels, nothing shifts when the settings load`, async ({ page, world }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(score);
    const gate = new Gate();
    world.proxy.spoil(SETTINGS, (outgoing, forward) => gate.fault(outgoing, async () => asLive(await forward())));
    await page.goto(PANEL);
    await expect(page.getByText("Loading settings…")).toBeVisible();
    await movement(page);
    gate.open();
    await expect(new SettingsPage(page).field).toBeVisible();
    expect(await movement(page)).toBe(0);
    // A shift would be recorded.
    await page.evaluate(() => document.body.prepend(Object.assign(document.createElement("p"), { textContent: "more" })));
    expect(await movement(page)).toBeGreaterThan(0);
  });
}
