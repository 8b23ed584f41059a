// The headers of the page, such as the content security policy that all tests run under.

import { expect, test } from "./fixtures.ts";
import { token } from "./sandbox_control.ts";
import { PANEL } from "./settings_page.ts";

test("the content security policy allows nothing unsafe except WebAssembly", async ({ request }) => {
  for (const path of [PANEL, "/panel/index.html", "/api/projects/SUP/whatsapp", "/nowhere"]) {
    const headers = (await request.get(path)).headers();
    const policy = new Map(
      (headers["content-security-policy"] ?? "").split(";").map((directive) => {
        const [name = "", ...sources] = directive.trim().split(/\s+/);
        return [name, sources] as const;
      }),
    );
    const sources = [...policy.values()].flat();
    expect(sources.filter((source) => source.includes("unsafe"))).toEqual(["'wasm-unsafe-eval'"]);
    // Only our own origin, and `data:` for images.
    expect([...new Set(sources)].sort()).toEqual(["'none'", "'self'", "'wasm-unsafe-eval'", "data:"]);
    expect([...policy].filter(([, allowed]) => allowed.includes("data:")).map(([name]) => name)).toEqual(["img-src"]);
    for (const closed of ["default-src", "object-src", "base-uri", "form-action", "frame-ancestors"]) {
      expect(policy.get(closed), closed).toEqual(["'none'"]);
    }
    expect(policy.get("connect-src")).toEqual(["'self'"]);
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toMatch(/^same-origin/);
    expect(headers["permissions-policy"]).toContain("clipboard-read=()");
  }
});

test("the page has no inline script, style, or handler", async ({ settings, page, world }) => {
  await settings.open();
  await settings.connect(await token(world, "good"));
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .flatMap((element) => [
        ...element.getAttributeNames().filter((name) => name === "style" || name.startsWith("on")),
        ...(element.matches("style, script:not([src])") ? [element.tagName] : []),
      ]),
  );
  expect(inline).toEqual([]);
  const html = await (await page.request.get(PANEL)).text();
  expect(html).not.toMatch(/<style|<script(?![^>]* src=)|\sstyle=|\son\w+=/);
});

test("a violation of the policy would be noticed", async ({ page, complaints }) => {
  complaints.expect(/^policy: script-src-elem blocked inline/, /^policy: connect-src blocked/, /Content Security Policy/);
  await page.goto(PANEL);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    return fetch("http://localhost:9/").catch(() => undefined);
  });
  expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
});

test("a whole journey sends requests to our own host only", async ({ settings, page, world }) => {
  const hosts = new Set<string>();
  page.context().on("request", (request) => {
    if (!request.url().startsWith("data:")) hosts.add(new URL(request.url()).origin);
  });
  await settings.open();
  await settings.connect(await token(world, "good"));
  await settings.checkAgain.click();
  await expect(settings.told).toContainText("Checked again");
  for (const step of await page.getByRole("list").locator("summary").all()) await step.click();
  await settings.disconnect.click();
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  expect([...hosts]).toEqual([world.origin]);
});

test("the files of the page are cached forever, and the page itself never", async ({ settings, world }) => {
  await settings.open();
  const kept = new Map(
    world.proxy.exchanges.map(({ path, answer }) => [path, answer?.headers["cache-control"] ?? "nothing said"]),
  );
  const hashed = [...kept].filter(([path]) => /-[0-9a-f]{12,16}(_bg)?\.(js|css|wasm)$/.test(path));
  const code = [...kept.keys()].filter((path) => /\.(js|css|wasm)$/.test(path));
  expect(hashed.map(([path]) => path)).toEqual(code);
  // The style sheet, the boot script, and the two halves of the program.
  expect(code).toHaveLength(4);
  expect(new Set(hashed.map(([, how]) => how))).toEqual(new Set(["public, max-age=31536000, immutable"]));
  expect(kept.get(PANEL)).toBe("no-store");
  for (const [path, how] of kept) if (path.startsWith("/api/")) expect(how, path).toBe("no-store");
});

test("the page says that it uses the sandbox", async ({ settings, page }) => {
  await settings.open();
  await expect(page.getByText("You’re viewing the sandbox.")).toBeVisible();
});
