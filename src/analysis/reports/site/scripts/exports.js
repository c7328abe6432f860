// Files that a reader takes along: papers as RIS, BibTeX or CSV, rows as CSV.
function saveFile(name, text, type) {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

function saveBlob(name, blob) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const oneLine = (text) => String(text).replace(/\s+/g, " ").trim();

// A cell that no spreadsheet takes for a formula, quoted where it must be.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const csvOf = (columns, rows) => [columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";

// A name as databases write it, family name first; one that holds a comma is so already.
function turnName(name) {
  const at = name.lastIndexOf(" ");
  return name.includes(",") || at < 0 ? name : `${name.slice(at + 1)}, ${name.slice(0, at)}`;
}

function risOf(data, chosen) {
  return chosen.map((paper) => {
    const tell = (column) => oneLine(told(data, column, paper));
    const [first, last] = tell("pages").split(/[-–]/);
    const [year, month, day] = tell("date").split("-");
    const lines = [["TY", tell("venue") ? "JOUR" : "GEN"], ["TI", tell("title")], ...(told(data, "authors", paper) || []).map((name) => ["AU", turnName(oneLine(name))]),
      ["PY", year], ["DA", [year, month, day].filter(Boolean).join("/")], ["T2", tell("venue")], ["VL", tell("volume")], ["IS", tell("issue")], ["SP", first], ["EP", last],
      ["DO", tell("doi")], ["UR", tell("url")], ["AB", tell("abstract")], ["ID", data.ids[paper]], ["ER", ""]];
    return lines.filter(([tag, text]) => text || tag === "ER").map(([tag, text]) => `${tag}  - ${text ?? ""}`).join("\r\n");
  }).join("\r\n\r\n") + "\r\n";
}

// What stands in a title is text, whatever it looks like.
const TEX = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const tex = (text) => oneLine(text).replace(/[\\{}&%$#_~^]/g, (letter) => TEX[letter]);
const address = (text) => oneLine(text).replace(/[{}\\]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function bibtexOf(data, chosen) {
  return chosen.map((paper) => {
    const tell = (column) => told(data, column, paper);
    const id = data.ids[paper];
    const parts = [["title", tex(tell("title"))], ["author", (tell("authors") || []).map(tex).join(" and ")], ["year", tell("date").slice(0, 4)], ["journal", tex(tell("venue"))],
      ["volume", tex(tell("volume"))], ["number", tex(tell("issue"))], ["pages", tex(tell("pages")).replace(/(\d)[-–](\d)/, "$1--$2")], ["doi", address(tell("doi"))],
      ["eprint", id.startsWith("arxiv:") ? address(id.slice(6)) : ""], ["url", tell("doi") ? "" : address(tell("url"))]];
    const key = id.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return `@${tell("venue") ? "article" : "misc"}{${key},\n${parts.filter(([, text]) => text).map(([name, text]) => `  ${name} = {${text}}`).join(",\n")}\n}`;
  }).join("\n\n") + "\n";
}

function papersCsv(data, chosen) {
  const columns = ["title", "authors", "date", "venue", "doi", "url", "type", "cited", "topic", "labels", "summary"];
  const cell = (column, paper) => { const value = told(data, column, paper); return Array.isArray(value) ? value.join("; ") : value; };
  return csvOf(["paper_id", ...columns], chosen.map((paper) => [data.ids[paper], ...columns.map((column) => cell(column, paper))]));
}

// The buttons that save a list of papers; `chosen` gives them when one is pressed.
function paperButtons(name, chosen) {
  const save = (ending, type, text) => async () => { const { data, list } = await chosen(); saveFile(`${name()}.${ending}`, text(data, list), type); };
  const tools = element("div", "", "tools");
  tools.append(button("RIS", save("ris", "application/x-research-info-systems", risOf), "Save these papers for a reference manager"),
    button("BibTeX", save("bib", "application/x-bibtex", bibtexOf), "Save these papers for LaTeX"),
    button("CSV", save("csv", "text/csv", papersCsv), "Save these papers as a table"));
  return tools;
}

const fileName = (text) => oneLine(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "papers";
