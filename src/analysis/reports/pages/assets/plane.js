// A plane to explore: drag, zoom, point, by mouse, touch and keyboard. What is drawn on it is the business of maps and graphs.
const darkPage = () => {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
};
const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// `draw(pen, view)` draws; `hit(x, y, view)` gives the thing at a place, or null; `tell(thing)` its lines; `open(thing)` follows it;
// `step(thing, dx, dy, view)` gives the next thing in a direction. World coordinates run from 0 to 1 in both ways.
function makePlane(holder, { name, height, square = false, draw, hit, tell, open, step }) {
  const frame = element("div", "", "frame");
  const canvas = element("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${name} Arrow keys go from one to the next, Enter opens, plus and minus zoom, 0 shows all.`);
  const tip = element("div", "", "tip");
  const voice = element("p", "", "voice");
  voice.setAttribute("role", "status");
  frame.append(canvas, tip, voice);
  holder.append(frame);
  const pen = canvas.getContext("2d");
  const view = { k: 1, x: 0.5, y: 0.5, width: 0, height: 0, inner: { left: 20, right: 20, top: 20, bottom: 20 } };
  const span = () => ({ w: view.width - view.inner.left - view.inner.right, h: view.height - view.inner.top - view.inner.bottom });
  const scale = () => { const { w, h } = span(); return square ? { w: Math.min(w, h), h: Math.min(w, h) } : { w, h }; };
  view.toScreen = (x, y) => { const s = scale(), { w, h } = span(); return [view.inner.left + w / 2 + (x - view.x) * s.w * view.k, view.inner.top + h / 2 + (y - view.y) * s.h * view.k]; };
  view.toWorld = (sx, sy) => { const s = scale(), { w, h } = span(); return [view.x + (sx - view.inner.left - w / 2) / (s.w * view.k), view.y + (sy - view.inner.top - h / 2) / (s.h * view.k)]; };
  view.home = () => view.k < 1.02;
  view.side = () => scale().w;
  let waiting = false, current = null, mode = null;
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; paint(); }); } };
  function paint() {
    const ratio = window.devicePixelRatio || 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    draw(pen, view, current);
    mode?.paint?.(pen);
  }
  function measure() {
    const ratio = window.devicePixelRatio || 1;
    view.width = frame.clientWidth;
    view.height = Math.round(typeof height === "function" ? height(view.width) : height);
    canvas.style.height = `${view.height}px`;
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    redraw();
  }
  function zoom(by, sx = view.width / 2, sy = view.height / 2) {
    const [x, y] = view.toWorld(sx, sy);
    view.k = Math.min(60, Math.max(1, view.k * by));
    const [nx, ny] = view.toWorld(sx, sy);
    view.x += x - nx;
    view.y += y - ny;
    keepInside();
    redraw();
  }
  function keepInside() {
    const half = 0.5 / view.k;
    view.x = view.k === 1 ? 0.5 : Math.min(1 - half * 0.5, Math.max(half * 0.5, view.x));
    view.y = view.k === 1 ? 0.5 : Math.min(1 - half * 0.5, Math.max(half * 0.5, view.y));
  }
  const reset = () => { view.k = 1; view.x = view.y = 0.5; redraw(); };
  function show(thing, sx, sy, aloud = false) {
    if (thing !== current) {
      current = thing;
      redraw();
    }
    tip.hidden = thing === null;
    canvas.style.cursor = thing === null ? (mode ? "crosshair" : "grab") : "pointer";
    if (thing === null) return;
    const lines = tell(thing);
    tip.replaceChildren(...lines.map((line, at) => element(at ? "div" : "strong", line)));
    const left = Math.min(sx + 14, view.width - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${sy + 16 + tip.offsetHeight > view.height ? Math.max(4, sy - tip.offsetHeight - 10) : sy + 16}px`;
    if (aloud) voice.textContent = lines.join(". ");
  }
  const place = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const fingers = new Map();
  let dragged = false;
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, place(event));
    dragged = false;
    if (event.pointerType === "mouse" || mode) canvas.setPointerCapture(event.pointerId);
    mode?.begin?.(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const [sx, sy] = place(event), before = fingers.get(event.pointerId);
    if (!before) { if (!mode) show(hit(sx, sy, view), sx, sy); return; }
    if (mode) { mode.move([sx, sy]); redraw(); return; }
    if (fingers.size === 2) {
      const [[id, other]] = [...fingers].filter(([key]) => key !== event.pointerId);
      const far = ([x, y]) => Math.hypot(x - other[0], y - other[1]);
      if (id !== undefined) zoom(far([sx, sy]) / Math.max(far(before), 1), (sx + other[0]) / 2, (sy + other[1]) / 2);
      dragged = true;
    } else if (view.k > 1 || event.pointerType === "mouse") {
      if (Math.hypot(sx - before[0], sy - before[1]) > 2) dragged = true;
      const [x0, y0] = view.toWorld(...before), [x1, y1] = view.toWorld(sx, sy);
      view.x += x0 - x1;
      view.y += y0 - y1;
      keepInside();
      redraw();
    }
    fingers.set(event.pointerId, [sx, sy]);
  });
  const lift = (event) => {
    const held = fingers.delete(event.pointerId);
    if (event.type === "pointerup" && held) {
      const [sx, sy] = place(event);
      if (mode) { mode.end(); return; }
      if (!dragged) {
        const thing = hit(sx, sy, view);
        if (event.pointerType === "touch" && thing !== null && thing !== current) show(thing, sx, sy);
        else if (thing !== null) open(thing);
      }
    }
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") show(null); });
  canvas.addEventListener("dblclick", reset);
  // A page scrolls on over a plane, unless it is in use or Ctrl is held.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 500)), ...place(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in ways) {
      const next = step(current, ...ways[event.key], view);
      if (next) { const [sx, sy] = view.toScreen(next.x, next.y); show(next.thing, sx, sy, true); }
    } else if (event.key === "Enter" && current !== null) open(current);
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") reset();
    else if (event.key === "Escape") show(null);
    else return;
    event.preventDefault();
  });
  canvas.addEventListener("blur", () => show(null));
  const steps = element("div", "", "zoom");
  steps.append(button("+", () => zoom(1.5), "Zoom in"), button("−", () => zoom(1 / 1.5), "Zoom out"), button("⤢", reset, "Show all"));
  for (const made of steps.children) made.setAttribute("aria-label", made.title);
  frame.append(steps);
  new ResizeObserver(measure).observe(frame);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  document.fonts?.ready.then(redraw);
  measure();
  return { view, canvas, frame, redraw, reset, zoom, setMode: (next) => { mode = next; canvas.style.cursor = next ? "crosshair" : "grab"; canvas.style.touchAction = next ? "none" : ""; show(null); redraw(); } };
}

// Names one after the other, each where it covers none before it; what found no place is given back.
function placeNames(pen, names, view, { taken = [], size = 12, weight = 600, paper, halo = true } = {}) {
  pen.font = `${weight} ${size}px Inter, system-ui, sans-serif`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.lineJoin = "round";
  const left = [];
  for (const name of names) {
    const wide = pen.measureText(name.text).width, [sx, sy] = view.toScreen(name.x, name.y);
    if (sx < 0 || sx > view.width || sy < 0 || sy > view.height) continue;
    const x = Math.min(Math.max(sx - wide / 2, 3), view.width - wide - 3), y = sy + (name.dy ?? 0);
    const box = [x - 3, y - size * 0.7, x + wide + 3, y + size * 0.7];
    if (box[1] < 0 || box[3] > view.height || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) { left.push(name); continue; }
    taken.push(box);
    writeName(pen, name.text, x, y, name.colour, halo ? paper : null);
  }
  return left;
}

function writeName(pen, text, x, y, colour, paper) {
  if (paper) { pen.strokeStyle = paper; pen.lineWidth = 4; pen.globalAlpha = 0.85; pen.strokeText(text, x, y); pen.globalAlpha = 1; }
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function chooser(name, options, change) {
  const label = element("label", `${name} `), select = element("select");
  for (const [value, text] of options) { const option = element("option", text); option.value = value; select.append(option); }
  select.addEventListener("change", () => change(select.value));
  label.append(select);
  return label;
}
