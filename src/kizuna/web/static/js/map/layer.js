// The layer of MapLibre that shows two pictures where they lie on the map: the ground, and the ties and places on it.

const VERTEX = `#version 300 es
uniform mat4 matrix; uniform vec4 box;
in vec2 at; out vec2 from;
void main() { from = at; gl_Position = matrix * vec4(box.xy + at * box.zw, 0.0, 1.0); }`;
const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D picture;
in vec2 from; out vec4 made;
void main() { made = texture(picture, from); }`;
const QUICK = 14; // milliseconds: a picture that takes no longer is drawn anew for each frame of a movement
const TILE = 512; // the width of the world in pixels at zoom 0
const DENSEST = 1.5;

export class TiesLayer {
  id = "ties";
  type = "custom";
  renderingMode = "2d";
  #isStale = true;
  #isBare = true;
  #spent = 0;

  // `colour` gives a colour by its name: `css` and `parts`. `drawn` is called after a drawing.
  constructor(ground, raster, colour, drawn) {
    Object.assign(this, { ground, raster, colour, drawn });
    this.place = -1;
    this.recolour();
  }

  // Takes the colours of the page anew.
  recolour() {
    const names = ["line", "possible", "chosen", "place", "rim"];
    this.colours = Object.fromEntries(names.map((name) => [name, this.colour(name).parts]));
    this.#isBare = true;
    this.refresh();
  }

  onAdd(map, gl) {
    this.map = map;
    this.program = program(gl);
    this.matrix = gl.getUniformLocation(this.program, "matrix");
    this.box = gl.getUniformLocation(this.program, "box");
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.bindVertexArray(null);
    this.onGround = texture(gl);
    this.onTop = texture(gl);
    this.ground.laid = () => this.#lay();
    map.on("move", () => this.#look(this.#spent < QUICK));
    map.on("moveend", () => this.#look(true));
    map.on("resize", () => this.#look(true));
    this.#look(true);
  }

  // Draw what the selection holds now; `place` is the one chosen, -1 for none.
  refresh(place = this.place) {
    this.place = place;
    this.#isStale = true;
    this.map?.triggerRepaint();
  }

  #lay() {
    this.#isBare = true;
    this.map.triggerRepaint();
  }

  // Places are drawn smaller where many of them stand close together.
  sizes() {
    const { columns } = this.raster, zoom = this.map.getZoom();
    const crowded = columns.placed > 8000 ? 0.5 : columns.placed > 1000 ? 0.75 : 1;
    return Math.min(1.3, crowded + Math.max(0, zoom - 3) * 0.16);
  }

  // Turn to the part of the world that the map shows now; the ties follow at once, or when the movement ends.
  #look(fully) {
    const canvas = this.map.getCanvas(), { lng, lat } = this.map.getCenter(), zoom = this.map.getZoom();
    this.dense = Math.min(DENSEST, this.map.getPixelRatio());
    const across = Math.round(canvas.clientWidth * this.dense), down = Math.round(canvas.clientHeight * this.dense);
    if (!across || !down) return;
    const scale = TILE * 2 ** zoom * this.dense, sine = Math.sin((lat * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    this.view = { west: 0.5 + lng / 360 - across / scale / 2, north: y - down / scale / 2, scale, across, down, zoom };
    if (!this.ground.holds(this.view)) this.#isBare = true;
    if (!fully) return;
    this.raster.look(this.view.west, this.view.north, scale, across, down);
    this.refresh();
  }

  render(gl, { defaultProjectionData }) {
    gl.activeTexture(gl.TEXTURE0);
    if (this.#isBare) this.#uploadGround(gl);
    if (this.#isStale) this.#uploadTies(gl);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.uniformMatrix4fv(this.matrix, false, defaultProjectionData.mainMatrix);
    const { raster } = this;
    this.#put(gl, this.onGround, this.ground.box);
    this.#put(gl, this.onTop, { ...raster.view, across: raster.across, down: raster.down });
    gl.bindVertexArray(null);
    this.drawn?.();
  }

  #put(gl, held, { west, north, scale, across, down }) {
    gl.bindTexture(gl.TEXTURE_2D, held);
    gl.uniform4f(this.box, west, north, across / scale, down / scale);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #uploadGround(gl) {
    const canvas = this.ground.draw(this.view, (name) => this.colour(name).css);
    this.#isBare = false;
    gl.bindTexture(gl.TEXTURE_2D, this.onGround);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
  }

  #uploadTies(gl) {
    const { raster } = this, began = performance.now();
    const picture = raster.draw(this.colours, this.place, this.sizes() * this.dense);
    this.#isStale = false;
    this.#spent = performance.now() - began;
    gl.bindTexture(gl.TEXTURE_2D, this.onTop);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    const bytes = new Uint8Array(picture.buffer);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, raster.across, raster.down, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }
}

function texture(gl) {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
  return made;
}

function program(gl) {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.bindAttribLocation(made, 0, "at");
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made));
  return made;
}
