// The token is only in the field and in the bodies of the two requests that carry it. For every other place, a
// planted leak proves that the search would find it.

import { randomBytes } from "node:crypto";
import { expect, type Page, test as base } from "./fixtures.ts";
import { Canary, ENCODINGS } from "./canary.ts";
import { SAVE, TOKEN_CHECK } from "./endpoints.ts";
import { answer } from "./faults.ts";
import { token } from "./sandbox_control.ts";
import { PANEL } from "./settings_page.ts";
import { keepMemories, programMemory, type Scene, SINKS } from "./sinks.ts";
import { TokenExchange } from "./token_exchange.ts";
import type { World } from "./world.ts";

const test = base.extend<{
  exchange: TokenExchange;
  /** The twin of the sandbox's token with this name. */
  twin: (name: string) => Promise<string>;
}>({
  exchange: async ({}, use) => {
    const exchange = await TokenExchange.start();
    await use(exchange);
    await exchange.stop();
  },
  backendEnvironment: async ({ exchange }, use) => {
    const limits = { CHAT_CHECKS_PER_MINUTE: "100", CHAT_TENANT_CHECKS_PER_MINUTE: "100" };
    await use({ ...limits, CHAT_LOG: "trace", CHAT_GRAPH_URL: exchange.origin });
  },
  twin: async ({ exchange, world }, use) => {
    exchange.pointAt(world.sandbox.origin);
    await use(async (name) => exchange.twinOf(await token(world, name)));
  },
});

/** Places that can't be searched while a token is entered, because the program has to know it. */
const AFTER_ENTERING = "the program's memory";

async function sceneOf(page: Page, world: World): Promise<Scene> {
  const console: string[] = [];
  page.context().on("console", (message) => console.push(message.text()));
  await page.context().addInitScript(keepMemories);
  return { page, world, console };
}

/** The places that contain a token, and in which form. There should be none. */
async function leaks(canary: Canary, scene: Scene, but?: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, sink] of Object.entries(SINKS)) {
    if (name === but) continue;
    const forms = canary.formsIn(await sink.read(scene));
    found.push(...forms.map((form) => `${name}, ${form}`));
  }
  return found;
}

test("the token is only in the field and in two requests", async ({ settings, page, world, twin, complaints }) => {
  test.slow();
  complaints.expect(/500/, /409/);
  const scene = await sceneOf(page, world);
  const used = ["good", "echoes-token", "html-200", "self-inspection-denied", "revoked", "second-app"];
  const tokens = new Map<string, string>();
  for (const name of used) tokens.set(name, await twin(name));
  const named = (name: string): string => tokens.get(name) ?? "";
  const canary = new Canary([...tokens.values()]);
  const whileEntering = async (): Promise<void> => expect(await leaks(canary, scene, AFTER_ENTERING)).toEqual([]);
  const atRest = async (): Promise<void> => {
    await expect.poll(() => leaks(canary, scene)).toEqual([]);
    const values = await page.getByRole("main").locator("input").evaluateAll((inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(values.join("")).toBe("");
  };

  await settings.open();
  await atRest();
  await settings.field.fill(named("good"));
  await settings.expectFieldWords("Looks like a Meta token");
  await whileEntering();
  for (const name of used.slice(0, 4)) {
    await settings.paste(named(name));
    await expect(settings.report).toBeVisible();
    await whileEntering();
  }
  await page.getByRole("button", { name: "Show token" }).click();
  await whileEntering();
  await settings.pasteSynthetic(`${named("good")} and more`);
  await settings.save.click();
  await whileEntering();

  await settings.field.fill("");
  await settings.pasteAndSee(named("good"), "This token is ready");
  world.proxy.spoil({ ...SAVE, times: 1 }, answer(500));
  await settings.save.click();
  await expect(settings.notice("Chat is having problems")).toBeVisible();
  await whileEntering();
  expect(canary.formsIn(await programMemory(scene))).toContain("plain");
  await settings.save.click();
  await expect(settings.done("WhatsApp connected")).toBeVisible();
  await atRest();

  await settings.checkAgain.click();
  await expect(settings.told).toContainText("Checked again");
  await settings.replace.click();
  await settings.pasteAndSee(named("revoked"), "This token was revoked");
  await settings.save.click();
  await whileEntering();
  await settings.keep.click();
  await expect(settings.checkAgain).toBeVisible();
  await atRest();

  await settings.replace.click();
  world.proxy.spoil({ ...TOKEN_CHECK, times: 1 }, answer(500));
  await settings.paste(named("second-app"));
  await expect(settings.notice("Chat is having problems")).toBeVisible();
  await settings.save.click();
  await settings.dialog.getByRole("button", { name: "Switch app" }).click();
  await expect(settings.done("Token replaced")).toBeVisible();
  await atRest();

  await page.reload();
  await expect(settings.checkAgain).toBeVisible();
  await atRest();
  await settings.disconnect.click();
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(settings.done("WhatsApp disconnected")).toBeVisible();
  await atRest();

  // The same search finds the token in the two bodies, where it belongs.
  for (const carrier of [TOKEN_CHECK, SAVE]) {
    const bodies = world.proxy.seen(carrier).map(({ requestBody }) => requestBody);
    expect(canary.formsIn(Buffer.concat(bodies))).toContain("plain");
  }
});

test("after leaving with a token in the field, the field is empty", async ({ settings, page, world, twin }) => {
  const good = await twin("good");
  const scene = await sceneOf(page, world);
  const canary = new Canary([good]);
  await settings.open();
  for (const leave of [
    async () => page.reload(),
    async () => {
      await page.goto(`${PANEL}&again`);
      await page.goBack();
    },
    async () => {
      await page.goto("about:blank");
      await page.goBack();
    },
  ]) {
    await settings.pasteAndSee(good, "This token is ready");
    await leave();
    await expect(settings.status).toBeVisible();
    await expect(settings.field).toHaveValue("");
    await expect(settings.report).toHaveCount(0);
    expect(await leaks(canary, scene)).toEqual([]);
  }
});

test("a planted leak is found in each place", async ({ settings, page, world, twin, complaints }) => {
  complaints.expect(/404/, /405/);
  const secret = await twin("good");
  const canary = new Canary([secret]);
  const scene = await sceneOf(page, world);
  await settings.open();
  expect(await leaks(canary, scene)).toEqual([]);
  for (const [name, sink] of Object.entries(SINKS)) {
    await test.step(name, async () => {
      await sink.plant(scene, secret);
      await expect.poll(async () => canary.formsIn(await sink.read(scene))).toContain("plain");
    });
  }
});

test("a piece of the token is found in every form", () => {
  const secret = `EAASANDBOX${randomBytes(60).toString("hex")}`;
  const canary = new Canary([secret]);
  const noise = randomBytes(1_000);
  expect(canary.formsIn(noise)).toEqual([]);
  for (const [name, encode] of Object.entries(ENCODINGS)) {
    for (const form of encode(secret.slice(20, 60))) {
      const place = Buffer.concat([noise, Buffer.from(form, "latin1"), noise]);
      expect(canary.formsIn(place), name).toContain(name);
    }
  }
  const everyOffset = [0, 1, 2].map((offset) => Buffer.concat([noise.subarray(0, offset), Buffer.from(secret)]));
  for (const place of everyOffset) expect(canary.formsIn(place.toString("base64"))).not.toEqual([]);
});
