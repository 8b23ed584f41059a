// Jira's half of Connect: frames the app's own page and answers what comes through `AP` (all.js).

import * as jira from "./jira.js";

/** What is told in place of the truth where the address says `garbage`. */
const GARBAGE = "<!doctype html><title>Log in to continue</title>";

/** What `AP` can be asked, each with its arguments. */
function calls(page, frame) {
  const { id, key } = page.project;
  const ofContext = (honest) => jira.spoiled("context", honest, GARBAGE);
  return {
    "context.getToken": () =>
      jira.spoiled("token", async () => (await jira.ask(jira.ours("/_platform/connect/token"))).token, GARBAGE),
    "context.getContext": () => ofContext(() => ({ jira: { project: { id, key } } })),
    "user.getLocale": () => ofContext(() => jira.locale.replace("-", "_")),
    "user.getTimeZone": () => ofContext(() => jira.timeZone),
    "user.getCurrentUser": () => ofContext(() => ({ atlassianAccountId: page.account, accountType: "atlassian" })),
    "theming.initializeTheming": () => jira.colorMode(),
    "flag.create": (flag) =>
      jira.showFlag({ ...flag, leaves: flag.close === "auto" }, () => tell(frame, page, "flag.close", { flagIdentifier: flag.id })),
    "flag.close": (id) => jira.closeFlag(id),
    resize: (_, height) => jira.setHeight(frame, Number.parseFloat(height)),
    "navigator.go": (target, { absoluteUrl, relativeUrl } = {}) => {
      if (target !== "site") throw new Error(`The sandbox's Jira has no page "${target}".`);
      jira.navigate(absoluteUrl ?? new URL(relativeUrl, location.origin).href, false);
    },
    "navigator.reload": () => location.reload(),
    getLocation: () => location.href,
  };
}

function tell(frame, page, event, detail) {
  frame.contentWindow.postMessage({ ap: 1, event, detail }, page.origin);
}

async function start() {
  const page = await jira.ask(jira.ours("/_platform/connect"));
  const frame = document.createElement("iframe");
  const known = calls(page, frame);
  let spoken = false;

  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== page.origin || data?.ap !== 1) return;
    spoken = true;
    const { id, call, args } = data;
    const reply = (end) => frame.contentWindow.postMessage({ ap: 1, id, ...end }, page.origin);
    try {
      if (!Object.hasOwn(known, call)) throw new Error(`AP has no ${call}.`);
      reply({ resolved: (await known[call](...args)) ?? null });
    } catch ({ message }) {
      reply({ rejected: message });
    }
  });
  jira.onColorMode((mode) => {
    if (spoken) tell(frame, page, "theme", mode);
  });
  jira.show(frame, page.project, {
    name: page.name,
    sandbox: page.sandbox,
    referrerpolicy: "no-referrer",
    src: page.src,
  });
}

start().catch(({ message }) => jira.say(message));
