// The pretend Jira's page, as far as it is the same around a Forge app and a Connect app: project and theme, the
// controls, flags, pages opened for the app. `forge.js` and `connect.js` bring the app in and answer it.

const query = new URLSearchParams(location.search);
const element = (id) => document.getElementById(id);

/** The project whose settings these are. */
export const project = query.get("project") ?? "SUP";

/** How long an answer takes that is to come too late for the panel; milliseconds. */
const LATE = 8_000;

/** What the person's profile says; without a word in the address, what the browser is set to. */
export const locale = query.get("locale") ?? navigator.language;
export const timeZone = query.get("tz") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where the address spoils an answer (`context=never`), gives `honest` back accordingly. */
export async function spoiled(name, honest, garbage) {
  const how = query.get(name);
  if (how === "never") return new Promise(() => {});
  if (how === "late") await new Promise((resolve) => setTimeout(resolve, LATE));
  if (how === "garbage") return garbage;
  if (how === "refused") throw new Error("Remote could not verify the Forge Invocation Token");
  return honest();
}

/** Asks our own server; a refusal throws its sentence. */
export async function ask(path, options) {
  const answer = await fetch(path, { cache: "no-store", ...options });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? `Jira answered with status ${answer.status}.`);
  return body;
}

/** The address of `path` on our own server, for this project. */
export function ours(path) {
  return `${path}?${new URLSearchParams({ project })}`;
}

export function colorMode() {
  return document.documentElement.dataset.colorMode;
}

/** Calls `tell` with each new colour mode. */
export function onColorMode(tell) {
  document.addEventListener("themechange", () => tell(colorMode()));
}

/** Puts the app's frame into the page. `attributes` are set before it loads anything. */
export function show(frame, { name, key }, attributes) {
  for (const [attribute, value] of Object.entries(attributes)) frame.setAttribute(attribute, value);
  frame.setAttribute("title", "WhatsApp Business");
  // What is too high for the frame is given a higher frame, never a bar of its own.
  frame.setAttribute("scrolling", "no");
  element("project").textContent = `${name} (${key})`;
  element("place").replaceChildren(frame);
}

/** The frame is as high as what is in it. */
export function setHeight(frame, px) {
  if (Number.isFinite(px) && px > 0) frame.style.height = `${Math.ceil(px)}px`;
}

/** Says in words why there is no app. */
export function say(words) {
  element("words").textContent = words;
}

/** Shows a flag; `ended` is told when it is gone. */
export function showFlag({ id, title, body, type, leaves }, ended = () => {}) {
  closeFlag(id);
  const flag = document.createElement("div");
  flag.className = "flag";
  flag.dataset.flag = id;
  flag.dataset.type = type;
  flag.setAttribute("role", "alert");
  const [heading, text, dismiss] = ["strong", "p", "button"].map((name) => document.createElement(name));
  heading.textContent = title;
  text.textContent = body ?? "";
  dismiss.type = "button";
  dismiss.textContent = "Dismiss";
  const end = () => {
    flag.remove();
    ended();
  };
  dismiss.addEventListener("click", end);
  flag.append(heading, text, dismiss);
  element("flags").append(flag);
  if (leaves) setTimeout(end, 8_000);
}

export function closeFlag(id) {
  for (const flag of element("flags").children) if (flag.dataset.flag === String(id)) flag.remove();
}

/** Leads to another page, in this tab or a new one. */
export function navigate(url, newTab) {
  if (!newTab) return location.assign(url);
  const link = document.createElement("a");
  link.href = url;
  link.textContent = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const row = document.createElement("li");
  row.append(link);
  element("opened").append(row);
  element("opened").closest("section").hidden = false;
  window.open(url, "_blank", "noopener,noreferrer");
}

const themes = document.querySelectorAll("[data-mode]");

function showTheme() {
  for (const button of themes) button.setAttribute("aria-pressed", String(button.dataset.mode === colorMode()));
}

/** Links to the other ways into this Jira, to its other projects, and to the other site. */
function showOthers() {
  const here = location.pathname.slice(1) || "forge";
  const there = location.origin.replace(/\/\/(acme|other)\./, (_, site) => `//${site === "acme" ? "other" : "acme"}.`);
  const places = [
    ["By Forge", `/forge?project=${project}`],
    ["By Connect", `/connect?project=${project}`],
    ["Project SUP", `/${here}?project=SUP`],
    ["Project RET", `/${here}?project=RET`],
    ["The other site", `${there}/${here}?project=${project}`],
  ];
  for (const [words, address] of places) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words;
    const row = document.createElement("li");
    row.append(link);
    element("others").append(row);
  }
}

async function showControls() {
  element("site").textContent = `${location.hostname.split(".")[0] === "acme" ? "Acme" : "Other"} Jira`;
  element("here").href = location.href;
  for (const button of themes) {
    const choose = () => document.dispatchEvent(new CustomEvent("themechoice", { detail: button.dataset.mode }));
    button.addEventListener("click", choose);
  }
  onColorMode(showTheme);
  showTheme();
  showOthers();
  const box = element("administers");
  box.addEventListener("change", () =>
    ask("/_sandbox/jira", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ administers: box.checked }),
    }).catch(({ message }) => say(message)),
  );
  box.checked = (await ask("/_sandbox/jira")).administers;
}

showControls().catch(({ message }) => say(message));
