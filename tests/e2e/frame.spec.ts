// What the page does in a frame: it follows Jira's colors, has the height of its content, works at 320 pixels, has no
// scrollbar of its own, and opens links although the frame isn't allowed to.

import { expect, type Page, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";
import { token } from "./sandbox_control.ts";
import type { SettingsPage } from "./settings_page.ts";

/** The color of the panel's text. */
const ink = (settings: SettingsPage): Promise<string> => settings.main.evaluate((main) => getComputedStyle(main).color);

/** How many pixels the panel's document is larger than its frame. */
function overflow(settings: SettingsPage): Promise<{ down: number; across: number }> {
  return settings.main.evaluate(({ ownerDocument: { documentElement: root } }) => ({
    down: root.scrollHeight - root.clientHeight,
    across: root.scrollWidth - root.clientWidth,
  }));
}

/** The documents, except the outermost, that have a scrollbar. The panel hides its own, so `overflow` tells. */
async function scrollbars(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames().filter((frame) => frame !== page.mainFrame())) {
    const shown = await frame.evaluate(() => innerWidth - document.documentElement.clientWidth);
    if (shown > 0) found.push(frame.url());
  }
  return found;
}

test.use({ host: "forge" });

test("the page has Jira's colors from the start, and follows them while it shows a report", async ({ page, settings, world }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(HOSTS.forge.address(world, { theme: "dark" }));
  await expect(settings.main).toBeVisible();
  const mode = (): Promise<string | null> =>
    settings.main.evaluate((main) => main.ownerDocument.documentElement.getAttribute("data-color-mode"));
  expect(await mode()).toBe("dark");
  await settings.pasteAndSee(await token(world, "no-permissions"), /./);
  const dark = await ink(settings);
  await page.getByRole("button", { name: "Light theme" }).click();
  await expect.poll(mode).toBe("light");
  const light = await ink(settings);
  expect(light).not.toEqual(dark);
  await expect(settings.report).toBeVisible();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect.poll(mode).toBe("dark");
  expect(await ink(settings)).toEqual(dark);
});

test("a dialog opens in the visible part of the frame", async ({ page, settings, world }) => {
  // The frame is much higher than the window, and its middle is far below the visible part.
  await page.setViewportSize({ width: 600, height: 800 });
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.disconnect.click();
  await expect(settings.dialog).toBeInViewport({ ratio: 1 });
  await expect(settings.disconnect).toBeInViewport();
});

test("nothing is painted before Jira's colors are known", async ({ page, settings, world }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      performance.mark("colours known");
    }).observe(document, { attributeFilter: ["data-color-mode"], subtree: true });
  });
  await page.goto(HOSTS.forge.address(world, { theme: "dark" }));
  await expect(settings.main).toBeVisible();
  const times = (): Promise<(number | undefined)[]> =>
    settings.main.evaluate(() => [
      performance.getEntriesByName("colours known")[0]?.startTime,
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    ]);
  await expect.poll(async () => (await times())[1]).toBeDefined();
  const [known = Number.POSITIVE_INFINITY, painted = 0] = await times();
  expect(known).toBeLessThanOrEqual(painted);
});

for (const width of [320, 1280]) {
  test(`at ${width} pixels the frame has the height of its content and no scrollbar`, async ({ page, settings, world }) => {
    await page.setViewportSize({ width, height: 700 });
    await settings.open();
    const fits = async (): Promise<void> => {
      await expect.poll(async () => (await overflow(settings)).down).toBe(0);
      expect((await overflow(settings)).across).toBe(0);
      expect(await scrollbars(page)).toEqual([]);
    };
    await fits();
    await settings.pasteAndSee(await token(world, "no-permissions"), /./);
    await fits();
    const tall = await settings.main.evaluate((main) => main.ownerDocument.documentElement.clientHeight);
    await settings.field.fill("");
    await expect(settings.report).toHaveCount(0);
    await fits();
    // It also shrinks, at least if the guide is below the task.
    const short = await settings.main.evaluate((main) => main.ownerDocument.documentElement.clientHeight);
    if (width === 320) expect(short).toBeLessThan(tall);
  });
}

test("a link to Meta opens", async ({ page, context, settings }) => {
  await settings.open();
  const link = settings.panel.getByRole("link", { name: /Business/ }).first();
  const opened = context.waitForEvent("page");
  await link.click();
  await (await opened).close();
  // Forge opens it instead of the frame.
  const listed = page.getByRole("list", { name: "Opened from the panel" }).getByRole("link");
  await expect(listed).toHaveCount(1);
  await expect(listed).toHaveAttribute("href", (await link.getAttribute("href")) ?? "");
});
