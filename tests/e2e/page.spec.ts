// The page opens: served by the backend, under its content security policy, without a complaint.

import { expect, test } from "./fixtures.ts";

test("the page opens and shows its heading", async ({ page }) => {
  await page.goto("/panel/?project=SUP");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
  await expect(page.locator("#loading")).toHaveCount(0);
});

test("each file of the page is fetched once", async ({ page, world }) => {
  await page.goto("/panel/?project=SUP");
  await expect(page.locator("#loading")).toHaveCount(0);
  const paths = world.proxy.exchanges.map(({ path }) => path).filter((path) => /\.\w+$/.test(path));
  expect(paths).toEqual([...new Set(paths)]);
  expect(paths.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});
