// Every token of the sandbox: its headline and advice, and what must never happen whatever Meta says.

import { expect, test } from "./fixtures.ts";
import { SAVE, TOKEN_CHECK } from "./endpoints.ts";
import { asked, rows, type Row } from "./sandbox_door.ts";
import { PANEL, type SettingsPage } from "./settings_page.ts";
import { EXPECTED, HEADLINES, WAITS } from "./verdicts.ts";
import type { World } from "./world.ts";

/** What stands in every text that Meta would have written. */
const RAW = "SANDBOX RAW META TEXT";
/** Tokens whose answer takes seconds. */
const SLOW = ["slow", "hanging"];

test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "1000", CHAT_TENANT_CHECKS_PER_MINUTE: "1000" } });

function headlineOf(name: string): string {
  const headline = EXPECTED.get(name);
  if (headline === undefined) throw new Error(`verdicts.ts does not say what the page makes of \`${name}\``);
  return headline;
}

/** Pastes the token and looks at all that is said of it. */
async function expectVerdict(settings: SettingsPage, world: World, { name, token }: Row): Promise<void> {
  const title = headlineOf(name);
  const { tone, advice } = HEADLINES[title] ?? { tone: "neutral", advice: "no such headline" };
  const { page } = settings;
  await test.step(name, async () => {
    await settings.paste(token);
    // The report of the token before is gone as soon as these words are here.
    await settings.expectFieldWords(`ends in ${token.slice(-4)}.`);
    const headline = settings.headline(settings.report);
    await expect(headline).toHaveText(title, { timeout: 16_000 });
    const message = settings.messageOf(headline);
    await settings.expectTone(message, tone);
    await expect(message.getByRole("paragraph").first()).toContainText(advice);
    await expect(message).toContainText(WAITS[name] ?? "");
    await expect(settings.field).toHaveValue(token);
    await expect(page.locator("body")).not.toContainText(RAW);
    await expect(settings.told).toContainText(`Report: ${title}`);
    await expect(settings.saveWithoutCheck).toHaveCount(tone === "neutral" ? 1 : 0);

    const lines = await settings.lines(settings.report).allTextContents();
    const failed = lines.filter((line) => line.startsWith("Failed: "));
    // What Meta left open is held against no token; what it refused is said in the report too.
    expect(failed.length > 0, `${name}: ${lines.join("; ")}`).toBe(tone === "danger");
    if (tone === "neutral") expect(lines.some((line) => line.startsWith("Not known: "))).toBe(true);
    if (tone === "success") expect(lines.every((line) => /^(Passed|Info): /.test(line))).toBe(true);
    if (tone === "danger") await expectBlocked(settings, world, token);
  });
}

/** Save sends nothing, says why, and leaves the text where it is. */
async function expectBlocked(settings: SettingsPage, world: World, token: string): Promise<void> {
  await settings.save.click();
  const why = "Not saved: the report says what stands in the way.";
  await expect(settings.panel.getByRole("main").getByText(why)).toBeVisible();
  await expect(settings.field).toBeFocused();
  await expect(settings.field).toHaveValue(token);
  expect(world.proxy.seen(SAVE)).toHaveLength(0);
}

test("every token of the sandbox has an expected headline, and every headline a token", async ({ world }) => {
  const names = (await rows(world)).map(({ name }) => name);
  expect([...EXPECTED.keys()].sort()).toEqual(names.sort());
  expect([...new Set(EXPECTED.values())].sort()).toEqual(Object.keys(HEADLINES).sort());
});

for (const tone of ["success", "warning", "danger", "neutral"] as const) {
  test(`the page's words on every token of tone ${tone}`, async ({ settings, world }) => {
    test.slow();
    const all = await rows(world);
    const ours = all.filter(({ name }) => HEADLINES[headlineOf(name)]?.tone === tone && !SLOW.includes(name));
    expect(ours.length).toBeGreaterThan(5);
    await settings.open();
    for (const row of ours) await expectVerdict(settings, world, row);
    expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(ours.length);
  });
}

for (const name of SLOW) {
  test(`the page's words on the token ${name}`, async ({ settings, world }) => {
    const row = (await rows(world)).find((row) => row.name === name);
    if (row === undefined) throw new Error(`the sandbox has no token \`${name}\``);
    await settings.open();
    await expectVerdict(settings, world, row);
  });
}

test("Meta's raw text does come from the sandbox", async ({ page, world }) => {
  // The control of the search above: the text is in the answer, and would be found on a page.
  const [row] = (await rows(world)).filter(({ name }) => name === "revoked");
  const answer = await fetch(`${world.sandbox.origin}/v26.0/debug_token?input_token=${row?.token}`, {
    headers: { authorization: `Bearer ${row?.token}` },
  });
  const text = await answer.text();
  expect(text).toContain(RAW);
  expect(await asked(world)).toBe(1);
  await page.goto(PANEL);
  await page.evaluate((raw) => document.body.append(raw), text);
  await expect(page.locator("body")).toContainText(RAW);
});
