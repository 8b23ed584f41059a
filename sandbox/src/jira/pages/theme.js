// Sets Jira's colours before the first picture: as the address says (`theme=dark`), else as the browser is set.
// Whoever wants to know of changes listens for `themechange` on the document.

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
