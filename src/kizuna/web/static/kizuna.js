// What pages do beyond links and forms; every page works without it.

// Evidence opens beside the text: focus goes to it, Escape or "close" empties it and gives focus back.
const panel = document.querySelector(".beside");
const place = document.getElementById("evidence");
let opener = null;

function mark(link) {
  for (const open of document.querySelectorAll(".ref.is-open")) open.classList.remove("is-open");
  link?.classList.add("is-open");
}

// What stands behind one number or fact is gone through claim by claim: "1 of 52", back and on.
const steps = panel?.querySelector(".steps");
let group = [];
let total = 0;
let at = -1;
let isStep = false;

function wordsOf(element) {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll?.(".refs, .badge").forEach((part) => part.remove());
  return copy?.textContent.trim() ?? "";
}

function gather(link) {
  const refs = link.closest(".refs");
  const byAddress = new Map();
  for (const one of refs?.querySelectorAll("a.ref") ?? []) {
    if (!byAddress.has(one.pathname)) byAddress.set(one.pathname, one);
  }
  group = [...byAddress.values()];
  total = Math.max(group.length, Number(refs?.dataset.count ?? 0));
  at = group.findIndex((one) => one.pathname === link.pathname);
  panel.classList.toggle("is-counted", Boolean(refs?.closest(".figures")));
  steps.hidden = total < 2;
  if (steps.hidden) return;
  const row = refs.closest("dl > div, tr, .figures > li");
  const label = row?.querySelector("dt, th[scope=row], .label");
  const beside = label?.contains(refs) ? row.querySelector(".figure") : refs.previousSibling;
  const number = wordsOf(beside);
  const said = [wordsOf(label), number].filter(Boolean).join(": ");
  const words = steps.dataset.words.replace("{number}", at + 1).replace("{count}", total);
  steps.querySelector("p").textContent = said ? `${words} · ${said}` : words;
  for (const button of steps.querySelectorAll("button")) {
    button.setAttribute("aria-disabled", String(!group[at + Number(button.dataset.step)]));
  }
}

function forget() {
  group = [];
  steps.hidden = true;
  panel.classList.remove("is-counted");
}

function close() {
  if (!place?.hasChildNodes()) return false;
  place.replaceChildren();
  forget();
  mark(null);
  if (opener?.isConnected) opener.focus();
  opener = null;
  return true;
}

if (panel && place) {
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target !== place) return;
    panel.classList.add("is-loading");
    if (!place.contains(event.detail.elt)) {
      const shown = event.detail.elt.closest("[popover]");
      opener = shown ? document.querySelector(`[popovertarget="${shown.id}"]`) : event.detail.elt;
      shown?.hidePopover();
      mark(event.detail.elt);
      gather(event.detail.elt);
    } else forget();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.target === place) panel.classList.remove("is-loading");
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== place) return;
    panel.classList.remove("is-loading");
    place.scrollTop = 0;
    if (!isStep) place.focus({ preventScroll: true });
    isStep = false;
  });
  steps.addEventListener("click", (event) => {
    const link = group[at + Number(event.target.closest("button")?.dataset.step)];
    isStep = Boolean(link);
    link?.click();
  });
  // The one mark of a fact opens the first claim; without a script it opens the list of all.
  document.addEventListener("click", (event) => {
    const only = event.target.closest?.(".refs > .more:first-child");
    if (!only) return;
    event.preventDefault();
    only.parentElement.querySelector("a.ref").click();
  });
  panel.querySelector('[data-close="evidence"]')?.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector(":popover-open, dialog[open]")) return;
    if (close()) event.preventDefault();
  });
}

// A group of the menu closes when one goes on elsewhere, or with Escape.
const groups = () => document.querySelectorAll(".top details[open]");
document.addEventListener("click", (event) => {
  for (const group of groups()) if (!group.contains(event.target)) group.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const group of groups()) if (!group.contains(event.target)) group.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const group of groups()) {
    if (group.contains(document.activeElement)) group.querySelector("summary").focus();
    group.open = false;
  }
});

// What is read while somebody types says also why it cannot be read, and never goes on to show what was read before.
const isLive = (target) => target?.matches("output, #suggestions") ?? false;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (xhr.status < 400 || !isLive(target)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.body.addEventListener("htmx:sendError", (event) => {
  if (isLive(event.detail.target)) event.detail.target.replaceChildren();
});

// What could not be fetched into the page is opened as a page, which says what is wrong.
for (const failed of ["htmx:responseError", "htmx:sendError"]) {
  document.body.addEventListener(failed, (event) => {
    const address = event.detail.elt.getAttribute("href");
    if (address) window.location.assign(address);
  });
}

// The look changes at once; the cookie lets the server make the next page in it.
for (const link of document.querySelectorAll(".looks a[data-look]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const look = link.dataset.look;
    const age = look === "device" ? 0 : 365 * 24 * 3600;
    document.cookie = `kizuna_look=${look}; path=/; max-age=${age}; samesite=lax`;
    if (look === "device") delete document.documentElement.dataset.look;
    else document.documentElement.dataset.look = look;
    document.querySelector('meta[name="color-scheme"]').content = look === "device" ? "light dark" : look;
    for (const other of document.querySelectorAll(".looks a")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    document.dispatchEvent(new CustomEvent("kizuna:look", { detail: look }));
  });
}

// Another language keeps the place on the page.
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => { link.hash = window.location.hash; });
}
