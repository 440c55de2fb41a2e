// Names are looked up while they are typed, in every field that says of which kinds they are: data-lookup.
// Without this a form works all the same: a name or an id is typed, and looked up when it is sent.

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

  // The options that an address gives for what is typed; "" where it fails or something else is typed by then.
  async function given(path, typed) {
    const query = new URLSearchParams({ q: typed, of: input.dataset.lookup });
    try {
      const answer = await fetch(`${path}?${query}`, { headers: { "HX-Request": "true" } });
      const found = answer.ok ? await answer.text() : "";
      return asked === typed && document.activeElement === input ? found : "";
    } catch {
      return "";
    }
  }

  function show(found) {
    list.insertAdjacentHTML("beforeend", found);
    for (const option of options()) if (!option.id.startsWith(list.id)) option.id = `${list.id}-${option.id}`;
  }

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < 1 || typed.endsWith(")")) return close();
    const found = await given("/names", typed);
    if (!found) return asked === typed ? close() : undefined;
    list.replaceChildren();
    show(found);
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
    if ("creates" in input.dataset) show(await given("/names/new", typed));
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
  // What was typed before this script had come.
  if (document.activeElement === input && input.value !== input.defaultValue) ask();
}

const every = () => document.querySelectorAll("[data-lookup]:not([role])").forEach(lookup);
every();
document.body.addEventListener("htmx:afterSwap", every);
