// How the benchmark runs: like the end-to-end tests, but alone, because others would be measured with it.
// Started by `cargo xtask bench`.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

// Without the hosts: it is measured in a tab of its own.
const { projects: _, ...alone } = tests;

export default defineConfig(alone, { testMatch: "*.bench.ts", workers: 1, timeout: 300_000, reporter: "line" });
