// Every fault between page and backend ends in a message, in time, with the draft kept and no extra calls.

import { expect, test } from "./fixtures.ts";
import { CALLS, type Call, Tries } from "./calls.ts";
import { answer, cutAfter, type Fault, hang, resetBefore } from "./faults.ts";
import { token } from "./sandbox_control.ts";
import type { SettingsPage } from "./settings_page.ts";
import type { World } from "./world.ts";

/** The longest time to a message, in milliseconds. */
const SOON = 16_000;
const PAGE = answer(200, { "content-type": "text/html" }, "<!doctype html><title>Sign in</title><p>Sign in first");

interface Trouble {
  name: string;
  /** The fault; absent if requests go nowhere. */
  fault?: Fault;
  title: string;
  /** The page may repeat the call as often as the call allows. */
  passes?: true;
  /** The page renews its session once, so it sends the call twice. */
  renews?: true;
  /** It's unknown whether a save was done. */
  isOpen?: true;
  /** Part of the message. */
  words?: string;
}

const TROUBLES: Trouble[] = [
  { name: "down", title: "We couldn’t reach Chat", passes: true, isOpen: true },
  // The network may have failed before or after the request.
  { name: "offline", title: "You’re offline", passes: true, isOpen: true },
  { name: "reset", fault: resetBefore, title: "We couldn’t reach Chat", passes: true, isOpen: true },
  { name: "cut off", fault: cutAfter(40), title: "Connection interrupted", passes: true, isOpen: true },
  { name: "a web page", fault: PAGE, title: "Unexpected response", isOpen: true },
  { name: "401", fault: answer(401), title: "Session ended", renews: true, words: "Reload the page to continue." },
  { name: "403", fault: answer(403), title: "Admin access needed" },
  { name: "404", fault: answer(404), title: "Project not found" },
  { name: "409", fault: answer(409), title: "Unexpected response", isOpen: true },
  { name: "412", fault: answer(412), title: "The settings have changed" },
  { name: "413", fault: answer(413), title: "The text is too long" },
  { name: "429", fault: answer(429, { "retry-after": "90" }), title: "Too many checks", words: "in 90 seconds." },
  { name: "500", fault: answer(500), title: "Chat is having problems", isOpen: true },
  { name: "503", fault: answer(503), title: "Chat isn’t available", passes: true, isOpen: true },
];

/** Calls that end with a different title than the table says. */
const OTHERWISE: Record<string, Record<string, string>> = {
  // After a lost response, the page reads the settings again and finds the token, or not.
  disconnect: {
    reset: "The token is still saved",
    "a web page": "The token is still saved",
    "409": "The token is still saved",
    "412": "The token is still saved",
    "500": "The token is still saved",
    "503": "The token is still saved",
    "cut off": "WhatsApp disconnected",
  },
};

async function begin(trouble: Trouble, call: Call, { page }: SettingsPage, { proxy }: World): Promise<void> {
  if (trouble.name === "down") await proxy.stop();
  else if (trouble.name === "offline") await page.context().setOffline(true);
  else proxy.spoil(call.endpoint, trouble.fault ?? hang);
}

async function end(trouble: Trouble, { page }: SettingsPage, { proxy }: World): Promise<void> {
  if (trouble.name === "down") await proxy.listen();
  await page.context().setOffline(false);
  proxy.heal();
}

test.describe(() => {
  test.use({ backendEnvironment: { CHAT_CHECKS_PER_MINUTE: "1000", CHAT_TENANT_CHECKS_PER_MINUTE: "1000" } });

  for (const [name, call] of Object.entries(CALLS)) {
    test(`every fault of ${name} has a title, keeps the draft, and isn't made worse`, async ({
      settings,
      world,
      complaints,
    }) => {
      test.setTimeout(120_000);
      complaints.expect(/^console: Failed to load resource/);
      const good = await token(world, "good");
      const tries = new Tries(settings);
      await settings.open();
      for (const trouble of TROUBLES) {
        await test.step(trouble.name, async () => {
          const title = OTHERWISE[name]?.[trouble.name] ?? trouble.title;
          await call.prepare(settings, world, good);
          tries.forget();
          await begin(trouble, call, settings, world);
          await call.make(settings, good);
          await expect(settings.notice(title)).toBeVisible({ timeout: SOON });
          const sent = trouble.renews ? 2 : trouble.passes ? call.tries : 1;
          expect(tries.of(call.endpoint)).toBe(sent);
          await end(trouble, settings, world);
          if (title === "WhatsApp disconnected") return;

          const message = settings.messageOf(settings.notice(title));
          expect(await message.getAttribute("data-tone")).not.toBe("danger");
          if (call.hasDraft) await expect(settings.field).toHaveValue(good);
          if (trouble.words) await expect(message).toContainText(trouble.words);
          // After a 412 the page shows what someone else saved.
          if (name === "save" && trouble.name !== "412" && !trouble.renews) {
            const outcome = trouble.isOpen ? "It may have been saved anyway" : "Your settings haven’t changed.";
            await expect(message).toContainText(outcome);
          }
          await call.makeAgain(settings);
          await call.endsWell(settings);
          // The pressed button is gone, but the focus isn't lost.
          await expect.poll(() => settings.page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
        });
      }
    });

    test(`a ${name} without a response times out`, async ({ settings, page, world, complaints }) => {
      if (name === "load") complaints.expect(/500/);
      const good = await token(world, "good");
      await page.clock.install();
      const tries = new Tries(settings);
      await settings.open();
      await call.prepare(settings, world, good);
      tries.forget();
      world.proxy.spoil(call.endpoint, hang);
      await call.make(settings, good);
      await expect.poll(() => tries.of(call.endpoint)).toBe(1);
      await page.clock.fastForward(15_000);
      const title = name === "disconnect" ? "The token is still saved" : "Chat didn’t respond";
      await expect(settings.notice(title)).toBeVisible();
      expect(tries.of(call.endpoint)).toBe(1);
      if (call.hasDraft) await expect(settings.field).toHaveValue(good);
      world.proxy.heal();
      await call.makeAgain(settings);
      await call.endsWell(settings);
    });
  }
});
