// If the page can't start, or stops later, people see what happened and what to do.

import { expect, type Page, test } from "./fixtures.ts";
import { answer, change, cutAfter, type Fault } from "./faults.ts";

const PANEL = "/panel/?project=SUP";
const BOOT = /\/boot-\w+\.js$/;
const GLUE = /\/whatsapp-settings-\w+\.js$/;
const WASM = /\.wasm$/;
/** The longest time from a failure to its message, in milliseconds. */
const SOON = 3_000;

const flipOneByte: Fault = change((file) => {
  const body = Buffer.from(file.body);
  const middle = body.length >> 1;
  body.writeUInt8(body.readUInt8(middle) ^ 1, middle);
  return { ...file, body };
});

const withoutWasmInPolicy: Fault = change((page) => {
  const policy = String(page.headers["content-security-policy"]);
  return { ...page, headers: { ...page.headers, "content-security-policy": policy.replace("'wasm-unsafe-eval'", "") } };
});

const asText: Fault = change((file) => ({ ...file, headers: { ...file.headers, "content-type": "text/plain" } }));

/** Makes the program's next attempt to create an element fail, so that it panics. */
function breakNewElements(): void {
  const refuse = (): never => {
    throw new Error("broken by the test");
  };
  Node.prototype.cloneNode = refuse;
}

async function expectNotLoaded(page: Page, sentence: RegExp): Promise<void> {
  const notice = page.getByRole("main");
  await expect(notice).toBeVisible({ timeout: SOON });
  await expect(notice.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business didn’t load", { timeout: SOON });
  await expect(notice.getByText(sentence)).toBeVisible();
  await expect(notice).toBeFocused();
  await expect(page.locator("#app")).toHaveCount(0);
}

const FILES = /didn’t arrive, or it was damaged/;

const failures: { name: string; path: RegExp; fault: Fault; sentence: RegExp; complaints: RegExp[] }[] = [
  { name: "the glue is missing", path: GLUE, fault: answer(404), sentence: FILES, complaints: [/404/] },
  { name: "the program is missing", path: WASM, fault: answer(404), sentence: FILES, complaints: [/404/, /integrity/] },
  { name: "the program is cut off", path: WASM, fault: cutAfter(1_000), sentence: FILES, complaints: [/ERR_/, /Fetch API cannot load/] },
  { name: "the program has the wrong type", path: WASM, fault: asText, sentence: FILES, complaints: [] },
  { name: "the glue was altered", path: GLUE, fault: flipOneByte, sentence: FILES, complaints: [/integrity/] },
  { name: "the program was altered", path: WASM, fault: flipOneByte, sentence: FILES, complaints: [/integrity/] },
  {
    name: "a policy blocks WebAssembly",
    path: /\/panel\/\?/,
    fault: withoutWasmInPolicy,
    sentence: /blocks WebAssembly/,
    complaints: [/policy: script-src blocked wasm-eval/],
  },
];

for (const { name, path, fault, sentence, complaints: expected } of failures) {
  test(`when ${name}, the page says that it didn't load`, async ({ page, world, complaints, violations }) => {
    complaints.expect(...expected);
    world.proxy.spoil({ path }, fault);
    await page.goto(PANEL);
    await expectNotLoaded(page, sentence);
    expect(await violations()).toEqual([]);

    world.proxy.heal();
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
  });
}

for (const [name, fault, complaint] of [
  ["missing", answer(404), /404/],
  ["altered", flipOneByte, /integrity/],
] as const) {
  test(`when the boot script is ${name}, a reload link appears`, async ({ page, world, complaints }) => {
    complaints.expect(complaint);
    world.proxy.spoil({ path: BOOT }, fault);
    await page.goto(PANEL);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
    const reload = page.getByRole("link", { name: "Reload the page" });
    await expect(reload).toBeHidden();
    await expect(reload).toBeVisible({ timeout: SOON + 500 });

  });
}

test("the reload link works without a script", async ({ page, world, complaints }) => {
  complaints.expect(/404/);
  world.proxy.spoil({ path: BOOT, times: 1 }, answer(404));
  await page.goto(PANEL);
  await page.getByRole("link", { name: "Reload the page" }).click();
  await expect(page.locator("#loading")).toHaveCount(0);
  await expect(page).toHaveURL(/project=SUP/);
});

test("without JavaScript, the page says that it needs it", async ({ browser, world }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(world.origin + PANEL);
  const words = page.locator("noscript p");
  await expect(words).toContainText("This page needs JavaScript.");
  await expect(words).toBeVisible();
  await page.close();
});

test("without WebAssembly, the page says which browsers have it", async ({ page }) => {
  await page.addInitScript("delete globalThis.WebAssembly");
  await page.goto(PANEL);
  await expectNotLoaded(page, /doesn’t support WebAssembly/);
});

test("when the program doesn't arrive, the page stops waiting", async ({ page, world }) => {
  await page.clock.install();
  world.proxy.spoil({ path: WASM }, () => {});
  await page.goto(PANEL);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
  await page.clock.fastForward("00:31");
  await expectNotLoaded(page, /took too long/);
});

test("when the program panics at its start, the page says that it didn't load", async ({ page }) => {
  await page.addInitScript(breakNewElements);
  await page.goto(PANEL);
  await expectNotLoaded(page, /couldn’t start/);
});

test("when the program panics later, the page stops and keeps none of the typed text", async ({ page, complaints, violations }) => {
  // The trap itself, and calls into the program that no longer work.
  complaints.expect(/exception: unreachable/, /exception: null function/);
  await page.goto(PANEL);
  const field = page.getByLabel(/^System User Access Token/);
  await field.fill("EAASANDBOX0123456789");
  const input = await field.elementHandle();
  await page.evaluate(breakNewElements);
  await field.fill("1234567890");

  const notice = page.getByRole("main");
  await expect(notice.getByRole("heading", { level: 1 })).toHaveText("This page stopped working", { timeout: SOON });
  await expect(notice).toBeFocused();
  await expect(notice).not.toContainText("panic");
  await expect(page.locator("#app")).toHaveCount(0);
  expect(await input?.inputValue()).toBe("");
  expect(await violations()).toEqual([]);

  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("WhatsApp Business");
});
