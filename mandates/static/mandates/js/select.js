// Words selected in a paragraph become the words that say who, what or when: a small bar asks which.
//
// The text of a paragraph stands in elements with data-start, its place in the paragraph; what is between them (small
// words, numbers) is no part of it. On the page of a resolution the bar opens the review page with the words; on the
// review page it fills the form in and has it read.

const bar = document.createElement("div");
bar.className = "selection-bar";
bar.hidden = true;
bar.setAttribute("role", "toolbar");

const labels = document.getElementById("selection-labels");
bar.setAttribute("aria-label", labels.dataset.title);
const choice = document.createElement("select");
choice.setAttribute("aria-label", labels.dataset.mandate);
bar.append(choice);
for (const kind of ["who", "what", "when"]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = labels.dataset[kind];
  button.addEventListener("click", () => use(kind));
  bar.append(button);
}
document.body.append(bar);
for (const hint of document.querySelectorAll("[data-needs-script]")) hint.hidden = false;

let selected = null;

// The place of a boundary of the selection in the paragraph's text, in characters as Python counts them.
function placeOf(text, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  let place = 0;
  for (const piece of text.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(piece)) continue;
    const part = range.cloneRange();
    part.selectNodeContents(piece);
    if (range.comparePoint(piece, piece.childNodes.length) > 0) part.setEnd(node, offset);
    place = Number(piece.dataset.start) + [...part.toString()].length;
  }
  return place;
}

function whole(text) {
  return [...text.querySelectorAll("[data-start]")].map((piece) => piece.textContent).join("");
}

function read() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = range.startContainer.parentElement?.closest("[data-mandates]");
  if (!from || !from.contains(range.endContainer) || !from.dataset.mandates.trim()) return null;
  const start = placeOf(from, range.startContainer, range.startOffset);
  const end = placeOf(from, range.endContainer, range.endOffset);
  const words = [...whole(from)].slice(start, end).join("");
  const lead = words.length - words.trimStart().length;
  if (!words.trim()) return null;
  return { text: from, range, start: start + lead, words: words.trim() };
}

function show() {
  const found = read();
  if (!found) {
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  selected = found;
  choice.replaceChildren(
    ...found.text.dataset.mandates
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [key, number] = entry.split(":");
        return new Option(`${labels.dataset.mandate} ${number}`, key);
      }),
  );
  choice.hidden = choice.options.length < 2;
  bar.hidden = false;
  const box = found.range.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - bar.offsetWidth - 16);
  bar.style.top = `${box.bottom + window.scrollY + 8}px`;
  bar.style.left = `${Math.max(8, left) + window.scrollX}px`;
}

function use(kind) {
  if (!selected) return;
  const form = document.getElementById("correction");
  if (form) {
    form.elements[`words_${kind}`].value = selected.words;
    form.elements[`start_${kind}`].value = selected.start;
    form.requestSubmit(form.querySelector(`button[name=read][value=${kind}]`));
    return;
  }
  const query = new URLSearchParams({ field: kind, words: selected.words, start: selected.start });
  if (labels.dataset.resolution) query.set("resolution", labels.dataset.resolution);
  window.location.href = `${labels.dataset.review.replace("/0/", `/${choice.value}/`)}?${query}#correct`;
}

// Pressing a button must not take the selection away before it is used.
bar.addEventListener("pointerdown", (event) => {
  if (event.target !== choice) event.preventDefault();
});
document.addEventListener("selectionchange", () => window.requestAnimationFrame(show));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") bar.hidden = true;
});
