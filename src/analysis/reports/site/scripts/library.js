// The library: search as one types, filters that combine, a reading queue, saved searches. The address holds it all.
async function makeLibrary(place) {
  const data = await papers(), space = await readData(byId("library-data"));
  const search = makeSearch(data, space);
  const facets = Object.fromEntries(Object.entries(space.filters).filter(([name]) => data.facets[name]?.values.length));
  const nameOf = (facet, value) => space.names[facet]?.[value] ?? value;
  const SORTS = { relevance: "relevance", date: "date", cited: "citations", trending: "trending", ...Object.fromEntries(Object.keys(space.orders).map((name) => [`order:${name}`, `order of ${name}`])) };
  if (!data.cited) delete SORTS.cited;
  let state = readState();
  let found = { list: [], ranked: null };

  function readState() {
    const query = new URLSearchParams(location.hash.startsWith("#papers?") ? "" : location.hash.slice(1));
    const chosen = {};
    for (const facet of Object.keys(facets)) { const values = query.getAll(facet); if (values.length) chosen[facet] = values; }
    return { q: query.get("q") ?? "", sort: query.get("sort") ?? "", show: query.get("show") ?? "results", chosen };
  }
  function addressOf({ q, sort, show, chosen }) {
    const query = new URLSearchParams();
    if (q) query.set("q", q);
    if (sort) query.set("sort", sort);
    if (show !== "results") query.set("show", show);
    for (const [facet, values] of Object.entries(chosen)) for (const value of values) query.append(facet, value);
    const text = query.toString().replaceAll("+", "%20");
    return text ? `#${text}` : location.pathname + location.search;
  }
  function go(change, { quiet = false } = {}) {
    state = { ...state, ...change };
    history[quiet ? "replaceState" : "pushState"](null, "", addressOf(state));
    show();
  }
  const toggle = (facet, value) => {
    const held = state.chosen[facet] ?? [], next = held.includes(value) ? held.filter((other) => other !== value) : [...held, value];
    const chosen = { ...state.chosen, [facet]: next };
    if (!next.length) delete chosen[facet];
    go({ chosen, show: "results" });
  };

  // Papers that a facet lets through: those that have one of its chosen values.
  function passing(facet) {
    const values = state.chosen[facet];
    if (!values) return null;
    const coded = data.facets[facet], wanted = new Set(values.map((value) => coded.values.indexOf(value)));
    return (paper) => coded.papers[paper].some((at) => wanted.has(at));
  }

  async function find() {
    const ranked = state.q.trim() ? await search.rank(state.q) : null;
    let pool = data.ids.map((_, paper) => paper);
    if (ranked) {
      const near = pool.filter((paper) => !ranked.held.has(paper)).sort((a, b) => ranked.scores[b] - ranked.scores[a]).slice(0, ranked.known ? NEAR : 0);
      pool = [...ranked.held.keys(), ...near].filter(ranked.allowed);
    }
    const tests = Object.fromEntries(Object.keys(facets).map((facet) => [facet, passing(facet)]).filter(([, test]) => test));
    const list = pool.filter((paper) => Object.values(tests).every((test) => test(paper)));
    const counts = {};
    for (const facet of Object.keys(facets)) {
      const others = Object.entries(tests).filter(([name]) => name !== facet).map(([, test]) => test);
      const rows = tests[facet] ? pool.filter((paper) => others.every((test) => test(paper))) : list;
      const held = new Uint32Array(data.facets[facet].values.length);
      for (const paper of rows) for (const at of data.facets[facet].papers[paper]) held[at] += 1;
      counts[facet] = held;
    }
    return { list: sortPapers(list, ranked), ranked, counts };
  }

  const sortNow = () => (state.sort && state.sort in SORTS ? state.sort : state.q.trim() ? "relevance" : "date");
  function sortPapers(list, ranked) {
    const by = sortNow();
    const value = by === "relevance" && ranked ? (paper) => ranked.scores[paper]
      : by === "cited" ? (paper) => { const times = told(data, "cited", paper); return times === "" ? -1 : times; }
        : by === "trending" && space.trending ? (paper) => space.trending[paper]
          : by.startsWith("order:") ? (paper) => { const rank = space.orders[by.slice(6)][paper]; return rank === null ? -Infinity : -rank; }
            // Papers stand newest first in the page.
            : (paper) => -paper;
    return [...list].sort((a, b) => value(b) - value(a) || a - b);
  }

  // The frame of the page: search and tabs above, filters to the left, papers to the right.
  const input = element("input"), sort = element("select"), status = element("p", "", "status"), chips = element("div", "", "chosen");
  input.type = "search";
  input.id = "library-search";
  input.placeholder = "a few words, or “a phrase” in quotes";
  input.setAttribute("aria-label", "Search the library");
  input.addEventListener("input", () => go({ q: input.value, show: "results" }, { quiet: true }));
  sort.setAttribute("aria-label", "Sort by");
  for (const [value, text] of Object.entries(SORTS)) { const option = element("option", `by ${text}`); option.value = value; sort.append(option); }
  sort.addEventListener("change", () => go({ sort: sort.value }));
  status.setAttribute("role", "status");
  const head = element("div", "", "ask library-ask"), tabs = element("div", "", "tabs"), side = element("div", "", "filters"), list = element("ol", "", "results"), tools = element("div", "", "library-tools");
  const tabButtons = Object.fromEntries(["results", "queue", "searches"].map((name) => [name, button("", () => go({ show: name }))]));
  tabs.append(...Object.values(tabButtons));
  head.append(input, sort);
  const main = element("div", "", "found");
  main.append(chips, status, tools, list);
  const columns = element("div", "", "library"), fold = element("details", "", "filters-fold"), roomy = window.matchMedia("(min-width: 56rem)");
  fold.append(element("summary", "Filters"), side);
  fold.open = roomy.matches;
  roomy.addEventListener("change", () => { fold.open = roomy.matches; });
  columns.append(fold, main);
  place.append(head, tabs, columns);

  const groups = {};
  for (const [facet, title] of Object.entries(facets)) {
    const fold = element("details", "", "filter"), values = element("ul"), filter = element("input"), more = button("", () => { group.all = !group.all; fillGroup(facet); });
    filter.type = "search";
    filter.placeholder = `find in ${title.toLowerCase()}`;
    filter.setAttribute("aria-label", `Find a value of ${title}`);
    filter.addEventListener("input", () => fillGroup(facet));
    more.className = "quiet";
    more.hidden = filter.hidden = true;
    fold.append(element("summary", title), filter, values, more);
    const group = { fold, values, filter, more, all: false };
    groups[facet] = group;
    fold.open = Object.keys(groups).length <= 3 || facet in state.chosen;
    fold.addEventListener("toggle", () => fillGroup(facet));
    side.append(fold);
  }
  function fillGroup(facet) {
    const { fold, values, filter, more, all } = groups[facet];
    const known = data.facets[facet].values, counts = found.counts?.[facet], chosen = new Set(state.chosen[facet] ?? []);
    fold.querySelector("summary").textContent = facets[facet] + (chosen.size ? ` (${chosen.size})` : "");
    if (!fold.open || !counts) return;
    const wanted = splitWords(filter.value);
    const rows = known.map((value, at) => [value, counts[at]]).filter(([value, count]) => (count || chosen.has(value)) && wanted.every((word) => nameOf(facet, value).toLowerCase().includes(word)));
    const byName = facet === "year";
    rows.sort(([a, x], [b, y]) => chosen.has(b) - chosen.has(a) || (byName ? (a < b ? 1 : -1) : y - x || (nameOf(facet, a) < nameOf(facet, b) ? -1 : 1)));
    const shown = rows.slice(0, all || wanted.length ? 200 : FIRST_VALUES);
    values.replaceChildren(...shown.map(([value, count]) => {
      const item = element("li"), label = element("label"), box = element("input");
      box.type = "checkbox";
      box.checked = chosen.has(value);
      box.addEventListener("change", () => toggle(facet, value));
      label.append(box, ` ${nameOf(facet, value)} `, element("small", figure(count)));
      item.append(label);
      return item;
    }));
    filter.hidden = known.length <= FIRST_VALUES;
    more.hidden = rows.length <= FIRST_VALUES || Boolean(wanted.length);
    more.textContent = all ? "fewer" : `all ${figure(rows.length)}`;
  }

  let turn = 0;
  async function show() {
    const mine = (turn += 1);
    if (input.value !== state.q) input.value = state.q;
    const result = await find();
    // A later keystroke has its own answer.
    if (mine !== turn) return;
    found = result;
    sort.value = sortNow();
    const saved = kept.searches.length;
    tabButtons.results.textContent = `Papers (${figure(found.list.length)})`;
    tabButtons.queue.textContent = `Reading queue (${figure(kept.queue.length)})`;
    tabButtons.searches.textContent = `Saved searches (${figure(saved)})`;
    for (const [name, tab] of Object.entries(tabButtons)) tab.setAttribute("aria-pressed", name === state.show);
    fold.hidden = state.show !== "results";
    columns.classList.toggle("alone", state.show !== "results");
    if (state.show === "queue") showQueue();
    else if (state.show === "searches") showSearches();
    else showResults();
    // What the page shows is the answer to this.
    place.dataset.shown = state.q;
  }

  function showResults() {
    for (const facet of Object.keys(facets)) fillGroup(facet);
    const parts = Object.entries(state.chosen).flatMap(([facet, values]) => values.map((value) => {
      const chip = button(`${facets[facet]}: ${nameOf(facet, value)} ×`, () => toggle(facet, value), "Take this filter away");
      chip.className = "quiet";
      return chip;
    }));
    if (parts.length || state.q) parts.push(Object.assign(button("Reset", () => go({ q: "", sort: "", chosen: {} }), "Take everything away"), { className: "quiet" }));
    chips.replaceChildren(...parts);
    status.textContent = tellFound();
    tools.replaceChildren(paperButtons(() => fileName(state.q || "papers"), async () => ({ data, list: found.list })), saveSearch());
    growList(list, found.list, (paper) => entry(paper), { step: 30 });
  }
  function tellFound() {
    const total = countOf(data.ids.length, "paper");
    if (!found.list.length) return `Nothing found in ${total}.` + (state.q ? " Try fewer or other words." : " Take a filter away.");
    if (sortNow() === "trending" && !space.trending) return `${figure(found.list.length)} of ${total}. Trending cannot be told: growth cannot be estimated from these sources.`;
    if (sortNow() === "trending") return `${figure(found.list.length)} of ${total}. ${space.formula}`;
    if (!found.ranked) return `${figure(found.list.length)} of ${total}, ${SORTS[sortNow()] === "date" ? "the newest first" : `by ${SORTS[sortNow()]}`}.`;
    const holding = found.list.filter((paper) => found.ranked.held.has(paper)).length, near = found.list.length - holding;
    return `${figure(holding)} of ${total} hold a word of the search` + (near ? `; ${figure(near)} more are near in meaning.` : ".") + (found.ranked.known ? "" : " None of the words has a meaning here, so only the words count.");
  }

  // A paper of the results: what lists tell, why it is here, what one can do with it.
  function entry(paper) {
    const item = describe(data, paper);
    const why = whyHere(paper);
    if (why) item.append(element("p", why, "meta why"));
    const methods = chipsOf("method", paper).concat(chipsOf("modality", paper)).slice(0, 12);
    if (methods.length) { const row = element("div", "", "chips act"); row.append(...methods); item.append(row); }
    const acts = element("div", "", "tools"), similar = element("ol", "", "similar");
    acts.append(queueButton(data.ids[paper]), Object.assign(button("Similar papers", () => {
      if (similar.children.length) { similar.replaceChildren(); return; }
      similar.append(...search.similarTo(paper, space.similar).map(([other, near]) => { const line = describe(data, other); line.append(element("p", `near in meaning: ${near.toFixed(2)}`, "meta")); return line; }));
    }), { className: "quiet" }));
    item.append(acts, similar);
    return item;
  }
  function chipsOf(facet, paper) {
    if (!facets[facet]) return [];
    return data.facets[facet].papers[paper].map((at) => { const value = data.facets[facet].values[at]; return button(nameOf(facet, value), () => toggle(facet, value), `Only papers with it (${facets[facet].toLowerCase()})`); });
  }
  function whyHere(paper) {
    const parts = [];
    if (found.ranked) {
      const held = found.ranked.held.get(paper);
      if (held) parts.push(`has ${held.map((word) => `“${word}”`).join(", ")}`);
      if (found.ranked.known) parts.push(`nearness in meaning ${found.ranked.meaning[paper].toFixed(2)}`);
    }
    for (const [facet, values] of Object.entries(state.chosen)) {
      const held = data.facets[facet].papers[paper].map((at) => data.facets[facet].values[at]).filter((value) => values.includes(value));
      parts.push(`${facets[facet].toLowerCase()}: ${held.map((value) => nameOf(facet, value)).join(", ")}`);
    }
    if (sortNow() === "trending" && space.trending?.[paper]) parts.push(`trending ${space.trending[paper].toFixed(2)}`);
    return parts.length ? `Why here: ${parts.join("; ")}` : "";
  }

  function saveSearch() {
    const made = element("form", "", "save"), name = element("input"), act = element("button", "Save this search");
    name.type = "text";
    name.placeholder = "name of this search";
    name.setAttribute("aria-label", "Name of this search");
    act.className = "quiet";
    made.append(name, act);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = new URLSearchParams(addressOf({ ...state, show: "results" }).replace(/^[^#]*#?/, "")).toString();
      kept.searches = [...kept.searches.filter((other) => other.name !== (name.value || state.q || "all papers")), { name: name.value || state.q || "all papers", address }];
      writeKept();
      show();
    });
    return made;
  }

  function showQueue() {
    const places = new Map(data.ids.map((id, paper) => [id, paper])), known = kept.queue.filter((id) => places.has(id)).map((id) => places.get(id));
    chips.replaceChildren();
    const gone = kept.queue.length - known.length;
    status.textContent = `${countOf(known.length, "paper")} to read, kept in this browser alone.` + (gone ? ` ${countOf(gone, "paper")} of the queue ${gone === 1 ? "is" : "are"} not in this corpus.` : "");
    tools.replaceChildren(paperButtons(() => "reading-queue", async () => ({ data, list: known })), fileButtons());
    growList(list, known, (paper) => entry(paper), { step: 30 });
  }
  function showSearches() {
    chips.replaceChildren();
    status.textContent = kept.searches.length ? "Searches kept in this browser alone." : "No search is saved yet: make one and press “Save this search”.";
    tools.replaceChildren(fileButtons());
    growList(list, kept.searches, ({ name, address }) => {
      const item = element("li"), link = element("a", name);
      link.href = `#${address}`;
      const copy = button("copy for params.yaml", () => copyText(copy.dataset.copy, (told) => { copy.textContent = told; }), "A line for “searches:” in params.yaml, which the digest follows");
      copy.className = "quiet";
      copy.dataset.copy = searchAsYaml(name, address);
      item.append(link, " ", copy, " ", Object.assign(button("remove", () => { kept.searches = kept.searches.filter((other) => other.name !== name); writeKept(); show(); }), { className: "quiet" }));
      return item;
    });
  }

  // Queue and searches as a file, to take along or to bring back.
  function fileButtons() {
    const made = element("div", "", "tools"), file = element("input"), told = element("output", "", "found");
    file.type = "file";
    file.accept = ".json,application/json";
    file.hidden = true;
    file.addEventListener("change", async () => {
      try {
        const brought = JSON.parse(await file.files[0].text());
        if (!Array.isArray(brought.queue) || !Array.isArray(brought.searches)) throw new Error("no queue");
        kept.queue = [...new Set([...kept.queue, ...brought.queue.filter((id) => typeof id === "string")])];
        const names = new Set(kept.searches.map((saved) => saved.name));
        kept.searches = [...kept.searches, ...brought.searches.filter((saved) => typeof saved?.name === "string" && typeof saved.address === "string" && !names.has(saved.name))];
        writeKept();
        show();
      } catch { told.textContent = "This file holds no queue and no searches of Fieldnotes."; }
    });
    made.append(button("Save as a file", () => saveFile("fieldnotes-library.json", JSON.stringify({ corpus: document.body.dataset.corpus, ...kept }, null, 1), "application/json")), button("Read a file", () => file.click()), file, told);
    return made;
  }

  window.addEventListener("popstate", () => { if (!location.hash.startsWith("#papers?")) { state = readState(); show(); } });
  window.addEventListener("kept", () => { tabButtons.queue.textContent = `Reading queue (${figure(kept.queue.length)})`; });
  await show();
  place.dataset.ready = "yes";
  search.ready();
}
// A saved search as the digest's settings have it; JSON is YAML, so nothing that is typed can be anything but text.
function searchAsYaml(name, address) {
  const asked = {};
  for (const [facet, value] of new URLSearchParams(address)) {
    if (facet === "q") asked.words = value;
    else if (facet !== "sort") (asked[facet] ??= []).push(value);
  }
  return `    ${JSON.stringify(name)}: ${JSON.stringify(asked)}`;
}
const NEAR = 100, FIRST_VALUES = 8;

if (byId("library")) makeLibrary(byId("library"));
