// What happens to an admin's work if the session or the permission ends in the middle of it.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { FORGE_SESSION, TOKEN_CHECK } from "./endpoints.ts";
import { asked, token } from "./sandbox_control.ts";
import type { World } from "./world.ts";

/** Ends all sessions: a backend with a new key accepts none of the old ones. */
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

test("if permission is removed mid-edit, the page says so, and Meta isn't called", async ({ settings, world, complaints }) => {
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
