// How the end-to-end tests run. `cargo xtask test e2e` starts them and passes the paths of
// the programs and the browser in the environment.

import { defineConfig } from "@playwright/test";
import type { Options } from "./fixtures.ts";

/** The specs that run in both hosts. */
const IN_EVERY_HOST = /journey/;

const chromium = process.env["CHAT_E2E_CHROMIUM"];

export default defineConfig<Options>({
  testDir: ".",
  testMatch: "*.spec.ts",
  // Not in git, because a trace contains everything that was typed.
  outputDir: "results",
  fullyParallel: true,
  workers: 2,
  // No retries: a test that passes the second time has found a bug.
  retries: 0,
  forbidOnly: true,
  reporter: "list",
  // How long a busy machine may take. Opening three nested pages of three sites once took more than the usual five
  // seconds. If all is well, nothing waits this long.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: "standalone", use: { host: "standalone" } },
    { name: "forge", use: { host: "forge" }, testMatch: IN_EVERY_HOST },
  ],
  use: {
    // A trace more than doubles the time of the tests. `-- --trace on` records one.
    trace: "off",
    locale: "en-US",
    timezoneId: "UTC",
    serviceWorkers: "block",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        // Containers have no user namespaces for the browser's own sandbox. Only our own pages are opened.
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
