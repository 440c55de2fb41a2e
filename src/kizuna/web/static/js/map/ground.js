// The ground under the ties: land and borders, in the colours of the page and from this site alone.
//
// They are drawn here and not by layers of MapLibre: without a graphics card, each kind of layer costs a program of the
// card and a worker that cuts tiles, together more than half of the time until something is seen.

import { landOf } from "./land.js";

const FINE_FROM = 3.2; // the zoom from which coasts are drawn in more detail
const MARGIN = 0.25; // how much is drawn beyond each side of what is seen, for the map to be moved

export const colourOf = (probe, name) => {
  probe.className = `map-colour ${name}`;
  const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  return { css: `rgba(${red}, ${green}, ${blue}, ${alpha})`, parts: [red / 255, green / 255, blue / 255, alpha] };
};

export class Ground {
  constructor(coarse, fine, laid) {
    this.land = landOf(coarse);
    Object.assign(this, { fine, laid });
    this.canvas = document.createElement("canvas");
    this.box = null;
  }

  // Whether what is seen lies within what is drawn, at the same size.
  holds({ west, north, scale, across, down }) {
    const box = this.box;
    return box !== null && box.scale === scale && box.west <= west && box.north <= north
      && box.west + box.across / scale >= west + across / scale && box.north + box.down / scale >= north + down / scale;
  }

  // Draws what is seen and a margin around it; the colours are `land` and `border`.
  draw({ west, north, scale, across, down, zoom }, colour) {
    if (zoom >= FINE_FROM) this.#refine();
    const wide = Math.round(across * MARGIN), high = Math.round(down * MARGIN), { canvas } = this;
    this.box = {
      west: west - wide / scale, north: north - high / scale, scale, across: across + 2 * wide, down: down + 2 * high,
    };
    canvas.width = this.box.across;
    canvas.height = this.box.down;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = colour("land");
    context.strokeStyle = colour("border");
    context.lineWidth = 0.8 / scale;
    const east = this.box.west + this.box.across / scale;
    for (let copy = Math.floor(this.box.west) - 1; copy <= east; copy += 1) {
      context.setTransform(scale, 0, 0, scale, (copy - this.box.west) * scale, -this.box.north * scale);
      context.fill(this.land.land, "evenodd");
      context.stroke(this.land.borders);
    }
    return canvas;
  }

  async #refine() {
    const { fine } = this;
    this.fine = "";
    const answer = fine ? await fetch(fine) : null;
    if (!answer?.ok) return;
    this.land = landOf(await answer.json());
    this.box = null;
    this.laid();
  }
}
