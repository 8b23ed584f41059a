// What becomes of somebody's work when the session ends under their hands, or their right does.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { FORGE_SESSION, TOKEN_CHECK } from "./endpoints.ts";
import { asked, token } from "./sandbox_door.ts";
import type { World } from "./world.ts";

/** Ends every session there is: a backend with a new key opens none of the old ones. */
async function endSessions(world: World): Promise<void> {
  await world.backend.stop();
  await rm(join(world.folder, "chat.key"));
  await world.startBackend();
}

test.use({ host: "forge" });

test("a session that ends mid-edit is renewed once, and the draft stays", async ({ settings, world, complaints }) => {
  complaints.expect(/401/);
  const good = await token(world, "good");
  await settings.open();
  expect(world.proxy.seen(FORGE_SESSION)).toHaveLength(1);
  await settings.field.fill(good.slice(0, 40));
  await endSessions(world);
  await settings.field.fill(good);
  await settings.check.click();
  await expect(settings.headline(settings.report)).toHaveText("This token is ready");
  await expect(settings.field).toHaveValue(good);
  expect(world.proxy.seen(TOKEN_CHECK).map(({ answer }) => answer?.status)).toEqual([401, 200]);
  expect(world.proxy.seen(FORGE_SESSION)).toHaveLength(2);
});

test("a right that is taken mid-edit is said in words, and Meta hears nothing", async ({ settings, world, complaints }) => {
  complaints.expect(/401/);
  const good = await token(world, "good");
  await settings.open();
  await world.jira.tell({ administers: false });
  await endSessions(world);
  await settings.paste(good);
  await expect(settings.notice("Admin access needed")).toBeVisible();
  await expect(settings.field).toHaveValue(good);
  expect(await asked(world)).toBe(0);
});
