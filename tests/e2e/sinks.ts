// All places in the browser and the backend in which a token could be left behind: how to read each, and how to plant
// a leak in it, which proves that reading works.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { SAVE, SETTINGS, TOKEN_CHECK } from "./endpoints.ts";
import { change } from "./faults.ts";
import type { Exchange } from "./fault_proxy.ts";
import type { World } from "./world.ts";

/** What to read from. */
export interface Scene {
  page: Page;
  world: World;
  /** The console output of all pages. */
  console: string[];
}

interface Sink {
  read(scene: Scene): Promise<Buffer | string>;
  plant(scene: Scene, secret: string): Promise<unknown>;
}

/** Runs in each page before its scripts, and keeps a reference to the program's memory, which the page hides. */
export function keepMemories(): void {
  const kept: WebAssembly.Memory[] = [];
  Object.assign(globalThis, { memoriesForTests: kept });
  const instantiate = WebAssembly.instantiate as (...given: unknown[]) => Promise<unknown>;
  const keeping = async (...given: unknown[]): Promise<unknown> => {
    const made = (await instantiate(...given)) as WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource;
    const instance = made instanceof WebAssembly.Instance ? made : made.instance;
    kept.push(...Object.values(instance.exports).filter((part) => part instanceof WebAssembly.Memory));
    return made;
  };
  Object.assign(WebAssembly, { instantiate: keeping });
}

/** The program's whole memory. */
export async function programMemory({ page }: Scene): Promise<Buffer> {
  const encoded = await page.evaluate(() => {
    const { memoriesForTests } = globalThis as unknown as { memoriesForTests: WebAssembly.Memory[] };
    if (memoriesForTests.length === 0) throw new Error("no program was seen to start");
    const whole = memoriesForTests.map((memory) => {
      let text = "";
      const bytes = new Uint8Array(memory.buffer);
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return text;
    });
    return btoa(whole.join(""));
  });
  return Buffer.from(encoded, "base64");
}

/** Requests that carry a token on purpose. */
function carriesToken({ method, path }: Exchange): boolean {
  const carriers = [TOKEN_CHECK, SAVE];
  return carriers.some((carrier) => carrier.method === method && carrier.path === path);
}

export const SINKS: Record<string, Sink> = {
  "the page's markup": {
    read: ({ page }) => page.evaluate(() => document.documentElement.outerHTML),
    plant: ({ page }, secret) => page.evaluate((planted) => document.body.setAttribute("data-planted", planted), secret),
  },
  "the page's text": {
    read: ({ page }) => page.evaluate(() => document.body.innerText),
    plant: ({ page }, secret) => page.evaluate((planted) => document.body.append(planted), secret),
  },
  "the page's address and history": {
    read: ({ page }) => page.evaluate(() => JSON.stringify([location.href, history.state, document.referrer])),
    plant: ({ page }, secret) => page.evaluate((planted) => history.replaceState({ planted }, ""), secret),
  },
  "the window's name": {
    read: ({ page }) => page.evaluate(() => window.name),
    plant: ({ page }, secret) => page.evaluate((planted) => void (window.name = planted), secret),
  },
  cookies: {
    read: async ({ page }) => JSON.stringify(await page.context().cookies()),
    plant: ({ page }, secret) => page.evaluate((planted) => void (document.cookie = `planted=${planted}`), secret),
  },
  "local and session storage": {
    read: ({ page }) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    plant: ({ page }, secret) => page.evaluate((planted) => sessionStorage.setItem("planted", planted), secret),
  },
  IndexedDB: {
    read: ({ page }) =>
      page.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const found: unknown[] = [];
        for (const { name } of await indexedDB.databases()) {
          const database = await done(indexedDB.open(name ?? ""));
          for (const store of database.objectStoreNames) {
            found.push(store, await done(database.transaction(store).objectStore(store).getAll()));
          }
          database.close();
        }
        return JSON.stringify(found);
      }),
    plant: ({ page }, secret) =>
      page.evaluate(
        (planted) =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open("planted", 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore("planted").put(planted, 1);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              opening.result.close();
              resolve();
            };
          }),
        secret,
      ),
  },
  "Cache Storage": {
    read: ({ page }) =>
      page.evaluate(async () => {
        const found: string[] = [];
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            found.push(name, request.url, (await (await cache.match(request))?.text()) ?? "");
          }
        }
        return JSON.stringify(found);
      }),
    plant: ({ page }, secret) =>
      page.evaluate(async (planted) => (await caches.open("planted")).put("/planted", new Response(planted)), secret),
  },
  "performance entries": {
    read: ({ page }) => page.evaluate(() => JSON.stringify(performance.getEntries())),
    plant: ({ page }, secret) => page.evaluate((planted) => void performance.mark(planted), secret),
  },
  "the console": {
    read: async ({ console }) => console.join("\n"),
    plant: ({ page }, secret) => page.evaluate((planted) => console.debug(planted), secret),
  },
  "the addresses and headers of requests": {
    read: async ({ world }) =>
      JSON.stringify(world.proxy.exchanges.map(({ path, requestHeaders }) => [path, requestHeaders])),
    plant: ({ page }, secret) => page.evaluate((planted) => fetch(`/healthz?planted=${planted}`), secret),
  },
  "the bodies of other requests": {
    read: async ({ world }) =>
      Buffer.concat(world.proxy.exchanges.filter((each) => !carriesToken(each)).map(({ requestBody }) => requestBody)),
    plant: ({ page }, secret) => page.evaluate((body) => fetch("/healthz", { method: "QUERY", body }), secret),
  },
  "what the backend answered": {
    read: async ({ world }) =>
      Buffer.concat(
        world.proxy.exchanges.flatMap(({ answer }) =>
          answer ? [Buffer.from(JSON.stringify(answer.headers)), answer.body] : [],
        ),
      ),
    plant: async ({ page, world }, secret) => {
      const leak = change((answer) => answer);
      world.proxy.spoil({ path: "/healthz" }, async (outgoing, forward) => {
        await leak(outgoing, async () => {
          const answer = await forward();
          answer.body = Buffer.concat([answer.body, Buffer.from(secret)]);
          return answer;
        });
      });
      await page.evaluate((path) => fetch(path), "/healthz");
    },
  },
  "the backend's log": {
    read: async ({ world }) => world.backend.log,
    // The backend logs the path of a request.
    plant: ({ page }, secret) => page.evaluate((planted) => fetch(`/panel/${planted}`), secret),
  },
  "the database with its log": {
    read: async ({ world }) => {
      const names = (await readdir(world.folder)).filter((name) => name.startsWith("chat.db"));
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(world.folder, name)))));
    },
    // The backend records the project of a check.
    plant: async ({ world }, secret) => {
      const project = secret.slice(0, 40);
      const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
        fetch(world.backend.origin + path, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify(body),
        });
      const { bearer } = (await (await post("/api/session", { project })).json()) as { bearer: string };
      const path = SETTINGS.path.replace("SUP", project);
      await post(`${path}/token-checks`, { token: secret }, { authorization: `Bearer ${bearer}` });
    },
  },
  "the program's memory": {
    read: programMemory,
    // In memory that the program hasn't used yet, so that it keeps working.
    plant: ({ page }, secret) =>
      page.evaluate((planted) => {
        const [memory] = (globalThis as unknown as { memoriesForTests: WebAssembly.Memory[] }).memoriesForTests;
        const end = memory?.buffer.byteLength ?? 0;
        memory?.grow(1);
        new Uint8Array(memory?.buffer ?? new ArrayBuffer(0), end).set(new TextEncoder().encode(planted));
      }, secret),
  },
};
