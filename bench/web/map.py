"""How small and how quick the map of ties is.

The built-in server is asked for what the browser asks, and the map is opened in
Chromium without a window. A machine without a graphics card draws WebGL in software
(SwiftShader), on the same cores as the page's own script: that is the slowest case.
Beside it stands MapLibre's own way, the same ties as GeoJSON lines with a filter for
the year, in the same browser.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from bench.measuring import Measure, shown
from bench.web.serving import served
from kizuna.publish.export.network import lines_between
from kizuna.store import open_database
from kizuna.values import Point
from kizuna.workflows.map_ties import tie_map

_TIMES = 5
_FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_PAGES = {
    "front page": "/",
    "map page": "/map",
    "list of places": "/map/list?year=2000",
    "list of ties": "/map/list?show=ties&year=2000&country=JP&other=US",
    "partners of a place": "/map/place?place=government/town-7&year=2020",
}
_STEPS = """async ([first, by, times]) => {
  const year = document.getElementById('map-year'), found = [];
  const gl = document.querySelector('.tie-map canvas').getContext('webgl2'), pixel = new Uint8Array(4);
  for (let i = 0; i < times; i += 1) {
    await new Promise((done) => setTimeout(done, 700));
    const began = performance.now();
    const drawn = new Promise((done) => addEventListener('kizuna:drawn', done, { once: true }));
    year.value = first + i * by;
    year.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel); // waits until it is drawn indeed
    found.push((performance.now() - began) / 1000);
  }
  return found;
}"""
_PLAIN = """async (lines) => {
  const box = document.createElement('div');
  box.style.cssText = 'width: 910px; height: 640px';
  document.body.append(box);
  const began = performance.now(), colour = '#1f4f82';
  const paint = { 'line-color': colour, 'line-opacity': 0.05, 'line-width': 1 };
  const of = (year) => ['all', ['<=', ['get', 'from'], year], ['>=', ['get', 'to'], year]];
  const map = new maplibregl.Map({ container: box, center: [0, 20], zoom: 0.8, style: { version: 8,
    sources: { ties: { type: 'geojson', data: lines } },
    layers: [{ id: 'ties', type: 'line', source: 'ties', paint, filter: of(2026) }] } });
  const idle = () => new Promise((done) => map.once('idle', done));
  await idle();
  const first = performance.now() - began, start = performance.now();
  map.setFilter('ties', of(2000));
  await idle();
  const step = performance.now() - start;
  map.remove();
  return [first / 1000, step / 1000];
}"""


def measures(path: Path) -> Iterator[Measure]:
    """The map of the register at a path, measured."""
    lines = _as_geojson(path)
    with served(path) as address:
        yield from _payload(address, lines)
        yield from _pages(address)
        yield from _drawing(address, lines)


def _as_geojson(path: Path) -> dict[str, Any]:
    """The same ties as lines of GeoJSON, each with the years from which and to which it
    may have stood.
    """
    open_database(path)
    found = tie_map(date.today().toordinal())
    features = []
    for tie in found.ties:
        points = [found.places[ref].point for ref in found.homes[tie.id]]
        a, b = points if len(points) == 2 else (None, None)
        if a and b:
            ways = [
                [[round(x, 2), round(y, 2)] for x, y in way[::4] + way[-1:]]
                for way in lines_between(Point(*a), Point(*b))
            ]
            first, last = tie.intervals[0].start_earliest, tie.intervals[-1].end_latest
            years = {"from": found.years.begun(first), "to": found.years.ended(last)}
            geometry = {"type": "MultiLineString", "coordinates": ways}
            features.append(
                {"type": "Feature", "properties": years, "geometry": geometry}
            )
    return {"type": "FeatureCollection", "features": features}


def _payload(address: str, lines: dict[str, Any]) -> Iterator[Measure]:
    began = time.perf_counter()
    size, edition = _on_the_wire(f"{address}/map/ties.json")
    first = time.perf_counter() - began
    plain = len(gzip.compress(json.dumps(lines, separators=(",", ":")).encode(), 6))
    against = f"GeoJSON lines, gzip: {plain / 1e6:.2f} MB"
    megabytes = size / 1e6
    yield Measure(
        "places and ties on the wire",
        f"{megabytes:.3f} MB",
        against,
        f"{plain / size:.1f}x",
        "< 0.6 MB",
        megabytes < 0.6,
    )
    names, _ = _on_the_wire(f"{address}/map/names.json?lang=en")
    yield Measure(
        "names, fetched after the first draw", f"{names / 1e6:.3f} MB", "", "", "", True
    )
    yield Measure("the first answer after a change", shown(first), "", "", "", True)
    with httpx.Client() as client:
        asked = [_timed(client, f"{address}/map/ties.json", edition) for _ in range(20)]
    yield Measure(
        "the answer when nothing changed",
        shown(statistics.median(asked)),
        "",
        "",
        "",
        True,
    )


def _on_the_wire(address: str) -> tuple[int, str]:
    """The bytes of an answer as they come, compressed, and its edition."""
    with httpx.stream(
        "GET", address, headers={"Accept-Encoding": "gzip"}, timeout=120
    ) as answer:
        return len(b"".join(answer.iter_raw())), answer.headers["ETag"]


def _timed(client: httpx.Client, address: str, edition: str = "") -> float:
    began = time.perf_counter()
    answer = client.get(address, headers={"If-None-Match": edition}, timeout=120)
    if answer.status_code not in (200, 304):
        raise SystemExit(f"{address}: {answer.status_code}")
    return time.perf_counter() - began


def _pages(address: str) -> Iterator[Measure]:
    with httpx.Client() as client:
        for what, path in _PAGES.items():
            _timed(client, address + path)
            times = sorted(_timed(client, address + path) for _ in range(40))
            yield Measure(
                what, f"{shown(times[20])}, p95 {shown(times[37])}", "", "", "", True
            )


def _drawing(address: str, lines: dict[str, Any]) -> Iterator[Measure]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_FLAGS)
        )
        first = statistics.median(_first_draw(browser, address) for _ in range(_TIMES))
        page = _opened(browser, address)
        step = statistics.median(page.evaluate(_STEPS, [1990, 1, 9]))
        jump = statistics.median(page.evaluate(_STEPS, [1955, 10, 7]))
        plain_first, plain_step = page.evaluate(_PLAIN, lines)
        browser.close()
    yield _against("first draw", first, plain_first, 1.5)
    yield _against("slider, one year on", step, plain_step, 0.1)
    yield _against("slider, ten years on", jump, plain_step, 0.1)


def _against(what: str, mine: float, plain: float, most: float) -> Measure:
    against = f"GeoJSON lines of MapLibre: {shown(plain)}"
    return Measure(
        what,
        shown(mine),
        against,
        f"{plain / mine:.1f}x",
        f"< {shown(most)}",
        mine < most,
    )


def _first_draw(browser: Browser, address: str) -> float:
    """From asking for the page with an empty cache until ties stand on land, in
    seconds.
    """
    page = _opened(browser, address)
    marked: float = page.evaluate(
        "performance.getEntriesByName('kizuna:map-drawn')[0].startTime"
    )
    page.context.close()
    return marked / 1000


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    page.goto(f"{address}/map")
    page.wait_for_selector("[data-drawn]", timeout=120_000)
    return page
