// Draws ties and places into a picture, point by point, in the browser's own memory.
//
// Fifty thousand lines one over the other are too much for a machine without a graphics card when they are drawn as lines
// of WebGL. Here each pixel holds how many lines cross it, so that another year only adds the lines that begin and takes out
// those that end; and the picture looks the same on every machine.

import { width } from "./circles.js";

const WHOLE = 16; // what a line adds to the pixels that it crosses, shared between two
const TABLE = 4096;
const DASH = 8, GAP = 4;
const FEW = 3000; // up to so many possible lines are dashed
const SMOOTH = 12_000; // of more lines each takes one pixel a step: nobody tells them apart

export class Raster {
  constructor(columns, circles, selection) {
    Object.assign(this, { columns, circles, selection });
    this.drawn = new Uint8Array(columns.lines); // 0: not, 1: as certain, 2: as possible
    this.view = null;
    this.isDashed = true;
    this.isCoarse = false;
    this.chosen = [];
  }

  // The part of the world that is drawn: its west and north edges on the Mercator map, and pixels in a world's width.
  look(west, north, scale, across, down) {
    this.view = { west, north, scale };
    if (this.across !== across || this.down !== down) {
      Object.assign(this, { across, down });
      this.counts = [new Uint32Array(across * down), new Uint32Array(across * down), new Uint32Array(across * down)];
      this.picture = new Uint32Array(across * down);
    }
    this.#forget();
  }

  #forget() {
    for (const counts of this.counts) counts.fill(0);
    this.drawn.fill(0);
    this.chosen = [];
  }

  // Brings the picture to what the selection holds; `place` is the one chosen, -1 for none.
  draw(colours, place, sizes) {
    const { selection: s } = this;
    const isDashed = s.possibleLines <= FEW, isCoarse = s.certainLines + s.possibleLines > SMOOTH;
    if (isDashed !== this.isDashed || isCoarse !== this.isCoarse) {
      Object.assign(this, { isDashed, isCoarse });
      this.#forget();
    }
    this.#drawLines();
    this.isCoarse = false;
    this.#drawChosen(place < 0 ? [] : s.linesOf(place));
    this.isCoarse = isCoarse;
    this.#paint(colours);
    this.#drawPlaces(colours, place, sizes);
    return this.picture;
  }

  #drawLines() {
    const { selection: s, drawn } = this, wanted = new Uint8Array(drawn.length);
    for (let i = 0; i < s.certainLines; i += 1) wanted[s.certain[i]] = 1;
    for (let i = 0; i < s.possibleLines; i += 1) wanted[s.possible[i]] = 2;
    for (let line = 0; line < drawn.length; line += 1) {
      if (drawn[line] === wanted[line]) continue;
      if (drawn[line]) this.#line(line, this.counts[drawn[line] - 1], -1, drawn[line] === 2);
      if (wanted[line]) this.#line(line, this.counts[wanted[line] - 1], 1, wanted[line] === 2);
    }
    this.drawn = wanted;
  }

  #drawChosen(lines) {
    for (const line of this.chosen) this.#line(line, this.counts[2], -1, false);
    for (const line of lines) this.#line(line, this.counts[2], 1, false);
    this.chosen = lines;
  }

  // Adds a line to the counts, or takes it out, in every copy of the world that is in sight.
  #line(line, counts, by, dashed) {
    const { start, points, west: wests, east: easts, leg } = this.circles, { west, north, scale } = this.view;
    const first = start[line], last = start[line + 1] - 1;
    if (last <= first) return;
    const stride = Math.max(1, Math.floor((this.isCoarse ? 14 : 5) / (leg * scale)));
    const east = west + this.across / scale;
    for (let copy = Math.ceil(west - easts[line]); copy <= east - wests[line]; copy += 1) {
      let x = (points[2 * first] + copy - west) * scale, y = (points[2 * first + 1] - north) * scale, way = 0;
      for (let k = first; k < last;) {
        k = Math.min(last, k + stride);
        const toX = (points[2 * k] + copy - west) * scale, toY = (points[2 * k + 1] - north) * scale;
        // over the pole a line leaves the map: what would run along its edge is not drawn
        if (!(isBeyond(points[2 * k + 1]) && isBeyond(points[2 * (k - 1) + 1]))) {
          way = this.#stretch(counts, x, y, toX, toY, by * WHOLE, dashed && this.isDashed ? way : -1);
        }
        x = toX;
        y = toY;
      }
    }
  }

  // One straight stretch: in each column that it crosses (each row, where it is steep) it is shared between the two pixels
  // beside it. Gives the way so far, for the dashes.
  #stretch(counts, x, y, toX, toY, by, way) {
    const { across, down, isCoarse } = this, dx = toX - x, dy = toY - y;
    const flat = Math.abs(dx) >= Math.abs(dy), length = flat ? Math.abs(dx) : Math.abs(dy);
    const end = way < 0 ? way : way + length;
    if ((x < 0 && toX < 0) || (y < 0 && toY < 0)) return end;
    if ((x >= across && toX >= across) || (y >= down && toY >= down) || !length) return end;
    const from = flat ? x : y, to = flat ? toX : toY, slope = flat ? dy / dx : dx / dy, other = flat ? y : x;
    const most = (flat ? across : down) - 1, widest = (flat ? down : across) - 1;
    const pace = flat ? across : 1, step = flat ? 1 : across;
    // a stretch has its first point and not its last one, which is the first of the next
    const first = to > from ? Math.ceil(from) : Math.floor(to) + 1, last = to > from ? Math.ceil(to) - 1 : Math.floor(from);
    for (let at = Math.max(0, first), stop = Math.min(most, last); at <= stop; at += 1) {
      if (way >= 0 && (way + Math.abs(at - from)) % (DASH + GAP) >= DASH) continue;
      const beside = other + (at - from) * slope;
      if (beside < 0 || beside >= widest) continue;
      if (isCoarse) {
        counts[at * step + ((beside + 0.5) | 0) * pace] += by;
        continue;
      }
      const whole = beside | 0, part = ((beside - whole) * by) | 0;
      const pixel = at * step + whole * pace;
      counts[pixel] += by - part;
      counts[pixel + pace] += part;
    }
    return end;
  }

  // From counts to colours: each line covers a part of what is under it.
  #paint({ line, possible, chosen }) {
    const { selection: s, picture, chosen: held } = this, [sure, perhaps, on] = this.counts;
    const all = s.certainLines + s.possibleLines, zoomed = Math.sqrt(this.view.scale / 900);
    const strength = Math.min(0.85, Math.max(0.045, (9 * zoomed) / Math.sqrt(all + 1))) * (held.length ? 0.3 : 1);
    const certain = table(line, strength), uncertain = table(possible, strength), strong = table(chosen, 0.95);
    for (let i = 0; i < picture.length; i += 1) {
      const some = sure[i], more = perhaps[i];
      let made = some ? certain[some < TABLE ? some : TABLE - 1] : 0;
      if (more) made = over(made, uncertain[more < TABLE ? more : TABLE - 1]);
      picture[i] = made;
    }
    if (!held.length) return;
    for (let i = 0; i < picture.length; i += 1) {
      if (on[i]) picture[i] = over(strong[on[i] < TABLE ? on[i] : TABLE - 1], picture[i]);
    }
  }

  #drawPlaces({ place: colour, rim, chosen }, place, sizes) {
    const { columns: c, selection: s } = this, stamps = [];
    const stampOf = (ties) => (stamps[ties] ??= stamp((width(ties) * sizes) / 2, colour, rim));
    for (let i = 0; i < c.placed; i += 1) if (s.ofPlace[i]) this.#put(i, stampOf(Math.min(60, s.ofPlace[i])));
    if (place < 0 || place >= c.placed) return;
    this.#put(place, stamp(((width(s.ofPlace[place]) + 3) * Math.max(sizes, 0.8)) / 2, chosen, rim));
  }

  // Puts the stamp of a place wherever it is in sight.
  #put(i, discs) {
    const { circles, across, down, picture } = this, { west, north, scale } = this.view;
    const { size } = discs[0], x = circles.x[i], half = size / 2;
    const top = (circles.y[i] - north) * scale - half, reach = size / scale, east = west + across / scale;
    const y = Math.floor(top), fromY = Math.max(0, -y), toY = Math.min(size, down - y);
    if (fromY >= toY) return;
    for (let copy = Math.ceil(west - reach - x); copy <= east + reach - x; copy += 1) {
      const left = (x + copy - west) * scale - half, at = Math.floor(left);
      const { pixels } = discs[((left - at) * PARTS | 0) + PARTS * ((top - y) * PARTS | 0)];
      const fromX = Math.max(0, -at), toX = Math.min(size, across - at);
      for (let row = fromY; row < toY; row += 1) {
        const under = (y + row) * across + at;
        for (let k = fromX; k < toX; k += 1) {
          const pixel = pixels[row * size + k];
          if (pixel) picture[under + k] = over(pixel, picture[under + k]);
        }
      }
    }
  }
}

const PARTS = 4; // a place stands on a quarter of a pixel

// The pixels of a disc with its rim, for each part of a pixel on which its middle may stand.
function stamp(radius, colour, rim) {
  const size = Math.ceil(2 * radius + 2), inside = packed(colour), around = packed(rim), edge = Math.min(1, radius / 4);
  return Array.from({ length: PARTS * PARTS }, (_, part) => {
    const x = size / 2 + ((part % PARTS) + 0.5) / PARTS, y = size / 2 + (Math.floor(part / PARTS) + 0.5) / PARTS;
    const pixels = new Uint32Array(size * size);
    for (let i = 0; i < pixels.length; i += 1) {
      const from = Math.hypot((i % size) + 0.5 - x, Math.floor(i / size) + 0.5 - y);
      const inner = Math.min(1, Math.max(0, radius - edge + 0.5 - from));
      const outer = Math.min(1, Math.max(0, radius + 0.5 - from));
      if (outer) pixels[i] = over(parted(inside, inner), parted(around, outer));
    }
    return { size, pixels };
  });
}

const isBeyond = (y) => y < 1e-4 || y > 1 - 1e-4;

// Colours are four bytes, red first, each already multiplied with how much they cover.
const packed = ([red, green, blue, alpha]) => {
  const part = (value) => Math.round(255 * value * alpha);
  return (part(red) | (part(green) << 8) | (part(blue) << 16) | (part(1) << 24)) >>> 0;
};

const parted = (colour, part) => {
  if (part >= 1) return colour;
  const by = (part * 256) | 0;
  return (((((colour >>> 8) & 0xff00ff) * by) & 0xff00ff00) | ((((colour & 0xff00ff) * by) >>> 8) & 0xff00ff)) >>> 0;
};

const over = (above, below) => {
  const left = 256 - (above >>> 24) - ((above >>> 31) & 1);
  if (!below || left <= 0) return above;
  const first = (((below & 0xff00ff) * left) >>> 8) & 0xff00ff;
  const second = (((below >>> 8) & 0xff00ff) * left) & 0xff00ff00;
  return (above + (first | second)) >>> 0;
};

// How a number of lines looks, when each covers `strength` of what is under it.
function table(colour, strength) {
  const made = new Uint32Array(TABLE), whole = packed(colour), left = (1 - strength) ** (1 / WHOLE);
  for (let i = 0, free = 1; i < TABLE; i += 1, free *= left) made[i] = parted(whole, 1 - free);
  return made;
}
