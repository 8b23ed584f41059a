// Who may put the panel into a frame: the site that its session is for, and nobody else. Real headers, on origins
// that browsers take for different sites.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";
import { FOREIGN_SITE, OTHER_SITE, SITE } from "./jira.ts";
import { token } from "./sandbox_door.ts";
import type { World } from "./world.ts";

/** The address that Forge's shell puts into its frame. */
const framed = (world: World): string => `${world.origin}/panel/?host=forge&theme=light`;

/** A bare page on `host` with a frame of `address`. */
const around = (world: World, host: string, address: string): string => world.jira.at(host, "/frame", { src: address });

test.use({ host: "forge" });

test("in the shell on the tenant's own site the panel takes a token, and says whose it is", async ({ settings, world }) => {
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
  test(`${name} gets nothing to see`, async ({ page, world, complaints }) => {
    complaints.expect(/frame-ancestors/);
    await page.goto(address(world));
    await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("chrome-error:"))).toBe(true);
    expect(page.frames().filter((frame) => frame.url().startsWith(world.origin))).toEqual([]);
  });
}

test("a file on the admin's disk gets nothing to see", async ({ page, world, complaints }) => {
  complaints.expect(/frame-ancestors/);
  const file = join(world.folder, "parent.html");
  await writeFile(file, `<!doctype html><title>parent</title><iframe src="${framed(world)}"></iframe>`);
  await page.goto(pathToFileURL(file).href);
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("chrome-error:"))).toBe(true);
});

test("a session of another site than the one in the address bar takes no token", async ({ page, world, settings }) => {
  // What a shell of somebody else's would do: be on this site, and hand over a session of its own.
  await page.route(/\/_platform\/forge\/invoke/, async (route) => {
    const headers = { ...route.request().headers(), host: new URL(world.jira.at(OTHER_SITE, "/")).host };
    // By number: this program, unlike the browser, does not know the names below localhost.
    const { pathname, search } = new URL(route.request().url());
    const url = world.jira.origin + pathname + search;
    await route.fulfill({ response: await route.fetch({ url, headers }) });
  });
  await page.goto(HOSTS.forge.address(world));
  await expect(settings.notice("This isn’t your Jira site")).toBeVisible();
  await expect(settings.panel.getByRole("textbox")).toHaveCount(0);
  await expect(settings.panel.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("on its own, the other site is as good as this one", async ({ page, world }) => {
  await page.goto(world.jira.at(OTHER_SITE, "/forge", { project: "SUP" }));
  await expect(HOSTS.forge.panel(page).getByLabel(/^System User Access Token/)).toBeVisible();
});
