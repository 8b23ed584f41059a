// The admin's journeys: connect, check again, replace, disconnect.

import { expect, test } from "./fixtures.ts";
import { CHECK_AGAIN, DISCONNECT, SAVE, TOKEN_CHECK } from "./endpoints.ts";
import { Gate } from "./faults.ts";
import { token } from "./sandbox_control.ts";
import type { SettingsPage } from "./settings_page.ts";

test("first setup: paste, report, save, reload, connected", async ({ settings, page, world }) => {
  const good = await token(world, "good");
  await settings.open();
  await settings.expectStatus("Not set up", "Customers can’t reach this project on WhatsApp.");

  const gate = new Gate();
  world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, gate.fault);
  await settings.paste(`\t${good}\r\n\n`);
  await expect(settings.field).toHaveValue(good);
  await settings.expectFieldWords(`${good.length} characters, ends in 31D8. Removed 1 tab and 2 line breaks.`);
  await settings.expectFieldWords("Looks like a Meta token");
  gate.open();
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await expect(settings.lines(settings.report)).toHaveText([
    "Passed: Meta responded",
    "Passed: Meta accepts the token",
    "Passed: It belongs to a system user",
    "Passed: It was generated for the app Acme Support",
    "Passed: whatsapp_business_messaging is granted",
    "Passed: whatsapp_business_management is granted",
    "Passed: business_management is granted",
    "Passed: It never expires",
    "Passed: Its data access never expires",
    "Passed: It isn’t limited to specific WhatsApp accounts",
  ]);
  expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(1);
  expect(world.proxy.seen(SAVE)).toHaveLength(0);

  await settings.save.click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  await expectStored(settings);
  await page.reload();
  await expectStored(settings);
  await expect(settings.field).toHaveCount(0);
  expect(world.proxy.seen(SAVE)).toHaveLength(1);
});

async function expectStored(settings: SettingsPage): Promise<void> {
  await settings.expectStatus("Connected", "Meta accepted the token just now.");
  await settings.expectTone(settings.status.getByText("Connected", { exact: true }), "success");
  await expect(settings.fact("App")).toHaveText("Acme Support (App ID 634974688087057)");
  await expect(settings.fact("Token ends in")).toHaveText("31D8");
  await expect(settings.fact("Saved")).toHaveText(`just now by ${settings.person}`);
  await expect(settings.fact("Expires")).toHaveText("Never");
  await expect(settings.fact("Last accepted by Meta")).toHaveText("just now");
  await expect(settings.lines(settings.storedReport).first()).toHaveText("Passed: Meta responded");
}

test("replacing the token with another app's asks first, and keeps the saved one until then", async ({
  settings,
  world,
  complaints,
}) => {
  const second = await token(world, "second-app");
  await settings.open();
  await settings.connect(await token(world, "good"));

  await settings.replace.click();
  await expect(settings.field).toBeFocused();
  await expect(settings.field).toHaveValue("");
  await settings.expectStatus("Connected", "Meta accepted the token");
  await settings.pasteAndSee(second, "This token is for another app");
  await settings.save.click();
  await expect(settings.dialog).toContainText("Switch to another app?");
  await expect(settings.dialog).toContainText(/belongs to Acme Support \(App ID \d+\)\. This one belongs to Acme Returns \(App ID \d+\)\./);
  await settings.dialog.getByRole("button", { name: "Go back" }).click();
  await expect(settings.dialog).toBeHidden();
  await expect(settings.field).toHaveValue(second);
  expect(world.proxy.seen(SAVE)).toHaveLength(1);

  // If the page has no report, the backend notices.
  complaints.expect(/409/);
  const gate = new Gate();
  world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, gate.fault);
  await settings.field.press("End");
  await settings.field.press("Backspace");
  await settings.paste(second);
  await gate.arrival();
  await settings.save.click();
  await expect(settings.dialog).toContainText("This one belongs to Acme Returns");
  gate.open();
  await settings.dialog.getByRole("button", { name: "Switch app" }).click();
  await expect(settings.done("Token replaced")).toBeVisible();
  await expect(settings.fact("App")).toHaveText("Acme Returns (App ID 771203456789012)");
  await expect(settings.fact("Token ends in")).toHaveText("BD1B");
});

test("keeping the saved token discards the draft and sends nothing", async ({ settings, page, world }) => {
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.replace.click();
  await settings.pasteAndSee(await token(world, "revoked"), "This token was revoked");
  await settings.keep.click();
  await expect(settings.status).toBeFocused();
  await expect(settings.fact("Token ends in")).toHaveText("31D8");
  await settings.replace.click();
  await expect(settings.field).toHaveValue("");
  await page.reload();
  await settings.expectStatus("Connected", "Meta accepted the token");
  expect(world.proxy.seen(SAVE)).toHaveLength(1);
});

test("disconnecting asks first, then deletes the token", async ({ settings, page, world }) => {
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.disconnect.click();
  await expect(settings.dialog).toContainText("Disconnect WhatsApp from this project?");
  await expect(settings.dialog).toContainText("The token stays valid at Meta until you revoke it there.");
  await expect(settings.dialog.getByRole("link", { name: /^Revoke the token at Meta/ })).toHaveAttribute(
    "href",
    /^https:\/\/business\.facebook\.com\//,
  );
  await settings.dialog.getByRole("button", { name: "Stay connected" }).click();
  await expect(settings.dialog).toBeHidden();
  expect(world.proxy.seen(DISCONNECT)).toHaveLength(0);

  await settings.disconnect.click();
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  await settings.expectStatus("Not set up", "Customers can’t reach this project");
  await expect(settings.status).toBeFocused();
  await page.reload();
  await settings.expectStatus("Not set up", "Customers can’t reach this project");
  await expect(settings.field).toHaveValue("");
});

for (const [name, status, evidence, tone] of [
  ["revoked-after-saving", "Rejected by Meta", "Meta rejected the token just now, so WhatsApp doesn’t work.", "danger"],
  ["expired-after-saving", "Expired", "Meta reported this just now.", "danger"],
  // It's unknown, so nothing turns red, and the page says when Meta last accepted the token.
  ["outage-after-saving", "Can’t check right now", "Meta last accepted the token just now", "neutral"],
] as const) {
  test(`checking again shows that ${name}`, async ({ settings, page, world }) => {
    await settings.open();
    await settings.connect(await token(world, name));
    await settings.expectStatus("Connected", "Meta accepted the token");
    await settings.checkAgain.click();
    await settings.expectStatus(status, evidence);
    await settings.expectTone(settings.status.getByText(status, { exact: true }), tone);
    await expect(settings.fact("Token ends in")).toBeVisible();
    expect(world.proxy.seen(CHECK_AGAIN)).toHaveLength(1);
    await page.reload();
    await settings.expectStatus(status, evidence);
    await settings.expectTone(settings.status.getByText(status, { exact: true }), tone);
  });
}

test("a token that couldn't be checked can be saved without a check", async ({ settings, world, complaints }) => {
  complaints.expect(/502/);
  const unavailable = await token(world, "meta-unavailable");
  await settings.open();
  await settings.pasteAndSee(unavailable, "Meta is having problems");
  await settings.save.click();
  await expect(settings.main.getByText(/^Not saved\. We couldn’t check the token\./)).toBeVisible();
  await expect(settings.field).toHaveValue(unavailable);
  await settings.saveWithoutCheck.click();
  await expect(settings.done("Token saved but not checked")).toBeVisible();
  await settings.expectStatus("Can’t check right now", "Meta hasn’t accepted this token yet, so we can’t tell whether WhatsApp works.");
  await settings.expectTone(settings.status.getByText("Can’t check right now"), "neutral");
  await expect(settings.fact("Last accepted by Meta")).toHaveText("Not yet");
});
