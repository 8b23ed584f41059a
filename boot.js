// Starts the page, in its host's colours from the first paint on, and sees to it that no failure ends in a blank or a
// dead one.
//
// It is a file of its own because the content security policy forbids inline script, and it
// is not trunk's initializer because that one never looks at the answer's status and reports
// success after a failure. The names and integrity values of the program's two files stand in
// the preload links that trunk writes into index.html; browsers do not enforce integrity on
// those links, so it is enforced here.

/** How long the program may take to arrive, in milliseconds; a slow phone line needs a few seconds. */
const LONGEST_WAIT = 30_000;

/** A failure with the name of the sentence in index.html that explains it. */
class BootFailure extends Error {
  constructor(cause) {
    super(cause);
    this.sentence = cause;
  }
}

let isOver = false;
/** What the running program exports: its memory and its table of functions. */
let program;

/** What a host says by the address that it opens; to a page that nobody frames it says nothing. */
const opening = new URLSearchParams(parent === window ? "" : location.search);
const marks = document.documentElement.dataset;
if (opening.get("host") === "forge") {
  marks.host = "forge";
  // The host's colors are there with the first paint, which waits for this script.
  if (["light", "dark"].includes(opening.get("theme"))) marks.colorMode = opening.get("theme");
}

const wasmLink = document.querySelector('link[rel="preload"][as="fetch"]');
const glueLink = document.querySelector('link[rel="modulepreload"]');

/** Fetches and compiles the program. `fetch` enforces integrity on the whole answer. */
async function compile() {
  const answer = await fetch(wasmLink.href, {
    integrity: wasmLink.integrity,
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  if (!answer.ok) throw new BootFailure("files");
  // Refuses an answer that is not of type application/wasm.
  return WebAssembly.compileStreaming(answer);
}

/** Loads the program's JavaScript half as a script element: unlike `import`, that enforces integrity. */
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

function tooLate() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new BootFailure("late")), LONGEST_WAIT);
  });
}

async function start() {
  if (typeof WebAssembly !== "object") throw new BootFailure("unsupported");
  if (!wasmLink || !glueLink) throw new BootFailure("files");
  const [module, glue] = await Promise.race([Promise.all([compile(), loadGlue()]), tooLate()]);
  try {
    program = await glue.default({ module_or_path: module });
  } catch {
    throw new BootFailure("start");
  }
}

/** The name of the sentence in index.html that explains `failure`. */
function sentenceFor(failure) {
  if (failure instanceof BootFailure) return failure.sentence;
  // Its bytes are known to be the right ones by then, so it is the browser that refuses.
  if (failure instanceof WebAssembly.CompileError) return "refused";
  return failure?.name === "TimeoutError" ? "late" : "files";
}

/** Ends the page for good: nothing of it stays but one of the two notices of index.html. */
function end(notice, sentence) {
  if (isOver) return;
  isOver = true;
  for (const field of document.querySelectorAll("input, textarea")) field.value = "";
  for (const text of notice.querySelectorAll("[data-cause]")) {
    text.hidden = text.dataset.cause !== sentence;
  }
  document.body.replaceChildren(notice);
  notice.hidden = false;
  notice.focus();
  // After the panic has unwound to here, so that the program is not changed under its own feet.
  queueMicrotask(seal);
}

/**
 * Makes sure that the stopped program is never entered again and keeps no secret: a timer or a
 * late answer that still holds one of its functions finds an empty table, which throws at once.
 */
function seal() {
  for (const part of Object.values(program ?? {})) {
    if (part instanceof WebAssembly.Memory) new Uint8Array(part.buffer).fill(0);
    if (part instanceof WebAssembly.Table) {
      for (let index = 0; index < part.length; index++) part.set(index, null);
    }
  }
}

/** The program stopped. What is seen while it loads stays until it has drawn something of its own. */
function stopped() {
  if (document.getElementById("loading")) end(document.getElementById("not-loaded"), "start");
  else end(document.getElementById("stopped"));
}

/** Reloads past the browser's cache, in which a damaged copy may sit for as long as a good one. */
async function reload() {
  const fresh = { cache: "reload", signal: AbortSignal.timeout(5_000) };
  const files = [wasmLink, glueLink].filter(Boolean).map((link) => fetch(link.href, fresh));
  await Promise.allSettled(files);
  location.reload();
}

// Called by the panic hook in src/main.rs, from inside the program, just before it traps.
globalThis.chatFatal = stopped;

// A trap without a panic: memory exhausted, stack exhausted.
function onUncaught(error) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) stopped();
}
addEventListener("error", (event) => onUncaught(event.error));
addEventListener("unhandledrejection", (event) => onUncaught(event.reason));
for (const button of document.querySelectorAll(".wa-boot__reload")) {
  button.addEventListener("click", reload);
}

start().catch((failure) => end(document.getElementById("not-loaded"), sentenceFor(failure)));
