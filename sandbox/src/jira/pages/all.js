// The pretend all.js: `AP`, by which a Connect app's page talks to the Jira page that frames it. It holds the calls
// that a page of settings makes; as with the real one, `AP` is there also where no Jira is, and then never answers.

(() => {
  /** The origin of this CDN; the server puts it in. */
  const CDN = "https://connect-cdn.invalid";
  const root = document.documentElement;
  const waiting = new Map();
  const listeners = new Map();
  let last = 0;

  /** What Jira wrote into `window.name` when it made the frame. */
  const { hostOrigin } = (() => {
    try {
      return JSON.parse(window.name).options;
    } catch {
      return {};
    }
  })();

  /** `data-options="resize:false;margin:false"` of our script, as an object. */
  const options = (() => {
    const script = document.querySelector("#ac-iframe-options[data-options]") ?? document.currentScript;
    const pairs = (script?.dataset.options ?? "").split(";").filter(Boolean).map((pair) => pair.split(":"));
    return Object.fromEntries(pairs.map(([name, value]) => [name.trim(), value?.trim()]));
  })();

  /** Asks Jira's page; the answer comes to the callback, where there is one, and as a promise. */
  function ask(call, args, callback) {
    const answer = new Promise((resolve, reject) => {
      if (hostOrigin === undefined || window.parent === window) return;
      last += 1;
      waiting.set(last, { resolve, reject });
      parent.postMessage({ ap: 1, id: last, call, args }, hostOrigin);
    });
    if (typeof callback === "function") answer.then(callback, () => {});
    return answer;
  }

  function setMode(mode) {
    root.dataset.theme = "dark:dark light:light spacing:spacing typography:typography shape:shape";
    root.dataset.colorMode = mode;
  }

  function on(event, listener) {
    listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  }

  /** Brings the theme's sheets in, and follows Jira's colours from then on. */
  async function initializeTheming() {
    for (const mode of ["light", "dark"]) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = `${CDN}/themes/atlassian-${mode}.css`;
      document.head.append(link);
    }
    setMode(await ask("theming.initializeTheming", []));
    on("theme", setMode);
  }

  function createFlag({ title, body, type, close, actions }) {
    last += 1;
    const id = `flag-${last}`;
    ask("flag.create", [{ id, title, body, type, close, actions: { ...actions } }]);
    return { close: () => ask("flag.close", [id]) };
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== hostOrigin || data?.ap !== 1) return;
    for (const listener of listeners.get(data.event) ?? []) listener(data.detail);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (asked === undefined) return;
    if (data.rejected === undefined) asked.resolve(data.resolved);
    else asked.reject(data.rejected);
  });

  globalThis.AP = {
    context: {
      getToken: (callback) => ask("context.getToken", [], callback),
      getContext: (callback) => ask("context.getContext", [], callback),
    },
    user: {
      getLocale: (callback) => ask("user.getLocale", [], callback),
      getTimeZone: (callback) => ask("user.getTimeZone", [], callback),
      getCurrentUser: (callback) => ask("user.getCurrentUser", [], callback),
    },
    theming: {
      // It promises nothing to whoever calls it, as the real one.
      initializeTheming: () => {
        initializeTheming();
      },
    },
    flag: { create: createFlag },
    events: { on },
    navigator: {
      go: (target, context) => {
        ask("navigator.go", [target, context]);
      },
      getLocation: (callback) => ask("getLocation", [], callback),
      reload: () => {
        ask("navigator.reload", []);
      },
    },
    getLocation: (callback) => ask("getLocation", [], callback),
    resize: (width, height) => {
      ask("resize", [width, height]);
    },
    // For full pages only, which this module is not.
    sizeToParent: () => {},
  };

  if (options.resize !== "false") {
    const watch = () => {
      const content = document.querySelector(".ac-content, #content") ?? document.body;
      new ResizeObserver(() => globalThis.AP.resize("100%", `${content.scrollHeight}px`)).observe(content);
    };
    if (document.body) watch();
    else addEventListener("DOMContentLoaded", watch);
  }
})();
