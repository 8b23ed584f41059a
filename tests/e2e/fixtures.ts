// `test` with its own world, and with a collector for the page's complaints.

import { expect, type Page, test as base } from "@playwright/test";
import { violations } from "./axe.ts";
import { Complaints } from "./complaints.ts";
import { type HostName, HOSTS } from "./hosts.ts";
import { SettingsPage } from "./settings_page.ts";
import { World } from "./world.ts";

export interface Options {
  /** Adds to the backend's environment: `test.use({ backendEnvironment: { … } })`. */
  backendEnvironment: Record<string, string>;
  /** Where the page runs. */
  host: HostName;
}

interface Fixtures {
  world: World;
  /** The page, not yet opened. */
  settings: SettingsPage;
  complaints: Complaints;
  /** The current accessibility violations of all rules, or of these, each with its elements. */
  violations: (rules?: string[]) => Promise<string[]>;
}

export const test = base.extend<Options & Fixtures>({
  backendEnvironment: [{}, { option: true }],
  host: ["standalone", { option: true }],

  world: async ({ backendEnvironment, host }, use, info) => {
    const world = await World.start(backendEnvironment, host);
    await use(world);
    if (info.status !== info.expectedStatus) {
      await info.attach("backend.log", { body: world.backend.log });
      await info.attach("sandbox.log", { body: world.sandbox.log });
    }
    await world.stop();
  },

  settings: async ({ page, world, host }, use) =>
    use(new SettingsPage(page, HOSTS[host], HOSTS[host].address(world))),

  baseURL: async ({ world }, use) => use(world.origin),

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      await complaints.listen(context);
      await use(complaints);
      expect(complaints.unexpected, "what the page complained of").toEqual([]);
      expect(complaints.missing, "what the page should have complained of").toEqual([]);
    },
    { auto: true },
  ],

  violations: async ({ page }, use) => {
    await use((rules) => violations(page, rules));
  },
});

export { expect, type Page };
