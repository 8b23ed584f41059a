// The fake Jira's page around the app: project and theme, the controls, flags, pages opened for the app. `forge.js`
// frames the app and responds to it.

const query = new URLSearchParams(location.search);
const element = (id) => document.getElementById(id);

/** The project whose settings these are. */
export const project = query.get("project") ?? "SUP";

/** A delay that is too long for the panel, in milliseconds. */
const LATE = 8_000;

/** The person's settings: those in the address, or the browser's. */
export const locale = query.get("locale") ?? navigator.language;
export const timeZone = query.get("tz") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The result of `honest`, unless the address breaks it (`context=never`). */
export async function breakable(name, honest, garbage) {
  const how = query.get(name);
  if (how === "never") return new Promise(() => {});
  if (how === "late") await new Promise((resolve) => setTimeout(resolve, LATE));
  if (how === "garbage") return garbage;
  if (how === "refused") throw new Error("Remote could not verify the Forge Invocation Token");
  return honest();
}

/** Sends a request to our own server; an error throws its sentence. */
export async function request(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `Jira responded with status ${response.status}.`);
  return body;
}

/** `path` on our own server, for this project. */
export function projectPath(path) {
  return `${path}?${new URLSearchParams({ project })}`;
}

export function colorMode() {
  return document.documentElement.dataset.colorMode;
}

/** Calls `listener` with each new color mode. */
export function onColorMode(listener) {
  document.addEventListener("themechange", () => listener(colorMode()));
}

/** Adds the app's frame to the page. `attributes` are set before it loads anything. */
export function show(frame, { name, key }, attributes) {
  for (const [attribute, value] of Object.entries(attributes)) frame.setAttribute(attribute, value);
  frame.setAttribute("title", "WhatsApp Business");
  // The frame grows with its content, so it never needs a scrollbar.
  frame.setAttribute("scrolling", "no");
  element("project").textContent = `${name} (${key})`;
  element("place").replaceChildren(frame);
}

/** Makes the frame as high as its content. */
export function setHeight(frame, px) {
  if (Number.isFinite(px) && px > 0) frame.style.height = `${Math.ceil(px)}px`;
}

/** Says why there is no app. */
export function say(words) {
  element("words").textContent = words;
}

export function showFlag({ id, title, body, type, isAutoDismiss }) {
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
  dismiss.addEventListener("click", () => flag.remove());
  flag.append(heading, text, dismiss);
  element("flags").append(flag);
  if (isAutoDismiss) setTimeout(() => flag.remove(), 8_000);
}

export function closeFlag(id) {
  for (const flag of element("flags").children) if (flag.dataset.flag === String(id)) flag.remove();
}

/** Opens another page, in this tab or a new one. */
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

/** Links to the projects, and to the other site. */
function showOthers() {
  const there = location.origin.replace(/\/\/(acme|other)\./, (_, site) => `//${site === "acme" ? "other" : "acme"}.`);
  const links = [
    ["Project SUP", "/forge?project=SUP"],
    ["Project RET", "/forge?project=RET"],
    ["The other site", `${there}/forge?project=${project}`],
  ];
  for (const [words, address] of links) {
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
    request("/_sandbox/jira", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ administers: box.checked }),
    }).catch(({ message }) => say(message)),
  );
  box.checked = (await request("/_sandbox/jira")).administers;
}

showControls().catch(({ message }) => say(message));
