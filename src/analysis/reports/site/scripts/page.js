// The page itself: light and dark, contents, addresses of sections, cards, what can be quoted.
const THEMES = { auto: "◐", light: "☀", dark: "☾" };
function offerTheme() {
  const read = () => { try { return localStorage.getItem("fieldnotes-theme"); } catch { return null; } };
  const apply = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    made.textContent = THEMES[theme];
    made.title = `Colours: ${theme}`;
    made.setAttribute("aria-label", `Colours: ${theme}. Change`);
  };
  let theme = read() in THEMES ? read() : "auto";
  const made = button("", () => {
    const names = Object.keys(THEMES);
    theme = names[(names.indexOf(theme) + 1) % names.length];
    try { localStorage.setItem("fieldnotes-theme", theme); } catch { /* a page from disk may keep nothing */ }
    apply(theme);
  });
  made.className = "theme";
  document.querySelector(".top nav").append(made);
  apply(theme);
}
offerTheme();

// Menus close when one goes elsewhere.
document.addEventListener("click", (event) => { for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") for (const menu of document.querySelectorAll(".menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); } });

const contents = document.querySelector(".contents");
if (contents) {
  const roomy = window.matchMedia("(min-width: 75rem)");
  const unfold = () => { contents.open = roomy.matches; };
  unfold();
  roomy.addEventListener("change", unfold);
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.getAttribute("href").slice(1), link]));
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) if (entry.isIntersecting) for (const [id, link] of links) link.classList.toggle("seen", id === entry.target.id);
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const id of links.keys()) watch.observe(byId(id));
}

for (const head of document.querySelectorAll("main :is(h2, h3)[id]")) {
  const link = element("a", "#", "anchor");
  link.href = `#${head.id}`;
  link.setAttribute("aria-label", `Address of: ${head.textContent}`);
  link.tabIndex = -1;
  head.append(link);
}

// What is folded away is made when it is unfolded.
for (const fold of document.querySelectorAll("details.later")) {
  fold.addEventListener("toggle", () => { const kept = fold.querySelector("template"); if (kept) kept.replaceWith(kept.content); }, { once: true });
}

// Cards are few, so they are hidden and shown as they stand.
for (const cards of document.querySelectorAll(".cards.search")) {
  if (cards.children.length < 4) continue;
  const ask = element("div", "", "ask"), label = element("label", "Search these cards "), input = element("input"), status = element("output", "", "found");
  input.type = "search";
  input.addEventListener("input", () => {
    const wanted = splitWords(input.value);
    let left = 0;
    for (const card of cards.children) {
      const text = [card.textContent, ...[...card.querySelectorAll("template")].map((kept) => kept.content.textContent)].join(" ").toLowerCase();
      card.hidden = !wanted.every((word) => text.includes(word));
      left += !card.hidden;
    }
    status.textContent = !wanted.length ? "" : left ? `${figure(left)} of ${figure(cards.children.length)}` : `nothing found in ${figure(cards.children.length)}`;
  });
  label.append(input);
  ask.append(label, status);
  cards.before(ask);
}

// Charts of one's own: Vega's interpreter needs no eval, so the page's policy can forbid it.
for (const holder of document.querySelectorAll(".chart")) {
  const options = { ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: { disableDefaultStyle: true } };
  const place = element("div");
  holder.append(place);
  window.vegaEmbed(place, JSON.parse(holder.querySelector("script").textContent), options);
}

for (const made of document.querySelectorAll("button.copy")) {
  made.addEventListener("click", () => copyText(made.dataset.copy, (told) => { made.textContent = told; }));
}

openList();
document.documentElement.dataset.ready = "yes";
