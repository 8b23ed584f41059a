// What is the same in both hosts, and what may differ: the policy, the program, the requests.

import { expect, test } from "./fixtures.ts";
import { HOSTS } from "./hosts.ts";
import { OTHER_SITE, SHELL, SITE } from "./jira.ts";
import { token } from "./sandbox_control.ts";
import type { World } from "./world.ts";

test.use({ host: "forge" });

/** The directives of a policy, each with its sources. */
async function policy(world: World, path: string): Promise<Map<string, string[]>> {
  const answer = await fetch(world.origin + path);
  const directives = (answer.headers.get("content-security-policy") ?? "").split(";");
  return new Map(directives.map((directive) => {
    const [name = "", ...sources] = directive.trim().split(/\s+/);
    return [name, sources];
  }));
}

/** The directives of `path`, without `frame-ancestors`, that `other` doesn't have. */
function beyond(one: Map<string, string[]>, other: Map<string, string[]>): Record<string, string[]> {
  const more = [...one].map(([name, sources]) => [name, sources.filter((source) => !other.get(name)?.includes(source))] as const);
  return Object.fromEntries(more.filter(([name, sources]) => sources.length > 0 && name !== "frame-ancestors"));
}

test("all hosts have the same policy, except who may frame the page", async ({ world }) => {
  const originOf = (host: string): string => new URL(world.jira.at(host, "/")).origin;
  const alone = await policy(world, "/panel/?project=SUP");
  const forge = await policy(world, "/panel/?host=forge");

  expect(alone.get("frame-ancestors")).toEqual(["'none'"]);
  expect(forge.get("frame-ancestors")).toEqual([originOf(SITE), originOf(OTHER_SITE), originOf(SHELL)]);
  expect([...forge.keys()]).toEqual([...alone.keys()]);
  expect(beyond(forge, alone)).toEqual({});
  expect(beyond(alone, forge)).toEqual({});
});

for (const host of ["standalone", "forge"] as const) {
  test.describe(host, () => {
    test.use({ host });

    for (const theme of ["light", "dark"]) {
      test(`axe finds nothing in any frame, ${theme}`, async ({ page, settings, violations, world }) => {
        await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light", reducedMotion: "reduce" });
        await page.context().grantPermissions(["clipboard-write"]);
        await page.goto(HOSTS[host].address(world, { theme }));
        await settings.pasteAndSee(await token(world, "messaging-missing"), "This token can’t send messages");
        expect(await violations()).toEqual([]);
      });
    }

    test("the search for violations waits for a slow frame", async ({ settings, violations }) => {
      await settings.open();
      await settings.main.evaluate(() => {
        document.querySelector("label")?.remove();
        document.querySelector("#token")?.removeAttribute("aria-labelledby");
        // A machine on which it takes long to load axe into the frame.
        Object.defineProperty(window, "axe", {
          configurable: true,
          set(value: unknown) {
            Object.defineProperty(window, "axe", { configurable: true, writable: true, value });
            const until = performance.now() + 1_500;
            while (performance.now() < until);
          },
        });
      });
      expect((await violations()).join()).toMatch(/(^|,)label: [^,]*#token/);
    });

    test("the browser stores nothing, and no URL contains a token", async ({ page, settings }) => {
      await settings.open();
      expect(await page.context().cookies()).toEqual([]);
      for (const frame of page.frames()) expect(frame.url()).not.toMatch(/bearer|v4\.local/i);
      const kept = await settings.main.evaluate(() => {
        try {
          return { ...localStorage, ...sessionStorage };
        } catch {
          // A frame of another site can't access storage at all.
          return {};
        }
      });
      expect(kept).toEqual({});
    });
  });
}
