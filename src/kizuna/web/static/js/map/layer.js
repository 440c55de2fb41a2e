// The layer of MapLibre that shows the picture of ties and places where it lies on the map.

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
  #spent = 0;

  // `colours`: line, possible, chosen, place and rim, each as four numbers from 0 to 1. `drawn` is called after a drawing.
  constructor(raster, colours, drawn) {
    Object.assign(this, { raster, colours, drawn });
    this.place = -1;
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
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    map.on("move", () => { if (this.#spent < QUICK) this.#look(); });
    map.on("moveend", () => this.#look());
    map.on("resize", () => this.#look());
    this.#look();
  }

  // Draw what the selection holds now; `place` is the one chosen, -1 for none.
  refresh(place = this.place) {
    this.place = place;
    this.#isStale = true;
    this.map?.triggerRepaint();
  }

  // Places are drawn smaller where many of them stand close together.
  sizes() {
    const { columns } = this.raster, zoom = this.map.getZoom();
    const crowded = columns.placed > 8000 ? 0.5 : columns.placed > 1000 ? 0.75 : 1;
    return Math.min(1.3, crowded + Math.max(0, zoom - 3) * 0.16);
  }

  // Turn to the part of the world that the map shows now.
  #look() {
    const canvas = this.map.getCanvas(), { lng, lat } = this.map.getCenter();
    this.dense = Math.min(DENSEST, this.map.getPixelRatio());
    const across = Math.round(canvas.clientWidth * this.dense), down = Math.round(canvas.clientHeight * this.dense);
    if (!across || !down) return;
    const scale = TILE * 2 ** this.map.getZoom() * this.dense;
    const sine = Math.sin((lat * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    this.raster.look(0.5 + lng / 360 - across / scale / 2, y - down / scale / 2, scale, across, down);
    this.refresh();
  }

  render(gl, { defaultProjectionData }) {
    const { raster } = this;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    if (this.#isStale) this.#upload(gl);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.uniformMatrix4fv(this.matrix, false, defaultProjectionData.mainMatrix);
    const { west, north, scale } = raster.view;
    gl.uniform4f(this.box, west, north, raster.across / scale, raster.down / scale);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.bindVertexArray(null);
    this.drawn?.();
  }

  #upload(gl) {
    const { raster } = this, began = performance.now();
    const picture = raster.draw(this.colours, this.place, this.sizes() * this.dense);
    this.#isStale = false;
    this.#spent = performance.now() - began;
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    const bytes = new Uint8Array(picture.buffer);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, raster.across, raster.down, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }
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
