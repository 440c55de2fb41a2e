// The map of ties. Without it the page has the same in words; see /map/list.

import { Circles, width } from "./map/circles.js";
import { Columns, sums } from "./map/columns.js";
import { colourOf, Ground } from "./map/ground.js";
import { Labels } from "./map/labels.js";
import { TiesLayer } from "./map/layer.js";
import { Raster } from "./map/raster.js";
import { Selection } from "./map/selection.js";

const MOST_ZOOM = 5.5; // at first
const NEAR = 9; // pixels around a place within which a click means it
const jsonOf = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};
const ASKED = ["country", "other", "kind", "field", "status"];

// Once the styles give the box its size, which MapLibre asks for once.
const laidOut = async (box) => {
  while (!box.clientHeight || getComputedStyle(box).position !== "relative") {
    await new Promise((done) => requestAnimationFrame(done));
  }
};

class TieMap {
  constructor(box) {
    this.box = box;
    this.form = document.querySelector(box.dataset.form);
    this.year = this.form.elements.year;
    this.output = this.form.querySelector("[data-count]");
    this.beside = document.getElementById("partners");
    this.number = new Intl.NumberFormat(document.documentElement.lang);
    this.place = -1;
  }

  async start() {
    const { ties, worker, coarse, fine } = this.box.dataset;
    window.maplibregl.setWorkerUrl(worker);
    window.maplibregl.setWorkerCount(1);
    const fetched = [jsonOf(ties), jsonOf(coarse)];
    await laidOut(this.box);
    this.map = this.#open();
    const styled = new Promise((done) => this.map.once("style.load", done));
    this.columns = new Columns(await fetched[0]);
    this.selection = new Selection(this.columns);
    this.#choose();
    const raster = new Raster(this.columns, new Circles(this.columns), this.selection);
    const ground = new Ground(await fetched[1], fine);
    await styled;
    this.layer = new TiesLayer(ground, raster, (name) => this.#colour(name), () => this.#drawn());
    this.map.addLayer(this.layer);
    this.labels = new Labels(this.box.querySelector(".labels"), this.map, this.columns, this.selection);
    this.#listen();
    this.identified = new Promise((done) => { this.isIdentified = done; });
  }

  #open() {
    const { words, frame } = this.box.dataset, [west, south, east, north] = frame.split(" ").map(Number);
    const map = new window.maplibregl.Map({
      container: this.box.querySelector(".canvas"),
      style: { version: 8, sources: {}, layers: [] },
      bounds: [[west, Math.max(-56, south)], [east, Math.min(72, north)]],
      fitBoundsOptions: { padding: this.#padding(), maxZoom: MOST_ZOOM },
      maxZoom: 9,
      minZoom: -1,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: JSON.parse(words),
      cooperativeGestures: this.box.hasAttribute("data-gentle"),
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }), "top-right");
    return map;
  }

  #padding() { return Math.min(48, this.box.clientWidth / 12); }

  #colour(name) { return colourOf(this.box.querySelector(".map-colour"), name); }

  // What the form asks for; finds the lines and says how many ties they are.
  #choose() {
    const { elements } = this.form;
    const asked = Object.fromEntries(ASKED.map((name) => [name, elements[name]?.value ?? ""]));
    this.selection.ask({ ...asked, certain: elements.certain?.checked ?? false });
    this.#chooseYear();
  }

  #chooseYear() {
    this.selection.on(Number(this.year.value));
    this.form.querySelector("[data-year]").textContent = this.year.value;
    const { certain, possible } = this.selection.count, { dataset } = this.output;
    const said = possible > certain ? dataset.count : dataset.certain;
    this.output.textContent = said
      .replace("{certain}", this.number.format(certain)).replace("{possible}", this.number.format(possible));
    this.layer?.refresh();
  }

  #listen() {
    let later = 0;
    this.year.addEventListener("input", () => {
      this.#chooseYear();
      clearTimeout(later);
      later = setTimeout(() => this.#settled(), 180);
    });
    this.form.addEventListener("change", (event) => {
      if (event.target === this.year) return;
      this.#choose();
      this.#settled();
    });
    this.map.on("click", (event) => this.#click(event.point));
    this.map.on("mousemove", (event) => this.#point(event.point));
    this.beside?.addEventListener("click", (event) => {
      if (event.target.closest("[data-close-place]")) this.#leavePlace();
    });
    const repaint = () => this.layer.recolour();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    document.addEventListener("kizuna:look", repaint);
  }

  // After a change: the names, the address, and the partners of the place that is open.
  #settled() {
    this.labels.choose();
    this.#keepAddress();
    if (this.place >= 0 && this.beside) this.#ask(this.place);
  }

  #query() {
    const query = new URLSearchParams(this.box.dataset.clocks);
    for (const name of ASKED) {
      const value = this.form.elements[name]?.value;
      if (value) query.set(name, value);
    }
    if (this.year.value !== this.year.dataset.usual) query.set("year", this.year.value);
    if (this.form.elements.certain?.checked) query.set("certain", "1");
    return query;
  }

  #keepAddress() {
    const query = this.#query();
    for (const link of document.querySelectorAll("a[data-with-query]")) {
      link.search = new URLSearchParams([...new URLSearchParams(link.dataset.withQuery), ...query]).toString();
    }
    if (!this.beside) return;
    const place = this.beside.querySelector("[data-place]")?.dataset.place;
    if (place) query.set("place", place);
    const text = query.toString().replaceAll("%2F", "/");
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
    for (const link of document.querySelectorAll(".languages a, .looks a")) {
      const own = new URLSearchParams(link.search);
      const kept = [...own].filter(([name]) => name === "lang" || name === "look");
      link.search = new URLSearchParams([...query, ...kept]).toString();
    }
  }

  #nearest({ x, y }) {
    const { columns: c, selection: s } = this, size = this.layer.sizes();
    const { lng, lat } = this.map.unproject([x, y]), pixel = 360 / (512 * 2 ** this.map.getZoom());
    let nearest = -1, least = Infinity;
    for (let i = 0; i < c.placed; i += 1) {
      if (!s.ofPlace[i]) continue;
      const across = Math.abs(((c.longitude[i] - lng + 540) % 360 + 360) % 360 - 180) / pixel;
      if (across > 24 || Math.abs(c.latitude[i] - lat) / pixel > 24) continue;
      const at = this.map.project([lng + (((c.longitude[i] - lng + 540) % 360 + 360) % 360 - 180), c.latitude[i]]);
      const from = Math.hypot(at.x - x, at.y - y) - (width(s.ofPlace[i]) * size) / 2;
      if (from < least) [nearest, least] = [i, from];
    }
    return least <= NEAR ? nearest : -1;
  }

  #point(point) {
    const place = this.#nearest(point), tip = this.box.querySelector(".tip");
    this.map.getCanvas().style.cursor = place >= 0 ? "pointer" : "";
    tip.hidden = place < 0 || !this.labels.names;
    if (tip.hidden) return;
    tip.textContent = `${this.labels.names[place]} · ${this.number.format(this.selection.ofPlace[place])}`;
    const left = Math.min(point.x + 12, this.box.clientWidth - tip.offsetWidth - 6);
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(4, point.y - 34))}px)`;
  }

  #click(point) {
    const place = this.#nearest(point);
    if (place < 0) return;
    this.choosePlace(place);
    this.#ask(place);
  }

  choosePlace(place) {
    this.place = place;
    this.layer.refresh(place);
    this.labels.choose(place);
  }

  #leavePlace() {
    this.beside.replaceChildren();
    this.choosePlace(-1);
    this.#keepAddress();
    this.map.getCanvas().focus();
  }

  #addressOf(path, key) {
    const query = this.#query();
    query.set("key", key);
    return `${path}?${query}`;
  }

  async #ask(place) {
    await this.identified;
    const address = this.#addressOf("/map/place", this.keys[place]);
    if (!this.beside) {
      location.assign(address);
      return;
    }
    this.beside.setAttribute("aria-busy", "true");
    await window.htmx.ajax("GET", address, { target: "#partners", swap: "innerHTML" });
    this.beside.removeAttribute("aria-busy");
    this.#keepAddress();
  }

  // The first time that ties stand on land; whoever measures listens to this.
  #drawn() {
    if (!this.isDrawn) {
      this.isDrawn = true;
      performance.mark("kizuna:map-drawn");
      this.box.dataset.drawn = "";
      this.#identify();
    }
    this.box.dispatchEvent(new CustomEvent("kizuna:drawn", { bubbles: true }));
  }

  // Which places these are, and their names: fetched once the map stands.
  async #identify() {
    const { keys, names } = await jsonOf(this.box.dataset.names);
    this.keys = sums(keys, new Int32Array(keys.length));
    this.labels.names = names;
    const chosen = this.beside?.querySelector("[data-key]")?.dataset.key;
    if (chosen && this.place < 0) this.choosePlace(this.keys.indexOf(Number(chosen)));
    else this.labels.choose();
    this.isIdentified();
  }
}

for (const box of document.querySelectorAll("[data-map]")) {
  new TieMap(box).start().catch((error) => {
    box.classList.add("is-absent");
    box.querySelector(".absent").hidden = false;
    console.warn(error);
  });
}
