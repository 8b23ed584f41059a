// Jira's half of Forge: frames the app's shell and answers what comes through its bridge (global_bridge.js).

import * as jira from "./jira.js";

/** What the bridge can be asked, each with the payload that `@forge/bridge` sends. */
function methods(page, frame) {
  return {
    getContext: () =>
      jira.spoiled(
        "context",
        () => ({ ...page.context, locale: jira.locale, timezone: jira.timeZone, theme: { colorMode: jira.colorMode() } }),
        "<!doctype html><title>Log in to continue</title>",
      ),
    enableTheming: () => jira.colorMode(),
    invoke: (payload) =>
      jira.spoiled("token", () => invoke(payload), {
        success: true,
        payload: { status: 200, headers: {}, body: "<!doctype html><title>Log in to continue</title>" },
      }),
    showFlag: ({ id, title, description, type, isAutoDismiss }) =>
      jira.showFlag({ id, title, body: description, type, leaves: isAutoDismiss }),
    closeFlag: ({ id }) => jira.closeFlag(id),
    navigate: ({ url, type }) => jira.navigate(url, type === "new-tab"),
    reload: () => location.reload(),
    changeWindowTitle: (title) => {
      document.title = title;
    },
    // Not of the bridge: what the platform's iframe-resizer tells.
    height: (px) => jira.setHeight(frame, px),
  };
}

async function invoke(payload) {
  const ended = await jira.ask(jira.ours("/_platform/forge/invoke"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
  });
  if (ended.rejected !== undefined) throw new Error(ended.rejected);
  return ended.resolved;
}

async function start() {
  const page = await jira.ask(jira.ours("/_platform/forge"));
  const frame = document.createElement("iframe");
  const known = methods(page, frame);
  const tell = (message) => frame.contentWindow.postMessage(message, page.origin);
  let spoken = false;

  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== page.origin || data?.bridge !== 1) return;
    spoken = true;
    const { id, method, payload } = data;
    try {
      if (!Object.hasOwn(known, method)) throw new Error(`The bridge has no method ${method}.`);
      tell({ bridge: 1, id, resolved: (await known[method](payload)) ?? null });
    } catch ({ message }) {
      tell({ bridge: 1, id, rejected: message });
    }
  });
  jira.onColorMode((mode) => {
    if (spoken) tell({ bridge: 1, theme: mode });
  });
  jira.show(frame, page.project, { sandbox: page.sandbox, allow: page.allow, src: page.src });
}

start().catch(({ message }) => jira.say(message));
