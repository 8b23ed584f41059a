// Checks every state of the page with axe, in light and dark, and in the narrowest frame.

import { expect, type Page, test } from "./fixtures.ts";
import { CHECK_AGAIN, SAVE, SETTINGS, TOKEN_CHECK } from "./endpoints.ts";
import { answer, Gate } from "./faults.ts";
import { rows } from "./sandbox_control.ts";
import { PANEL, SettingsPage } from "./settings_page.ts";

test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "100", CHAT_TENANT_CHECKS_PER_MINUTE: "100" } });

/** 1280 px at 400 %, and the narrowest phone. */
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 720 };

/** Checks the current state of the page. */
type Look = (state: string) => Promise<void>;

function looker(page: Page, violations: (rules?: string[]) => Promise<string[]>): Look {
  return async (state) =>
    test.step(state, async () => {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      expect.soft(await violations(), `${state}, light`).toEqual([]);
      // Only colors change.
      await page.emulateMedia({ colorScheme: "dark" });
      expect.soft(await violations(["color-contrast"]), `${state}, dark`).toEqual([]);
      await page.setViewportSize(NARROW);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, `${state}: no sideways scrolling at 320 px`).toBeLessThanOrEqual(NARROW.width);
      await page.setViewportSize(WIDE);
    });
}

async function tokens(world: Parameters<typeof rows>[0]): Promise<(name: string) => string> {
  const all = new Map((await rows(world)).map(({ name, token }) => [name, token]));
  return (name) => all.get(name) ?? "";
}

test("while a token is being entered", async ({ settings, page, world, violations, complaints }) => {
  test.slow();
  complaints.expect(/502/);
  const look = looker(page, violations);
  const named = await tokens(world);
  const gate = new Gate();
  world.proxy.spoil({ ...SETTINGS, times: 1 }, gate.fault);
  const opened = settings.open();
  await expect(page.getByText("Loading settings…")).toBeVisible();
  await look("loading");
  gate.open();
  await opened;
  await look("empty");

  await settings.field.pressSequentially("EAASANDBOX");
  await look("half a token");
  await settings.save.click();
  await settings.expectFieldWords("This is too short to be a token");
  await look("a wrong shape, not saved");
  await settings.field.fill(`EAASANDBOX-${"0".repeat(100)}`);
  await settings.expectFieldWords("Meta tokens usually contain only letters and digits.");
  await look("an unusual shape");
  await settings.field.fill(named("good"));
  await settings.expectFieldWords("Looks like a Meta token");
  await look("a plausible token");

  world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, gate.fault);
  await settings.pasteSynthetic(`\t${named("good")}\n`);
  await gate.arrival(2);
  await look("being checked, after cleaning");
  gate.open();
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await look("a good report");
  await page.getByRole("button", { name: "Show token" }).click();
  await page.getByText("What is this token?").click();
  await look("the token shown, its explanation open");
  await settings.pasteAndSee(named("expires-in-5-days"), "This token expires in 5 days");
  await look("a warning");
  await settings.pasteAndSee(named("no-permissions"), "WhatsApp permissions are missing");
  await look("a bad report");
  await settings.save.click();
  await look("a bad report, not saved");
  await settings.pasteAndSee(named("extra-scopes"), "This token is ready");
  await look("a report with information");
  await settings.pasteAndSee(named("unknown-code"), "Unexpected response from Meta");
  await look("an unknown report");
  await settings.save.click();
  await expect(page.getByRole("main").getByText(/^Not saved\. We couldn’t check the token/)).toBeVisible();
  await look("an unknown report, not saved");

  world.proxy.spoil({ ...SAVE, times: 1 }, gate.fault);
  await settings.saveWithoutCheck.click();
  await gate.arrival(3);
  await look("being saved");
  gate.open();
  await expect(settings.done("Token saved but not checked")).toBeVisible();
  await look("saved without a check");
});

test("with a saved token", async ({ settings, page, world, violations, complaints }) => {
  test.slow();
  complaints.expect(/412/);
  const look = looker(page, violations);
  const named = await tokens(world);
  const answerAs = async (as: string): Promise<void> => {
    const done = await fetch(`${world.sandbox.origin}/_sandbox/responses/good`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as }),
    });
    expect(done.ok).toBe(true);
  };
  await settings.open();
  await settings.connect(named("good"));
  await look("just connected");
  await page.reload();
  await expect(settings.checkAgain).toBeVisible();
  await look("connected");

  const gate = new Gate();
  world.proxy.spoil({ ...CHECK_AGAIN, times: 1 }, gate.fault);
  await settings.checkAgain.click();
  await gate.arrival();
  await look("being checked again");
  gate.open();
  await expect(settings.told).toContainText("Checked again");
  for (const [as, status] of [
    ["long-lived-user-token", "Expires in"],
    ["app-missing", "Connected, needs attention"],
    ["messaging-missing", "Not working"],
    ["meta-unavailable", "Can’t check right now"],
    ["expired", "Expired"],
    ["revoked", "Rejected by Meta"],
  ] as const) {
    await answerAs(as);
    await settings.checkAgain.click();
    await expect(settings.status).toContainText(status);
    await look(status);
  }

  await settings.replace.click();
  await look("replacing");
  await settings.pasteAndSee(named("second-app"), "This token is for another app");
  await settings.save.click();
  await expect(settings.dialog).toBeVisible();
  await look("the question about another app");
  await settings.dialog.getByRole("button", { name: "Go back" }).click();
  const other = new SettingsPage(await page.context().newPage());
  await other.open();
  await other.disconnect.click();
  await other.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(other.done("WhatsApp disconnected")).toBeVisible();
  await other.page.close();
  await settings.save.click();
  await settings.dialog.getByRole("button", { name: "Switch app" }).click();
  await expect(settings.notice("The settings have changed")).toBeVisible();
  await look("somebody else was first");
  await settings.save.click();
  await expect(settings.checkAgain).toBeVisible();
  await settings.disconnect.click();
  await expect(settings.dialog).toBeVisible();
  await look("the question about disconnecting");
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  await look("disconnected");
});

test("when the backend fails", async ({ settings, page, world, violations, complaints }) => {
  complaints.expect(/500/, /401/, /429/);
  const look = looker(page, violations);
  const named = await tokens(world);
  world.proxy.spoil({ ...SETTINGS, times: 1 }, answer(500));
  await page.goto(PANEL);
  await expect(settings.notice("Chat is having problems")).toBeVisible();
  await look("nothing could be loaded");
  await page.goto("/panel/");
  await expect(settings.notice("Project not found")).toBeVisible();
  await look("no project");

  await settings.open();
  world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, answer(429, { "retry-after": "30" }));
  await settings.paste(named("good"));
  await expect(settings.notice("Too many checks")).toBeVisible();
  await look("too many checks");
  world.proxy.spoil(SAVE, answer(401));
  await settings.save.click();
  await expect(settings.notice("Session ended")).toBeVisible();
  await look("the session ended");
});

test("the search for violations finds one", async ({ settings, page, violations }) => {
  await settings.open();
  expect(await violations()).toEqual([]);
  await page.evaluate(() => document.querySelector("#token")?.removeAttribute("aria-labelledby"));
  await page.evaluate(() => document.querySelector("label")?.remove());
  expect(await violations()).toContain("label: #token");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => document.body.style.setProperty("background", "white"));
  expect((await violations(["color-contrast"])).join()).toContain("color-contrast: ");
});
