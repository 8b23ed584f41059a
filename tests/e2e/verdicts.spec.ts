// What the page makes of the sandbox's tokens, and what must never happen, whatever Meta says.

import { headlineOf, NAMES } from "./cases.ts";
import { SAVE } from "./endpoints.ts";
import { expect, test } from "./fixtures.ts";
import { asked, rows, type Row } from "./sandbox_control.ts";
import { PANEL, type SettingsPage, type Tone } from "./settings_page.ts";
import type { World } from "./world.ts";

/** Part of every text that Meta would have written. */
const RAW = "SANDBOX RAW META TEXT";
/** Tokens whose response takes seconds. */
const SLOW = ["slow", "hanging"];

/** A few cases of each tone, and how the message begins. */
const EXAMPLES: [name: string, tone: Tone, body: string][] = [
  ["good", "success", "Meta accepts it, and it has everything Chat needs."],
  ["expires-in-60-days", "warning", "It works until "],
  ["long-lived-user-token", "warning", "It works now, but it stops working when that person changes their password"],
  ["app-missing", "warning", "Meta didn’t say which app the token was generated for."],
  ["messaging-missing", "danger", "The whatsapp_business_messaging permission is missing."],
  ["revoked", "danger", "You can’t restore a revoked token."],
  ["echoes-token", "danger", "Part of it is missing or was changed."],
  ["unknown-code", "neutral", "Your token might be fine."],
  ["app-limit-wait-2-minutes", "neutral", "Meta limits how often we can check tokens. Try again in 2 minutes."],
  ["html-503", "neutral", "Your token might be fine."],
  ["slow", "success", "Meta accepts it, and it has everything Chat needs."],
  ["hanging", "neutral", "Meta took too long to respond. Your token might be fine."],
];

test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "1000", CHAT_TENANT_CHECKS_PER_MINUTE: "1000" } });

async function row(world: World, name: string): Promise<Row> {
  const found = (await rows(world)).find((row) => row.name === name);
  if (found === undefined) throw new Error(`the sandbox has no token \`${name}\``);
  return found;
}

/** Pastes the token and waits for its headline. */
async function paste(settings: SettingsPage, { name, token }: Row): Promise<void> {
  await settings.paste(token);
  // The report on the previous token is gone as soon as these words are here.
  await settings.expectFieldWords(`ends in ${token.slice(-4)}.`);
  await expect(settings.headline(settings.report), name).toHaveText(headlineOf(name), { timeout: 16_000 });
}

/** Save sends nothing, says why, and leaves the text where it is. */
async function expectBlocked(settings: SettingsPage, world: World, token: string): Promise<void> {
  await settings.save.click();
  await expect(settings.main.getByText("Not saved. See the report for what to fix.")).toBeVisible();
  await expect(settings.field).toBeFocused();
  await expect(settings.field).toHaveValue(token);
  expect(world.proxy.seen(SAVE)).toHaveLength(0);
}

for (const [name, tone, body] of EXAMPLES) {
  test(`the page's words on the token ${name}`, async ({ settings, world }) => {
    const example = await row(world, name);
    await settings.open();
    await paste(settings, example);
    const message = settings.messageOf(settings.headline(settings.report));
    await settings.expectTone(message, tone);
    await expect(message.getByRole("paragraph").first()).toContainText(body);
    await expect(settings.field).toHaveValue(example.token);
    await expect(settings.told).toContainText("Report: ");
    await expect(settings.saveWithoutCheck).toHaveCount(tone === "neutral" ? 1 : 0);

    const lines = await settings.lines(settings.report).allTextContents();
    const has = (outcome: string): boolean => lines.some((line) => line.startsWith(`${outcome}: `));
    // What Meta left open is held against no token.
    expect(has("Failed")).toBe(tone === "danger");
    if (tone === "success") expect(lines.every((line) => /^(Passed|Info): /.test(line))).toBe(true);
    if (tone === "neutral") expect(has("Unknown")).toBe(true);
    if (tone === "danger") await expectBlocked(settings, world, example.token);
  });
}

test("every token of the sandbox has its headline, and the page shows none of Meta's own words", async ({ settings, world }) => {
  test.slow();
  const all = await rows(world);
  expect(all.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  await settings.open();
  for (const row of all.filter(({ name }) => !SLOW.includes(name))) {
    await paste(settings, row);
    await expect(settings.page.locator("body")).not.toContainText(RAW);
  }
});

test("Meta's raw text does come from the sandbox", async ({ page, world }) => {
  // The control of the search above: the text is in the response, and would be found on a page.
  const { token } = await row(world, "revoked");
  const response = await fetch(`${world.sandbox.origin}/v26.0/debug_token?input_token=${token}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  expect(text).toContain(RAW);
  expect(await asked(world)).toBe(1);
  await page.goto(PANEL);
  await page.evaluate((raw) => document.body.append(raw), text);
  await expect(page.locator("body")).toContainText(RAW);
});
