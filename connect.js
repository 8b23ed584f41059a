// Answers the page's messages to its host by calling Atlassian Connect's script: a shell inside the page.
//
// It is fetched inside Connect's frames alone, with the page's first message, and goes with Connect on 2027-01-31.
// The messages are those of src/host/messages; `AP` is what Connect's script defines.

/** How long the colours may take before the page is shown without them, in milliseconds. */
const COLOURS_WAIT = 2_000;

/** The address that Connect opened. It holds a token, so it is kept only until Connect's script is there. */
let opened = location.href;
const siteUrl = new URL(opened).searchParams.get("xdm_e");
hideToken();

/** Takes the token out of the address that can be seen, copied and handed on. */
function hideToken() {
  const address = new URL(opened);
  address.searchParams.delete("jwt");
  history.replaceState(history.state, "", address);
}

// By Connect, which then makes a new token; by the old one only while there is no other way.
globalThis.chatReload = () => {
  if (opened) location.replace(opened);
  else script.then((AP) => AP.navigator.reload());
};

/** Connect's script, fetched from where the backend says it is. It reads its options from the element's id and data. */
const script = new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.id = "ac-iframe-options";
  // The page tells its height itself.
  element.dataset.options = "resize:false";
  element.src = "../connect/all.js";
  element.addEventListener("load", () => resolve(globalThis.AP));
  element.addEventListener("error", () => reject(new Error("unreachable")));
  document.head.append(element);
});
// Whoever asks hears of a failure; by itself it is no fault of the page's.
script.then((AP) => AP?.navigator && (opened = undefined), () => {});

/** What `method` of `room` hands to the function that it is called with last. */
const ask = (room, method) => new Promise((resolve) => room[method](resolve));

/** Resolves once Connect has coloured the page; it sets the attribute by itself, also at each change. */
function coloured(AP) {
  const { documentElement: root } = document;
  return new Promise((resolve) => {
    const observer = new MutationObserver(done);
    function done() {
      if (!root.dataset.colorMode && performance.now() < end) return;
      observer.disconnect();
      resolve(root.dataset.colorMode);
    }
    const end = performance.now() + COLOURS_WAIT;
    setTimeout(done, COLOURS_WAIT);
    observer.observe(root, { attributeFilter: ["data-color-mode"] });
    AP.theming?.initializeTheming();
    done();
  });
}

const answers = {
  async context(AP) {
    const [context, locale, timezone, colorMode] = await Promise.all([
      ask(AP.context, "getContext"),
      ask(AP.user, "getLocale"),
      ask(AP.user, "getTimeZone"),
      coloured(AP),
    ]);
    const { id, key } = context.jira.project;
    return { project: { id: String(id), key }, siteUrl, locale, timezone, colorMode };
  },
  async token(AP) {
    return { status: 200, body: { bearer: await ask(AP.context, "getToken"), expires_in: 0 } };
  },
  flag(AP, { title, body, type }) {
    AP.flag.create({ title, body, type, close: "auto" });
  },
  navigate(AP, { url, newTab }) {
    if (newTab) open(url, "_blank", "noopener");
    else AP.navigator.go("site", { absoluteUrl: url });
  },
  reload: (AP) => AP.navigator.reload(),
  height: (AP, { px }) => AP.resize("100%", `${px}px`),
  // A tab of project settings has no title that Connect could set.
  title() {},
};

/** Answers one message by calling `hear`. */
export async function answer({ v, id, m, p }, hear) {
  try {
    const r = await answers[m](await script, p);
    hear({ v, id, ok: true, r: r ?? null });
  } catch {
    hear({ v, id, ok: false, e: "unreachable" });
  }
}
