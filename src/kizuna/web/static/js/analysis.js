// Pages that analyse, beyond links and forms: a question is answered in place, names are suggested while one types,
// and what is to be copied is copied. Every page works without it.

// A question that cannot be asked is shown like an answer: the page says what is wrong, above the form.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target?.id !== "content" || xhr.status >= 500) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

// The parts around the content name the page's address too.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "content") return;
  const made = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  document.title = made.title;
  for (const within of [".languages a", ".looks a"]) {
    const links = made.querySelectorAll(within);
    document.querySelectorAll(within).forEach((link, at) => { if (links[at]) link.href = links[at].getAttribute("href"); });
  }
  const [kept, fresh] = [document, made].map((page) => page.querySelector(".when form"));
  if (kept && fresh) {
    kept.querySelectorAll('input[type="hidden"]').forEach((input) => input.remove());
    kept.prepend(...[...fresh.querySelectorAll('input[type="hidden"]')].map((input) => document.importNode(input)));
  }
});

const PLACES = ["government", "area", "organisation"];
const KINDS = { place: PLACES, government: ["government"], tie: ["tie"], any: [] };
const PAUSE = 180;
let waiting = 0;
let asked = 0;

function kindsOf(field) {
  return field.dataset.suggest.split(" ").flatMap((name) => KINDS[name] ?? []);
}

function listOf(field) {
  return field.parentElement.querySelector(".suggested");
}

function clear(field) {
  listOf(field)?.remove();
  field.removeAttribute("aria-controls");
}

function show(field, links) {
  clear(field);
  if (!links.length) return;
  const list = document.createElement("ul");
  list.className = "suggested";
  list.id = `${field.id}-suggested`;
  for (const link of links) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.value = new URL(link.href, location.href).pathname.slice(1);
    button.append(...[...link.childNodes].map((node) => document.importNode(node, true)));
    item.append(button);
    list.append(item);
  }
  field.parentElement.append(list);
  field.setAttribute("aria-controls", list.id);
}

async function suggest(field) {
  const words = field.value.trim();
  const mine = ++asked;
  if (words.length < 2 || words.includes("/")) { clear(field); return; }
  const answer = await fetch(`/search/suggest?${new URLSearchParams({ q: words })}`).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kinds = kindsOf(field);
  const links = [...made.querySelectorAll(".suggestions a:not(.all-found)")].filter((link) => {
    const kind = new URL(link.href, location.href).pathname.split("/")[1];
    return !kinds.length || kinds.includes(kind);
  });
  show(field, links.slice(0, 8));
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("input[data-suggest]");
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(suggest, PAUSE, field);
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest(".field:has(input[data-suggest])");
  const buttons = box ? [...box.querySelectorAll(".suggested button")] : [];
  if (!buttons.length) return;
  const field = box.querySelector("input[data-suggest]");
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "Escape") { field.focus(); clear(field); event.stopPropagation(); return; }
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  (buttons[next] ?? field).focus();
});

document.addEventListener("focusout", (event) => {
  const box = event.target.closest?.(".field:has(input[data-suggest])");
  if (box) setTimeout(() => { if (!box.contains(document.activeElement)) clear(box.querySelector("input")); });
});

document.addEventListener("click", (event) => {
  const chosen = event.target.closest(".suggested button");
  if (chosen) {
    const field = chosen.closest(".field").querySelector("input");
    field.value = chosen.value;
    field.focus();
    clear(field);
    return;
  }
  const copy = event.target.closest("button[data-copies]");
  if (!copy) return;
  const field = document.getElementById(copy.dataset.copies);
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => { copy.textContent = copy.dataset.done; }, () => {});
});
