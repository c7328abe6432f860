// Papers ranked by meaning and by words, without a server: sums of word vectors against papers, and BM25.
const WORD = /[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu;
const wordsOf = (text) => text.toLowerCase().match(WORD) ?? [];
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const bytesOf = (letters) => new Int8Array(bytesFrom(letters).buffer);
const breathe = () => new Promise((resume) => { setTimeout(resume, 0); });

function makeSearch(data, space) {
  const size = space.dimensions, count = data.ids.length;
  const paperVectors = bytesOf(space.papers), wordVectors = bytesOf(space.vectors);
  const places = new Map(space.words.map((word, at) => [word, at]));
  let index = null;

  // Which papers hold which word, how often, read in slices so that the page answers meanwhile.
  const ready = () => (index ??= readTexts());
  async function readTexts() {
    const postings = new Map(), lengths = new Float32Array(count), texts = new Array(count);
    for (let paper = 0; paper < count; paper += 1) {
      const title = told(data, "title", paper);
      const text = [title, title, told(data, "authors", paper), told(data, "venue", paper), told(data, "labels", paper), told(data, "comment", paper), told(data, "abstract", paper) || told(data, "summary", paper)].flat().join(" ");
      texts[paper] = text.toLowerCase();
      const found = wordsOf(text), held = new Map();
      lengths[paper] = found.length;
      for (const word of found) held.set(word, (held.get(word) ?? 0) + 1);
      for (const [word, times] of held) {
        let list = postings.get(word);
        if (!list) postings.set(word, (list = []));
        list.push(paper, times);
      }
      if (paper % 150 === 149) await breathe();
    }
    const usual = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(count, 1));
    return { postings, lengths, usual, texts };
  }

  function meaningOf(asked) {
    const query = new Float32Array(size), scores = new Float32Array(count);
    for (const word of asked) {
      const at = places.get(word);
      if (at !== undefined) for (let d = 0; d < size; d += 1) query[d] += wordVectors[at * size + d];
    }
    const length = Math.hypot(...query);
    return length ? { scores: nearTo(query, length, scores), known: true } : { scores, known: false };
  }

  function nearTo(query, length, scores = new Float32Array(count)) {
    for (let paper = 0, at = 0; paper < count; paper += 1) {
      let sum = 0;
      for (let d = 0; d < size; d += 1, at += 1) sum += query[d] * paperVectors[at];
      scores[paper] = sum / (length * 127);
    }
    return scores;
  }

  const K1 = 1.2, B = 0.75;
  async function matchWords(asked) {
    const { postings, lengths, usual, texts } = await ready();
    const scores = new Float32Array(count), held = new Map();
    const note = (paper, word) => { if (!held.has(paper)) held.set(paper, []); held.get(paper).push(word); };
    const listOf = (word) => postings.get(word) ?? (UNSPACED.test(word) ? texts.flatMap((text, paper) => (text.includes(word) ? [paper, 1] : [])) : []);
    // A word that a third of the papers have brings none in by itself, unless there is no other.
    const common = (word) => listOf(word).length / 2 > count / 3;
    const telling = asked.filter((word) => !common(word)), bring = new Set(telling.length ? telling : asked);
    for (const word of new Set(asked)) {
      const list = listOf(word);
      const papersWith = list.length / 2, rarity = Math.log1p((count - papersWith + 0.5) / (papersWith + 0.5));
      for (let at = 0; at < list.length; at += 2) {
        const paper = list[at], times = list[at + 1];
        scores[paper] += (rarity * times * (K1 + 1)) / (times + K1 * (1 - B + (B * lengths[paper]) / usual));
        if (bring.has(word)) note(paper, word);
      }
    }
    return { scores, held };
  }

  // Both together, in standard deviations, as `analysis.library.rank_papers` does it.
  async function rank(query) {
    const phrases = [...query.matchAll(/"([^"]+)"/g)].map((found) => found[1].toLowerCase().trim()).filter(Boolean);
    const asked = wordsOf(query);
    const meaning = meaningOf(asked), match = await matchWords(asked);
    const a = standard(meaning.scores), b = standard(match.scores);
    const scores = a.map((value, paper) => value + space.weight * b[paper]);
    const texts = phrases.length ? (await ready()).texts : null;
    return { scores, meaning: meaning.scores, held: match.held, known: meaning.known, allowed: (paper) => phrases.every((phrase) => texts[paper].includes(phrase)) };
  }

  function similarTo(paper, most) {
    const query = Float32Array.from(paperVectors.subarray(paper * size, (paper + 1) * size)), length = Math.hypot(...query);
    const scores = nearTo(query, Math.max(length, 1));
    return [...scores.keys()].filter((other) => other !== paper).sort((x, y) => scores[y] - scores[x]).slice(0, most).map((other) => [other, scores[other]]);
  }

  return { rank, similarTo, ready };
}

function standard(values) {
  let sum = 0, squares = 0;
  for (const value of values) { sum += value; squares += value * value; }
  const mean = sum / Math.max(values.length, 1), spread = Math.sqrt(Math.max(squares / Math.max(values.length, 1) - mean * mean, 0));
  return spread > 1e-9 ? values.map((value) => (value - mean) / spread) : new Float32Array(values.length);
}
