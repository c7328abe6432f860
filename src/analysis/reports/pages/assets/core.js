// What all scripts of a page share: elements, numbers, data that was packed.
const byId = (id) => document.getElementById(id);
const figure = (number) => number.toLocaleString("en-US");
const countOf = (number, noun) => `${figure(number)} ${noun}${number === 1 ? "" : "s"}`;
const splitWords = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null && text !== "") write(made, String(text));
  if (name) made.className = name;
  return made;
}

// Words without end may be broken, or they would push the columns of a table apart.
function write(place, text) {
  if (!/\S{80}/.test(text)) { place.append(text); return; }
  for (const piece of text.split(/(\S{80,})/)) {
    if (!/^\S{80,}$/.test(piece)) { place.append(piece); continue; }
    for (let at = 0; at < piece.length; at += 40) place.append(piece.slice(at, at + 40), document.createElement("wbr"));
  }
}

function button(text, act, title) {
  const made = element("button", text);
  made.type = "button";
  if (title) made.title = title;
  made.addEventListener("click", act);
  return made;
}

function bytesFrom(letters) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(letters);
  const text = atob(letters), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

async function unpack(letters) {
  const bytes = bytesFrom(letters);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

async function readData(holder) {
  const data = JSON.parse(holder.textContent);
  return holder.classList.contains("packed") ? JSON.parse(await unpack(data)) : data;
}

// A list that grows as its end comes near: `make` gives the element of one row.
function growList(place, rows, make, { step = 50, scroller = null } = {}) {
  place.growing?.disconnect();
  let made = 0;
  const end = place.tagName === "TBODY" ? element("tr") : element("li");
  end.className = "end";
  const more = () => {
    end.remove();
    const next = rows.slice(made, made + step).map(make);
    made += next.length;
    place.append(...next);
    if (made < rows.length) place.append(end);
  };
  place.replaceChildren();
  more();
  if (made >= rows.length) return;
  place.growing = new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) more(); }, { root: scroller, rootMargin: "600px" });
  place.growing.observe(end);
}

async function copyText(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    told("copied");
  } catch {
    const area = element("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    told(document.execCommand("copy") ? "copied" : "copy by hand");
    area.remove();
  }
}

function copyButton(name, text, title) {
  const made = button(name, () => copyText(text(), (told) => { made.textContent = told; setTimeout(() => { made.textContent = name; }, 1500); }), title);
  return made;
}

// The thing nearest to another one in a direction, as arrow keys ask for it.
function nearestTowards(places, from, dx, dy) {
  if (!places.length) return null;
  if (from === null) return places[0];
  let best = null, least = Infinity;
  for (const place of places) {
    const x = place.x - from.x, y = place.y - from.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 1e-6) continue;
    const cost = along + 2.5 * aside;
    if (cost < least) { least = cost; best = place; }
  }
  return best;
}
