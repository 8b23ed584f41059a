// How the benchmark runs: like the end-to-end tests, but alone, so that it measures nothing else.
// Started by `cargo xtask bench`.

import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

// Only in a browser tab of its own.
const { projects: _, ...alone } = tests;

export default defineConfig(alone, { testMatch: "*.bench.ts", workers: 1, timeout: 300_000, reporter: "line" });
