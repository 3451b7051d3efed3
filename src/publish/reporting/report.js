// Chooses findings by severity, kind and file. The page says all of it without this script.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll(".finding")];
  const status = form && form.querySelector(".status");

  const setHidden = (element, isHidden) => { element.hidden = isHidden; };

  function chosen() {
    const severities = [...form.querySelectorAll("[name=severity]")]
      .filter((box) => box.checked).map((box) => box.value);
    const code = form.elements.code.value, file = form.elements.file.value;
    return (finding) =>
      severities.includes(finding.dataset.severity) &&
      (!code || finding.dataset.code === code) &&
      (!file || finding.dataset.file === file);
  }

  function filter() {
    const isChosen = chosen();
    const shown = new Set();
    for (const finding of findings) {
      const isShown = isChosen(finding);
      setHidden(finding, !isShown);
      if (isShown) shown.add(finding.id.slice(1));
    }
    for (const mark of document.querySelectorAll("[data-mark]"))
      setHidden(mark, !shown.has(mark.dataset.mark));
    for (const group of document.querySelectorAll(".passage, .source"))
      setHidden(group, !group.querySelector(".finding:not([hidden])"));
    status.textContent = shown.size === findings.length
      ? `All ${findings.length} findings are shown.`
      : `${shown.size} of ${findings.length} findings are shown.`;
  }

  // A link may lead to a finding that is filtered out, or into a list that is folded.
  function reveal() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (form && target.closest("[hidden]")) { form.reset(); filter(); }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
    target.scrollIntoView({ block: target.classList.contains("finding") ? "center" : "start" });
    if (target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
