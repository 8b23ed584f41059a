// What the page announces, what it tells password managers and spell checkers, and how it looks with forced colors.

import { expect, type Page, test } from "./fixtures.ts";
import { token } from "./sandbox_control.ts";

/** Records the texts of each live region, in order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const hear = (records: MutationRecord[]): void => {
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest("[aria-live]");
        const words = region?.textContent?.trim() ?? "";
        if (words !== "" && words !== heard.at(-1)) heard.push(words);
      }
    };
    new MutationObserver(hear).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

test("cleaning, verdict, report, and save are announced", async ({ settings, page, world }) => {
  await settings.open();
  // The regions exist, and are empty, before they have anything to announce.
  await expect(page.getByRole("status")).toHaveText(["", ""]);
  const heard = await listen(page);
  await settings.pasteSynthetic("634974688087057|00000000000000000000000005a4db0c");
  await settings.expectFieldWords("This is an app token");
  await settings.paste(`\t${await token(world, "good")}\n`);
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await settings.save.click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  const expected = [
    /^This is an app token\. It contains your App Secret/,
    /^Looks like a Meta token\. Checking with Meta…$/,
    /^Removed 1 tab and 1 line break\.$/,
    /^Checking the token with Meta$/,
    /^Report: This token is ready\. Meta accepts it/,
    /^Saving the token$/,
    /^WhatsApp connected\. Connected\. Meta accepted the token just now\. Next, add the Phone Number ID/,
  ];
  const all = await heard();
  const places = expected.map((words) => all.findIndex((said) => words.test(said)));
  expect(places, all.join("\n")).not.toContain(-1);
  // The announcements of one paste have no fixed order. The steps of the journey do.
  expect(places.slice(3)).toEqual([...places.slice(3)].sort((a, b) => a - b));
});

test("the field opts out of every helper of the browser, masked or shown", async ({ settings, page, world }) => {
  const good = await token(world, "good");
  await settings.open();
  await settings.pasteAndSee(good, "This token is ready");
  for (const [button, type] of [["Show token", "text"], ["Hide token", "password"]] as const) {
    await page.getByRole("button", { name: button }).click();
    await expect(settings.field).toHaveAttribute("type", type);
    const attributes = await settings.field.evaluate((field) =>
      Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])),
    );
    expect(attributes).toMatchObject({
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      "data-1p-ignore": "",
      "data-lpignore": "true",
      "data-bwignore": "",
      "data-form-type": "other",
      "aria-required": "true",
    });
    expect(attributes).not.toHaveProperty("name");
    expect(attributes).not.toHaveProperty("value");
    await expect(settings.field).toHaveValue(good);
    expect(await page.content()).not.toContain(good);
  }
});

test("with forced colors, every button keeps its border and every message its icon", async ({ settings, page, world }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await settings.open();
  await settings.pasteAndSee(await token(world, "revoked"), "This token was revoked");
  for (const button of [settings.save, settings.check]) {
    const edge = await button.evaluate((element) => parseFloat(getComputedStyle(element).borderTopWidth));
    expect(edge).toBeGreaterThanOrEqual(1);
  }
  const icon = settings.messageOf(settings.headline(settings.report)).locator("svg").first();
  const seen = await icon.evaluate((svg) => {
    const { color, display } = getComputedStyle(svg);
    return { isDrawn: display !== "none" && svg.getBoundingClientRect().width > 0, color };
  });
  expect(seen.isDrawn).toBe(true);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(seen.color).not.toBe(background);
  await settings.field.focus();
  const ring = settings.field.locator("xpath=..");
  expect(await ring.evaluate((box) => getComputedStyle(box).outlineStyle)).not.toBe("none");
});
