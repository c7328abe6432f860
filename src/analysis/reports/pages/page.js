"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  let packed = null;

  // The papers of the page, unpacked when a list is first asked for.
  const papers = () => (packed ??= unpack());
  async function unpack() {
    const holder = byId("papers");
    if (!holder) return null;
    const bytes = Uint8Array.from(atob(JSON.parse(holder.textContent)), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const data = JSON.parse(await new Response(stream).text());
    data.facets.id = { values: data.id, papers: data.id.map((_, place) => [place]) };
    return data;
  }

  // Papers for which every facet holds every value the address asks for.
  function select(data, query) {
    const wanted = [...query].filter(([facet]) => facet !== "about").map(([facet, value]) => {
      const known = data.facets[facet];
      return known && { papers: known.papers, place: known.values.indexOf(value) };
    });
    return data.id.map((_, paper) => paper)
      .filter((paper) => wanted.every((want) => want && want.papers[paper].includes(want.place)));
  }

  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  function describe(data, paper) {
    const item = element("li");
    const title = element(/^https?:/.test(data.url[paper]) ? "a" : "strong", data.title[paper]);
    if (title.tagName === "A") { title.href = data.url[paper]; title.rel = "noreferrer"; title.target = "_blank"; }
    item.append(title);
    if (data.authors[paper]) item.append(element("p", data.authors[paper], "meta"));
    item.append(element("p", [data.date[paper], data.venue[paper], data.id[paper]].filter(Boolean).join(" · "), "meta"));
    if (data.abstract[paper]) {
      const fold = element("details");
      fold.append(element("summary", "Abstract"), element("p", data.abstract[paper]));
      item.append(fold);
    }
    return item;
  }

  const count = (number) => `${number} ${number === 1 ? "paper" : "papers"}`;

  async function open() {
    if (!location.hash.startsWith("#papers?")) return;
    const query = new URLSearchParams(location.hash.slice("#papers?".length));
    const data = await papers();
    if (!data) return;
    const found = select(data, query);
    byId("drawer-title").textContent = query.get("about") || "Papers";
    byId("drawer-count").textContent = count(found.length);
    byId("drawer-search").value = "";
    byId("drawer-list").replaceChildren(...found.slice(0, 500).map((paper) => describe(data, paper)));
    if (found.length > 500) byId("drawer-count").textContent += ", the 500 newest shown";
    if (!byId("drawer").open) byId("drawer").showModal();
    byId("drawer").scrollTop = 0;
  }

  byId("drawer").addEventListener("close", () => history.replaceState(null, "", location.pathname + location.search));
  byId("drawer").addEventListener("click", (event) => { if (event.target === byId("drawer")) byId("drawer").close(); });
  byId("drawer-search").addEventListener("input", (event) => filter(byId("drawer-list").children, event.target.value));
  window.addEventListener("hashchange", open);
  open();

  function filter(rows, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  }

  // Tables: sort by a click on the heading, search where it helps.
  const value = (cell) => {
    const number = parseFloat(cell.textContent.replace(/[,×%]/g, ""));
    return Number.isNaN(number) ? cell.textContent.toLowerCase() : number;
  };
  for (const table of document.querySelectorAll(".table table")) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = element("button", head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].map((row) => [value(row.cells[column]), row]);
        rows.sort(([a], [b]) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1));
        body.append(...(down ? rows.reverse() : rows).map(([, row]) => row));
      });
    });
    if (table.classList.contains("search")) offerSearch(table.parentElement, "Search this table ", body.rows);
  }
  for (const cards of document.querySelectorAll(".cards.search")) offerSearch(cards, "Search these cards ", cards.children);

  function offerSearch(place, name, rows) {
    const label = element("label", name);
    const input = element("input");
    input.type = "search";
    input.addEventListener("input", () => filter(rows, input.value));
    label.append(input);
    place.before(label);
  }

  // Charts: Vega's interpreter needs no eval, so the page's policy can forbid it.
  for (const holder of document.querySelectorAll(".chart")) {
    const specification = JSON.parse(holder.querySelector("script").textContent);
    const options = { ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: { disableDefaultStyle: true } };
    const place = element("div");
    holder.append(place);
    window.vegaEmbed(place, specification, options);
  }

  const here = location.pathname.split("/").pop();
  for (const link of document.querySelectorAll("nav a")) if (link.getAttribute("href") === here) link.setAttribute("aria-current", "page");
  document.documentElement.dataset.ready = "yes";
})();
