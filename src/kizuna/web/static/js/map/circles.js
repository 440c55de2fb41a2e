// Great circles as lines of points on the web's Mercator map, where the world is 1 wide.

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.0088;
const MOST_POINTS = 400_000;
const SHORTEST_LEG = 80; // kilometres
const EDGE = 0.99627; // the sine of 85.05 degrees, where the map ends

const mercatorY = (sine) => {
  const held = Math.max(-EDGE, Math.min(EDGE, sine));
  return 0.5 - Math.log((1 + held) / (1 - held)) / (4 * Math.PI);
};

// Where a point lies on the map.
export const mercator = (latitude, longitude) => [
  0.5 + longitude / 360, mercatorY(Math.sin(latitude * RADIANS)),
];

// How wide a place is drawn, in pixels, by its number of ties.
export const width = (ties) => 3.4 + Math.min(13, 1.7 * Math.sqrt(ties));

// `points`: x and y of every point. Line i has the points from `start[i]` to `start[i + 1]`, none where it cannot be drawn,
// and lies between `west[i]` and `east[i]`; x goes on beyond 0 and 1 where a line crosses the antimeridian. `leg` is how far
// apart points are at the equator; `x` and `y` are those of the places.
export class Circles {
  constructor(columns) {
    this.start = new Int32Array(columns.lines + 1);
    this.west = new Float32Array(columns.lines);
    this.east = new Float32Array(columns.lines);
    this.#prepare(columns);
    this.#measure(columns);
    this.points = new Float32Array(2 * this.start[columns.lines]);
    for (let i = 0; i < columns.lines; i += 1) {
      if (this.start[i + 1] > this.start[i]) this.#draw(columns, i);
    }
  }

  #prepare({ placed, latitude, longitude }) {
    this.at = new Float64Array(placed * 3);
    this.x = new Float64Array(placed);
    this.y = new Float64Array(placed);
    for (let i = 0; i < placed; i += 1) {
      const lat = latitude[i] * RADIANS, lon = longitude[i] * RADIANS, flat = Math.cos(lat);
      this.at[3 * i] = flat * Math.cos(lon);
      this.at[3 * i + 1] = flat * Math.sin(lon);
      this.at[3 * i + 2] = Math.sin(lat);
      this.x[i] = 0.5 + longitude[i] / 360;
      this.y[i] = mercatorY(this.at[3 * i + 2]);
    }
  }

  #angle(a, b) {
    const p = this.at;
    const x = p[3 * a] - p[3 * b], y = p[3 * a + 1] - p[3 * b + 1], z = p[3 * a + 2] - p[3 * b + 2];
    return 2 * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2));
  }

  // How many points each line gets: as many as make all of them smooth, within what can be held at once.
  #measure({ lines, a, b, placed }) {
    const isDrawn = (i) => a[i] !== b[i] && a[i] < placed && b[i] < placed;
    this.angles = new Float32Array(lines);
    let length = 0, number = 0;
    for (let i = 0; i < lines; i += 1) {
      if (!isDrawn(i)) continue;
      this.angles[i] = this.#angle(a[i], b[i]);
      length += this.angles[i];
      number += 1;
    }
    const leg = Math.max(SHORTEST_LEG / EARTH_KM, length / Math.max(1, MOST_POINTS - 2 * number));
    this.leg = leg / (2 * Math.PI);
    for (let i = 0; i < lines; i += 1) {
      const points = isDrawn(i) ? Math.max(2, Math.ceil(this.angles[i] / leg) + 1) : 0;
      this.start[i + 1] = this.start[i] + points;
    }
  }

  #draw({ a, b }, i) {
    const { at: p, points } = this, from = 3 * a[i], to = 3 * b[i], angle = this.angles[i];
    const [hx, hy, hz] = heading(p, from, to, angle);
    const last = this.start[i + 1] - 1, steps = last - this.start[i];
    const turnCos = Math.cos(angle / steps), turnSin = Math.sin(angle / steps);
    let cos = 1, sin = 0, x = this.x[a[i]], west = x, east = x;
    for (let k = this.start[i]; k <= last; k += 1) {
      const around = 0.5 + Math.atan2(p[from + 1] * cos + hy * sin, p[from] * cos + hx * sin) / (2 * Math.PI);
      x = around + Math.round(x - around);
      if (x < west) west = x; else if (x > east) east = x;
      points[2 * k] = x;
      points[2 * k + 1] = mercatorY(p[from + 2] * cos + hz * sin);
      const turned = cos * turnCos - sin * turnSin;
      sin = sin * turnCos + cos * turnSin;
      cos = turned;
    }
    this.west[i] = west;
    this.east[i] = east;
  }
}

// The unit vector at a right angle to the first point that leads to the second; northwards to its antipode.
function heading(p, from, to, angle) {
  const cos = Math.cos(angle);
  const x = p[to] - p[from] * cos, y = p[to + 1] - p[from + 1] * cos, z = p[to + 2] - p[from + 2] * cos;
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length > 1e-9) return [x / length, y / length, z / length];
  const around = Math.hypot(p[from], p[from + 1]) || 1;
  return [(-p[from + 2] * p[from]) / around, (-p[from + 2] * p[from + 1]) / around, around];
}
