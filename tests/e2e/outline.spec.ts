// What a screen reader finds in three states of the page: roles, names, and order.

import { expect, test } from "./fixtures.ts";
import { token } from "./sandbox_control.ts";

test("the empty page", async ({ settings, page }) => {
  await settings.open();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - text: You’re viewing the sandbox. Responses are simulated. Nothing is sent to Meta.
    - heading "WhatsApp Business" [level=1]
    - paragraph: /^Project SUP\\./
    - group "Status": Not set up Customers can’t reach this project on WhatsApp.
    - textbox "System User Access Token"
    - button "Show token"
    - paragraph: /^Paste the token from Meta\\./
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
            - heading "Go to System users" [level=3]
        - listitem:
          - group:
            - heading "Add a system user" [level=3]
        - listitem:
          - group:
            - heading "Name it and make it an Admin" [level=3]
        - listitem:
          - group:
            - heading "Assign your app" [level=3]
        - listitem:
          - group:
            - heading "Assign your WhatsApp account" [level=3]
        - listitem:
          - group:
            - heading "Generate a token that never expires" [level=3]
        - listitem:
          - group:
            - heading "Select the permissions" [level=3]
        - listitem:
          - group:
            - heading "Copy the token" [level=3]
        - listitem:
          - group:
            - heading "Paste it here and save" [level=3]
      - heading "You see the token only once" [level=3]
  `);
});

test("a report with its headline, lines, and links", async ({ settings, world }) => {
  await settings.open();
  await settings.pasteAndSee(await token(world, "messaging-missing"), "This token can’t send messages");
  await expect(settings.report).toMatchAriaSnapshot(`
    - region "Token report":
      - heading "This token can’t send messages" [level=2]
      - paragraph:
        - text: The
        - code: whatsapp_business_messaging
        - text: /permission is missing/
      - list:
        - listitem:
          - link "Go to step 8"
        - listitem:
          - link "Open Meta Business settings (opens in a new tab)"
      - heading "Token report" [level=2]
      - time: Checked just now
      - list "Token report":
        - listitem:
          - paragraph: "Passed: Meta responded"
        - listitem:
          - paragraph: "Passed: Meta accepts the token"
        - listitem:
          - paragraph: "Passed: It belongs to a system user"
        - listitem:
          - paragraph: "Passed: It was generated for the app Acme Support"
          - paragraph: App ID 634974688087057
        - listitem:
          - paragraph: "Failed: whatsapp_business_messaging is missing"
          - paragraph: Chat needs it to send and receive messages.
          - paragraph:
            - link "Go to step 8"
  `);
  // The link opens the step and moves the focus to it.
  await settings.report.getByRole("link", { name: "Go to step 8" }).first().click();
  const step = settings.panel.getByRole("listitem").filter({ hasText: "Select the permissions" });
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
        - code: 31D8
      - term: Saved
      - definition: just now by a local user
      - term: Expires
      - definition: Never
      - term: Last accepted by Meta
      - definition: just now
      - button "Check again"
      - button "Replace token"
      - button "Disconnect"
    - region "Saved token report":
      - heading "Saved token report" [level=2]
    - region "Get the token from Meta":
      - list:
        - listitem:
          - group:
            - text: "1. Done:"
            - heading "Open Business settings" [level=3]
  `);
});
