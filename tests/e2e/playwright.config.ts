// How the end-to-end tests run. Started by `cargo xtask test e2e`, which hands over the
// programs and the browser in the environment.

import { defineConfig } from "@playwright/test";
import type { Options } from "./fixtures.ts";

/** What an admin does and what the page promises holds wherever it runs. */
const IN_EVERY_HOST = /journey/;

const chromium = process.env["CHAT_E2E_CHROMIUM"];

export default defineConfig<Options>({
  testDir: ".",
  testMatch: "*.spec.ts",
  // Kept out of git: a trace holds whatever was typed.
  outputDir: "results",
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time has found something; it is not run a second time.
  retries: 0,
  forbidOnly: true,
  reporter: "list",
  // How long a busy machine may take. Opening three pages of three sites within each other took one of them more than
  // the five seconds that are usual. Nothing waits for these where all is well.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: "standalone", use: { host: "standalone" } },
    { name: "forge", use: { host: "forge" }, testMatch: IN_EVERY_HOST },
  ],
  use: {
    // A trace more than doubles the time that the tests take; `-- --trace on` records one.
    trace: "off",
    locale: "en-GB",
    timezoneId: "UTC",
    serviceWorkers: "block",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        // Containers have no user namespaces for the browser's own sandbox; only our page is opened.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
