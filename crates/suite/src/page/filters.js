"use strict";
// Cases are shown by what the form says; the address keeps it after `#?`, so that a view can be linked.
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const words = (element) => element.textContent.toLowerCase();
  const cases = [...document.querySelectorAll("[data-outcome]")].map((element) => ({ element, text: words(element) }));
  const groups = [...document.querySelectorAll("[data-group]")];
  const controls = [...form.elements].filter((control) => control.name);

  function apply() {
    const wanted = Object.fromEntries(controls.map((control) => [control.name, control.value]));
    const parts = (wanted.text || "").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (data, name) => !wanted[name] || data[name].split(" ").includes(wanted[name]);
    let shown = 0;
    for (const { element, text } of cases) {
      const data = element.dataset;
      const fit = ["outcome", "level", "area"].every((name) => fits(data, name)) && parts.every((part) => text.includes(part));
      element.hidden = !fit;
      shown += Number(fit);
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-outcome]:not([hidden])");
    count.textContent = `${shown} of ${cases.length} shown`;
  }

  function keep() {
    const set = controls.filter((control) => control.value).map((control) => [control.name, control.value]);
    const query = new URLSearchParams(set).toString();
    try {
      history.replaceState(null, "", location.href.split("#")[0] + (query ? `#?${query}` : ""));
    } catch {
      // A frame without an address of its own: the filters work all the same.
    }
  }

  function reveal(id) {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    const own = target.querySelector(":scope > details");
    if (own) own.open = true;
    target.scrollIntoView({ block: "start" });
  }

  function follow() {
    const hash = location.hash.slice(1);
    if (!hash.startsWith("?")) {
      apply();
      let id = hash;
      try {
        id = decodeURIComponent(hash);
      } catch {
        // Not ours to read: taken as it is.
      }
      if (id) reveal(id);
      return;
    }
    const query = new URLSearchParams(hash.slice(1));
    for (const control of controls) {
      control.value = query.get(control.name) || "";
      // A value that no option has chooses none.
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    }
    apply();
  }

  form.hidden = false;
  form.addEventListener("input", () => { apply(); keep(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
  addEventListener("hashchange", follow);
  follow();
})();
