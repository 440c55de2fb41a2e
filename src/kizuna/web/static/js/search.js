// Suggestions under the search field: arrows go through them, Escape or leaving the field puts them away.
const form = document.querySelector("form.find");
const field = form?.querySelector('input[name="q"]');
const place = document.getElementById("suggestions");

function links() {
  return [...place.querySelectorAll("a")];
}

function step(event, by) {
  const all = links();
  const at = all.indexOf(document.activeElement) + by;
  event.preventDefault();
  if (at < 0) field.focus();
  else all[Math.min(at, all.length - 1)].focus();
}

if (field && place) {
  field.setAttribute("aria-controls", "suggestions");
  form.addEventListener("keydown", (event) => {
    if (!place.hasChildNodes() || !links().length) return;
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Escape") {
      event.stopPropagation();
      place.replaceChildren();
      field.focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) place.replaceChildren();
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === place && !form.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
}
