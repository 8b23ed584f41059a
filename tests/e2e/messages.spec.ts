// Ten thousand messages that aren't meant for the page or the shell: from the wrong window, with the wrong origin, or
// with the wrong shape. None changes anything, and none gets a response.

import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { token } from "./sandbox_control.ts";
import type { World } from "./world.ts";

const MESSAGES = 10_000;

test.use({ host: "forge" });

/** The nested frames: Jira, the shell, the panel. */
function family(page: Page, world: World): { jira: Frame; shell: Frame; panel: Frame } {
  const shell = page.mainFrame().childFrames()[0];
  const panel = shell?.childFrames()[0];
  if (shell === undefined || panel === undefined) throw new Error("there are no frames to speak to");
  expect(panel.url().startsWith(world.origin)).toBe(true);
  return { jira: page.mainFrame(), shell, panel };
}

/** Responses and events like the shell's, and requests like the page's. */
function messages(count: number): unknown[] {
  const shapes: ((n: number) => unknown)[] = [
    (n) => ({ v: 1, id: n % 20, ok: true, r: { status: 200, body: { bearer: "v4.local.AAAA", expires_in: 300 } } }),
    (n) => ({ v: 1, id: n % 20, ok: false, e: "unverified" }),
    () => ({ v: 1, ev: "theme", p: "dark" }),
    (n) => ({ v: 1, id: n, m: "token" }),
    (n) => ({ v: 1, id: n, m: "navigate", p: { url: "https://attacker.example/", newTab: false } }),
    (n) => ({ v: 1, id: n, m: "height", p: { px: 9_999 } }),
    (n) => ({ v: 1, id: n, m: "flag", p: { id: "x", title: "Hacked", body: "", type: "success" } }),
    (n) => ({ v: 1, id: n, m: "reload" }),
  ];
  return Array.from({ length: count }, (_, n) => shapes[n % shapes.length]?.(n));
}

/** Messages whose shape is always wrong. */
function nonsense(count: number): unknown[] {
  const shapes: ((n: number) => unknown)[] = [
    () => null,
    (n) => n,
    () => "token",
    () => [],
    () => [1, 2, { v: 1 }],
    () => ({}),
    (n) => ({ v: 2, id: n, m: "token" }),
    (n) => ({ v: "1", id: n, m: "token" }),
    (n) => ({ v: 1, id: n, m: "constructor" }),
    (n) => ({ v: 1, id: n, m: "__proto__" }),
    (n) => ({ v: 1, id: n, m: ["token"] }),
    (n) => ({ v: 1, id: String(n), m: "token" }),
    () => ({ v: 1, id: Number.NaN, m: "token" }),
    (n) => ({ v: 1, id: -n - 1, ok: true, r: null }),
    (n) => ({ v: 1, id: n + 1e6, ok: true, r: {} }),
    () => ({ v: 1, ev: "theme", p: "purple" }),
    () => ({ v: 1, ev: "theme" }),
    () => ({ v: 1, ev: "unknown", p: "dark" }),
    () => ({ v: 1, ok: true, r: { project: { id: "10001" } } }),
    () => new Map([["v", 1]]),
    () => new Uint8Array(64),
    () => "x".repeat(10_000),
  ];
  return Array.from({ length: count }, (_, n) => shapes[n % shapes.length]?.(n));
}

/** Counts the messages that `frame` receives from now on. */
async function listen(frame: Frame): Promise<() => Promise<number>> {
  await frame.evaluate(() => {
    const page = globalThis as unknown as { arrived: number };
    page.arrived = 0;
    addEventListener("message", () => (page.arrived += 1), true);
  });
  return () => frame.evaluate(() => (globalThis as unknown as { arrived: number }).arrived);
}

/** The panel's whole document. */
const looks = (panel: Frame): Promise<string> => panel.evaluate(() => document.documentElement.outerHTML);

test("the panel only accepts valid messages from its shell", async ({ page, settings, world }) => {
  await settings.open();
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
  const { jira, shell, panel } = family(page, world);
  const before = await looks(panel);
  const sent = world.proxy.exchanges.length;
  const heard = { jira: await listen(jira), shell: await listen(shell) };
  const arrived = await listen(panel);

  // From the wrong window: Jira itself, the panel's grandparent.
  await jira.evaluate((all) => all.forEach((message) => frames[0]?.frames[0]?.postMessage(message, "*")), messages(3_000));
  // From itself.
  await panel.evaluate((all) => all.forEach((message) => postMessage(message, "*")), messages(2_000));
  // With a different origin than the shell's.
  await panel.evaluate((all) => {
    for (const data of all) dispatchEvent(new MessageEvent("message", { data, origin: "https://attacker.example", source: parent }));
  }, messages(2_000));
  // From the shell, but with the wrong shape.
  await shell.evaluate((all) => all.forEach((message) => frames[0]?.postMessage(message, "*")), nonsense(3_000));

  await expect.poll(arrived).toBe(MESSAGES);
  expect(await looks(panel)).toBe(before);
  expect(await heard.jira()).toBe(0);
  expect(await heard.shell()).toBe(0);
  expect(world.proxy.exchanges).toHaveLength(sent);
  // It still works.
  await settings.save.click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
});

test("the shell only accepts valid messages from its panel", async ({ page, settings, world }) => {
  await settings.open();
  const { jira, shell, panel } = family(page, world);
  const sent = world.proxy.exchanges.length;
  const asked = await world.jira.asked();
  const height = await shell.evaluate(() => document.querySelector("iframe")?.offsetHeight);
  const heard = { jira: await listen(jira), panel: await listen(panel) };
  const arrived = await listen(shell);

  await jira.evaluate((all) => all.forEach((message) => frames[0]?.postMessage(message, "*")), messages(3_000));
  await shell.evaluate((all) => all.forEach((message) => postMessage(message, "*")), messages(2_000));
  await shell.evaluate((all) => {
    const source = frames[0] ?? null;
    for (const data of all) dispatchEvent(new MessageEvent("message", { data, origin: "https://attacker.example", source }));
  }, messages(2_000));
  await panel.evaluate((all) => all.forEach((message) => parent.postMessage(message, "*")), nonsense(3_000));

  await expect.poll(arrived).toBe(MESSAGES);
  expect(await heard.jira()).toBe(0);
  expect(await heard.panel()).toBe(0);
  expect(await shell.evaluate(() => document.querySelector("iframe")?.offsetHeight)).toBe(height);
  expect(await world.jira.asked()).toEqual(asked);
  expect(world.proxy.exchanges).toHaveLength(sent);
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
});
