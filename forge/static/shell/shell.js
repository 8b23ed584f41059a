// Carries messages between the panel, which is in a frame from the Chat backend's origin, and Jira, which is reached
// through the bridge that Forge puts before this script. docs/jira.md describes the messages.
//
// The frame may ask for a closed list of things, each in one shape. What comes from elsewhere or looks otherwise gets
// no answer. The session that Chat hands out passes through here and is kept nowhere.

/** How long one answer of Jira's may take, and everything up to the panel's first word; milliseconds. */
const PATIENCE = 8_000;
/** The panel's height is what it says, within these; CSS pixels. */
const [LOWEST, HIGHEST] = [200, 20_000];
/** The longest texts that are handed to Jira; characters. */
const [LONGEST_TEXT, LONGEST_URL] = [1_000, 2_048];

const panel = document.getElementById("panel");
const loading = document.getElementById("loading");
const trouble = document.getElementById("trouble");
const chat = chatOrigin(document.querySelector('meta[name="chat-origin"]')?.content);
/** Whether the panel has spoken. Before that nothing is sent to it: its frame may hold something else. */
let spoken = false;

/** `text` as an address, or `undefined`. */
function address(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The origin to talk to, or `undefined` where the text is not that of a place where a secret may go. */
function chatOrigin(text) {
  const url = address(text);
  const here = /^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$/;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && here.test(url.hostname));
  return safe && [url.origin, `${url.origin}/`].includes(text) ? url.origin : undefined;
}

/** Jira took longer than `PATIENCE`, which is not the same as saying no. */
class Late extends Error {}

/** Asks Jira's bridge. Whatever goes wrong, also at once, is a rejection. */
async function jira(method, payload) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Late()), PATIENCE);
  });
  try {
    return await Promise.race([globalThis.__bridge.callBridge(method, payload), late]);
  } finally {
    clearTimeout(timer);
  }
}

function colorMode() {
  return document.documentElement.dataset.colorMode === "dark" ? "dark" : "light";
}

const isObject = (value) => Object.prototype.toString.call(value) === "[object Object]";
const isText = (value) => typeof value === "string" && value.length <= LONGEST_TEXT;
const isId = (value) => isText(value) && value !== "";

/** Whether `value` is an object with just these fields, each as its test wants it. */
function hasShape(value, fields) {
  if (!isObject(value) || Object.keys(value).length !== Object.keys(fields).length) return false;
  return Object.entries(fields).every(([name, test]) => Object.hasOwn(value, name) && test(value[name]));
}

/** New tabs and pages elsewhere are opened over https alone. */
function isWebAddress(value) {
  if (typeof value !== "string" || value.length > LONGEST_URL) return false;
  const url = address(value);
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}

/** What the panel is told of where it is; a failure where Jira tells something else. */
async function context() {
  const told = await jira("getContext");
  const { id, key } = told.extension.project;
  if (![id, key, told.siteUrl].every(isId)) throw new Error("Jira's context has another shape");
  return {
    project: { id, key },
    siteUrl: told.siteUrl,
    // Where Jira does not say, the browser does.
    locale: isId(told.locale) ? told.locale : navigator.language,
    timezone: isId(told.timezone) ? told.timezone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    colorMode: colorMode(),
  };
}

/** Has Forge sign who is asking, and Chat make a session of it; gives Chat's answer, whatever it is. */
async function token() {
  const told = await jira("invoke", {
    path: "/forge/session",
    method: "POST",
    headers: { "content-type": "application/json" },
    body: {},
    invokeType: "ui-remote-fetch",
  });
  const answer = told.success === true ? told.payload : told.error;
  if (!Number.isInteger(answer.status)) throw new Error("Forge's answer has another shape");
  return { status: answer.status, body: parsed(answer.body) };
}

/** The JSON object that a body is, as Forge hands it over parsed or as text; else `null`. */
function parsed(body) {
  let value = body;
  try {
    if (typeof body === "string") value = JSON.parse(body);
  } catch {
    return null;
  }
  return isObject(value) ? value : null;
}

const nothing = () => null;

/** All that the panel may ask: the shape of `p`, and what is done. */
const METHODS = new Map([
  ["context", { shape: {}, answer: context }],
  ["token", { shape: {}, answer: token }],
  [
    "flag",
    {
      shape: {
        id: isId,
        title: isId,
        body: isText,
        type: (value) => ["info", "success", "warning", "error"].includes(value),
      },
      // What went wrong stays until somebody has read it.
      answer: ({ id, title, body, type }) =>
        jira("showFlag", { id, title, description: body, type, isAutoDismiss: type !== "error" }).then(nothing),
    },
  ],
  [
    "navigate",
    {
      shape: { url: isWebAddress, newTab: (value) => typeof value === "boolean" },
      answer: ({ url, newTab }) => jira("navigate", { url, type: newTab ? "new-tab" : "same-tab" }).then(nothing),
    },
  ],
  ["reload", { shape: {}, answer: () => jira("reload").then(nothing) }],
  ["title", { shape: { title: isId }, answer: ({ title }) => jira("changeWindowTitle", title).then(nothing) }],
  ["height", { shape: { px: Number.isFinite }, answer: ({ px }) => grow(px) }],
]);

function grow(px) {
  panel.style.height = `${Math.min(Math.max(Math.ceil(px), LOWEST), HIGHEST)}px`;
  return null;
}

function isQuestion(data) {
  if (!isObject(data) || data.v !== 1 || !Number.isSafeInteger(data.id) || !METHODS.has(data.m)) return false;
  const known = ["v", "id", "m", "p"];
  return Object.keys(data).every((name) => known.includes(name)) && hasShape(data.p ?? {}, METHODS.get(data.m).shape);
}

function tell(message) {
  panel.contentWindow.postMessage(message, chat);
}

async function onMessage({ source, origin, data }) {
  if (source !== panel.contentWindow || origin !== chat || !isQuestion(data)) return;
  if (!spoken) settle();
  const { id, m, p } = data;
  try {
    tell({ v: 1, id, ok: true, r: await METHODS.get(m).answer(p) });
  } catch (failure) {
    // Forge says this when Chat did not accept what it had signed; Jira itself answered.
    const unverified = String(failure?.message ?? failure).includes("Invocation Token");
    tell({ v: 1, id, ok: false, e: unverified ? "unverified" : "unreachable" });
  }
}

/** The panel is there, be it late: from now on it says itself what is wrong. */
function settle() {
  spoken = true;
  loading.hidden = true;
  trouble.hidden = true;
  panel.hidden = false;
}

/** Shows the sentence for `cause` in place of the panel. */
function giveUp(cause) {
  if (spoken) return;
  for (const sentence of trouble.querySelectorAll("[data-cause]")) sentence.hidden = sentence.dataset.cause !== cause;
  loading.hidden = true;
  panel.hidden = true;
  trouble.hidden = false;
}

/** Has Jira's theme in place first, so that the panel's first picture has the right colours. */
async function start() {
  document.getElementById("reload").addEventListener("click", () => location.reload());
  if (chat === undefined) return giveUp("setup");
  if (globalThis.__bridge === undefined) return giveUp("jira");
  let waitedFor = "jira";
  setTimeout(() => giveUp(waitedFor), PATIENCE);
  try {
    await jira("enableTheming");
  } catch (failure) {
    if (failure instanceof Late) return;
    // That there is no theming is an answer too: then the panel is light.
  }
  waitedFor = "chat";
  new MutationObserver(() => {
    if (spoken) tell({ v: 1, ev: "theme", p: colorMode() });
  }).observe(document.documentElement, { attributeFilter: ["data-color-mode"] });
  addEventListener("message", onMessage);
  panel.addEventListener("load", () => {
    loading.hidden = true;
  });
  panel.src = `${chat}/panel/?host=forge&theme=${colorMode()}`;
  panel.hidden = false;
}

start();
