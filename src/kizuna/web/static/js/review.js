// Reviewing: the passage is scrolled into view, and single keys decide. Everything works without it.

const KEPT = "kizuna.review.keys";
const page = document.querySelector("[data-review]");

// The passage, in the middle of its box; the page itself stays where it is.
const text = document.getElementById("text");
const passage = document.getElementById("passage");
function show() {
  const box = text.getBoundingClientRect();
  const at = passage.getBoundingClientRect();
  text.scrollTop += at.top - box.top - Math.max(24, (box.height - at.height) / 3);
}
if (text && passage) {
  show();
  document.fonts?.ready.then(show);
}
document.getElementById("problems")?.focus();

// Single keys: shown beside what they do, off while somebody types, and off altogether for who wants it so.
const keys = document.getElementById("keys");
const switched = document.getElementById("keys-on");
let on = true;
try {
  on = localStorage.getItem(KEPT) !== "off";
} catch {
  on = true; // a browser that keeps nothing
}

function mark() {
  for (const shown of document.querySelectorAll(".reviewing kbd[hidden], .reviewing kbd[data-shown]")) {
    shown.dataset.shown = "1";
    shown.hidden = !on;
  }
  for (const able of document.querySelectorAll(".reviewing [data-key]")) {
    if (on) able.setAttribute("aria-keyshortcuts", able.dataset.key);
    else able.removeAttribute("aria-keyshortcuts");
  }
}

if (keys) {
  keys.hidden = false;
  switched.checked = on;
  switched.addEventListener("change", () => {
    on = switched.checked;
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // nothing is kept: it holds for this page
    }
    mark();
  });
}
mark();

const types = (element) => element instanceof HTMLElement && (element.isContentEditable
  || element.matches("textarea, select, input:not([type='checkbox'], [type='radio'], [type='button'], [type='submit'])"));

// In the list, j and k go from one reading to the next.
function step(by) {
  const links = [...document.querySelectorAll(".queue a.open")];
  const row = document.activeElement?.closest(".queue > li");
  const at = links.findIndex((link) => row?.contains(link));
  links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (!page || !on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (types(event.target) || document.querySelector(":popover-open, dialog[open]")) return;
  if (page.dataset.review === "list" && (event.key === "j" || event.key === "k")) {
    event.preventDefault();
    return step(event.key === "j" ? 1 : -1);
  }
  if (!/^[a-z?]$/.test(event.key)) return;
  const found = page.querySelector(`[data-key="${event.key}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input")) {
    found.focus();
    found.select();
  } else if (found.matches("summary")) {
    found.parentElement.open = !found.parentElement.open;
    found.focus();
  } else {
    found.click();
  }
});
