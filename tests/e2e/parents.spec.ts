// Only the site that the session is for can frame the panel. The tests use real headers, on origins that browsers
// treat as different sites.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";
import { FOREIGN_SITE, OTHER_SITE, SITE } from "./jira.ts";
import { token } from "./sandbox_control.ts";
import type { World } from "./world.ts";

/** The URL that Forge's shell opens in its frame. */
const framed = (world: World): string => `${world.origin}/panel/?host=forge&theme=light`;

/** An otherwise empty page on `host` that frames `address`. */
const around = (world: World, host: string, address: string): string => world.jira.at(host, "/frame", { src: address });

test.use({ host: "forge" });

test("in the shell on the tenant's own site, the panel accepts a token and shows its site", async ({ settings, world }) => {
  await settings.open();
  await expect(settings.main).toContainText(`SUP · ${new URL(world.jira.at(SITE, "/")).host}`);
  await settings.pasteAndSee(await token(world, "good"), "This token is ready");
});

for (const [name, address] of [
  ["a foreign site", (world: World) => around(world, FOREIGN_SITE, framed(world))],
  ["a foreign site inside Jira", (world: World) => around(world, SITE, around(world, FOREIGN_SITE, framed(world)))],
  ["Jira inside a foreign site", (world: World) => around(world, FOREIGN_SITE, around(world, SITE, framed(world)))],
  ["a foreign site around the Standalone page", (world: World) => around(world, FOREIGN_SITE, `${world.origin}/panel/?project=SUP`)],
  ["Jira around the Standalone page", (world: World) => around(world, SITE, `${world.origin}/panel/?project=SUP`)],
] as const) {
  test(`${name} can't show the panel`, async ({ page, world, complaints }) => {
    complaints.expect(/frame-ancestors/);
    await page.goto(address(world));
    await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("chrome-error:"))).toBe(true);
    expect(page.frames().filter((frame) => frame.url().startsWith(world.origin))).toEqual([]);
  });
}

test("a file on the admin's disk can't show the panel", async ({ page, world, complaints }) => {
  complaints.expect(/frame-ancestors/);
  const file = join(world.folder, "parent.html");
  await writeFile(file, `<!doctype html><title>parent</title><iframe src="${framed(world)}"></iframe>`);
  await page.goto(pathToFileURL(file).href);
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("chrome-error:"))).toBe(true);
});

test("with a session of another site than the one in the address bar, the panel accepts no token", async ({ page, world, settings }) => {
  // A foreign shell could be on this site and hand over a session of its own site.
  await page.route(/\/_platform\/forge\/invoke/, async (route) => {
    const headers = { ...route.request().headers(), host: new URL(world.jira.at(OTHER_SITE, "/")).host };
    // By IP address, because this program, unlike the browser, can't resolve names below localhost.
    const { pathname, search } = new URL(route.request().url());
    const url = world.jira.origin + pathname + search;
    await route.fulfill({ response: await route.fetch({ url, headers }) });
  });
  await page.goto(HOSTS.forge.address(world));
  await expect(settings.notice("This isn’t your Jira site")).toBeVisible();
  await expect(settings.panel.getByRole("textbox")).toHaveCount(0);
  await expect(settings.panel.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("by itself, the other site works like this one", async ({ page, world }) => {
  await page.goto(world.jira.at(OTHER_SITE, "/forge", { project: "SUP" }));
  await expect(HOSTS.forge.panel(page).getByLabel(/^System User Access Token/)).toBeVisible();
});
