// Land and borders of Natural Earth, from TopoJSON to paths on the web's Mercator map, where the world is 1 wide.

import { mercator } from "./circles.js";

export function landOf(topology) {
  const arcs = topology.arcs.map((arc) => positions(arc, topology.transform));
  const along = (index) => (index < 0 ? arcs[~index].toReversed() : arcs[index]);
  const ring = (indices) => unrolled(indices.flatMap((index, i) => (i ? along(index).slice(1) : along(index))));
  const land = new Path2D(), borders = new Path2D();
  for (const geometry of topology.objects.land.geometries) {
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    for (const indices of polygons.flat()) {
      trace(land, ring(indices));
      land.closePath();
    }
  }
  for (const arc of shared(topology)) trace(borders, arcs[arc]);
  return { land, borders };
}

function trace(path, line) {
  line.forEach(([longitude, latitude], i) => {
    const [x, y] = mercator(latitude, longitude);
    if (i) path.lineTo(x, y); else path.moveTo(x, y);
  });
}

// The ring with longitudes that go on beyond 180 where it crosses the antimeridian; Antarctica, which goes around the
// pole, stays as it is.
function unrolled(ring) {
  let turn = 0;
  const found = ring.map(([longitude, latitude], i) => {
    if (i && Math.abs(longitude - ring[i - 1][0]) > 180) turn += longitude < ring[i - 1][0] ? 360 : -360;
    return [longitude + turn, latitude];
  });
  return turn ? ring : found;
}

function positions(arc, { scale, translate }) {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => [
    (x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1],
  ]);
}

// The arcs that two countries have in common: borders, and no coasts.
function shared(topology) {
  const users = new Map();
  topology.objects.countries.geometries.forEach((country, i) => {
    for (const index of (country.arcs ?? []).flat(Infinity)) {
      const arc = index < 0 ? ~index : index;
      users.set(arc, (users.get(arc) ?? new Set()).add(i));
    }
  });
  return [...users].filter(([, countries]) => countries.size > 1).map(([arc]) => arc);
}
