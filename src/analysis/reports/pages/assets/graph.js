// A graph to explore: communities first where it is large, each opened by a click; all nodes at once where it is small.
async function makeGraph(block) {
  const holder = block.querySelector(".plane");
  const data = await readData(block.querySelector("script.data"));
  const nodes = data.name.map((name, at) => ({ at, name, x: data.x[at], y: data.y[at], r: data.r[at], papers: data.papers[at], group: data.group[at], year: data.year?.[at] ?? -1, cited: data.cited?.[at] ?? null, link: data.link[at] }));
  const groups = data.groups.map((group, at) => ({ ...group, at }));
  const state = { level: null, colour: "group", words: [] };
  const around = nodes.map(() => new Set());
  for (const [a, b] of data.edges) { around[a].add(b); around[b].add(a); }
  const top = Math.max(1e-9, ...data.edges.map((edge) => edge[3])), topBond = Math.max(1e-9, ...data.bonds.map((bond) => bond[2]));
  const cited = nodes.map((node) => node.cited).filter((value) => value !== null).sort((a, b) => a - b);
  const overview = () => !data.flat && state.level === null;
  const shownNodes = () => (data.flat ? nodes : nodes.filter((node) => node.group === state.level));
  const shownEdges = () => (data.flat ? data.edges : data.edges.filter(([a, b]) => nodes[a].group === state.level && nodes[b].group === state.level));
  // A dot is as large as it was laid out, so that none lies on another; coming near spreads them out more than it blows them up.
  const sizeOf = (thing, view) => Math.max(2.5, thing.r * view.side() * Math.sqrt(view.k));
  const yearShade = (node) => (node.year < 0 ? colourOf("faint") : data.yearColours[node.year]);
  const citedShade = (node) => (node.cited === null ? colourOf("faint") : data.steps[Math.min(data.steps.length - 1, Math.floor((data.steps.length * rank(cited, node.cited)) / cited.length))]);
  const shade = (thing) => (overview() || state.colour === "group" ? groups[overview() ? thing.at : thing.group].colour : state.colour === "year" ? yearShade(thing) : citedShade(thing));
  const openEdge = ({ edge: [a, b] }) => { if (byId("drawer")) location.hash = `#papers?${[a, b].map((end) => `${data.either ? "any." : ""}${data.facet}=${encodeURIComponent(nodes[end].link)}`).join("&")}&about=${encodeURIComponent(`${nodes[a].name} and ${nodes[b].name}`)}`; };
  const openNode = (node) => { if (byId("drawer")) location.hash = `#papers?${data.facet}=${encodeURIComponent(node.link)}&about=${encodeURIComponent(node.name)}`; };
  const openGroup = (at) => { state.level = at; plane.reset(); tellLevel(); };

  const plane = makePlane(holder, {
    name: holder.getAttribute("aria-label"),
    height: (width) => (width < 600 ? width * 1.05 : Math.min(620, width * 0.74)),
    square: true,
    draw, hit,
    tell: (thing) => (overview()
      ? [thing.name, thing.note, `${countOf(thing.size, data.noun)}, ${countOf(thing.papers, data.unit)}; click to open`]
      : thing.edge ? [`${nodes[thing.edge[0]].name} – ${nodes[thing.edge[1]].name}`, countOf(thing.shared, data.unit)]
      : [thing.name, countOf(thing.papers, data.unit), groups[thing.group].name, ...(thing.year >= 0 ? [`mean year ${data.years[thing.year]}`] : []), ...(thing.cited === null ? [] : [`cited ${countOf(thing.cited, "time")}`])]),
    open: (thing) => (overview() ? openGroup(thing.at) : thing.edge ? openEdge(thing) : openNode(thing)),
    step: (from, dx, dy) => nearestTowards((overview() ? groups : shownNodes()).map((thing) => ({ x: thing.x, y: thing.y, thing })), from?.edge ? null : from, dx, dy),
  });
  holder.removeAttribute("role");

  function draw(pen, view, current) {
    view.inner.left = view.inner.right = view.width < 600 ? 34 : 60;
    view.inner.top = view.inner.bottom = 36;
    const things = overview() ? groups : shownNodes(), paper = colourOf("paper"), ink = colourOf("ink");
    const strokes = overview() ? data.bonds.map(([a, b, weight]) => [groups[a], groups[b], weight / topBond, false]) : shownEdges().map(([a, b, , strength, broken]) => [nodes[a], nodes[b], strength / top, broken]);
    const lit = (thing) => (state.words.length ? matches(thing) : current === null || thing === current || (current.edge ? current.edge.includes(thing.at) : overview() ? bonded(current.at, thing.at) : around[current.at].has(thing.at)));
    pen.strokeStyle = colourOf("faint");
    for (const [a, b, weight, broken] of strokes) {
      const dim = current !== null && (current.edge ? current.edge[0] !== a.at || current.edge[1] !== b.at : a !== current && b !== current);
      pen.globalAlpha = dim ? 0.08 : 0.25 + 0.45 * weight;
      pen.lineWidth = 0.7 + 4 * weight;
      pen.setLineDash(broken ? [5, 4] : []);
      pen.beginPath();
      pen.moveTo(...view.toScreen(a.x, a.y));
      pen.lineTo(...view.toScreen(b.x, b.y));
      pen.stroke();
    }
    pen.setLineDash([]);
    for (const thing of things) {
      const [x, y] = view.toScreen(thing.x, thing.y), size = sizeOf(thing, view);
      pen.globalAlpha = lit(thing) ? 0.92 : 0.16;
      pen.fillStyle = shade(thing);
      pen.beginPath();
      pen.arc(x, y, size, 0, 6.2832);
      pen.fill();
      pen.lineWidth = thing === current ? 2.5 : 1;
      pen.strokeStyle = thing === current ? ink : paper;
      pen.stroke();
    }
    pen.globalAlpha = 1;
    const ordered = [...things].filter(lit).sort((a, b) => (b === current) - (a === current) || (b.size ?? b.papers) - (a.size ?? a.papers));
    placeNames(pen, ordered.map((thing) => ({ ...thing, text: thing.name.length > 34 ? `${thing.name.slice(0, 33)}…` : thing.name, dy: sizeOf(thing, view) + 9, colour: ink })), view, { size: view.width < 600 ? 10.5 : 11.5, weight: overview() ? 600 : 500, paper });
  }
  const bonds = new Set(data.bonds.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const bonded = (a, b) => bonds.has(`${a} ${b}`);
  const matches = (thing) => (thing.note !== undefined && overview() ? nodes.some((node) => node.group === thing.at && named(node)) || named(thing) : named(thing));
  const named = (thing) => state.words.every((word) => thing.name.toLowerCase().includes(word));

  function hit(sx, sy, view) {
    let best = null, least = Infinity;
    for (const thing of overview() ? groups : shownNodes()) {
      const [x, y] = view.toScreen(thing.x, thing.y), far = Math.hypot(x - sx, y - sy) - sizeOf(thing, view);
      if (far < 5 && far < least) { least = far; best = thing; }
    }
    return best ?? (overview() ? null : hitEdge(sx, sy, view));
  }

  // A line opens the papers of both its ends.
  const lines = data.edges.map(([a, b, shared, strength]) => ({ edge: [a, b], shared, strength, group: nodes[a].group }));
  function hitEdge(sx, sy, view) {
    let best = null, least = 5;
    for (const line of lines) {
      const [a, b] = line.edge.map((end) => nodes[end]);
      if (!data.flat && (a.group !== state.level || b.group !== state.level)) continue;
      const far = farFrom(sx, sy, view.toScreen(a.x, a.y), view.toScreen(b.x, b.y));
      if (far < least) { least = far; best = line; }
    }
    return best;
  }

  // Beside the graph: where one is, what is there, and what the colours mean.
  const bar = element("div", "", "bar"), find = element("label", "Find "), search = element("input"), status = element("output", "", "found");
  search.type = "search";
  search.addEventListener("input", () => { state.words = splitWords(search.value); listThings(); plane.redraw(); });
  find.append(search);
  bar.append(find);
  const overlays = [["group", data.group_noun], ...(data.years.length > 1 ? [["year", "mean year of papers"]] : []), ...(cited.length > 1 ? [["cited", "citations"]] : [])];
  if (overlays.length > 1) bar.append(chooser("Colour by", overlays, (value) => { state.colour = value; legend(); plane.redraw(); }));
  bar.append(status);
  const crumbs = element("div", "", "crumbs"), key = element("ol", "", "key"), side = element("div", "", "side"), list = element("ol"), sides = element("div", "", "sides");
  side.tabIndex = 0;
  side.setAttribute("role", "region");
  side.setAttribute("aria-label", "What the picture shows, as a list");
  side.append(list);
  holder.before(bar, crumbs);
  holder.replaceWith(sides);
  sides.append(holder, side);
  sides.after(key);
  function tellLevel() {
    crumbs.replaceChildren();
    if (!data.flat && state.level !== null) crumbs.append(button(`← All ${data.group_nouns}`, () => openGroup(null)), element("span", groups[state.level].name));
    listThings();
    legend();
    plane.redraw();
  }
  function listThings() {
    const inGroups = overview() && !state.words.length;
    const rows = inGroups ? groups : (overview() ? nodes : shownNodes()).filter(named);
    const ordered = [...rows].sort((a, b) => (b.size ?? b.papers) - (a.size ?? a.papers) || (a.name < b.name ? -1 : 1));
    status.textContent = state.words.length ? (rows.length ? countOf(rows.length, data.noun) : "nothing found") : "";
    growList(list, ordered, (thing) => {
      const item = element("li"), choose = button("", () => (inGroups ? openGroup(thing.at) : openNode(thing)));
      const mark = element("span", "", "dot");
      mark.style.background = inGroups ? thing.colour : groups[thing.group].colour;
      choose.append(mark, thing.name, element("small", inGroups ? `${thing.note ? `${thing.note}; ` : ""}${countOf(thing.size, data.noun)}` : countOf(thing.papers, data.unit)));
      item.append(choose);
      return item;
    }, { scroller: side });
  }
  function legend() {
    const rows = state.colour === "year" && !overview() ? data.years.map((year, at) => [year, data.yearColours[at]])
      : state.colour === "cited" && !overview() ? data.steps.map((colour, at) => [at === 0 ? "cited least" : at === data.steps.length - 1 ? "cited most" : "", colour])
        : data.flat ? groups.slice(0, 16).map((group) => [group.name, group.colour]) : [];
    key.replaceChildren(...rows.map(([text, colour]) => {
      const item = element("li"), mark = element("span", "", "dot");
      mark.style.background = colour;
      item.append(mark, `${text} `);
      return item;
    }));
  }
  tellLevel();
}

function farFrom(x, y, [xa, ya], [xb, yb]) {
  const dx = xb - xa, dy = yb - ya, part = Math.max(0, Math.min(1, ((x - xa) * dx + (y - ya) * dy) / Math.max(dx * dx + dy * dy, 1e-9)));
  return Math.hypot(xa + part * dx - x, ya + part * dy - y);
}

function rank(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] < value) low = middle + 1; else high = middle; }
  return low;
}

for (const block of document.querySelectorAll("figure.graph")) makeGraph(block);
