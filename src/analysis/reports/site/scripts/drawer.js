// The list of papers behind a number, a bar, a dot: what the address asks for.
const asked = () => location.hash.startsWith("#papers?");
let listed = { data: null, papers: [], length: 0, found: [] };

async function openList() {
  // Going back to where no list was asked for closes the list.
  if (!asked()) { if (byId("drawer").open) byId("drawer").close(); return; }
  const query = new URLSearchParams(location.hash.slice("#papers?".length));
  const data = await papers();
  if (!data) return;
  const found = query.has("figure") ? await papersOfFigure(data, query.get("figure")) : select(data, query);
  showList(data, found, query.get("about") || "Papers", lengthOf(data, query, found));
}

function showList(data, found, about, length = found.length) {
  listed = { data, papers: found, length, found };
  byId("drawer-title").textContent = about;
  byId("drawer-search").value = "";
  offerLibrary();
  searchList();
  if (!byId("drawer").open) byId("drawer").showModal();
  byId("drawer").scrollTop = 0;
}

// The papers of the list that hold all words of the search.
function searchList() {
  const { data, papers: all, length } = listed;
  const wanted = splitWords(byId("drawer-search").value);
  const found = wanted.length ? all.filter((paper) => { const text = textOf(data, paper); return wanted.every((word) => text.includes(word)); }) : all;
  listed.found = found;
  growList(byId("drawer-list"), found, (paper) => describe(data, paper), { scroller: byId("drawer") });
  const rest = length > all.length ? `; the newest ${figure(all.length)} are on this page` : "";
  byId("drawer-count").textContent = (wanted.length ? (found.length ? `${figure(found.length)} of ` : "Nothing found in ") : "") + countOf(length, "paper") + rest;
}

// Every paper that a mark, a cell or a row of a figure leads to.
async function papersOfFigure(data, id) {
  const links = await linksOf(byId(id));
  const kept = new Set();
  for (const link of links) for (const paper of select(data, new URLSearchParams(link.slice("#papers?".length)))) kept.add(paper);
  return [...kept].sort((a, b) => a - b);
}

// The whole list into the queue; on to the library, where it knows what the list asks for.
const LIBRARY_FACETS = ["author", "topic", "method", "modality", "venue", "year", "source", "keyword", "country", "institution"];
function offerLibrary() {
  const wanted = asked() ? askedFor(new URLSearchParams(location.hash.slice("#papers?".length))) : [];
  const known = wanted.length > 0 && wanted.every(([facet]) => LIBRARY_FACETS.includes(facet)) && new Set(wanted.map(([facet]) => facet)).size === wanted.length;
  byId("drawer-library").hidden = !known || document.body.dataset.page === "library";
  if (known) byId("drawer-library").href = `${document.querySelector(".top .brand").getAttribute("href").replace("index.html", "library.html")}#${new URLSearchParams(wanted).toString().replaceAll("+", "%20")}`;
}
byId("drawer-tools").append(button("Add to queue", () => { kept.queue = [...new Set([...kept.queue, ...listed.found.map((paper) => listed.data.ids[paper])])]; writeKept(); }, "Add these papers to the reading queue of the library"));
byId("drawer-tools").firstChild.className = "quiet";
byId("drawer-tools").append(paperButtons(() => fileName(byId("drawer-title").textContent), async () => ({ data: listed.data, list: listed.found })));
byId("drawer").addEventListener("close", () => {
  if (asked()) history.replaceState(null, "", location.pathname + location.search);
});
byId("drawer").addEventListener("click", (event) => { if (event.target === byId("drawer")) byId("drawer").close(); });
byId("drawer-search").addEventListener("input", searchList);
window.addEventListener("hashchange", openList);
