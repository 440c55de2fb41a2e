// The names of the places with the most ties that are in sight, set by the browser over the map, none over another.

import { width } from "./circles.js";

const GAP = 4;
const MOST = 160; // of so many places it is tried whether their names have room

export class Labels {
  constructor(box, map, columns, selection) {
    Object.assign(this, { box, map, columns, selection });
    this.names = null;
    this.place = -1;
    this.shown = [];
    map.on("move", () => this.#move());
    map.on("moveend", () => this.choose());
  }

  // Chooses anew which names stand; they come once they have been fetched.
  choose(place = this.place) {
    this.place = place;
    this.box.replaceChildren();
    this.shown = [];
    if (!this.names) return;
    const most = this.box.clientWidth < 500 ? 8 : 18;
    const found = this.#inSight().map((at) => ({ ...at, label: this.#made(at.place) }));
    this.box.append(...found.map(({ label }) => label));
    const room = [];
    // all are measured before any is moved, so that the page is laid out once
    for (const at of found.map((one) => this.#fitted(one))) {
      if (this.shown.length < most && at.left >= 0 && !room.some((other) => overlaps(at, other))) {
        room.push(at);
        this.shown.push(at);
      } else at.label.remove();
    }
    this.#move();
  }

  #made(place) {
    const label = document.createElement("span");
    label.textContent = this.names[place];
    if (place === this.place) label.className = "chosen";
    return label;
  }

  // Where a label stands: to the right of its place, or to the left where there is no room.
  #fitted({ place, label, x, y }) {
    const { offsetWidth: across, offsetHeight: down } = label;
    const shift = width(this.selection.ofPlace[place]) / 2 + 3;
    const dx = x + shift + across > this.box.clientWidth ? -shift - across : shift, dy = -down / 2;
    const left = x + dx - GAP, right = x + dx + across + GAP;
    return { place, label, dx, dy, left, right, top: y + dy, bottom: y - dy };
  }

  #inSight() {
    const { columns: c, selection: s, map } = this, bounds = map.getBounds();
    const found = [];
    for (let i = 0; i < c.placed; i += 1) {
      if (!s.ofPlace[i] || c.latitude[i] < bounds.getSouth() || c.latitude[i] > bounds.getNorth()) continue;
      found.push(i);
    }
    found.sort((one, other) => s.ofPlace[other] - s.ofPlace[one]);
    if (this.place >= 0 && this.place < c.placed) found.unshift(this.place);
    const { clientWidth, clientHeight } = this.box;
    return [...new Set(found.slice(0, 400))].map((place) => {
      const { x, y } = this.#at(place);
      return { place, x, y };
    }).filter(({ x, y }) => x >= 0 && y >= 8 && x <= clientWidth && y <= clientHeight - 8).slice(0, MOST);
  }

  #at(place) {
    const { columns: c, map } = this, centre = map.getCenter().lng;
    const longitude = c.longitude[place] + 360 * Math.round((centre - c.longitude[place]) / 360);
    return map.project([longitude, c.latitude[place]]);
  }

  #move() {
    for (const { label, place, dx, dy } of this.shown) {
      const { x, y } = this.#at(place);
      label.style.transform = `translate(${Math.round(x + dx)}px, ${Math.round(y + dy)}px)`;
    }
  }
}

const overlaps = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
