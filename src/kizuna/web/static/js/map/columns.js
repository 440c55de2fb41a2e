// Reads the columns of the map (kizuna.web.pages.map) into typed arrays.

export const sums = (differences, into) => {
  let sum = 0;
  for (let i = 0; i < differences.length; i += 1) into[i] = sum += differences[i];
  return into;
};

export class Columns {
  // `told` is the JSON of /map/ties.json.
  constructor(told) {
    const { places, ties } = told;
    this.first = told.first;
    this.last = told.last;
    this.countries = told.countries;
    this.kinds = told.kinds;
    this.statuses = told.statuses;
    this.placed = told.placed;
    this.size = places.country.length;
    this.country = Uint16Array.from(places.country);
    this.#readPoints(places.at);
    this.#readTies(ties, told.same);
    this.fields = new Map(
      Object.entries(told.fields).map(([field, at]) => [field, sums(at, new Int32Array(at.length))]),
    );
  }

  get lines() { return this.a.length; }

  #readPoints(at) {
    this.latitude = new Float64Array(this.placed);
    this.longitude = new Float64Array(this.placed);
    let latitude = 0, longitude = 0;
    for (let i = 0; i < this.placed; i += 1) {
      this.latitude[i] = (latitude += at[2 * i]) / 1000;
      this.longitude[i] = (longitude += at[2 * i + 1]) / 1000;
    }
  }

  #readTies(ties, same) {
    const size = ties.a.length;
    this.a = sums(ties.a, new Int32Array(size));
    this.b = new Int32Array(size);
    for (let i = 0; i < size; i += 1) {
      this.b[i] = ties.b[i] + (i && this.a[i] === this.a[i - 1] ? this.b[i - 1] : this.a[i]);
    }
    this.kind = Uint8Array.from(ties.kind);
    this.status = Uint8Array.from(ties.status);
    this.from = Int16Array.from(ties.from, (years) => this.first + years);
    this.sure = Int16Array.from(ties.sure, (years, i) => this.from[i] + years);
    this.to = Int16Array.from(ties.to, (years) => this.last - years);
    this.until = Int16Array.from(ties.until, (years, i) => this.to[i] - years);
    // The first line of the tie that each line belongs to: a tie of three parties has three lines.
    this.tie = Int32Array.from({ length: size }, (_, i) => i);
    for (const [line, first] of same) this.tie[line] = first;
    this.further = same.map(([line]) => line);
  }
}
