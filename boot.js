// Starts the page, in its host's colors from the first paint, and shows a message after any failure: the page is never
// blank or dead.
//
// It's a separate file because the content security policy forbids inline script. It replaces trunk's initializer,
// which ignores the status of the response and reports success after a failure. The names and integrity values of the
// program's two files are in the preload links that trunk adds to index.html. Browsers don't enforce integrity on those
// links, so this script does.

/** How long the program may take to arrive, in milliseconds. A slow mobile connection needs a few seconds. */
const TIMEOUT = 30_000;

/** A failure, with the name of the sentence in index.html that explains it. */
class BootFailure extends Error {
  constructor(cause) {
    super(cause);
    this.sentence = cause;
  }
}

let isOver = false;
/** What the program exports: its memory and its table of functions. */
let program;

/** The parameters of the host that frames the page. Without a frame there are none. */
const parameters = new URLSearchParams(parent === window ? "" : location.search);
if (parameters.get("host") === "forge") {
  const { dataset } = document.documentElement;
  dataset.host = "forge";
  // The first paint waits for this script, so it already has the host's colors.
  if (["light", "dark"].includes(parameters.get("theme"))) dataset.colorMode = parameters.get("theme");
}

const wasmLink = document.querySelector('link[rel="preload"][as="fetch"]');
const glueLink = document.querySelector('link[rel="modulepreload"]');

/** Fetches and compiles the program. `fetch` enforces integrity on the whole response. */
async function compile() {
  const response = await fetch(wasmLink.href, {
    integrity: wasmLink.integrity,
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) throw new BootFailure("files");
  // Rejects a response whose type isn't application/wasm.
  return WebAssembly.compileStreaming(response);
}

/** Loads the program's JavaScript with a script element, which enforces integrity. `import` doesn't. */
function loadGlue() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = glueLink.href;
    script.integrity = glueLink.integrity;
    script.addEventListener("load", () => resolve(import(glueLink.href)));
    script.addEventListener("error", () => reject(new BootFailure("files")));
    document.head.append(script);
  });
}

function timeout() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new BootFailure("late")), TIMEOUT);
  });
}

async function start() {
  if (typeof WebAssembly !== "object") throw new BootFailure("unsupported");
  if (!wasmLink || !glueLink) throw new BootFailure("files");
  const [module, glue] = await Promise.race([Promise.all([compile(), loadGlue()]), timeout()]);
  try {
    program = await glue.default({ module_or_path: module });
  } catch {
    throw new BootFailure("start");
  }
}

/** The name of the sentence in index.html that explains `failure`. */
function sentenceFor(failure) {
  if (failure instanceof BootFailure) return failure.sentence;
  // The integrity of its bytes has been checked by then, so it's the browser that rejects it.
  if (failure instanceof WebAssembly.CompileError) return "refused";
  return failure?.name === "TimeoutError" ? "late" : "files";
}

/** Ends the page for good, and shows one of the two messages of index.html in place of everything else. */
function end(message, sentence) {
  if (isOver) return;
  isOver = true;
  for (const field of document.querySelectorAll("input, textarea")) field.value = "";
  for (const text of message.querySelectorAll("[data-cause]")) {
    text.hidden = text.dataset.cause !== sentence;
  }
  document.body.replaceChildren(message);
  message.hidden = false;
  message.focus();
  // Later, because the program may still be running: it called this function.
  queueMicrotask(seal);
}

/**
 * Makes sure that the stopped program never runs again and keeps no secret. A timer or a late response that calls one
 * of its functions finds an empty table, and throws.
 */
function seal() {
  for (const part of Object.values(program ?? {})) {
    if (part instanceof WebAssembly.Memory) new Uint8Array(part.buffer).fill(0);
    if (part instanceof WebAssembly.Table) {
      for (let index = 0; index < part.length; index++) part.set(index, null);
    }
  }
}

/** Handles a panic. The element `loading` is there until the program has drawn the page. */
function onFatal() {
  if (document.getElementById("loading")) end(document.getElementById("not-loaded"), "start");
  else end(document.getElementById("stopped"));
}

/** Reloads without the browser's cache, which may hold a damaged copy of a file. */
async function reload() {
  const options = { cache: "reload", signal: AbortSignal.timeout(5_000) };
  const files = [wasmLink, glueLink].filter(Boolean).map((link) => fetch(link.href, options));
  await Promise.allSettled(files);
  location.reload();
}

// The panic hook in src/main.rs calls it just before the program traps.
globalThis.chatFatal = onFatal;

// A trap without a panic: the program ran out of memory or stack.
function onUncaught(error) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) onFatal();
}
addEventListener("error", (event) => onUncaught(event.error));
addEventListener("unhandledrejection", (event) => onUncaught(event.reason));
for (const button of document.querySelectorAll(".wa-boot__reload")) {
  button.addEventListener("click", reload);
}

start().catch((failure) => end(document.getElementById("not-loaded"), sentenceFor(failure)));
