// The names of the places with the most ties that are in sight, set by the browser over the map, none over another.

import { width } from "./circles.js";

const GAP = 4;

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
    const room = [], { clientWidth } = this.box, most = clientWidth < 500 ? 8 : 18;
    for (const at of this.#inSight()) {
      if (this.shown.length >= most) break;
      const label = document.createElement("span");
      label.textContent = this.names[at.place];
      if (at.place === this.place) label.className = "chosen";
      this.box.append(label);
      const size = { width: label.offsetWidth, height: label.offsetHeight };
      const shift = width(this.selection.ofPlace[at.place]) / 2 + 3;
      const right = at.x + shift + size.width > clientWidth;
      const x = right ? -shift - size.width : shift, y = -size.height / 2;
      const held = { left: at.x + x - GAP, top: at.y + y, right: at.x + x + size.width + GAP, bottom: at.y - y };
      if (held.left < 0 || room.some((other) => overlaps(held, other))) {
        label.remove();
        continue;
      }
      room.push(held);
      this.shown.push({ label, place: at.place, x, y });
      label.style.transform = `translate(${Math.round(at.x + x)}px, ${Math.round(at.y + y)}px)`;
    }
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
    return [...new Set(found.slice(0, 300))].map((place) => ({ place, ...this.#at(place) })).filter(
      ({ x, y }) => x >= 0 && y >= 8 && x <= this.box.clientWidth && y <= this.box.clientHeight - 8);
  }

  #at(place) {
    const { columns: c, map } = this, centre = map.getCenter().lng;
    const longitude = c.longitude[place] + 360 * Math.round((centre - c.longitude[place]) / 360);
    return map.project([longitude, c.latitude[place]]);
  }

  #move() {
    for (const { label, place, x, y } of this.shown) {
      const at = this.#at(place);
      label.style.transform = `translate(${Math.round(at.x + x)}px, ${Math.round(at.y + y)}px)`;
    }
  }
}

const overlaps = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
