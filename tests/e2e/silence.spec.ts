// A Jira that doesn't respond, responds too late, or responds with nonsense. Each ends in a message, in time, and never
// in a page that behaves as if it weren't inside Jira.

import { expect, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";

/** The longest time to a message, in milliseconds. */
const PATIENCE = 10_000;

test.use({ host: "forge" });

for (const [question, behaviour, title] of [
  ["context", "never", "We couldn’t reach Jira"],
  ["context", "late", "We couldn’t reach Jira"],
  ["context", "garbage", "We couldn’t reach Jira"],
  ["token", "never", "We couldn’t reach Jira"],
  ["token", "late", "We couldn’t reach Jira"],
  ["token", "garbage", "We couldn’t reach Jira"],
  ["token", "refused", "Session ended"],
] as const) {
  test(`${question} ${behaviour}: ${title}`, async ({ page, world }) => {
    await page.goto(HOSTS.forge.address(world, { [question]: behaviour }));
    const panel = HOSTS.forge.panel(page);
    await expect(panel.getByRole("heading", { name: title })).toBeVisible({ timeout: PATIENCE });
    await expect(panel.getByRole("button", { name: "Reload" }).or(panel.getByRole("button", { name: "Try again" })).first()).toBeVisible();
    await expect(panel.getByRole("textbox")).toHaveCount(0);
    // It doesn't fall back to standalone mode, which would open its own session.
    expect(world.proxy.seen({ path: "/api/session" })).toEqual([]);
  });
}
