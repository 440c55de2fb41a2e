// Opens a piece of evidence beside the text; without this script the same links lead to the list.

const panel = document.getElementById("panel");
const inside = panel.querySelector(".inside");
const title = document.getElementById("panel-title");
const steps = panel.querySelector(".steps");
let opener = null;
let group = [];
let asked = [];

const numbers = (root) => [...new Set([...root.querySelectorAll("a.ref")].map((a) => a.hash))];

function copyOf(article) {
  const copy = document.createElement("div");
  copy.className = "copy";
  copy.append(...article.cloneNode(true).childNodes);
  asked.forEach((claim) => copy.querySelector(`#claim-${CSS.escape(claim)}`)?.classList.add("asked"));
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return copy;
}

function step(hash, before) {
  const number = hash.slice("#evidence-".length);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = before ? `← ${number}` : `${number} →`;
  button.addEventListener("click", () => show(hash));
  return button;
}

function show(hash) {
  const article = document.getElementById(hash.slice(1));
  const at = group.indexOf(hash);
  inside.replaceChildren(copyOf(article));
  inside.scrollTop = 0;
  title.textContent = group.length > 1 && at >= 0
    ? `${title.dataset.word} ${at + 1} / ${group.length}` : title.dataset.word;
  steps.replaceChildren(
    ...(at > 0 ? [step(group[at - 1], true)] : []),
    ...(at >= 0 && at + 1 < group.length ? [step(group[at + 1], false)] : []),
  );
  if (!panel.open) panel.show();
  panel.querySelector(".close").focus({ preventScroll: true });
}

function mark(place) {
  document.querySelectorAll(".is-open").forEach((element) => element.classList.remove("is-open"));
  if (place) place.classList.add("is-open");
}

function close({ restore = true } = {}) {
  if (!panel.open) return;
  panel.close();
  mark(null);
  if (restore && opener?.isConnected) opener.focus({ preventScroll: true });
}

title.dataset.word = title.textContent;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
  if (link.matches(".ref")) {
    event.preventDefault();
    const popover = link.closest("[popover]");
    popover?.hidePopover?.();
    asked = [];
    if (!panel.contains(link)) {
      const refs = link.closest(".refs");
      opener = popover ? refs.querySelector("button") : link;
      group = refs ? numbers(refs) : [link.hash];
      mark(link.closest(".s, figure"));
    }
    show(link.hash);
  } else if (panel.contains(link)) {
    close({ restore: false });
  }
});

// A part of a drawing that stands for claims opens their evidence, with those claims marked.
document.addEventListener("click", (event) => {
  const part = event.target.closest(".drawing [data-claims]");
  if (!part) return;
  asked = part.dataset.claims.split(" ");
  const articles = asked.map((claim) => document.getElementById(`claim-${claim}`)?.closest("article"));
  group = [...new Set(articles.filter(Boolean).map((article) => `#${article.id}`))];
  if (!group.length) return;
  opener = part.closest("figure").querySelector("a.ref, summary");
  mark(part.closest("figure"));
  show(group[0]);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open && !document.querySelector(":popover-open")) close();
});

panel.querySelector(".close").addEventListener("click", () => close());
