// Says before the upload what it would refuse, and takes files that are dropped. Without it the form works as it stands.

const form = document.querySelector("form.upload");
const input = form.querySelector("input[type=file]");
const zone = form.querySelector(".drop-zone");
const chosen = form.querySelector(".chosen");
const limits = {
  files: Number(form.dataset.mostFiles),
  file: Number(form.dataset.fileBytes),
  all: Number(form.dataset.allBytes),
};
const [kilobytes, megabytes] = ["kilobyte", "megabyte"].map(
  (unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }),
);

function size(bytes) {
  const thousands = bytes / 1024;
  return thousands < 1024 ? kilobytes.format(thousands) : megabytes.format(thousands / 1024);
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function reasonAgainst(file) {
  if (file.size === 0) return chosen.dataset.empty;
  return file.size > limits.file ? chosen.dataset.tooLarge : "";
}

/** What is wrong with the files together: then the form is not sent. */
function reasonAgainstAll(files, bytes) {
  if (files.length > limits.files) return chosen.dataset.tooMany;
  return bytes > limits.all ? chosen.dataset.allTooLarge : "";
}

function show() {
  const files = [...input.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const refusal = reasonAgainstAll(files, bytes);
  input.setCustomValidity(refusal);
  chosen.replaceChildren();
  if (!files.length) return;
  chosen.append(element("p", `${chosen.dataset.count} ${files.length} (${size(bytes)})`));
  if (refusal) chosen.append(element("p", refusal, "refusal"));
  const list = document.createElement("ul");
  list.tabIndex = 0; // it scrolls
  for (const file of files.slice(0, limits.files)) {
    const reason = reasonAgainst(file);
    const line = element("li", `${file.name} (${size(file.size)})`);
    if (reason) line.append(" ", element("span", reason, "refusal"));
    list.append(line);
  }
  chosen.append(list);
}

input.addEventListener("change", show);
form.querySelector(".drop-hint").hidden = false;

for (const type of ["dragenter", "dragover"]) {
  zone.addEventListener(type, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
zone.addEventListener("dragleave", (event) => {
  if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
});
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  input.files = event.dataTransfer.files;
  show();
});
// A file that misses the zone would otherwise replace the page.
for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
