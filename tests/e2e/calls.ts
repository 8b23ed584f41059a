// The five calls of the page to the backend, as an admin makes them: how to get there, what to press, what success
// looks like, and how often the call may be sent.

import { expect, type Request } from "@playwright/test";
import { CHECK_AGAIN, DISCONNECT, pathOf, SAVE, SETTINGS, TOKEN_CHECK } from "./endpoints.ts";
import { answer } from "./faults.ts";
import { PANEL, type SettingsPage } from "./settings_page.ts";
import type { World } from "./world.ts";

export interface Call {
  endpoint: { method: string; path: string };
  /** How often the page may send it if the failure looks temporary. */
  tries: number;
  /** True if the field contains the admin's text. */
  hasDraft: boolean;
  /** Gets to the point where the call can be made. `good` is a token that works. */
  prepare(settings: SettingsPage, world: World, good: string): Promise<void>;
  /** Makes the call. */
  make(settings: SettingsPage, good: string): Promise<void>;
  /** Makes it again after it failed. */
  makeAgain(settings: SettingsPage): Promise<void>;
  /** Expects it to succeed. */
  endsWell(settings: SettingsPage): Promise<void>;
}

async function pressTryAgain(settings: SettingsPage): Promise<void> {
  await settings.panel.getByRole("button", { name: /^(Try again|Replace their token)$/ }).click();
}

/** Goes to the saved token from any state. */
async function haveSaved(settings: SettingsPage, good: string): Promise<void> {
  if (await settings.checkAgain.isVisible()) return;
  await settings.connect(good);
}

async function confirmDisconnect(settings: SettingsPage): Promise<void> {
  await settings.dialog.getByRole("button", { name: "Disconnect" }).click();
}

export const CALLS: Record<string, Call> = {
  load: {
    endpoint: SETTINGS,
    tries: 3,
    hasDraft: false,
    async prepare(settings, world) {
      // A first failure shows the button that makes the call.
      world.proxy.spoil({ ...SETTINGS, times: 1 }, answer(500));
      await settings.page.goto(PANEL);
      await expect(settings.notice("Chat is having problems")).toBeVisible();
      world.proxy.heal();
    },
    make: pressTryAgain,
    makeAgain: pressTryAgain,
    async endsWell(settings) {
      await expect(settings.status).toBeVisible();
    },
  },
  check: {
    endpoint: TOKEN_CHECK,
    tries: 1,
    hasDraft: true,
    async prepare(settings) {
      await settings.field.fill("");
    },
    async make(settings, good) {
      await settings.paste(good);
    },
    makeAgain: pressTryAgain,
    async endsWell(settings) {
      await expect(settings.headline(settings.report)).toHaveText("This token is ready");
    },
  },
  save: {
    endpoint: SAVE,
    tries: 2,
    hasDraft: true,
    async prepare(settings, _, good) {
      if (await settings.replace.isVisible()) await settings.replace.click();
      await settings.pasteAndSee(good, "This token is ready");
    },
    async make(settings) {
      await settings.save.click();
    },
    makeAgain: pressTryAgain,
    async endsWell(settings) {
      await expect(settings.panel.getByRole("heading", { name: /^(WhatsApp connected|Token replaced)$/ })).toBeVisible();
    },
  },
  "check again": {
    endpoint: CHECK_AGAIN,
    tries: 1,
    hasDraft: false,
    async prepare(settings, _, good) {
      await haveSaved(settings, good);
    },
    async make(settings) {
      await settings.checkAgain.click();
    },
    makeAgain: pressTryAgain,
    async endsWell(settings) {
      await expect(settings.told).toContainText("Checked again");
    },
  },
  disconnect: {
    endpoint: DISCONNECT,
    tries: 1,
    hasDraft: false,
    async prepare(settings, _, good) {
      await haveSaved(settings, good);
    },
    async make(settings) {
      await settings.disconnect.click();
      await confirmDisconnect(settings);
    },
    async makeAgain(settings) {
      await pressTryAgain(settings);
      await confirmDisconnect(settings);
    },
    async endsWell(settings) {
      await expect(settings.done("WhatsApp disconnected")).toBeVisible();
    },
  },
};

/** Counts the requests of the page, including those that reach nothing. */
export class Tries {
  private readonly requests: Request[] = [];

  constructor(settings: SettingsPage) {
    settings.page.on("request", (request) => this.requests.push(request));
  }

  /** How many of `endpoint` since the last `forget`. */
  of({ method, path }: Call["endpoint"]): number {
    const fits = (request: Request): boolean => request.method() === method && pathOf(request.url()) === path;
    return this.requests.filter(fits).length;
  }

  forget(): void {
    this.requests.length = 0;
  }
}
