// What a reader keeps in the browser: a queue of papers and saved searches, for each corpus.
const keepUnder = `fieldnotes-library-${document.body.dataset.corpus}`;
let kept = { queue: [], searches: [] };
function readKept() {
  try { kept = { queue: [], searches: [], ...JSON.parse(localStorage.getItem(keepUnder) ?? "{}") }; } catch { /* a page from disk may keep nothing */ }
  return kept;
}
function writeKept() {
  try { localStorage.setItem(keepUnder, JSON.stringify(kept)); } catch { /* it is kept as long as the page is open */ }
  window.dispatchEvent(new Event("kept"));
}
readKept();
window.addEventListener("storage", () => { readKept(); window.dispatchEvent(new Event("kept")); });

function toggleQueued(id) {
  kept.queue = kept.queue.includes(id) ? kept.queue.filter((other) => other !== id) : [...kept.queue, id];
  writeKept();
}

function queueButton(id) {
  const made = button("", () => toggleQueued(id));
  const tell = () => {
    const on = kept.queue.includes(id);
    made.textContent = on ? "★ In the queue" : "☆ Queue";
    made.setAttribute("aria-pressed", on);
  };
  tell();
  window.addEventListener("kept", tell);
  made.className = "quiet";
  return made;
}
