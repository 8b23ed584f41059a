// The two hosts of the page, as a browser meets them: the URL to open, and where the panel is in the opened page.
// The specs of the admin's journeys run unchanged in both.

import type { FrameLocator, Locator, Page } from "@playwright/test";
import { SITE } from "./jira.ts";
import type { World } from "./world.ts";

export type HostName = "standalone" | "forge";

/** How to open the panel in a host, and what is around it. */
export interface Host {
  /** The URL for the project SUP. `switches` tell the sandbox's Jira how to behave. */
  address(world: World, switches?: Record<string, string>): string;
  /** The panel's own document. */
  panel(page: Page): Page | FrameLocator;
  /** The person who saved, as the page names them. Jira knows the name; a local backend doesn't. */
  person: string;
  /** The notice that something was done. `title` is its heading. */
  done(page: Page, title: string): Locator;
}

/** Jira shows a flag instead of the page's own message. */
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
