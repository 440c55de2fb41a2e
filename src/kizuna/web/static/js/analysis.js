// Pages that analyse, beyond links and forms: a question is answered in place, and what is to be copied is copied.
// Every page works without it. Names are looked up by lookup.js.

import "./lookup.js";

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

document.addEventListener("click", (event) => {
  const copy = event.target.closest("button[data-copies]");
  if (!copy) return;
  const field = document.getElementById(copy.dataset.copies);
  field.select();
  navigator.clipboard?.writeText(field.value).then(() => { copy.textContent = copy.dataset.done; }, () => {});
});
