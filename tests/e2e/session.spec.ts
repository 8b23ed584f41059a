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

test.describe("forge", () => {
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
});

test.describe("connect", () => {
  test.use({ host: "connect" });

  test("Jira is asked for a token before each request", async ({ page, settings, world }) => {
    let asked = 0;
    page.on("request", (request) => (asked += request.url().includes("/_platform/connect/token") ? 1 : 0));
    await settings.open();
    await settings.pasteAndSee(await token(world, "good"), "This token is ready");
    const tokens = world.proxy.seen({ path: /^\/api\// }).map(({ requestHeaders }) => requestHeaders.authorization);
    expect(tokens).toHaveLength(2);
    expect(tokens.every((value) => /^JWT /.test(String(value)))).toBe(true);
    expect(asked).toBe(2);
  });

  test("a right that is taken mid-edit is said in words, and Meta hears nothing", async ({ settings, world, complaints }) => {
    complaints.expect(/403/);
    const good = await token(world, "good");
    await settings.open();
    await world.jira.tell({ administers: false });
    await settings.paste(good);
    await expect(settings.notice("Admin access needed")).toBeVisible();
    await expect(settings.field).toHaveValue(good);
    expect(await asked(world)).toBe(0);
  });

  test("a token that Chat no longer takes is asked for once more", async ({ page, settings, world, complaints }) => {
    complaints.expect(/401/);
    let asked = 0;
    page.on("request", (request) => (asked += request.url().includes("/_platform/connect/token") ? 1 : 0));
    const good = await token(world, "good");
    await settings.open();
    world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, (outgoing) => {
      outgoing.writeHead(401, { "content-type": "application/problem+json" });
      outgoing.end('{"code":"session_ended","status":401}');
    });
    await settings.pasteAndSee(good, "This token is ready");
    await expect(settings.field).toHaveValue(good);
    expect(world.proxy.seen(TOKEN_CHECK)).toHaveLength(2);
    expect(asked).toBe(3);
  });

  test("a page that stopped comes back by a new token, and not by the one that opened it", async ({ page, settings, world, complaints }) => {
    complaints.expect(/exception: unreachable/, /exception: null function/);
    await settings.open();
    await settings.field.fill("EAASANDBOX0123456789");
    await settings.main.evaluate(() => {
      const refuse = (): never => {
        throw new Error("broken by the test");
      };
      Node.prototype.cloneNode = refuse;
    });
    await settings.field.fill("1234567890");
    await expect(settings.heading).toHaveText("The page stopped");
    // Connect loads Jira's page anew, which makes the token. The frame by itself could only come back by the old one.
    const reloaded = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
    await settings.panel.getByRole("button", { name: "Reload" }).click();
    await reloaded;
    await expect(settings.field).toBeVisible();
    expect(world.proxy.seen({ path: /^\/panel\/\?.*jwt=/ })).toHaveLength(2);
  });
});
