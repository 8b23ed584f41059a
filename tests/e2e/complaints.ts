// Collects what goes wrong in a page while a test runs: policy violations, console errors, exceptions.
// A test fails on complaints that it didn't expect, and on expected complaints that are missing.

import type { BrowserContext } from "@playwright/test";

export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Expects complaints that this test causes. Each pattern has to match at least one. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** Listens to all pages of `context`, including those that open later. */
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

  /** Complaints that weren't expected. */
  get unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** Expected complaints that didn't come. */
  get missing(): string[] {
    return this.expected.filter((pattern) => !this.heard.some((text) => pattern.test(text))).map(String);
  }
}
