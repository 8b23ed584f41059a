// The two places in which the page runs, as a browser meets each: its address, and where in what is opened the
// panel stands. The specs of an admin's journeys run in both, unchanged.

import type { FrameLocator, Locator, Page } from "@playwright/test";
import { SITE } from "./jira.ts";
import type { World } from "./world.ts";

export type HostName = "standalone" | "forge";

/** Where the panel is found, and what stands around it. */
export interface Host {
  /** What the browser opens for the project SUP; `switches` tell the sandbox's Jira how to behave. */
  address(world: World, switches?: Record<string, string>): string;
  /** The panel's own document. */
  panel(page: Page): Page | FrameLocator;
  /** Who is said to have saved: Jira tells a name, a tab on one's own machine knows none. */
  person: string;
  /** What tells that something was done; `title` is its heading. */
  done(page: Page, title: string): Locator;
}

/** Jira tells what was done by a flag of its own. */
function flag(page: Page, title: string): Locator {
  return page.getByRole("region", { name: "Jira’s messages" }).getByRole("alert").filter({ hasText: title });
}

export const HOSTS: Record<HostName, Host> = {
  standalone: {
    address: (world) => `${world.origin}/panel/?project=SUP`,
    panel: (page) => page,
    person: "a local user",
    done: (page, title) => page.getByRole("heading", { level: 2, name: title, exact: true }),
  },
  forge: {
    address: (world, switches) => world.jira.at(SITE, "/forge", { project: "SUP", ...switches }),
    panel: (page) => page.frameLocator("iframe").frameLocator("iframe"),
    person: "Amira Costa",
    done: flag,
  },
};
