// Jira's half of Forge: frames the app's shell and responds to its bridge (global_bridge.js).

import * as jira from "./jira.js";

/** The bridge's methods, each with the payload that `@forge/bridge` sends. */
function methods(page, frame) {
  return {
    getContext: () =>
      jira.breakable(
        "context",
        () => ({ ...page.context, locale: jira.locale, timezone: jira.timeZone, theme: { colorMode: jira.colorMode() } }),
        "<!doctype html><title>Log in to continue</title>",
      ),
    enableTheming: () => jira.colorMode(),
    invoke: (payload) =>
      jira.breakable("token", () => invoke(payload), {
        success: true,
        payload: { status: 200, headers: {}, body: "<!doctype html><title>Log in to continue</title>" },
      }),
    showFlag: ({ id, title, description, type, isAutoDismiss }) =>
      jira.showFlag({ id, title, body: description, type, isAutoDismiss }),
    closeFlag: ({ id }) => jira.closeFlag(id),
    navigate: ({ url, type }) => jira.navigate(url, type === "new-tab"),
    reload: () => location.reload(),
    changeWindowTitle: (title) => {
      document.title = title;
    },
    // Not a method of Forge's bridge: what the platform's iframe-resizer reports.
    height: (px) => jira.setHeight(frame, px),
  };
}

async function invoke(payload) {
  const outcome = await jira.request(jira.projectPath("/_platform/forge/invoke"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
  });
  if (outcome.rejected !== undefined) throw new Error(outcome.rejected);
  return outcome.resolved;
}

async function start() {
  const page = await jira.request(jira.projectPath("/_platform/forge"));
  const frame = document.createElement("iframe");
  const known = methods(page, frame);
  const send = (message) => frame.contentWindow.postMessage(message, page.origin);
  let spoken = false;

  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== page.origin || data?.bridge !== 1) return;
    spoken = true;
    const { id, method, payload } = data;
    try {
      if (!Object.hasOwn(known, method)) throw new Error(`The bridge has no method ${method}.`);
      send({ bridge: 1, id, resolved: (await known[method](payload)) ?? null });
    } catch ({ message }) {
      send({ bridge: 1, id, rejected: message });
    }
  });
  jira.onColorMode((mode) => {
    if (spoken) send({ bridge: 1, theme: mode });
  });
  jira.show(frame, page.project, { sandbox: page.sandbox, allow: page.allow, src: page.src });
}

start().catch(({ message }) => jira.say(message));
