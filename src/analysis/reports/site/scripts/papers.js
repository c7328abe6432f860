// The papers of the page, unpacked when a list is first asked for.
let unpacked = null;
const papers = () => (unpacked ??= unpackPapers());
async function unpackPapers() {
  const holder = byId("papers");
  if (!holder) return null;
  const data = JSON.parse(await unpack(JSON.parse(holder.textContent)));
  data.facets.id = { values: data.ids, papers: data.ids.map((_, place) => [place]) };
  return data;
}

const told = (data, column, paper) => data[column]?.[paper] ?? "";

// What an address asks for: facets and values, but for its heading.
const askedFor = (query) => [...query].filter(([facet]) => facet !== "about" && facet !== "figure");

// Papers for which every facet holds every value the address asks for, and of facets after `any.` one of the values.
function select(data, query) {
  const wanted = askedFor(query).map(([facet, value]) => {
    const known = data.facets[facet.replace(/^any\./, "")];
    return known && { any: facet.startsWith("any."), papers: known.papers, place: known.values.indexOf(value) };
  });
  const has = (want, paper) => want && want.papers[paper].includes(want.place);
  const all = wanted.filter((want) => !want?.any), any = wanted.filter((want) => want?.any);
  return data.ids.map((_, paper) => paper)
    .filter((paper) => all.every((want) => has(want, paper)) && (!any.length || any.some((want) => has(want, paper))));
}

// How many papers a list has, of which a page of very many papers holds the newest.
function lengthOf(data, query, found) {
  return data.lengths?.[askedFor(query).map((pair) => pair.join("=")).sort().join("\n")] ?? found.length;
}

// All that is told of a paper, as text to be searched.
function textOf(data, paper) {
  return ["title", "authors", "date", "venue", "ids", "summary", "labels", "topic", "abstract"]
    .map((column) => told(data, column, paper)).flat().join(" ").toLowerCase();
}

function describe(data, paper) {
  const tell = (column) => told(data, column, paper);
  const item = element("li", "", "paper");
  const title = element(/^https?:/.test(tell("url")) ? "a" : "span", tell("title"), "title");
  if (title.tagName === "A") leadOut(title, tell("url"));
  item.append(title);
  const names = tell("authors") || [];
  if (names.length) item.append(nameAuthors(names));
  const cited = tell("cited");
  const line = [tell("date"), tell("venue"), data.ids[paper], cited === "" ? "" : `cited ${countOf(cited, "time")}`];
  item.append(element("p", line.filter(Boolean).join(" · "), "meta"));
  if (tell("comment")) item.append(element("p", tell("comment"), "meta"));
  if (/^https?:/.test(tell("code"))) {
    const code = element("a", tell("code").replace(/^https?:\/\//, ""));
    leadOut(code, tell("code"));
    const shown = element("p", "Code: ", "meta");
    shown.append(code);
    item.append(shown);
  }
  if (tell("summary")) {
    const short = element("p", tell("summary"), "summary");
    if (tell("extracted")) short.append(" ", element("small", "(sentences of the abstract)"));
    item.append(short);
  }
  const from = (tell("sources") || []).map((name) => data.titles[name] ?? name);
  const topic = tell("topic") && `topic: ${tell("topic")}` + (tell("confidence") === "" ? "" : ` (${Math.round(100 * tell("confidence"))} % sure)`);
  const chips = [topic, ...(tell("labels") || []), ...from.map((name) => `from ${name}`)].filter(Boolean);
  if (chips.length) {
    const list = element("ul", "", "chips");
    list.append(...chips.map((chip) => element("li", chip)));
    item.append(list);
  }
  if (tell("abstract")) {
    const fold = element("details");
    fold.append(element("summary", "Abstract"), element("p", tell("abstract")));
    item.append(fold);
  }
  return item;
}

function leadOut(link, address) {
  link.href = address;
  link.rel = "noreferrer";
  link.target = "_blank";
}

// All authors; of very many the first, the others at hand.
const FIRST_AUTHORS = 30;
function nameAuthors(names) {
  if (names.length <= FIRST_AUTHORS) return element("p", names.join(", "), "meta");
  const fold = element("details", "", "meta");
  fold.append(element("summary", `${names.slice(0, FIRST_AUTHORS).join(", ")} and ${figure(names.length - FIRST_AUTHORS)} more`), element("p", names.slice(FIRST_AUTHORS).join(", ")));
  return fold;
}
