// The map of sentences: draws what `map_view.py` packed, and says which point was clicked or what was framed.
import { EmbeddingView } from "./embedding_view.js";

const NEAR = 9; // pixels around the pointer in which a point is found
const maps = new WeakMap();

export default function (component) {
  const { parentElement: parent } = component;
  const map = maps.get(parent) ?? new SentenceMap(parent);
  maps.set(parent, map);
  map.show(component);
}

class SentenceMap {
  constructor(parent) {
    this.root = parent.querySelector(".v-map");
    this.canvas = this.root.querySelector(".v-map-view");
    this.legend = this.root.querySelector(".v-map-legend");
    new ResizeObserver(() => this.view?.update(this.size())).observe(this.canvas);
  }

  show(component) {
    this.component = component;
    const packed = unpack(component.data);
    this.head = packed.head;
    this.points = packed.points;
    this.texts = packed.texts;
    this.texts.then(() => (this.root.dataset.read = "yes"));
    this.only = null;
    this.draw();
    this.drawLegend();
  }

  size() {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  // Points that are not lit lie below the others, in the color of what is not meant.
  draw() {
    const { x, y, group, lit } = this.points;
    const dim = this.head.colors.length;
    const shown = Uint8Array.from(group, (own, i) => (lit[i] && (this.only === null || own === this.only) ? own : dim));
    this.order = Uint32Array.from(x.keys()).sort((a, b) => (shown[b] === dim) - (shown[a] === dim) || a - b);
    const data = {
      x: Float32Array.from(this.order, (i) => x[i]),
      y: Float32Array.from(this.order, (i) => y[i]),
      category: Uint8Array.from(this.order, (i) => shown[i]),
    };
    const props = { ...this.size(), ...this.options(), data };
    this.canvas.style.mixBlendMode = this.head.scheme === "dark" ? "lighten" : "normal"; // it is black, the page is not
    if (this.view) this.view.update(props);
    else this.begin(props);
  }

  // All but the outermost points fit into the first picture.
  begin(props) {
    const ends = ["x", "y"].map((axis) => {
      const sorted = this.points[axis].slice().sort();
      return [sorted[Math.floor(sorted.length * 0.005)], sorted[Math.floor(sorted.length * 0.995)]];
    });
    const [x, y] = ends.map(([low, high]) => (low + high) / 2);
    const [wide, high] = ends.map(([low, high]) => Math.max(high - low, 1));
    const { width, height } = props;
    const scale = (1.85 * Math.min(width / wide, height / high)) / Math.max(width, height);
    this.viewport = { x, y, scale };
    this.view = new EmbeddingView(this.canvas, { ...props, viewportState: this.viewport });
    this.canvas.querySelector("button").parentElement.parentElement.className = "v-map-bar";
    this.canvas.querySelectorAll("button").forEach((button, place) => {
      button.title = this.head.buttons[place] ?? "";
      button.setAttribute("aria-label", button.title);
    });
  }

  options() {
    const { head } = this;
    return {
      categoryColors: [...head.colors, head.dim],
      theme: { fontFamily: head.font, statusBarTextColor: head.text, statusBarBackgroundColor: "transparent", brandingLink: null },
      config: { colorScheme: head.scheme, mode: "points", autoLabelEnabled: false, pointSize: head.size },
      rangeSelection: head.region,
      viewportState: this.viewport,
      onViewportState: (viewport) => (this.viewport = viewport),
      customOverlay: { class: Names, props: { map: this } },
      querySelection: (x, y, unit) => this.nearest(x, y, unit * NEAR),
      customTooltip: { class: Tooltip, props: { head } },
      onSelection: (chosen) => {
        if (chosen?.length) this.component.setTriggerValue("picked", this.points.key[chosen[0].identifier]);
      },
      onRangeSelection: (range) => this.framed(range),
    };
  }

  framed(range) {
    this.head.region = range;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.component.setStateValue("region", corners(range)), 400);
  }

  async nearest(x, y, reach) {
    const { order } = this;
    let best = -1, least = reach * reach;
    for (let at = order.length - 1; at >= 0; at--) {
      const i = order[at], dx = this.points.x[i] - x, dy = this.points.y[i] - y, far = dx * dx + dy * dy;
      if (far < least) [best, least] = [i, far];
    }
    if (best < 0) return null;
    const lines = await this.texts;
    return { x: this.points.x[best], y: this.points.y[best], identifier: best, text: lines[best] };
  }

  drawLegend() {
    this.legend.replaceChildren(
      ...this.head.groups.map(([name, n], group) => {
        const item = document.createElement("button");
        const dot = document.createElement("i");
        dot.style.background = this.head.colors[group];
        item.append(dot, ` ${name} `, Object.assign(document.createElement("small"), { textContent: n }));
        item.setAttribute("aria-pressed", String(this.only === group));
        item.onclick = () => {
          this.only = this.only === group ? null : group;
          this.draw();
          this.drawLegend();
        };
        return item;
      }),
    );
  }
}

// The names of themes, whole, the largest theme's first; one that would lie on another waits until there is room.
class Names {
  constructor(node, { map, proxy }) {
    this.node = node;
    this.map = map;
    this.update({ proxy });
  }

  update({ proxy }) {
    const { labels, text, page, font } = this.map.head;
    this.node.replaceChildren();
    const taken = [];
    for (const [x, y, name] of labels) {
      const at = proxy.location(x, y);
      if (at.x < 0 || at.y < 0 || at.x > proxy.width || at.y > proxy.height) continue;
      const label = Object.assign(document.createElement("div"), { className: "v-map-name", textContent: name });
      Object.assign(label.style, { color: text, fontFamily: font, left: `${at.x}px`, top: `${at.y}px` });
      label.style.textShadow = [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => `${a * 1.5}px ${b * 1.5}px 2px ${page}`)).join();
      this.node.append(label);
      const box = { x: at.x - label.offsetWidth / 2, y: at.y - label.offsetHeight / 2, w: label.offsetWidth, h: label.offsetHeight };
      const out = box.x < 0 || box.y < 0 || box.x + box.w > proxy.width || box.y + box.h > proxy.height;
      if (out || taken.some((other) => overlap(box, other))) label.remove();
      else taken.push(box);
    }
  }
}

function overlap(one, other) {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}

// What customers wrote is text, never mark-up.
class Tooltip {
  constructor(node, { tooltip, head }) {
    this.node = node;
    Object.assign(node.style, { background: head.page, color: head.text, border: `1px solid ${head.dim}` });
    Object.assign(node.style, { font: `13px ${head.font}`, padding: "6px 9px", borderRadius: "4px", maxWidth: "320px" });
    this.update({ tooltip });
  }

  update({ tooltip }) {
    this.node.textContent = tooltip.text;
  }
}

// A frame as a list of corners, a lasso with few enough of them for an address.
function corners(range) {
  if (!range) return null;
  if (!Array.isArray(range)) {
    const { xMin, xMax, yMin, yMax } = range;
    return [[xMin, yMin], [xMax, yMin], [xMax, yMax], [xMin, yMax]];
  }
  const step = Math.max(1, Math.ceil(range.length / 40));
  return range.filter((_, place) => place % step === 0).map(({ x, y }) => [x, y]);
}

// The length of the head, the head as JSON, then x, y (float32), key (uint32), group and lit (uint8), then the texts, deflated.
function unpack(bytes) {
  const copy = bytes.slice(), length = new DataView(copy.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + length)));
  let at = 4 + length;
  const take = (Kind) => {
    const end = at + head.n * Kind.BYTES_PER_ELEMENT;
    const values = new Kind(copy.buffer.slice(at, end));
    at = end;
    return values;
  };
  const points = { x: take(Float32Array), y: take(Float32Array), key: take(Uint32Array) };
  Object.assign(points, { group: take(Uint8Array), lit: take(Uint8Array) });
  const packed = new Blob([copy.subarray(at)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return { head, points, texts: new Response(packed).text().then((text) => text.split("\n")) };
}
