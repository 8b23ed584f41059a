// The Forge app as Forge's own packages see it: its manifest, and the policy of its shell. This file opens none of
// our pages.

import { expect, test } from "@playwright/test";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "./program.ts";

// With `require`, because their types refer to packages that aren't public.
const require = createRequire(import.meta.url);
const { validate } = require("@forge/manifest") as { validate: () => Promise<Verdict> };
const { CSPInjectionService, CSPProcessingService } = require("@forge/csp") as ForgePolicy;

// In one process, one after the other, because Forge's schema takes seconds to load.
test.describe.configure({ mode: "default" });

interface Verdict {
  success: boolean;
  errors?: { message: string }[];
  manifestObject?: { typedContent: Manifest };
}

/** The parts of the manifest that the tests use. */
interface Manifest {
  remotes: { baseUrl: string }[];
  permissions: { external: { frames: { address: string }[] } };
}

interface ForgePolicy {
  CSPInjectionService: new () => {
    getInjectableCSP(of: { existingCSPDetails: object; microsEnv: "prod"; hostname: string; isFedRAMP: false }): string[];
  };
  CSPProcessingService: new () => { getInvalidCspPermissions(content: { scripts: string[] }): string[] };
}

const forge = process.env["CHAT_E2E_FORGE"] ?? "";

/** The result of Forge's validation of the app in `folder`. It uses the current directory. */
async function verdict(folder: string): Promise<Verdict> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await validate();
  } finally {
    process.chdir(before);
  }
}

test("Forge accepts the manifest", async () => {
  test.slow();
  const { success, errors } = await verdict(forge);
  expect(errors).toEqual([]);
  expect(success).toBe(true);
});

for (const [what, from, to] of [
  ["a resource that is not there", "path: static/shell", "path: static/nothing"],
  ["a module without a title", "      title: WhatsApp Business\n", ""],
  ["a way to nowhere", "endpoint: chat-api", "endpoint: nowhere"],
  ["the user's token without a scope to use it for", /^ +- read:jira-.+\n/gm, ""],
] as const) {
  test(`Forge rejects ${what}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "chat-forge-"));
    await cp(forge, folder, { recursive: true });
    const manifest = await readFile(join(folder, "manifest.yml"), "utf8");
    expect(manifest).toMatch(from);
    await writeFile(join(folder, "manifest.yml"), manifest.replace(from, to));
    const { success, errors } = await verdict(folder);
    expect(errors).not.toEqual([]);
    expect(success).toBe(false);
    await rm(folder, { recursive: true });
  });
}

test("Forge still can't allow WebAssembly in its own frame", () => {
  // This is why there is a shell. If this fails, the panel could be the Custom UI itself.
  const invalid = new CSPProcessingService().getInvalidCspPermissions({ scripts: ["wasm-unsafe-eval"] });
  expect(invalid).toEqual(["wasm-unsafe-eval"]);
});

test("the values that a team edits agree and are marked", async () => {
  const manifest = (await verdict(forge)).manifestObject?.typedContent;
  const page = await readFile(join(forge, "static", "shell", "index.html"), "utf8");
  const origin = /<meta name="chat-origin" content="([^"]+)">/.exec(page)?.[1];
  expect(manifest?.remotes.map(({ baseUrl }) => baseUrl)).toEqual([origin]);
  expect(manifest?.permissions.external.frames).toEqual([{ address: origin }]);
  expect(page).toContain("PUT YOUR OWN HERE");
  expect((await readFile(join(forge, "manifest.yml"), "utf8")).match(/# PUT YOUR OWN HERE/g)).toHaveLength(4);
});

test("the sandbox serves the shell under the policy that Forge computes", async () => {
  const manifest = (await verdict(forge)).manifestObject?.typedContent;
  const sandbox = await Program.start("sandbox", process.env["CHAT_E2E_SANDBOX"] ?? "", {
    SANDBOX_LISTEN: "127.0.0.1:0",
    SANDBOX_CHAT_URL: "http://127.0.0.1:9",
    SANDBOX_FORGE_DIR: forge,
  });
  const jira = /jira listening on (http:\/\/\S+)/.exec(sandbox.log)?.[1] ?? "";
  const site = `http://acme.jira.localhost:${new URL(jira).port}`;
  const served = await shellPolicy(jira, site).finally(() => sandbox.stop());

  const expected = new CSPInjectionService()
    .getInjectableCSP({
      existingCSPDetails: { "frame-src": manifest?.permissions.external.frames.map(({ address }) => address) },
      microsEnv: "prod",
      hostname: "acme.atlassian.net",
      isFedRAMP: false,
    })
    .map((directive) =>
      directive
        .replaceAll(" acme.atlassian.net", ` ${site}`)
        .replaceAll("https://forge.cdn.prod.atlassian-dev.net", jira)
        .replaceAll("https://web-security-reports.services.atlassian.com", jira)
        .replaceAll("https://chat.example.com", "http://127.0.0.1:9"),
    );
  const sorted = (policy: string[]): string[][] => policy.map((directive) => directive.trim().split(/\s+/).sort()).sort();
  expect(sorted(served.split(";"))).toEqual(sorted(expected));
});

/** The policy of the shell on this site. */
async function shellPolicy(jira: string, site: string): Promise<string> {
  const told = await asked(jira, new URL(site).host, "/_platform/forge?project=SUP");
  const src = new URL((JSON.parse(told.body) as { src: string }).src);
  const { headers } = await asked(jira, src.host, src.pathname);
  return String(headers["content-security-policy"]);
}

/** Calls the sandbox's Jira under one of its host names, which only browsers resolve by themselves. */
function asked(jira: string, host: string, path: string): Promise<{ headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    get(jira + path, { headers: { host } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (body += part));
      answer.on("end", () => resolve({ headers: answer.headers, body }));
    }).on("error", reject);
  });
}
