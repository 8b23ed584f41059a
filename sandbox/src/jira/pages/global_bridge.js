// The platform's script, which Forge loads before everything of the app's: `__bridge.callBridge`, the theme, and the
// height. It talks only to Jira's page, which frames the app.

(() => {
  /** The site that shows this deployment, from the folder of our address whose name starts with `_ctx_`. */
  const folder = location.pathname.split("/").find((name) => name.startsWith("_ctx_"));
  const { site } = JSON.parse(atob(folder.slice(5).replaceAll("-", "+").replaceAll("_", "/")));
  const here = new URL(document.currentScript.src).origin;
  const root = document.documentElement;
  const waiting = new Map();
  let last = 0;

  /** Calls Jira's page. As at Forge, what can't be cloned throws. */
  function callBridge(method, payload) {
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      parent.postMessage({ bridge: 1, id: last, method, payload }, site);
    });
  }

  function setMode(mode) {
    root.dataset.theme = "dark:dark light:light spacing:spacing typography:typography shape:shape";
    root.dataset.colorMode = mode;
  }

  /** Settles when the sheet has loaded, or failed to. */
  function sheet(mode) {
    return new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = `${here}/theme/${mode}.css`;
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
      document.head.append(link);
    });
  }

  async function enableTheming() {
    const mode = await callBridge("enableTheming");
    await Promise.all([sheet("light"), sheet("dark")]);
    setMode(mode);
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== site || data?.bridge !== 1) return;
    if (data.theme !== undefined && root.dataset.colorMode !== undefined) setMode(data.theme);
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (call === undefined) return;
    if (data.rejected === undefined) call.resolve(data.resolved);
    else call.reject(new Error(data.rejected));
  });

  globalThis.__bridge = Object.freeze({
    callBridge: (method, payload) => (method === "enableTheming" ? enableTheming() : callBridge(method, payload)),
  });

  // At Forge, iframe-resizer does this.
  addEventListener("DOMContentLoaded", () => {
    new ResizeObserver(() => callBridge("height", document.body.scrollHeight)).observe(document.body);
  });
})();
