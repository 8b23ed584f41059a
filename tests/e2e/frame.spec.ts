// What a frame asks of the page: Jira's colours as they change, a height that follows the content, 320 pixels, no
// scrollbar of its own, and links that open although the frame may not open anything.

import { expect, type Page, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";
import { token } from "./sandbox_door.ts";
import type { SettingsPage } from "./settings_page.ts";

/** The colour of the panel's text. */
const ink = (settings: SettingsPage): Promise<string> => settings.main.evaluate((main) => getComputedStyle(main).color);

/** By how many pixels the panel's document is larger than the frame that it stands in. */
function overflow(settings: SettingsPage): Promise<{ down: number; across: number }> {
  return settings.main.evaluate(({ ownerDocument: { documentElement: root } }) => ({
    down: root.scrollHeight - root.clientHeight,
    across: root.scrollWidth - root.clientWidth,
  }));
}

/** The documents but the outermost that show a scrollbar. The panel's own shows none by its style: there `overflow` tells. */
async function scrollbars(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames().filter((frame) => frame !== page.mainFrame())) {
    const shown = await frame.evaluate(() => innerWidth - document.documentElement.clientWidth);
    if (shown > 0) found.push(frame.url());
  }
  return found;
}

test.use({ host: "forge" });

test("Jira’s colours are there at the first look, and followed while a report is on screen", async ({ page, settings, world }) => {
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

test("a question opens where its reader is looking", async ({ page, settings, world }) => {
  // The frame is higher than the window by far, and its middle far below what is seen of it.
  await page.setViewportSize({ width: 600, height: 800 });
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.disconnect.click();
  await expect(settings.dialog).toBeInViewport({ ratio: 1 });
  await expect(settings.disconnect).toBeInViewport();
});

test("nothing is painted before Jira’s colours are known", async ({ page, settings, world }) => {
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
  test(`at ${width} pixels the frame is as high as what is in it, and has no scrollbar`, async ({ page, settings, world }) => {
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
    // It shrinks as well as it grows, at least where the guide stands under the task.
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
  // Forge opens it in the frame's place.
  const listed = page.getByRole("list", { name: "Opened from the panel" }).getByRole("link");
  await expect(listed).toHaveCount(1);
  await expect(listed).toHaveAttribute("href", (await link.getAttribute("href")) ?? "");
});
