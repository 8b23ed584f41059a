// Two admins at the same time, and one admin who presses a button several times.

import { expect, test } from "./fixtures.ts";
import { SAVE } from "./endpoints.ts";
import { Gate } from "./faults.ts";
import { token } from "./sandbox_control.ts";
import { SettingsPage } from "./settings_page.ts";

test("with two admins, the second one learns of the change, keeps the draft, and can replace the token", async ({
  settings,
  context,
  world,
  complaints,
}) => {
  complaints.expect(/412/);
  const theirs = await token(world, "granular-scopes-with-targets");
  await settings.open();
  const second = new SettingsPage(await context.newPage());
  await second.open();
  // Browsers throttle a page that is behind another one.
  await settings.page.bringToFront();
  await settings.connect(await token(world, "good"));

  await second.page.bringToFront();
  await second.pasteAndSee(theirs, "This token is ready");
  await second.save.click();
  await expect(second.notice("The settings have changed")).toBeVisible();
  await expect(second.messageOf(second.notice("The settings have changed"))).toContainText(
    "A token was saved just now by a local user. Yours is still in the field. If you save it, it replaces theirs.",
  );
  await expect(second.field).toHaveValue(theirs);
  await second.save.click();
  await expect(second.done("Token replaced")).toBeVisible();
  await expect(second.fact("Token ends in")).toHaveText("4677");

  // The first admin still sees the old state. The new token isn't deleted unseen.
  await settings.page.bringToFront();
  await settings.disconnect.click();
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.notice("The settings have changed")).toBeVisible();
  await expect(settings.fact("Token ends in")).toHaveText("4677");
  await settings.expectStatus("Connected", "Meta accepted the token");
});

test("pressing Save several times sends one save", async ({ settings, page, world }) => {
  await settings.open();
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
  const gate = new Gate();
  world.proxy.spoil(SAVE, gate.fault);
  await settings.save.dblclick();
  await gate.arrival();
  await settings.pressBusy(settings.save, 50);
  for (let press = 0; press < 20; press++) await settings.field.press("Enter");
  await page.keyboard.press("Enter");
  gate.open();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  expect(world.proxy.seen(SAVE)).toHaveLength(1);
});
