// Sets Jira's colors before the first paint: those in the address (`theme=dark`), or the browser's. Each change is an
// event `themechange` on the document.

(() => {
  const wanted = new URLSearchParams(location.search).get("theme");
  const browser = matchMedia("(prefers-color-scheme: dark)");
  let chosen = ["light", "dark"].includes(wanted) ? wanted : undefined;

  function show() {
    const mode = chosen ?? (browser.matches ? "dark" : "light");
    if (document.documentElement.dataset.colorMode === mode) return;
    document.documentElement.dataset.colorMode = mode;
    document.dispatchEvent(new Event("themechange"));
  }

  browser.addEventListener("change", show);
  document.addEventListener("themechoice", ({ detail }) => {
    chosen = detail;
    show();
  });
  show();
})();
