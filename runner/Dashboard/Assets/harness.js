// The pages work without this. It keeps what is marked as live up to date, and ticks all rows of a table at once.
(() => {
  "use strict";
  const every = 15000;
  const live = document.querySelector("[data-live]");
  const isBusy = () => document.hidden || (document.activeElement && document.activeElement.closest("[data-live] form, [data-live] details[open]"));

  const renew = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" });
      if (answer.redirected || !answer.ok) { location.reload(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.querySelector(`[data-live="${old.dataset.live}"]`);
        if (fresh && fresh.innerHTML !== old.innerHTML) {
          const at = document.activeElement && old.contains(document.activeElement) ? [...old.querySelectorAll("a,button")].indexOf(document.activeElement) : -1;
          old.replaceChildren(...fresh.childNodes);
          if (at >= 0) { const again = old.querySelectorAll("a,button")[at]; if (again) again.focus(); }
        }
      }
      document.documentElement.classList.remove("offline");
    } catch {
      document.documentElement.classList.add("offline");
    }
  };
  if (live) setInterval(renew, every);

  const bulk = document.getElementById("bulk");
  if (bulk) {
    const head = bulk.querySelector("thead th");
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", "Choose all on this page");
    all.addEventListener("change", () => { for (const one of bulk.querySelectorAll("tbody input[type=checkbox]")) one.checked = all.checked; });
    head.replaceChildren(all);
  }

  // A double click sends a form once.
  document.addEventListener("submit", (sent) => {
    const form = sent.target;
    if (form.dataset.sent) { sent.preventDefault(); return; }
    if (form.method === "post") form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
})();
