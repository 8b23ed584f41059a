// The page as an admin sees it: what they can read and do, found by role and text.

import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { type Host, HOSTS } from "./hosts.ts";

/** The page of the project SUP. */
export const PANEL = "/panel/?project=SUP";

/** The meaning of a message or status, which its color and icon show. */
export type Tone = "neutral" | "information" | "success" | "warning" | "danger";

export class SettingsPage {
  /** The panel's own document: the page, or a frame in it. */
  readonly panel: Page | FrameLocator;
  readonly main: Locator;
  readonly heading: Locator;
  /** The status of the connection with its evidence. */
  readonly status: Locator;
  readonly field: Locator;
  readonly save: Locator;
  readonly check: Locator;
  readonly keep: Locator;
  readonly checkAgain: Locator;
  readonly replace: Locator;
  readonly disconnect: Locator;
  readonly saveWithoutCheck: Locator;
  /** The report on the token in the field, and the one on the saved token. */
  readonly report: Locator;
  readonly storedReport: Locator;
  readonly dialog: Locator;
  /** The live region for cleaning. */
  readonly cleaned: Locator;
  /** The live region for checks and saves. */
  readonly told: Locator;

  constructor(
    readonly page: Page,
    private readonly host: Host = HOSTS.standalone,
    /** The URL that `open` opens. */
    private readonly address: string = PANEL,
  ) {
    const panel = host.panel(page);
    const button = (name: string): Locator => panel.getByRole("button", { name, exact: true });
    this.panel = panel;
    this.main = panel.getByRole("main");
    this.heading = panel.getByRole("heading", { level: 1 });
    this.status = panel.getByRole("group", { name: "Status" });
    this.field = panel.getByLabel(/^System User Access Token/);
    this.save = button("Save");
    this.check = button("Check token");
    this.keep = this.main.getByRole("button", { name: "Keep saved token" });
    this.checkAgain = button("Check again");
    // A report that needs a new token has this button too.
    this.replace = panel.getByRole("region", { name: "Saved token", exact: true }).getByRole("button", { name: "Replace token" });
    this.disconnect = this.main.getByRole("button", { name: "Disconnect" });
    this.saveWithoutCheck = button("Save without checking");
    this.report = panel.getByRole("region", { name: "Token report", exact: true });
    this.storedReport = panel.getByRole("region", { name: "Saved token report" });
    this.dialog = panel.getByRole("dialog");
    this.cleaned = panel.getByRole("status").first();
    this.told = panel.getByRole("status").last();
  }

  /** Opens the page and waits until the settings have loaded. */
  async open(): Promise<void> {
    await this.page.context().grantPermissions(["clipboard-write"]);
    await this.page.goto(this.address);
    await expect(this.status).toBeVisible();
  }

  /** Pastes with the keyboard, as an admin does. Clipboards cut a text at a NUL; see `pasteSynthetic`. */
  async paste(text: string): Promise<void> {
    await this.field.focus();
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press("ControlOrMeta+V");
  }

  /** Sends the field a paste event with any text, including texts that a clipboard can't hold. */
  async pasteSynthetic(text: string): Promise<void> {
    await this.field.focus();
    await this.field.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Presses a busy button. Playwright itself would wait until it isn't busy. */
  async pressBusy(button: Locator, times = 1): Promise<void> {
    const box = await button.boundingBox();
    if (box === null) throw new Error("the button is not on the page");
    for (let press = 0; press < times; press++) {
      await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    }
  }

  /** Pastes a token and waits for the report's headline. */
  async pasteAndSee(token: string, headline: RegExp | string): Promise<void> {
    await this.paste(token);
    await expect(this.headline(this.report)).toHaveText(headline);
  }

  /** From the empty page to a saved token. */
  async connect(token: string): Promise<void> {
    await this.pasteAndSee(token, "This token is ready");
    await this.save.click();
    await expect(this.done("WhatsApp connected")).toBeVisible();
  }

  /** The headline over a report. */
  headline(report: Locator): Locator {
    return report.getByRole("heading", { level: 2 }).first();
  }

  /** The lines of a report, each with its spoken outcome. */
  lines(report: Locator): Locator {
    const outcome = /^(Passed|Info|Warning|Failed|Unknown): /;
    return report.getByRole("listitem").getByRole("paragraph").filter({ hasText: outcome });
  }

  /** The heading of a message outside the reports. */
  notice(title: string): Locator {
    return this.panel.getByRole("heading", { level: 2, name: title, exact: true });
  }

  /** The notice that something was done: a message on the page, or a flag in Jira. */
  done(title: string): Locator {
    return this.host.done(this.page, title);
  }

  /** The person who saved the token, as the page names them. */
  get person(): string {
    return this.host.person;
  }

  /** The message around a heading, with its text and links. */
  messageOf(heading: Locator): Locator {
    return heading.locator("xpath=ancestor::*[@data-tone][1]");
  }

  /** The fact about the saved token with this name. */
  fact(name: string): Locator {
    const term = this.panel.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    return term.locator("xpath=following-sibling::dd");
  }

  /** The texts below the field. */
  get fieldWords(): Promise<string> {
    return this.field.evaluate((field) =>
      (field.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent?.trim() ?? "")
        .filter((words) => words !== "")
        .join("\n"),
    );
  }

  async expectStatus(name: string, evidence: RegExp | string): Promise<void> {
    await expect(this.status).toContainText(name);
    await expect(this.status).toContainText(evidence);
  }

  async expectTone(part: Locator, tone: Tone): Promise<void> {
    await expect(part).toHaveAttribute("data-tone", tone);
  }

  async expectFieldWords(words: string): Promise<void> {
    await expect.poll(() => this.fieldWords).toContain(words);
  }
}
