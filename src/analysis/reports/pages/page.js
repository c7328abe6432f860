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
    if (data.comment[paper]) item.append(element("p", data.comment[paper], "meta"));
    if (/^https?:/.test(data.code[paper])) {
      const code = element("a", data.code[paper].replace(/^https?:\/\//, ""));
      code.href = data.code[paper]; code.rel = "noreferrer"; code.target = "_blank";
      const line = element("p", "Code: ", "meta");
      line.append(code);
      item.append(line);
    }
    if (data.abstract[paper]) {
      const fold = element("details");
      fold.append(element("summary", "Abstract"), element("p", data.abstract[paper]));
      item.append(fold);
    }
    return item;
  }

  const figure = (number) => number.toLocaleString("en-US");
  const count = (number) => `${figure(number)} ${number === 1 ? "paper" : "papers"}`;
  const SHOWN = 500;
  const asked = () => location.hash.startsWith("#papers?");
  let listed = { data: null, papers: [] };

  async function open() {
    // Going back to where no list was asked for closes the list.
    if (!asked()) { if (byId("drawer").open) byId("drawer").close(); return; }
    const query = new URLSearchParams(location.hash.slice("#papers?".length));
    const data = await papers();
    if (!data) return;
    const found = select(data, query);
    listed = { data, papers: found };
    byId("drawer-title").textContent = query.get("about") || "Papers";
    byId("drawer-search").value = "";
    show();
    if (!byId("drawer").open) byId("drawer").showModal();
    byId("drawer").scrollTop = 0;
  }

  // The papers of the list that hold all words of the search; of many the newest are drawn.
  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  function show() {
    const { data, papers: all } = listed;
    const wanted = words(byId("drawer-search").value);
    const text = (paper) => [data.title, data.authors, data.date, data.venue, data.id, data.abstract]
      .map((column) => column[paper]).join(" ").toLowerCase();
    const found = wanted.length ? all.filter((paper) => wanted.every((word) => text(paper).includes(word))) : all;
    const drawn = found.slice(0, SHOWN);
    byId("drawer-list").replaceChildren(...drawn.map((paper) => describe(data, paper)));
    byId("drawer-count").textContent = (wanted.length ? `${figure(found.length)} of ` : "") + count(all.length)
      + (found.length > SHOWN ? `, the ${SHOWN} newest shown` : "");
  }

  byId("drawer").addEventListener("close", () => {
    if (asked()) history.replaceState(null, "", location.pathname + location.search);
  });
  byId("drawer").addEventListener("click", (event) => { if (event.target === byId("drawer")) byId("drawer").close(); });
  byId("drawer-search").addEventListener("input", show);
  window.addEventListener("hashchange", open);
  open();

  // Hide the rows that lack a word; how many are left.
  function filter(rows, text) {
    const wanted = words(text);
    let left = 0;
    for (const row of rows) {
      row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
      left += !row.hidden;
    }
    return left;
  }

  // Tables: sort by a click on the heading, search where it helps.
  const value = (cell) => {
    const text = cell.textContent.trim();
    // A date is in order as it is written, whether its day is known or not.
    if (/^\d{4}(-\d\d){1,2}$/.test(text) || (cell.className === "date" && text)) return Number(text.replaceAll("-", "").padEnd(8, "0"));
    const number = parseFloat(text.replace(/[,×%]/g, ""));
    return Number.isNaN(number) ? text.toLowerCase() : number;
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
    const told = element("output", "", "found");
    input.addEventListener("input", () => {
      const left = filter(rows, input.value);
      told.textContent = !input.value.trim() ? "" : left ? `${figure(left)} of ${figure(rows.length)}` : `nothing found in ${figure(rows.length)}`;
    });
    label.append(input, told);
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

  // What can be quoted, copied with one click.
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = "copied";
      } catch {
        const area = element("textarea");
        area.value = button.dataset.copy;
        button.after(area);
        area.select();
        button.textContent = document.execCommand("copy") ? "copied" : "copy by hand";
        area.remove();
      }
    });
  }
})();
