// One key for each button and link that names it in data-key, while no field has the focus.
//
// Whoever dictates or uses single keys otherwise switches them off; the choice is kept in this browser.

const STORED = "review-shortcuts";
const toggle = document.getElementById("shortcuts");
const panel = document.querySelector("[data-keys]");
const keys = document.getElementById("keys");

let isOn = window.localStorage.getItem(STORED) !== "off";
if (panel) panel.hidden = false;

function apply() {
  document.body.classList.toggle("without-keys", !isOn);
  if (toggle) toggle.checked = isOn;
}

toggle?.addEventListener("change", () => {
  isOn = toggle.checked;
  window.localStorage.setItem(STORED, isOn ? "on" : "off");
  apply();
  toggle.blur();
});
apply();

function isField(element) {
  return element instanceof Element && element.closest("input, select, textarea, [contenteditable]") !== null;
}

function correct() {
  const form = document.getElementById("correction");
  if (!form) return;
  const doubtful = form.querySelector("[data-doubtful]");
  const group = (doubtful ?? form).querySelector("details") ?? doubtful?.closest("details");
  const open = group ?? form.querySelector("details");
  if (open) open.open = true;
  const area = doubtful ?? open;
  const field = area.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

let isLeaving = false;
document.addEventListener("keydown", (event) => {
  if (!isOn || isLeaving || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isField(event.target) || isField(document.activeElement)) return;
  const target = [...document.querySelectorAll("[data-key]")].find((element) =>
    element.dataset.key.split(" ").includes(event.key),
  );
  if (!target) return;
  event.preventDefault();
  if (target === keys) {
    keys.open = !keys.open;
  } else if (event.key === "e") {
    correct();
  } else {
    // A second press before the next page is there would decide on what nobody has seen.
    isLeaving = true;
    target.click();
  }
});
document.querySelector('[data-key="e"]')?.addEventListener("click", (event) => {
  event.preventDefault();
  correct();
});
// Values chosen and not saved would be lost with a decision on what the reader found.
const correction = document.getElementById("correction");
const decision = document.getElementById("decision");
const filledIn = () => (correction ? new URLSearchParams(new FormData(correction)).toString() : "");
const before = filledIn();
decision?.addEventListener("submit", (event) => {
  if (filledIn() !== before && !window.confirm(decision.dataset.unsaved)) {
    event.preventDefault();
    isLeaving = false;
  }
});
// A page that comes back from the browser's memory listens again.
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isField(document.activeElement)) document.activeElement.blur();
});
