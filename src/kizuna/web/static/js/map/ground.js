// The ground under the ties: water, land and borders in the colours of the page, from this site alone.

import { landOf } from "./land.js";

const FINE_FROM = 3.2;

export const colourOf = (probe, name) => {
  probe.className = `map-colour ${name}`;
  const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  return { css: `rgba(${red}, ${green}, ${blue}, ${alpha})`, gl: [red / 255, green / 255, blue / 255, alpha] };
};

// The style of a map on land as TopoJSON.
export function styleOf(colour, topology) {
  const { land, borders } = landOf(topology);
  return {
    version: 8,
    sources: { land: { type: "geojson", data: land }, borders: { type: "geojson", data: borders } },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("water") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": 0.7 } },
    ],
  };
}

export function recolour(map, colour) {
  map.setPaintProperty("water", "background-color", colour("water"));
  map.setPaintProperty("land", "fill-color", colour("land"));
  map.setPaintProperty("borders", "line-color", colour("border"));
}

// Lays finer land when somebody looks closer.
export function ground(map, fine) {
  const closer = async () => {
    if (map.getZoom() < FINE_FROM) return;
    map.off("zoomend", closer);
    const answer = await fetch(fine);
    if (!answer.ok) return;
    const { land, borders } = landOf(await answer.json());
    map.getSource("land").setData(land);
    map.getSource("borders").setData(borders);
  };
  map.on("zoomend", closer);
  closer();
}
