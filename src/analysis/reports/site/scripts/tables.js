// Tables: rows are sorted by what they mean, searched whole, and made as one scrolls.
const plainCell = (cell) => {
  if (cell === null || typeof cell !== "object") return cell === null ? "" : typeof cell === "number" ? figure(cell) : cell;
  if ("a" in cell) return plainCell(cell.a);
  if ("t" in cell) return plainCell(cell.t);
  return (cell.n ?? cell.p).map(plainCell).join(cell.n ? " " : ", ");
};

function fillCell(place, cell) {
  if (cell === null) { place.append(element("span", "–", "missing")); return; }
  if (typeof cell !== "object") { write(place, typeof cell === "number" ? figure(cell) : cell); return; }
  if ("a" in cell) {
    const link = element("a");
    link.setAttribute("href", cell.l);
    fillCell(link, cell.a);
    place.append(link);
  } else if ("t" in cell) fillCell(place, cell.t);
  else if (cell.n) for (const part of cell.n) { const line = element("div"); fillCell(line, part); place.append(line); }
  else cell.p.forEach((part, at) => { if (at) place.append(", "); fillCell(place, part); });
}

// What a cell is sorted by: its rank, its number, its date as it is written, else its text.
function sortValue(cell, kind) {
  if (cell === null) return null;
  if (typeof cell === "number") return cell;
  if (typeof cell === "object" && "v" in cell) return cell.v;
  const text = plainCell(typeof cell === "object" && cell.n ? cell.n[0] : cell);
  if (text === "") return null;
  if (kind === "date") return Number(text.replaceAll("-", "").padEnd(8, "0"));
  const number = kind === "number" ? parseFloat(text.replace(/[,×%]/g, "").replace("−", "-")) : NaN;
  return Number.isNaN(number) ? text.toLowerCase() : number;
}

function compareCells(a, b, down) {
  // What is not known stands last, whichever way.
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === typeof b ? (typeof a === "string" ? a.localeCompare(b, "en") : a - b) : typeof a === "number" ? -1 : 1;
  return down ? -order : order;
}

const linksIn = (cell) => (cell === null || typeof cell !== "object" ? [] : "l" in cell ? [cell.l] : "t" in cell ? linksIn(cell.t) : (cell.n ?? cell.p).flatMap(linksIn));

async function linksOf(block) {
  const drawn = [...block.querySelectorAll("a[href^='#papers?']")].map((link) => link.getAttribute("href"));
  if (!block.tableRows) return [...new Set(drawn)];
  const { rows } = await block.tableRows();
  return [...new Set(rows.flatMap((row) => row.flatMap(linksIn)).filter((link) => link.startsWith("#papers?")))];
}

const SEARCHED = 8, ON_PAPER = 25;
function dressTable(block) {
  const holder = block.querySelector("script.data");
  if (!holder) return;
  let kept = null;
  block.tableRows = () => (kept ??= readData(holder));
  const table = block.querySelector("table"), body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.map((head) => head.textContent);
  const state = { column: null, down: true, words: [] };
  const status = element("output", "", "found");
  async function show() {
    const { kinds, rows } = await block.tableRows();
    let shown = rows;
    if (state.words.length) shown = rows.filter((row) => { const text = row.map(plainCell).join(" ").toLowerCase(); return state.words.every((word) => text.includes(word)); });
    if (state.column !== null) {
      const keyed = shown.map((row) => [sortValue(row[state.column], kinds[state.column]), row]);
      shown = keyed.sort(([a], [b]) => compareCells(a, b, state.down)).map(([, row]) => row);
    }
    growList(body, shown, (row) => makeRow(row, kinds, names), { step: 25, scroller: block.querySelector(".rows") });
    status.textContent = !state.words.length ? (rows.length > ON_PAPER ? countOf(rows.length, "row") : "") : shown.length ? `${figure(shown.length)} of ${figure(rows.length)}` : `nothing found in ${figure(rows.length)}`;
  }
  heads.forEach((head, column) => {
    const sort = button(head.textContent, () => {
      state.down = head.getAttribute("aria-sort") !== "descending";
      state.column = column;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      show();
    });
    head.replaceChildren(sort);
  });
  if (Number(block.dataset.rows ?? body.rows.length) < SEARCHED) return;
  const ask = element("div", "", "ask");
  const label = element("label", "Search these rows ");
  const input = element("input");
  input.type = "search";
  input.addEventListener("input", () => { state.words = splitWords(input.value); show(); });
  label.append(input);
  ask.append(label, status);
  if (block.classList.contains("more")) block.tableRows().then(({ rows }) => { if (!state.words.length) status.textContent = `${ON_PAPER} of ${figure(rows.length)}; scroll for more`; });
  block.querySelector(".rows").before(ask);
  // What stands beyond the first rows is made when one comes near to it.
  const near = new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) { near.disconnect(); if (block.classList.contains("more")) show(); } }, { rootMargin: "200px" });
  near.observe(block);
}

function makeRow(row, kinds, names) {
  const made = element("tr");
  row.forEach((cell, column) => {
    const place = element("td", "", kinds[column]);
    place.dataset.label = names[column];
    fillCell(place, cell);
    made.append(place);
  });
  return made;
}

for (const block of document.querySelectorAll("figure.table")) dressTable(block);

// On paper a table has its first rows, and says so.
window.addEventListener("beforeprint", () => { for (const body of document.querySelectorAll("figure.table tbody")) for (const row of [...body.rows].slice(ON_PAPER)) row.remove(); });
