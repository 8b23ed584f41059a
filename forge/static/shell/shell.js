// Passes messages between Jira and the panel. The panel is in a frame from the origin of the Chat backend. Jira is
// reached through the bridge that Forge adds before this script. docs/jira.md describes the messages.
//
// The frame may call a fixed list of methods, each with parameters of one shape. Any other message is ignored. The
// session that Chat opens passes through here and isn't kept.

/** How long Jira may take to respond, and everything up to the panel's first message, in milliseconds. */
const TIMEOUT = 8_000;
/** The limits of the panel's height, in CSS pixels. */
const [MIN_HEIGHT, MAX_HEIGHT] = [200, 20_000];
/** The longest texts that are passed to Jira, in characters. */
const [MAX_TEXT, MAX_URL] = [1_000, 2_048];

const panel = document.getElementById("panel");
const loading = document.getElementById("loading");
const failure = document.getElementById("failure");
const chat = chatOrigin(document.querySelector('meta[name="chat-origin"]')?.content);
/** Whether the panel has sent a message. Before that nothing is sent to it, because its frame may show another page. */
let connected = false;

/** `text` as a URL, or `undefined`. */
function parseUrl(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The origin of the Chat backend, or `undefined` if `text` isn't an origin that a secret may be sent to. */
function chatOrigin(text) {
  const url = parseUrl(text);
  const isLocal = /^(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])$/;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && isLocal.test(url.hostname));
  return safe && [url.origin, `${url.origin}/`].includes(text) ? url.origin : undefined;
}

/** Jira didn't respond within `TIMEOUT`. That isn't the same as an error. */
class TimeoutError extends Error {}

/** Calls Jira's bridge. Every failure is a rejection of the promise, even one that throws. */
async function jira(method, payload) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), TIMEOUT);
  });
  try {
    return await Promise.race([globalThis.__bridge.callBridge(method, payload), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function colorMode() {
  return document.documentElement.dataset.colorMode === "dark" ? "dark" : "light";
}

const isObject = (value) => Object.prototype.toString.call(value) === "[object Object]";
const isText = (value) => typeof value === "string" && value.length <= MAX_TEXT;
const isId = (value) => isText(value) && value !== "";

/** Whether `value` is an object with exactly these fields, each of which passes its test. */
function hasShape(value, fields) {
  if (!isObject(value) || Object.keys(value).length !== Object.keys(fields).length) return false;
  return Object.entries(fields).every(([name, test]) => Object.hasOwn(value, name) && test(value[name]));
}

/** Whether `value` is an address that Jira may open: `https` only. */
function isWebAddress(value) {
  if (typeof value !== "string" || value.length > MAX_URL) return false;
  const url = parseUrl(value);
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}

/** Where the panel is. Fails if Jira's context has another shape. */
async function context() {
  const context = await jira("getContext");
  const { id, key } = context.extension.project;
  if (![id, key, context.siteUrl].every(isId)) throw new Error("Jira's context has another shape");
  return {
    project: { id, key },
    siteUrl: context.siteUrl,
    // If Jira doesn't say, the browser does.
    locale: isId(context.locale) ? context.locale : navigator.language,
    timezone: isId(context.timezone) ? context.timezone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    colorMode: colorMode(),
  };
}

/** Asks Chat for a session, with an identity that Forge signs. Resolves to Chat's response, whatever it is. */
async function token() {
  const result = await jira("invoke", {
    path: "/forge/session",
    method: "POST",
    headers: { "content-type": "application/json" },
    body: {},
    invokeType: "ui-remote-fetch",
  });
  const response = result.success === true ? result.payload : result.error;
  if (!Number.isInteger(response.status)) throw new Error("Forge's response has another shape");
  return { status: response.status, body: parseBody(response.body) };
}

/** A body as an object, or `null` if it isn't one. Forge passes it on parsed or as text. */
function parseBody(body) {
  let value = body;
  try {
    if (typeof body === "string") value = JSON.parse(body);
  } catch {
    return null;
  }
  return isObject(value) ? value : null;
}

const nothing = () => null;

/** The methods that the panel may call: the shape of `p`, and the function that responds. */
const METHODS = new Map([
  ["context", { shape: {}, respond: context }],
  ["token", { shape: {}, respond: token }],
  [
    "flag",
    {
      shape: {
        id: isId,
        title: isId,
        body: isText,
        type: (value) => ["info", "success", "warning", "error"].includes(value),
      },
      // An error stays until someone closes it.
      respond: ({ id, title, body, type }) =>
        jira("showFlag", { id, title, description: body, type, isAutoDismiss: type !== "error" }).then(nothing),
    },
  ],
  [
    "navigate",
    {
      shape: { url: isWebAddress, newTab: (value) => typeof value === "boolean" },
      respond: ({ url, newTab }) => jira("navigate", { url, type: newTab ? "new-tab" : "same-tab" }).then(nothing),
    },
  ],
  ["reload", { shape: {}, respond: () => jira("reload").then(nothing) }],
  ["title", { shape: { title: isId }, respond: ({ title }) => jira("changeWindowTitle", title).then(nothing) }],
  ["height", { shape: { px: Number.isFinite }, respond: ({ px }) => resize(px) }],
]);

function resize(px) {
  panel.style.height = `${Math.min(Math.max(Math.ceil(px), MIN_HEIGHT), MAX_HEIGHT)}px`;
  return null;
}

function isRequest(data) {
  if (!isObject(data) || data.v !== 1 || !Number.isSafeInteger(data.id) || !METHODS.has(data.m)) return false;
  const known = ["v", "id", "m", "p"];
  return Object.keys(data).every((name) => known.includes(name)) && hasShape(data.p ?? {}, METHODS.get(data.m).shape);
}

function send(message) {
  panel.contentWindow.postMessage(message, chat);
}

async function onMessage({ source, origin, data }) {
  if (source !== panel.contentWindow || origin !== chat || !isRequest(data)) return;
  if (!connected) showPanel();
  const { id, m, p } = data;
  try {
    send({ v: 1, id, ok: true, r: await METHODS.get(m).respond(p) });
  } catch (error) {
    // Forge says this if Chat rejects what Forge has signed. Jira itself did respond.
    const unverified = String(error?.message ?? error).includes("Invocation Token");
    send({ v: 1, id, ok: false, e: unverified ? "unverified" : "unreachable" });
  }
}

/** The panel has sent a message, however late: from now on it shows its own errors. */
function showPanel() {
  connected = true;
  loading.hidden = true;
  failure.hidden = true;
  panel.hidden = false;
}

/** Shows the sentence for `cause` in place of the panel. */
function showFailure(cause) {
  if (connected) return;
  for (const sentence of failure.querySelectorAll("[data-cause]")) sentence.hidden = sentence.dataset.cause !== cause;
  loading.hidden = true;
  panel.hidden = true;
  failure.hidden = false;
}

/** Enables Jira's theme before the panel loads, so that the panel's first paint has the right colors. */
async function start() {
  document.getElementById("reload").addEventListener("click", () => location.reload());
  if (chat === undefined) return showFailure("setup");
  if (globalThis.__bridge === undefined) return showFailure("jira");
  let waitedFor = "jira";
  setTimeout(() => showFailure(waitedFor), TIMEOUT);
  try {
    await jira("enableTheming");
  } catch (error) {
    if (error instanceof TimeoutError) return;
    // An error means that there's no theming. The panel is light then.
  }
  waitedFor = "chat";
  new MutationObserver(() => {
    if (connected) send({ v: 1, ev: "theme", p: colorMode() });
  }).observe(document.documentElement, { attributeFilter: ["data-color-mode"] });
  addEventListener("message", onMessage);
  panel.addEventListener("load", () => {
    loading.hidden = true;
  });
  panel.src = `${chat}/panel/?host=forge&theme=${colorMode()}`;
  panel.hidden = false;
}

start();
