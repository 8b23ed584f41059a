// A text that can't be a token is named and sent nowhere. What was copied along with a token is removed and reported.

import { expect, test } from "./fixtures.ts";
import { SAVE, TOKEN_CHECK } from "./endpoints.ts";
import { delay } from "./faults.ts";
import { asked, token } from "./sandbox_control.ts";

const GOOD = `EAASANDBOXGood${"0".repeat(102)}31D8`;

/** A pasted text, and the sentence about it. contract/ and panel/ test all shapes; these are hard for a browser. */
const WRONG: [name: string, text: string, sentence: string][] = [
  ["an app token", "634974688087057|00000000000000000000000005a4db0c", "This is an app token. It contains your App Secret"],
  ["two tokens, one a line", `${GOOD}\n${GOOD.replace("31D8", "31D9")}`, "The field contains two tokens."],
  ["a megabyte", "A".repeat(1 << 20), "This is too long to be a token."],
  ["emoji", `EAASANDBOX${"🔑".repeat(40)}`, "The text contains a character that tokens never have."],
  ["a NUL", `EAASANDBOX\u0000${"0".repeat(60)}`, "The text contains a hidden control character."],
];

const EMPTY: [name: string, text: string][] = [
  ["nothing", ""],
  ["a zero-width space alone", "\u200b"],
];

test("a text that can't be a token is named, and neither checked nor saved", async ({ settings, page, world }) => {
  await settings.open();
  for (const [name, text, sentence] of WRONG) {
    await test.step(name, async () => {
      await settings.field.fill("");
      await settings.pasteSynthetic(text);
      await settings.expectFieldWords(sentence);
      await expect(settings.field).toHaveAttribute("aria-invalid", "true");
      for (const button of [settings.save, settings.check]) {
        await button.click();
        await expect(settings.field).toBeFocused();
      }
      await expect(page.getByRole("main").getByText("Nothing was sent. The field needs a System User Access Token.")).toBeVisible();
      await expect(settings.told).toContainText(sentence);
      expect(await settings.field.inputValue()).not.toBe("");
    });
  }
  expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(0);
  expect(world.proxy.seen(SAVE)).toHaveLength(0);
  expect(await asked(world)).toBe(0);
});

for (const [name, text] of EMPTY) {
  test(`${name} is an empty field`, async ({ settings, world }) => {
    await settings.open();
    await settings.pasteSynthetic(text);
    await settings.save.click();
    await settings.expectFieldWords("Paste the System User Access Token. The guide shows where to find it.");
    await expect(settings.field).toBeFocused();
    await settings.check.click();
    await expect(settings.field).toBeFocused();
    expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(0);
    expect(world.proxy.seen(SAVE)).toHaveLength(0);
  });
}

/** A pasted text, and the note on what was removed. */
const DECORATED: [text: string, note: string][] = [
  [`\t${GOOD}\n`, "Removed 1 tab and 1 line break."],
  [`\ufeff${GOOD.slice(0, 50)}\u200b${GOOD.slice(50)}`, "Removed 2 invisible characters."],
  [`Authorization: Bearer ${GOOD}`, "Removed 2 spaces and 2 labels before the token."],
  [` \t"${GOOD}"\n`, "Removed 1 tab, 1 line break, 1 space, and 2 quotation marks."],
];

test.describe("more checks than a person makes", () => {
  test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "100", CHAT_TENANT_CHECKS_PER_MINUTE: "100" } });

  test("what was copied along with a token is removed, shown, and announced", async ({ settings, world }) => {
    await settings.open();
    for (const [text, note] of DECORATED) {
      await test.step(note, async () => {
        await settings.field.fill("");
        await expect(settings.cleaned).toHaveText("");
        await settings.pasteSynthetic(text);
        await expect(settings.field).toHaveValue(GOOD);
        await settings.expectFieldWords(`${GOOD.length} characters, ends in 31D8. ${note}`);
        await expect(settings.cleaned).toHaveText(note);
        await expect(settings.headline(settings.report)).toHaveText("This token is ready");
      });
    }
    const sent = world.proxy.seen(TOKEN_CHECK).map(({ requestBody }) => JSON.parse(requestBody.toString()) as unknown);
    expect(sent).toEqual(DECORATED.map(() => ({ token: GOOD })));
  });

  test("typing sends no request, and half a token isn't called wrong while it's typed", async ({ settings, world }) => {
    await settings.open();
    await settings.field.focus();
    await settings.field.pressSequentially(GOOD.slice(0, 20));
    await expect(settings.field).toHaveAttribute("aria-invalid", "false");
    expect(await settings.fieldWords).toBe("20 characters.");
    await settings.field.pressSequentially(GOOD.slice(20));
    await settings.expectFieldWords("Looks like a Meta token");
    await settings.expectFieldWords("ends in 31D8.");
    expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(0);

    await settings.check.click();
    await expect(settings.headline(settings.report)).toHaveText("This token is ready");
    await settings.field.press("End");
    await settings.field.press("Backspace");
    // The report was about a different text.
    await expect(settings.report).toHaveCount(0);
    expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(1);
  });

  test("after two pastes, the older response never shows", async ({ settings, page, world }) => {
    const revoked = await token(world, "revoked");
    await settings.open();
    await page.evaluate(() => {
      const seen: string[] = ((globalThis as { headings?: string[] }).headings = []);
      const look = (): void => document.querySelectorAll("h2").forEach((heading) => seen.push(heading.textContent ?? ""));
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, delay(1_500));
    await settings.paste(revoked);
    await expect.poll(() => world.proxy.seen(TOKEN_CHECK).length).toBe(1);
    await settings.pasteAndSee(GOOD, "This token is ready");
    await expect.poll(() => world.proxy.seen(TOKEN_CHECK).every(({ answer }) => answer !== undefined)).toBe(true);
    await settings.pasteAndSee(await token(world, "page-token"), "This is a Facebook Page token");

    const seen = await page.evaluate(() => (globalThis as unknown as { headings: string[] }).headings);
    expect(seen).toContain("This token is ready");
    expect(seen).not.toContain("This token was revoked");
  });
});
