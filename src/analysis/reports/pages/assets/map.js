// The map of a corpus: papers as dots, topics by name, colours by topic, year or source; search, years, lasso.
async function makeMap(block) {
  const holder = block.querySelector(".plane");
  const data = await readData(block.querySelector("script.data"));
  const count = data.x.length, TOP = 4095;
  const xs = Float32Array.from(data.x, (x) => x / TOP), ys = Float32Array.from(data.y, (y) => y / TOP);
  const radius = count < 500 ? 5 : count < 2000 ? 3.4 : count < 8000 ? 2.4 : 1.7;
  const state = { colour: "topic", words: [], years: null, lasso: null, only: null };
  const kept = new Uint8Array(count).fill(1), titles = data.titles;
  const lowered = titles.map((title) => title.toLowerCase());
  const names = { topic: data.topics.map((topic) => topic.name), year: data.years, source: data.sources };
  const own = { topic: data.topic, year: data.year, source: data.source };
  const shades = { topic: data.topics.map((topic) => topic.colour), year: data.yearColours, source: data.sourceColours };
  const grid = makeGrid(xs, ys);
  const plane = makePlane(holder, {
    name: block.querySelector(".plane").getAttribute("aria-label"),
    height: (width) => (width < 600 ? width * 1.15 : Math.min(620, width * 0.62)),
    draw, hit,
    tell: (paper) => [titles[paper], ...["topic", "year", "source"].map((kind) => `${kind}: ${names[kind][own[kind][paper]]}`)],
    open: (paper) => { if (byId("drawer")) location.hash = `#papers?id=${encodeURIComponent(data.ids[paper])}&about=Paper`; },
    step: (from, dx, dy) => {
      const places = [];
      for (let paper = 0; paper < count; paper += 1) if (kept[paper]) places.push({ x: xs[paper], y: ys[paper], thing: paper });
      return nearestTowards(places, from === null ? null : { x: xs[from], y: ys[from] }, dx, dy);
    },
  });
  holder.removeAttribute("role");

  function draw(pen, view, current) {
    const dark = darkPage(), paper = colourOf("paper"), narrow = view.width < 600;
    const many = narrow ? 20 : view.home() && outside(pen, view) ? 190 : 24;
    view.inner.left = view.inner.right = many;
    const size = radius * Math.min(2.2, Math.sqrt(view.k)) * (narrow ? 0.8 : 1);
    const list = shades[state.colour], of = own[state.colour];
    for (const shown of [0, 1]) {
      pen.globalAlpha = shown ? 0.78 : 0.12;
      const groups = list.map(() => []);
      for (let paper = 0; paper < count; paper += 1) if (kept[paper] === shown) groups[of[paper]].push(paper);
      groups.forEach((group, place) => {
        pen.fillStyle = list[place];
        pen.beginPath();
        for (const paper of group) {
          const [x, y] = view.toScreen(xs[paper], ys[paper]);
          if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) continue;
          pen.moveTo(x + size, y);
          pen.arc(x, y, size, 0, 6.2832);
        }
        pen.fill();
      });
    }
    pen.globalAlpha = 1;
    if (current !== null) {
      const [x, y] = view.toScreen(xs[current], ys[current]);
      pen.strokeStyle = colourOf("ink");
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, size + 2.5, 0, 6.2832);
      pen.stroke();
    }
    const taken = [];
    const topics = data.topics.filter((topic) => topic.papers).map((topic) => ({ ...topic, text: topic.short, colour: topic.inks[dark ? 1 : 0] }));
    if (narrow && view.home()) drawNumbers(pen, view, topics, paper);
    else {
      const left = placeNames(pen, topics, view, { taken, size: 12.5, paper });
      if (view.home()) leadOutside(pen, view, left, paper);
    }
    if (view.k >= 1.8) placeNames(pen, data.finer.map((part) => ({ ...part, text: part.name, colour: colourOf("soft") })), view, { taken, size: 11, weight: 500, paper });
    if (view.k >= 7) {
      const seen = [];
      for (let at = 0; at < count && seen.length < 40; at += 1) {
        const [x, y] = view.toScreen(xs[at], ys[at]);
        if (kept[at] && x > 0 && y > 0 && x < view.width && y < view.height) seen.push({ x: xs[at], y: ys[at], dy: 14, text: titles[at].slice(0, 60), colour: colourOf("ink") });
      }
      placeNames(pen, seen, view, { taken, size: 10.5, weight: 400, paper });
    }
  }

  // Whether some names find no place among the dots, so that both sides are kept free for them.
  let lastWidth = 0, needs = false;
  function outside(pen, view) {
    if (view.width !== lastWidth) {
      lastWidth = view.width;
      view.inner.left = view.inner.right = 190;
      pen.save();
      pen.globalAlpha = 0;
      const free = placeNames(pen, data.topics.filter((topic) => topic.papers).map((topic) => ({ ...topic, text: topic.short, colour: "#0000" })), view, { size: 12.5, halo: false });
      pen.restore();
      needs = free.length > 0;
    }
    return needs;
  }

  // Names beside the map, each with a line to its topic.
  function leadOutside(pen, view, left, paper) {
    const line = 17, sides = [[], []];
    for (const name of left) { const [sx, sy] = view.toScreen(name.x, name.y); sides[sx < view.width / 2 ? 0 : 1].push({ ...name, sx, sy }); }
    sides.forEach((side, right) => {
      side.sort((a, b) => a.sy - b.sy);
      let next = 10;
      for (const name of side) { name.at = Math.max(next, name.sy); next = name.at + line; }
      let last = view.height - 10;
      for (const name of side.toReversed()) { name.at = Math.min(name.at, last); last = name.at - line; }
      for (const name of side) {
        pen.font = "600 12px Inter, system-ui, sans-serif";
        const text = fitText(pen, name.text, 176), wide = pen.measureText(text).width;
        const x = right ? view.width - 4 - wide : 4, end = right ? x - 5 : x + wide + 5;
        pen.strokeStyle = name.colour;
        pen.lineWidth = 1;
        pen.globalAlpha = 0.7;
        pen.beginPath();
        pen.moveTo(end, name.at);
        pen.lineTo(right ? view.width - 186 : 186, name.at);
        pen.lineTo(name.sx, name.sy);
        pen.stroke();
        pen.globalAlpha = 1;
        writeName(pen, text, x, name.at, name.colour, paper);
      }
    });
  }

  // A phone has no room for names: each topic has its number in the list below.
  function drawNumbers(pen, view, topics, paper) {
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.font = "700 11px Inter, system-ui, sans-serif";
    for (const topic of topics) {
      const [x, y] = view.toScreen(topic.x, topic.y);
      pen.fillStyle = paper;
      pen.beginPath();
      pen.arc(x, y, 9.5, 0, 6.2832);
      pen.fill();
      pen.strokeStyle = topic.colour;
      pen.lineWidth = 1.5;
      pen.stroke();
      pen.fillStyle = topic.colour;
      pen.fillText(String(data.topics.findIndex((other) => other.name === topic.name) + 1), x, y + 0.5);
    }
  }

  function hit(sx, sy, view) {
    const [x, y] = view.toWorld(sx, sy), [x1, y1] = view.toWorld(sx + 8, sy + 8);
    let best = null, least = 64;
    for (const paper of grid(x, y, Math.abs(x1 - x), Math.abs(y1 - y))) {
      if (!kept[paper]) continue;
      const [px, py] = view.toScreen(xs[paper], ys[paper]), far = (px - sx) ** 2 + (py - sy) ** 2;
      if (far < least) { least = far; best = paper; }
    }
    return best;
  }

  // What is asked for by search, years, lasso and a click on a name, together.
  const status = element("output", "", "found"), list = button("List them", openKept);
  function sift() {
    let left = 0;
    for (let paper = 0; paper < count; paper += 1) {
      const year = state.years === null ? true : Number(data.years[data.year[paper]]) >= state.years[0] && Number(data.years[data.year[paper]]) <= state.years[1];
      kept[paper] = year && (state.only === null || own[state.colour][paper] === state.only) && state.words.every((word) => lowered[paper].includes(word)) && (!state.lasso || inside(state.lasso, xs[paper], ys[paper])) ? 1 : 0;
      left += kept[paper];
    }
    const all = left === count;
    status.textContent = all ? countOf(count, "paper") : left ? `${figure(left)} of ${countOf(count, "paper")}` : `nothing found in ${countOf(count, "paper")}`;
    list.hidden = all || !left || !byId("drawer");
    clear.hidden = all;
    plane.redraw();
  }
  async function openKept() {
    const listed = await papers(), places = new Map(listed.ids.map((id, place) => [id, place]));
    const chosen = data.ids.filter((_, paper) => kept[paper]).map((id) => places.get(id)).sort((a, b) => a - b);
    showList(listed, chosen, "Chosen on the map");
  }
  const lasso = button("Lasso", () => {
    const on = lasso.getAttribute("aria-pressed") !== "true";
    lasso.setAttribute("aria-pressed", on);
    plane.setMode(on ? makeLasso() : null);
  }, "Draw around papers to choose them");
  lasso.setAttribute("aria-pressed", "false");
  function makeLasso() {
    let way = [];
    return {
      begin: (at) => { way = [at]; },
      move: (at) => { if (way.length) way.push(at); },
      paint: (pen) => {
        if (way.length < 2) return;
        pen.strokeStyle = colourOf("s2");
        pen.lineWidth = 2;
        pen.beginPath();
        way.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        pen.stroke();
      },
      end: () => {
        state.lasso = way.length > 2 ? way.map(([x, y]) => plane.view.toWorld(x, y)) : null;
        way = [];
        lasso.setAttribute("aria-pressed", "false");
        plane.setMode(null);
        sift();
      },
    };
  }
  const bar = element("div", "", "bar"), search = element("input"), find = element("label", "Search titles ");
  search.type = "search";
  search.addEventListener("input", () => { state.words = splitWords(search.value); sift(); });
  find.append(search);
  const clear = button("Show all", () => { state.words = []; state.lasso = state.only = null; search.value = ""; brush?.reset(); legend(); sift(); });
  const brush = makeBrush(data, (years) => { state.years = years; sift(); });
  bar.append(find, chooser("Colour by", [["topic", "topic"], ["year", "year"], ["source", "source"]], (value) => { state.colour = value; state.only = null; legend(); sift(); }), lasso);
  if (brush) bar.append(brush.element);
  bar.append(status, list, clear);
  holder.before(bar);

  // What the colours mean; a click shows the papers of one alone.
  const key = element("ol", "", "key");
  holder.after(key);
  function legend() {
    key.replaceChildren(...names[state.colour].map((name, place) => {
      const item = element("li"), mark = element("span", "", "dot");
      const choose = button("", () => { state.only = state.only === place ? null : place; legend(); sift(); });
      mark.style.background = shades[state.colour][place];
      choose.append(mark, `${name} `, element("small", figure(own[state.colour].reduce((sum, value) => sum + (value === place), 0))));
      choose.setAttribute("aria-pressed", state.only === place);
      item.append(choose);
      return item;
    }));
  }
  legend();
  sift();
}

function fitText(pen, text, wide) {
  let cut = text;
  while (cut.length > 4 && pen.measureText(cut).width > wide) cut = `${cut.slice(0, -2).trimEnd()}…`;
  return cut;
}

// Places in a grid of cells, so that those near a point are found at once.
function makeGrid(xs, ys, cells = 64) {
  const held = new Map(), cell = (value) => Math.max(0, Math.min(cells - 1, Math.floor(value * cells)));
  for (let at = 0; at < xs.length; at += 1) {
    const key = cell(xs[at]) * cells + cell(ys[at]);
    if (!held.has(key)) held.set(key, []);
    held.get(key).push(at);
  }
  return function* near(x, y, dx, dy) {
    for (let column = cell(x - dx); column <= cell(x + dx); column += 1) for (let row = cell(y - dy); row <= cell(y + dy); row += 1) yield* held.get(column * cells + row) ?? [];
  };
}

function inside(way, x, y) {
  let within = false;
  for (let a = 0, b = way.length - 1; a < way.length; b = a, a += 1) {
    const [xa, ya] = way[a], [xb, yb] = way[b];
    if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) within = !within;
  }
  return within;
}

// Two ends of a stretch of years over bars of how many papers each has.
function makeBrush(data, change) {
  const years = data.years.map(Number).filter((year) => !Number.isNaN(year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (!(last > first)) return null;
  const counts = new Array(last - first + 1).fill(0);
  for (const place of data.year) { const year = Number(data.years[place]); if (!Number.isNaN(year)) counts[year - first] += 1; }
  const most = Math.max(...counts);
  const made = element("div", "", "brush"), bars = element("div", "", "bars"), shown = element("output", `${first}–${last}`);
  bars.setAttribute("aria-hidden", "true");
  bars.append(...counts.map((held) => { const bar = element("span"); bar.style.height = `${Math.round((100 * held) / most)}%`; return bar; }));
  const ends = [first, last].map((value, end) => {
    const input = element("input");
    input.type = "range";
    input.min = first; input.max = last; input.value = value;
    input.setAttribute("aria-label", end ? "Years, to" : "Years, from");
    input.addEventListener("input", () => {
      const [low, high] = ends.map((other) => Number(other.value));
      if (low > high) ends[1 - end].value = input.value;
      tellYears();
    });
    return input;
  });
  function tellYears() {
    const [low, high] = ends.map((input) => Number(input.value));
    shown.textContent = `${low}–${high}`;
    [...bars.children].forEach((bar, at) => bar.classList.toggle("off", first + at < low || first + at > high));
    change(low === first && high === last ? null : [low, high]);
  }
  made.append(element("span", "Years "), bars, ...ends, shown);
  return { element: made, reset: () => { ends[0].value = first; ends[1].value = last; tellYears(); } };
}

for (const block of document.querySelectorAll("figure.map")) makeMap(block);
