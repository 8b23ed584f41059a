// What the page is to somebody who does not see it: its outline, what is said without being asked, and what a
// browser's own helpers are told.

import { expect, type Page, test } from "./fixtures.ts";
import { token } from "./sandbox_door.ts";

test("the empty page", async ({ settings, page }) => {
  await settings.open();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - text: You are looking at the sandbox. It answers as Meta does, and nothing here reaches Meta.
    - heading "WhatsApp Business" [level=1]
    - paragraph: /^Project SUP\\./
    - group "Status": Not set up Customers can’t reach this project on WhatsApp yet.
    - textbox "System User Access Token"
    - button "Show the token"
    - paragraph: /^Paste the token that Meta showed you\\./
    - group: What is this token?
    - button "Save"
    - button "Check token"
    - region "Get the token from Meta":
      - heading "Get the token from Meta" [level=2]
      - list:
        - listitem:
          - group:
            - heading "Open Business settings" [level=3]
        - listitem:
          - group:
            - heading "Go to Users, System users" [level=3]
        - listitem:
          - group:
            - heading "Add a system user" [level=3]
        - listitem:
          - group:
            - heading "Name it and make it Admin" [level=3]
        - listitem:
          - group:
            - heading "Assign your app, with Manage app on" [level=3]
        - listitem:
          - group:
            - heading "Assign your WhatsApp account" [level=3]
        - listitem:
          - group:
            - heading "Generate a token that never expires" [level=3]
        - listitem:
          - group:
            - heading "Tick the permissions" [level=3]
        - listitem:
          - group:
            - 'heading "Copy the token: Meta shows it once" [level=3]'
        - listitem:
          - group:
            - heading "Paste it here and save" [level=3]
      - heading "One token for one system user" [level=3]
  `);
});

test("a report with its headline, its lines and its links", async ({ settings, world }) => {
  await settings.open();
  await settings.pasteAndSee(await token(world, "messaging-missing"), "This token can’t send messages");
  await expect(settings.report).toMatchAriaSnapshot(`
    - region "What Meta says about this token":
      - heading "This token can’t send messages" [level=2]
      - paragraph:
        - text: The permission
        - code: whatsapp_business_messaging
        - text: /is missing/
      - list:
        - listitem:
          - link "Go to step 8"
        - listitem:
          - link "Open Meta Business settings (opens in a new tab)"
      - heading "What Meta says about this token" [level=2]
      - time: Checked just now
      - list "What Meta says about this token":
        - listitem:
          - paragraph: "Passed: Meta answered"
        - listitem:
          - paragraph: "Passed: Meta accepts the token"
        - listitem:
          - paragraph: "Passed: It belongs to a system user"
        - listitem:
          - paragraph: "Passed: It was made for the app Acme Support"
          - paragraph: App ID 634974688087057
        - listitem:
          - paragraph: "Failed: whatsapp_business_messaging is missing"
          - paragraph: Chat can’t send or receive messages without it.
          - paragraph:
            - link "Go to step 8"
  `);
  // The link unfolds the step and takes the focus there.
  await settings.report.getByRole("link", { name: "Go to step 8" }).first().click();
  const step = settings.page.getByRole("listitem").filter({ hasText: "Tick the permissions" });
  await expect(step.locator("summary")).toBeFocused();
  await expect(step.getByText("Chat works without the third.")).toBeVisible();
});

test("the saved token", async ({ settings, page, world }) => {
  await settings.open();
  await settings.connect(await token(world, "good"));
  await page.reload();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - heading "WhatsApp Business" [level=1]
    - group "Status": Connected Meta accepted the token just now.
    - region "Saved token":
      - heading "Saved token" [level=2]
      - term: App
      - definition: Acme Support (App ID 634974688087057)
      - term: Token ends in
      - definition:
        - code: Z001
      - term: Saved
      - definition: just now, by somebody on this machine
      - term: Expires
      - definition: Never
      - term: Last accepted by Meta
      - definition: just now
      - button "Check again"
      - button "Replace token"
      - button "Disconnect"
    - region "What Meta says about the saved token":
      - heading "What Meta says about the saved token" [level=2]
    - region "Get the token from Meta":
      - list:
        - listitem:
          - group:
            - text: "1. Done:"
            - heading "Open Business settings" [level=3]
  `);
});

/** Remembers, in their order, the words that each live region is given. */
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

test("cleaning, verdict, report and save are said without being asked for", async ({ settings, page, world }) => {
  await settings.open();
  // The regions are there, and silent, before they have anything to say.
  await expect(page.getByRole("status")).toHaveText(["", ""]);
  const heard = await listen(page);
  await settings.pasteSynthetic("634974688087057|00000000000000000000000005a4db0c");
  await settings.expectFieldWords("This is an app token");
  await settings.paste(`\t${await token(world, "good")}\n`);
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await settings.save.click();
  await expect(settings.notice("WhatsApp connected")).toBeVisible();
  const expected = [
    /^This is an app token: it holds your App Secret/,
    /^Looks like a System User Access Token$/,
    /^Removed 1 tab and 1 line break\.$/,
    /^Asking Meta about the token$/,
    /^Report: This token is ready\. Meta accepts it/,
    /^Saving the token$/,
    /^WhatsApp connected\. Connected\. Meta accepted the token just now\.$/,
  ];
  const all = await heard();
  const places = expected.map((words) => all.findIndex((said) => words.test(said)));
  expect(places, all.join("\n")).not.toContain(-1);
  // What comes of one paste is said in no certain order; the steps of the journey are.
  expect(places.slice(3)).toEqual([...places.slice(3)].sort((a, b) => a - b));
});

test("the field asks every helper of the browser to keep away, masked or shown", async ({ settings, page, world }) => {
  const good = await token(world, "good");
  await settings.open();
  await settings.pasteAndSee(good, "This token is ready");
  for (const [button, type] of [["Show the token", "text"], ["Hide the token", "password"]] as const) {
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

test("headings tell the outline, and one stands at its top", async ({ settings, page, world }) => {
  await settings.open();
  const levels = async (): Promise<number[]> =>
    page.locator("h1, h2, h3, h4").evaluateAll((headings) =>
      headings.filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName.slice(1))),
    );
  const expectOutline = async (): Promise<void> => {
    const found = await levels();
    expect(found.filter((level) => level === 1)).toHaveLength(1);
    expect(found[0]).toBe(1);
    found.reduce((before, level) => (expect(level).toBeLessThanOrEqual(before + 1), level));
  };
  await expectOutline();
  await settings.pasteAndSee(await token(world, "revoked"), "This token was revoked");
  await expectOutline();
  await settings.connect(await token(world, "good"));
  await expectOutline();
});

test("with forced colours every button keeps an edge and every message its icon", async ({ settings, page, world }) => {
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
