// Land and borders of Natural Earth, from TopoJSON to GeoJSON.

export function landOf(topology) {
  const arcs = topology.arcs.map((arc) => positions(arc, topology.transform));
  const along = (index) => (index < 0 ? arcs[~index].toReversed() : arcs[index]);
  const ring = (indices) => unrolled(indices.flatMap((index, i) => (i ? along(index).slice(1) : along(index))));
  const land = topology.objects.land.geometries.flatMap((geometry) =>
    (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs).map((polygon) => polygon.map(ring)));
  return { land: shape("MultiPolygon", land), borders: shape("MultiLineString", shared(topology).map((i) => arcs[i])) };
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

const shape = (type, coordinates) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } });

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
