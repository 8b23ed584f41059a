// The whole journey with the keyboard alone. This file uses no mouse.

import { expect, type Page, test } from "./fixtures.ts";
import { DISCONNECT, SAVE, TOKEN_CHECK } from "./endpoints.ts";
import { answer } from "./faults.ts";
import { token } from "./sandbox_control.ts";

/** Presses Tab until `name` has a visible focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    expect(at.isSeen, `the focus is seen at ${at.name}`).toBe(true);
    if (at.name === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

/** The focused element: its name, and whether the focus is visible. */
function focused(page: Page): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const labels = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const label = labels.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const name = (label || element.getAttribute("aria-label") || element.textContent || "").trim();
    // A field has its focus ring around the box that it shares with its toggle.
    const isRinged = [element, element.parentElement ?? element].some((part) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
    });
    return { name, isSeen: element.matches(":focus-visible") && isRinged };
  });
}

test("connect, check again, replace, and disconnect with the keyboard alone", async ({ settings, page, world }) => {
  const [good, second, revoked] = await Promise.all(
    ["good", "second-app", "revoked"].map((name) => token(world, name)),
  );
  await settings.open();
  const copy = (text = ""): Promise<void> => page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  const paste = (): Promise<void> => page.keyboard.press("ControlOrMeta+V");

  // The field comes first. Saving an empty field returns the focus to it.
  await page.keyboard.press("Tab");
  await expect(settings.field).toBeFocused();
  await page.keyboard.press("Enter");
  await settings.expectFieldWords("Paste the System User Access Token.");
  await expect(settings.field).toBeFocused();
  await expect(settings.field).toHaveAttribute("aria-invalid", "true");

  // So does saving a wrong text with the button.
  await copy("634974688087057|00000000000000000000000005a4db0c");
  await paste();
  await settings.expectFieldWords("This is an app token");
  await tabTo(page, "Save");
  await page.keyboard.press("Space");
  await expect(settings.field).toBeFocused();
  await expect(page.getByRole("main").getByText(/^Nothing was sent\. The field needs a System User Access Token\.$/)).toBeVisible();

  // And so does saving a token that Meta rejects.
  await copy(revoked);
  await page.keyboard.press("ControlOrMeta+A");
  await paste();
  await expect(settings.headline(settings.report)).toHaveText("This token was revoked");
  await tabTo(page, "Save");
  await page.keyboard.press("Enter");
  await expect(settings.field).toBeFocused();
  expect(world.proxy.seen(SAVE)).toHaveLength(0);

  // The text can be shown and hidden. It's hidden again when the form is sent.
  await copy(good);
  await paste();
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await tabTo(page, "Show token");
  await page.keyboard.press("Space");
  await expect(settings.field).toHaveAttribute("type", "text");
  await page.keyboard.press("Shift+Tab");
  await expect(settings.field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  await expect(settings.status).toBeFocused();

  await tabTo(page, "Check again");
  await page.keyboard.press("Space");
  await expect(settings.told).toContainText("Checked again. Connected.");
  await expect(settings.checkAgain).toBeFocused();

  await tabTo(page, "Replace token");
  await page.keyboard.press("Enter");
  await expect(settings.field).toBeFocused();
  await copy(second);
  await paste();
  await expect(settings.headline(settings.report)).toHaveText("This token is for another app");
  await tabTo(page, "Keep saved token");
  await page.keyboard.press("Enter");
  await expect(settings.status).toBeFocused();

  // The dialog moves the focus to the safe button. Esc declines and returns the focus.
  await tabTo(page, "Replace token");
  await page.keyboard.press("Enter");
  await expect(settings.field).toBeFocused();
  await paste();
  await expect(settings.headline(settings.report)).toHaveText("This token is for another app");
  await page.keyboard.press("Enter");
  await expect(settings.dialog.getByRole("button", { name: "Go back" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(settings.dialog).toBeHidden();
  await expect(settings.field).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "Switch app");
  await page.keyboard.press("Enter");
  await expect(settings.done("Token replaced")).toBeVisible();
  await expect(settings.status).toBeFocused();

  await tabTo(page, "Disconnect");
  await page.keyboard.press("Enter");
  await expect(settings.dialog.getByRole("button", { name: "Stay connected" })).toBeFocused();
  // The page hears of the closing after the dialog is gone. A press in between counts as made in the open dialog.
  const closing = await settings.dialog.evaluateHandle((dialog) => ({
    closed: new Promise<void>((resolve) => dialog.addEventListener("close", () => resolve())),
  }));
  await page.keyboard.press("Escape");
  await expect(settings.dialog).toBeHidden();
  await closing.evaluate(({ closed }) => closed);
  await expect(settings.disconnect).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "Disconnect");
  await page.keyboard.press("Enter");
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  await expect(settings.status).toBeFocused();
  expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(4);
});

test("declining a message's offer keeps the focus on the page", async ({ settings, page, world, complaints }) => {
  complaints.expect(/403/);
  await settings.open();
  await settings.connect(await token(world, "good"));
  world.proxy.spoil({ ...DISCONNECT, times: 1 }, answer(403));
  await tabTo(page, "Disconnect");
  await page.keyboard.press("Enter");
  await tabTo(page, "Disconnect");
  await page.keyboard.press("Enter");
  await expect(settings.notice("Admin access needed")).toBeVisible();
  await tabTo(page, "Try again");
  await page.keyboard.press("Enter");
  await expect(settings.dialog.getByRole("button", { name: "Stay connected" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(settings.dialog).toBeHidden();
  await expect(settings.status).toBeFocused();
});

test("every focus stop is visible, and the guide opens with the keyboard", async ({ settings, page }) => {
  await settings.open();
  const stops: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    const { name, isSeen } = await focused(page);
    expect(isSeen, `the focus is seen at ${name}`).toBe(true);
    expect(name).not.toBe("");
    stops.push(name);
  }
  // The field, its toggle, the explanation, two buttons; then the guide: its link, ten steps, three links.
  expect(stops.slice(0, 5)).toEqual([
    "System User Access Token*",
    "Show token",
    "What is this token?",
    "Save",
    "Check token",
  ]);
  expect(stops.filter((name) => /^\d+/.test(name))).toHaveLength(10);

  await tabTo(page, stops.find((name) => name.includes("Assign your app")) ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Do this before you generate the token.")).toBeVisible();
});
