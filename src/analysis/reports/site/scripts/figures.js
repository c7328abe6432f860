// Figures: drawn for a phone where the page is narrow, saved as a picture or as numbers, linked to.
const narrow = window.matchMedia("(max-width: 40rem)");
function chooseDrawing(block) {
  const drawn = block.querySelector(".drawn");
  const other = drawn?.querySelector("template.narrow");
  if (!other) return;
  const wide = drawn.querySelector("svg");
  const small = other.content.querySelector("svg");
  const choose = () => drawn.querySelector("svg").replaceWith(narrow.matches ? small : wide);
  choose();
  narrow.addEventListener("change", choose);
  window.addEventListener("beforeprint", () => drawn.querySelector("svg").replaceWith(wide));
  window.addEventListener("afterprint", choose);
}

// A drawing as a file of its own: colours that the page names get their values, title and source stand with it.
function standAlone(block) {
  const drawn = block.querySelector(".drawn svg").cloneNode(true);
  const [, , width, height] = drawn.getAttribute("viewBox").split(/\s+/).map(Number);
  const title = wrapText(block.querySelector("figcaption strong, figcaption span")?.textContent ?? "", Math.floor(width / 6.4));
  const top = 16 * title.length + 8, whole = height + top + 22;
  const alone = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  alone.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  alone.setAttribute("viewBox", `0 0 ${width} ${whole}`);
  alone.setAttribute("width", Math.round(width * 4 / 3));
  alone.setAttribute("height", Math.round(whole * 4 / 3));
  alone.setAttribute("font-family", "Inter, system-ui, sans-serif");
  const ground = document.createElementNS(alone.namespaceURI, "rect");
  ground.setAttribute("width", width); ground.setAttribute("height", whole); ground.setAttribute("fill", "#ffffff");
  drawn.setAttribute("y", top); drawn.setAttribute("x", 0); drawn.setAttribute("width", width); drawn.setAttribute("height", height);
  for (const link of drawn.querySelectorAll("a")) link.removeAttribute("href");
  const write = (text, y, size, fill, weight) => {
    const line = document.createElementNS(alone.namespaceURI, "text");
    line.setAttribute("x", 2); line.setAttribute("y", y); line.setAttribute("font-size", size); line.setAttribute("fill", fill); line.setAttribute("font-weight", weight);
    line.textContent = text;
    return line;
  };
  alone.append(ground, ...title.map((text, at) => write(text, 14 + 16 * at, 12, "#1c2430", 600)), drawn,
    write(`Source: ${document.body.dataset.source}; Fieldnotes`, whole - 6, 8.5, "#5b6470", 400));
  return { width, height: whole, text: new XMLSerializer().serializeToString(alone).replace(/var\(--[\w-]+,\s*(#[0-9a-f]{6})\)/gi, "$1") };
}

function wrapText(text, letters) {
  const lines = [];
  for (const word of oneLine(text).split(" ")) {
    if (lines.length && (lines.at(-1) + word).length < letters) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

async function saveRaster(name, { width, height, text }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = element("canvas");
  canvas.width = Math.round(width * 8 / 3);
  canvas.height = Math.round(height * 8 / 3);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => saveBlob(`${name}.png`, blob));
}

async function saveRows(block, name) {
  const data = await readData(block.querySelector("script.data"));
  const columns = data.columns ?? [...block.querySelectorAll("thead th")].map((head) => head.textContent);
  saveFile(`${name}.csv`, csvOf(columns, data.rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : cell && typeof cell.v === "number" && !data.kinds ? cell.v : plainCell(cell))))), "text/csv");
}

// What a map or a graph holds, a row for each dot.
function planeRows(data) {
  if (data.topics) return { columns: ["paper_id", "title", "x", "y", "topic", "year", "source"], rows: data.ids.map((id, at) => [id, data.titles[at], data.x[at], data.y[at], data.topics[data.topic[at]].name, data.years[data.year[at]], data.sources[data.source[at]]]) };
  return { columns: [data.noun, "id", `${data.unit}s`, data.group_noun, "x", "y"], rows: data.name.map((name, at) => [name, data.link[at], data.papers[at], data.groups[data.group[at]].name, data.x[at], data.y[at]]) };
}

// For Gephi, Cytoscape, igraph and NetworkX.
function graphMl(data) {
  const xml = document.implementation.createDocument("http://graphml.graphdrawing.org/xmlns", "graphml"), root = xml.documentElement;
  const add = (parent, tag, attributes, text) => {
    const node = xml.createElementNS(root.namespaceURI, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  };
  const keys = [["node", "name", "string"], ["node", `${data.unit}s`, "int"], ["node", data.group_noun, "string"], ["edge", `${data.unit}s`, "int"], ["edge", "strength", "double"]];
  keys.forEach(([of, name, type], at) => add(root, "key", { id: `k${at}`, for: of, "attr.name": name, "attr.type": type }));
  const graph = add(root, "graph", { edgedefault: "undirected" });
  const tell = (parent, values, first) => values.forEach((value, at) => add(parent, "data", { key: `k${first + at}` }, value));
  data.name.forEach((name, at) => tell(add(graph, "node", { id: data.link[at] }), [name, data.papers[at], data.groups[data.group[at]].name], 0));
  data.edges.forEach(([a, b, papers, strength]) => tell(add(graph, "edge", { source: data.link[a], target: data.link[b] }), [papers, strength], 3));
  return new XMLSerializer().serializeToString(xml);
}

function vosNetwork(data) {
  const items = data.name.map((label, at) => ({ id: at + 1, label, cluster: data.group[at] + 1, x: data.x[at], y: data.y[at], weights: { [`${data.unit}s`]: data.papers[at] } }));
  return JSON.stringify({ network: { items, links: data.edges.map(([a, b, , strength]) => ({ source_id: a + 1, target_id: b + 1, strength })) } });
}

function offerTools(block) {
  const tools = element("div", "", "tools");
  const name = `${fileName(document.body.dataset.page)}-${block.id}`;
  if (block.querySelector(".drawn svg")) {
    tools.append(button("SVG", () => saveFile(`${name}.svg`, standAlone(block).text, "image/svg+xml"), "Save the drawing"),
      button("PNG", () => saveRaster(name, standAlone(block)), "Save the drawing as a picture"));
  }
  if (block.matches(".map, .graph")) {
    tools.append(button("PNG", () => block.querySelector("canvas").toBlob((blob) => saveBlob(`${name}.png`, blob)), "Save what is seen as a picture"),
      button("CSV", async () => { const { columns, rows } = planeRows(await readData(block.querySelector("script.data"))); saveFile(`${name}.csv`, csvOf(columns, rows), "text/csv"); }, "Save what is drawn as a table"));
    if (block.matches(".graph")) {
      const save = (label, ending, type, write, what) => tools.append(button(label, async () => saveFile(`${name}.${ending}`, write(await readData(block.querySelector("script.data"))), type), what));
      save("GraphML", "graphml", "application/xml", graphMl, "Save the graph for Gephi, Cytoscape, igraph or NetworkX");
      save("VOSviewer", "json", "application/json", vosNetwork, "Save the graph for VOSviewer");
    }
  } else if (block.querySelector("script.data")) tools.append(button("CSV", () => saveRows(block, name), "Save the numbers"));
  if (byId("papers") && block.querySelector("a[href^='#papers?']")) {
    const about = block.querySelector("figcaption strong, figcaption span")?.textContent ?? "Papers";
    tools.append(button("Papers", () => { location.hash = `#papers?figure=${block.id}&about=${encodeURIComponent(about)}`; }, "The papers behind it, to read or to save as RIS and BibTeX"));
  }
  tools.append(copyButton("Link", () => `${location.href.split("#")[0]}#${block.id}`, "Copy the address of this figure"));
  block.append(tools);
}

// A drawing is one stop of the tab key; arrow keys go from mark to mark.
function walkMarks(svg) {
  const links = [...svg.querySelectorAll("a")];
  if (!links.length) return;
  links.forEach((link, at) => link.setAttribute("tabindex", at ? -1 : 0));
  svg.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }, way = ways[event.key];
    const from = event.target.closest("a");
    if (!way || !from) return;
    event.preventDefault();
    const middle = (link) => { const box = link.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2, thing: link }; };
    const next = nearestTowards(links.filter((link) => link !== from).map(middle), middle(from), ...way);
    if (!next) return;
    from.setAttribute("tabindex", -1);
    next.thing.setAttribute("tabindex", 0);
    next.thing.focus();
  });
}

for (const block of document.querySelectorAll("figure.block")) {
  for (const svg of [block.querySelector(".drawn svg"), block.querySelector(".drawn template")?.content.querySelector("svg")]) if (svg) walkMarks(svg);
  chooseDrawing(block);
  if (block.id) offerTools(block);
}
