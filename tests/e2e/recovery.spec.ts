// What the page recovers from by itself: a session that ended, a lost response. And when it asks the admin.

import { expect, test } from "./fixtures.ts";
import { CALLS, Tries } from "./calls.ts";
import { CHECK_AGAIN, DISCONNECT, SAVE, SESSION, SETTINGS } from "./endpoints.ts";
import { answer, cutAfter, hang, loseAnswer, resetBefore } from "./faults.ts";
import { token } from "./sandbox_control.ts";
import { PANEL } from "./settings_page.ts";
import type { World } from "./world.ts";

/** The idempotency keys of all saves that reached the proxy. */
function keys(world: World): unknown[] {
  return world.proxy.seen(SAVE).map(({ requestHeaders }) => requestHeaders["idempotency-key"]);
}

test("a save whose response is lost ends as saved, with one key", async ({ settings, world, complaints }) => {
  complaints.expect(/ERR_/);
  await settings.open();
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
  // Cut off, not reset: after a reset the browser itself may repeat the request.
  world.proxy.spoil({ ...SAVE, times: 1 }, cutAfter(40));
  await settings.save.click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  expect(keys(world)).toHaveLength(2);
  expect(new Set(keys(world)).size).toBe(1);
});

test("if no response arrives, saving again is the same save", async ({ settings, world, complaints }) => {
  complaints.expect(/ERR_/);
  const good = await token(world, "good");
  await settings.open();
  await settings.pasteAndSee(good, "This token is ready");
  world.proxy.spoil(SAVE, loseAnswer);
  await settings.save.click();
  const lost = settings.notice("We couldn’t reach Chat");
  await expect(settings.messageOf(lost)).toContainText("It may have been saved anyway. It’s safe to save again");
  await expect(settings.field).toHaveValue(good);

  world.proxy.heal();
  await settings.messageOf(lost).getByRole("button", { name: "Try again" }).click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  expect(new Set(keys(world)).size).toBe(1);
  // The save had one effect: the version is the one that the first try made.
  const versions = world.proxy.seen(SAVE).map(({ answer }) => answer?.headers.etag);
  expect(new Set(versions).size).toBe(1);
});

test("a rejected repeat doesn't tell whether the first try was saved", async ({ settings, world, complaints }) => {
  complaints.expect(/ERR_|403/);
  await settings.open();
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
  world.proxy.spoil({ ...SAVE, times: 1 }, cutAfter(40));
  world.proxy.spoil({ ...SAVE, times: 1 }, answer(403));
  await settings.save.click();
  const lost = settings.messageOf(settings.notice("Connection interrupted"));
  await expect(lost).toContainText("It may have been saved anyway");
  await settings.expectStatus("Not confirmed", "We don’t know yet which token is saved, if any.");
  await lost.getByRole("button", { name: "Try again" }).click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  expect(keys(world)).toHaveLength(3);
  expect(new Set(keys(world)).size).toBe(1);
});

test("settings that have changed and can't be read aren't shown as they were", async ({ settings, world, complaints }) => {
  complaints.expect(/412|500/);
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.replace.click();
  await settings.pasteAndSee(await token(world, "extra-scopes"), "This token is ready");
  world.proxy.spoil({ ...SAVE, times: 1 }, answer(412));
  world.proxy.spoil(SETTINGS, answer(500));
  await settings.save.click();
  await expect(settings.notice("The settings have changed")).toBeVisible();
  await settings.expectStatus("Not confirmed", "We don’t know yet which token is saved, if any.");
  await settings.keep.click();
  await settings.expectStatus("Connected", "Meta accepted the token");
});

test("if a repeated request is rejected, the page shows that rejection", async ({ settings, page, world, complaints }) => {
  complaints.expect(/503|403/);
  world.proxy.spoil({ ...SETTINGS, times: 1 }, answer(503));
  world.proxy.spoil({ ...SETTINGS, times: 1 }, answer(403));
  await page.goto(PANEL);
  await expect(settings.notice("Admin access needed")).toBeVisible();
});

test("keeping the saved token after a save without a response shows which token that is", async ({ settings, world, complaints }) => {
  complaints.expect(/ERR_/);
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.replace.click();
  await settings.pasteAndSee(await token(world, "granular-scopes-with-targets"), "This token is ready");
  world.proxy.spoil(SAVE, cutAfter(40));
  await settings.save.click();
  await expect(settings.notice("Connection interrupted")).toBeVisible();
  await settings.keep.click();
  await expect(settings.done("Another token is saved now")).toBeVisible();
  await expect(settings.fact("Token ends in")).toHaveText("4677");
});

test("two separate saves have two idempotency keys", async ({ settings, world }) => {
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.replace.click();
  await settings.pasteAndSee(await token(world, "extra-scopes"), "This token is ready");
  await settings.save.click();
  await expect(settings.done("Token replaced")).toBeVisible();
  expect(new Set(keys(world)).size).toBe(2);
});

test("after a disconnect whose response is lost, the page reads the settings", async ({ settings, world, complaints }) => {
  // The browser itself may repeat it, and then finds a newer version: its own.
  complaints.expect(/ERR_|412/);
  await settings.open();
  await settings.connect(await token(world, "good"));
  world.proxy.spoil({ ...DISCONNECT, times: 1 }, loseAnswer);
  await settings.disconnect.click();
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  await settings.expectStatus("Not set up", "Customers can’t reach this project");
});

for (const [name, call] of Object.entries(CALLS)) {
  test(`a session that ended before ${name} is renewed silently`, async ({ settings, world, complaints }) => {
    complaints.expect(/401/);
    const good = await token(world, "good");
    const tries = new Tries(settings);
    await settings.open();
    await call.prepare(settings, world, good);
    if (name === "load") complaints.expect(/500/);
    tries.forget();
    world.proxy.spoil({ ...call.endpoint, times: 1 }, answer(401));
    await call.make(settings, good);
    await call.endsWell(settings);
    expect(tries.of(call.endpoint)).toBe(2);
    await expect(settings.notice("Session ended")).toHaveCount(0);
    expect(tries.of(SESSION)).toBe(1);
    const bearers = world.proxy.seen(call.endpoint).slice(-2).map(({ requestHeaders }) => requestHeaders.authorization);
    expect(new Set(bearers).size).toBe(2);
  });
}

test("settings that load on the third try load silently", async ({ settings, page, world, complaints }) => {
  complaints.expect(/ERR_|503/);
  world.proxy.spoil({ ...SETTINGS, times: 1 }, answer(503));
  world.proxy.spoil({ ...SETTINGS, times: 1 }, resetBefore);
  await settings.open();
  await settings.expectStatus("Not set up", "Customers");
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("a save without a response ends in a message within 16 seconds", async ({ settings, world }) => {
  const good = await token(world, "good");
  await settings.open();
  await settings.pasteAndSee(good, "This token is ready");
  world.proxy.spoil(SAVE, hang);
  await settings.save.click();
  const begun = Date.now();
  await expect(settings.notice("Chat didn’t respond")).toBeVisible({ timeout: 16_000 });
  expect(Date.now() - begun).toBeLessThan(16_000);
  await expect(settings.field).toHaveValue(good);
  expect(world.proxy.seen(SAVE)).toHaveLength(1);
});

test.describe("two checks a minute", () => {
  test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "2" } });

  test("the backend's limit shows with its wait, and the draft stays", async ({ settings, world, complaints }) => {
    complaints.expect(/429/);
    const good = await token(world, "good");
    await settings.open();
    await settings.pasteAndSee(await token(world, "revoked"), "This token was revoked");
    await settings.pasteAndSee(await token(world, "page-token"), "This is a Facebook Page token");
    await settings.paste(good);
    await expect(settings.messageOf(settings.notice("Too many checks"))).toContainText(/Try again in \d+ seconds\./);
    await expect(settings.field).toHaveValue(good);
  });
});

test("opening the page later shows how things are, and not how they were", async ({ settings, page, world }) => {
  await settings.open();
  await settings.connect(await token(world, "revoked-after-saving"));
  await page.reload();
  await settings.expectStatus("Connected", "Meta accepted the token");
  expect(world.proxy.seen(CHECK_AGAIN)).toHaveLength(0);
  await page.clock.setSystemTime(Date.now() + 5 * 60_000);
  await page.reload();
  await settings.expectStatus("Rejected by Meta", "Meta rejected the token");
  expect(world.proxy.seen(CHECK_AGAIN)).toHaveLength(1);
});
