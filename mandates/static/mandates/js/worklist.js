// Choosing rows of a list: the box in the head ticks all of the page, and the bar says how many are chosen.
// Everything is heard on the document, because htmx exchanges the rows.

const boxes = () => [...document.querySelectorAll('input[name="id"][form="bulk-form"]')];

function say() {
  const chosen = document.getElementById("chosen");
  const whole = document.getElementById("select-page");
  if (!chosen || !whole) return;
  const all = boxes();
  const count = all.filter((box) => box.checked).length;
  whole.hidden = false;
  whole.checked = count > 0 && count === all.length;
  whole.indeterminate = count > 0 && count < all.length;
  if (count === 0) chosen.textContent = "";
  else chosen.textContent = count === 1 ? chosen.dataset.one : chosen.dataset.many.replace("COUNT", String(count));
}

document.addEventListener("change", (event) => {
  if (event.target.id === "select-page") {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  say();
});

// A saved view keeps what the address now says.
document.addEventListener("htmx:pushedIntoHistory", () => {
  const query = document.getElementById("view-query");
  if (query) query.value = window.location.search.slice(1);
});

document.addEventListener("htmx:afterSettle", say);
document.addEventListener("htmx:historyRestore", say);
say();
