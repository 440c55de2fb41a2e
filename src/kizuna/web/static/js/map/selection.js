// Which lines a question means, and which of them stand in a year.

export class Selection {
  #mask;
  #counted;

  constructor(columns) {
    this.columns = columns;
    this.#mask = new Uint8Array(columns.lines).fill(1);
    this.#counted = new Uint8Array(columns.lines);
    this.certain = new Int32Array(columns.lines);
    this.possible = new Int32Array(columns.lines);
    this.certainLines = 0;
    this.possibleLines = 0;
    this.count = { certain: 0, possible: 0 };
    this.ofPlace = new Int32Array(columns.size);
    this.onlyCertain = false;
  }

  // Takes country, other, kind, field, status ("": any) and certain (true or false).
  ask({ country = "", other = "", kind = "", field = "", status = "", certain = false }) {
    const c = this.columns, mask = this.#mask;
    this.onlyCertain = certain;
    mask.fill(1);
    if (field) {
      mask.fill(0);
      for (const line of c.fields.get(field) ?? []) mask[line] = 1;
    }
    if (country || other) this.#askCountries(country || other, country ? other : "");
    const kinds = c.kinds.map((wider) => !kind || wider.includes(kind));
    const statuses = c.statuses.map((held) => !status || held === status);
    for (let i = 0; i < mask.length; i += 1) {
      if (!kinds[c.kind[i]] || !statuses[c.status[i]]) mask[i] = 0;
    }
  }

  // A tie is meant when any of its lines joins the countries; then all its lines are.
  #askCountries(country, other) {
    const c = this.columns, joins = new Uint8Array(c.lines);
    const one = c.countries.indexOf(country), two = other ? c.countries.indexOf(other) : -1;
    for (let i = 0; i < c.lines; i += 1) {
      const a = c.country[c.a[i]], b = c.country[c.b[i]];
      const meant = other
        ? c.a[i] !== c.b[i] && ((a === one && b === two) || (a === two && b === one))
        : a === one || b === one;
      if (meant) joins[c.tie[i]] = 1;
    }
    for (let i = 0; i < c.lines; i += 1) if (!joins[c.tie[i]]) this.#mask[i] = 0;
  }

  // Finds the lines and the counts of a year.
  on(year) {
    const c = this.columns, mask = this.#mask, counted = this.#counted;
    let certain = 0, possible = 0, all = 0, sure = 0;
    counted.fill(0);
    this.ofPlace.fill(0);
    for (let i = 0; i < mask.length; i += 1) {
      if (!mask[i] || c.from[i] > year || c.to[i] < year) continue;
      const isSure = c.sure[i] <= year && year <= c.until[i];
      if (this.onlyCertain && !isSure) continue;
      if (isSure) this.certain[certain++] = i; else this.possible[possible++] = i;
      const tie = c.tie[i];
      if (tie === i) {
        all += 1;
        if (isSure) sure += 1;
      }
      this.ofPlace[c.a[i]] += 1;
      if (c.b[i] !== c.a[i]) this.ofPlace[c.b[i]] += 1;
    }
    this.#onceAPlace(year);
    this.certainLines = certain;
    this.possibleLines = possible;
    this.count = { certain: sure, possible: all };
  }

  // A place that has two lines of one tie has that tie once.
  #onceAPlace(year) {
    const c = this.columns, seen = new Set();
    for (const line of new Set(c.further.flatMap((further) => [further, c.tie[further]]))) {
      if (!this.#mask[line] || c.from[line] > year || c.to[line] < year) continue;
      if (this.onlyCertain && !(c.sure[line] <= year && year <= c.until[line])) continue;
      for (const place of new Set([c.a[line], c.b[line]])) {
        const key = c.tie[line] * c.size + place;
        if (seen.has(key)) this.ofPlace[place] -= 1;
        seen.add(key);
      }
    }
  }

  // The lines of a place among those that stand.
  linesOf(place) {
    const c = this.columns, found = [];
    for (const [lines, number] of [[this.certain, this.certainLines], [this.possible, this.possibleLines]]) {
      for (let i = 0; i < number; i += 1) {
        const line = lines[i];
        if (c.a[line] === place || c.b[line] === place) found.push(line);
      }
    }
    return found;
  }
}
