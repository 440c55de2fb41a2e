// Entering: names are looked up while they are typed, and a chosen concept says what it means.
// Without this the form works all the same: a name or an id is typed, and looked up when it is sent.

const WAIT = 180;

// A field that looks names up: a combobox with a list (WAI-ARIA 1.2).
function lookup(input) {
  const list = document.createElement("ul");
  list.className = "options";
  list.id = `${input.id}-options`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  input.parentElement.classList.add("lookup");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id]]) input.setAttribute(name, value);
  let waiting = 0;
  let asked = "";
  let at = -1;

  const options = () => [...list.querySelectorAll('[role="option"]')];

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    const all = options();
    if (!all.length) return;
    at = (to + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 1 || typed.endsWith(")")) return close();
    const query = new URLSearchParams({ q: typed, of: input.dataset.lookup });
    let answer;
    try {
      answer = await fetch(`/enter/names?${query}`, { headers: { "HX-Request": "true" } });
    } catch {
      return close();
    }
    if (!answer.ok || asked !== typed || document.activeElement !== input) return close();
    list.innerHTML = await answer.text();
    for (const option of options()) option.id = `${list.id}-${option.id}`;
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? at + 1 : at <= 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      choose(options()[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });
}

// What a concept means, under the choice; definitions are in English, and so only on English pages.
function meaning(select) {
  const place = document.createElement("span");
  place.className = "meaning";
  place.id = `${select.id}-meaning`;
  select.after(place);
  const described = select.getAttribute("aria-describedby");
  select.setAttribute("aria-describedby", described ? `${described} ${place.id}` : place.id);
  const say = () => { place.textContent = select.selectedOptions[0]?.dataset.meaning ?? ""; };
  select.addEventListener("change", say);
  say();
}

for (const input of document.querySelectorAll("[data-lookup]")) lookup(input);
for (const select of document.querySelectorAll("select:has(option[data-meaning])")) meaning(select);
document.getElementById("problems")?.focus();

// A sign-in in another tab changes the sign against forgery: the form sends the one that holds now.
const sign = () => document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?csrftoken=([^;]+)/)?.[1];
document.getElementById("entry")?.addEventListener("submit", (event) => {
  const held = sign();
  if (held) event.target.elements.csrfmiddlewaretoken.value = held;
});
document.body.addEventListener("htmx:configRequest", (event) => {
  const held = sign();
  if (held && "csrfmiddlewaretoken" in event.detail.parameters) event.detail.parameters.csrfmiddlewaretoken = held;
});
