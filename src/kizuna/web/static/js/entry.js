// Entering: a chosen concept says what it means, and the sign against forgery is the one that holds.
// Names are looked up by lookup.js.

import "./lookup.js";

// What a concept means, under the choice.
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
