// What a page complains of while a test runs: policy violations, console errors, exceptions.
// A test fails on any that it did not announce, and on any announced that did not come.

import type { BrowserContext } from "@playwright/test";

export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Announces complaints that this test provokes; each pattern must come at least once. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** Listens to every page of `context`, opened now or later. */
  async listen(context: BrowserContext): Promise<void> {
    context.on("weberror", (error) => this.heard.push(`exception: ${error.error().message}`));
    context.on("console", (message) => {
      if (message.type() === "error") this.heard.push(`console: ${message.text()}`);
    });
    await context.exposeFunction("tellViolation", (text: string) => this.heard.push(`policy: ${text}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const tell = (globalThis as unknown as { tellViolation(text: string): void }).tellViolation;
        tell(`${event.effectiveDirective} blocked ${event.blockedURI}`);
      });
    });
  }

  /** What was heard without being announced. */
  get unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** What was announced and never heard. */
  get missing(): string[] {
    return this.expected.filter((pattern) => !this.heard.some((text) => pattern.test(text))).map(String);
  }
}
