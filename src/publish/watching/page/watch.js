// Listens to `publish watch` and shows what it says.

import { Chapter, Pages } from "./panes.js";

const at = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");
const clockTime = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });

let book = null;
let state = null;
let current = ""; // the name of the chapter that is shown
const reached = { epub: "", pdf: "" }; // the changes that were gone to

const pages = new Pages(at("pages"), (page) => {
  if (page?.chapter) show(page.chapter, () => chapter.goToPrinted(page.label));
});
const chapter = new Chapter(
  at("chapter"),
  (file) => {
    const found = book?.chapters.find((one) => one.file === file);
    if (!found) return;
    chapter.mark = found.mark;
    choose(found.name);
    pages.goToChapter(found.name);
  },
  (label, height) => pages.go(pages.pages.findIndex((one) => one.label === label), 0, height / 2),
);

// --- where one is ---

function choose(name) {
  current = name;
  at("chapters").value = name;
  showWords();
  remember();
}

function show(name, then = null) {
  const found = book?.chapters.find((one) => one.name === name);
  if (!found) return;
  chapter.open(found.file, found.mark, then);
  choose(name);
}

function browse(name) {
  show(name, (page) => page.documentElement.scrollTo(0, 0));
  pages.goToChapter(name);
}

function step(by) {
  const index = book?.chapters.findIndex((one) => one.name === current) ?? -1;
  const next = book?.chapters[index + by];
  if (next) browse(next.name);
}

function remember() {
  const place = pages.place();
  const top = chapter.document?.documentElement?.scrollTop ?? 0;
  sessionStorage.setItem("place", JSON.stringify({ chapter: current, top, place }));
}

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("place") ?? "null");
  // The first chapter with something to read, not a dedication.
  const first = book.chapters.find((one) => one.words.text > 300) ?? book.chapters[0];
  const known = book.chapters.some((one) => one.name === kept?.chapter);
  show(known ? kept.chapter : first.name, (page) => {
    if (known) page.documentElement.scrollTop = kept.top;
  });
  return known ? kept.place : null;
}

// --- what is shown ---

function takeBook(fresh) {
  const isFirst = !book?.chapters.length && fresh.chapters.length > 0;
  const hadPages = book?.pages.length > 0;
  book = fresh;
  at("title").textContent = book.title || book.project;
  document.title = `${book.title || book.project} · publish watch`;
  const options = book.chapters.map((one) => new Option(one.title, one.name));
  const titles = book.chapters.map((one) => `${one.name}\n${one.title}`).join("\n");
  if (at("chapters").dataset.titles !== titles) {
    at("chapters").replaceChildren(...options);
    at("chapters").dataset.titles = titles;
    at("chapters").value = current;
  }
  at("epub").querySelector(".empty").hidden = book.chapters.length > 0;
  at("pdf").querySelector(".empty").hidden = book.pages.length > 0;
  let kept = null;
  if (isFirst) kept = recall();
  const shown = book.chapters.find((one) => one.name === current);
  const renewed = shown ? chapter.renew(shown.mark, book.style) : null;
  pages.show(book.pages);
  if (book.pages.length && !hadPages) {
    if (kept) pages.go(kept.index, kept.share, 0);
    else pages.goToChapter(current);
  }
  showWords();
  return renewed;
}

function goToChange(spot) {
  if (!spot) return;
  const epub = String(spot.number);
  if (reached.epub !== epub) {
    if (reached.epub !== "" || state.files.length) {
      const pointed = () => chapter.point(spot.block);
      if (spot.chapter === current) pointed();
      else show(spot.chapter, pointed);
    }
    reached.epub = epub;
  }
  const pdf = `${spot.number} ${spot.page} ${spot.down}`;
  if (spot.page >= 0 && reached.pdf !== pdf) {
    reached.pdf = pdf;
    pages.point(spot.page, spot.down);
  }
}

function showWords() {
  if (!book) return;
  const all = (words) => Object.values(words).reduce((sum, one) => sum + one, 0);
  const own = book.chapters.find((one) => one.name === current)?.words ?? {};
  const isKnown = Object.keys(book.wordsAtFirst).length > 0;
  const before = isKnown ? book.wordsAtFirst : book.words;
  const change = all(book.words) - all(before);
  const signed = (one) => (one ? (one > 0 ? "+" : "−") + number.format(Math.abs(one)) : "");
  at("word-count").textContent = `${number.format(all(book.words))} words`;
  at("word-change").textContent = signed(change);
  const row = (kind, ...cells) => {
    const line = document.createElement("tr");
    const head = line.appendChild(document.createElement("th"));
    head.scope = "row";
    head.textContent = kind;
    for (const cell of cells) line.appendChild(document.createElement("td")).textContent = cell;
    return line;
  };
  const rows = book.kinds.map((kind) =>
    row(
      kind,
      number.format(own[kind] ?? 0),
      number.format(book.words[kind] ?? 0),
      signed((book.words[kind] ?? 0) - (before[kind] ?? 0)),
    ),
  );
  const sums = [number.format(all(own)), number.format(all(book.words)), signed(change)];
  at("word-rows").replaceChildren(...rows, row("all", ...sums));
}

function showStatus() {
  at("status").dataset.mood = state.isBusy ? "busy" : state.hasFailed ? "failed" : "good";
  at("doing").textContent = state.doing;
  const names = { chapters: "chapter", pages: "pages", files: "files in dist/" };
  const times = Object.entries(names)
    .filter(([key]) => key in state.took && state.shown[key] === state.saved)
    .map(([key, name]) => `${name} after ${state.took[key].toFixed(1)} s`);
  at("times").textContent = times.join("  ·  ");
  tick();
  for (const [id, key] of [["pdf", "pages"], ["epub", "chapters"]]) {
    const note = at(id).querySelector(".as-of");
    const isBehind = state.shown[key] && state.shown[key] < state.saved && state.hasFailed;
    note.hidden = !isBehind;
    if (isBehind) note.textContent = `as it was saved at ${clockTime(state.shown[key])}`;
  }
}

function tick() {
  if (!state) return;
  const seconds = Date.now() / 1000 - state.since;
  at("clock").textContent = state.isBusy && seconds >= 0.5 ? `${seconds.toFixed(1)} s` : "";
  if (!state.isBusy && state.saved) at("clock").textContent = `saved ${clockTime(state.saved)}`;
}

function showFindings(found) {
  const rank = { error: 0, warning: 1, note: 2 };
  const findings = [...found].sort((one, other) => rank[one.severity] - rank[other.severity]);
  const count = (severity) => findings.filter((one) => one.severity === severity).length;
  const [wrong, doubtful, notes] = ["error", "warning", "note"].map(count);
  const said = [[wrong, "error"], [doubtful, "warning"], [notes, "note"]]
    .filter(([many]) => many)
    .map(([many, what]) => `${many} ${what}${many > 1 ? "s" : ""}`);
  const toggle = at("toggle");
  toggle.textContent = said.join(", ") || "No findings";
  toggle.className = wrong ? "has-errors" : doubtful ? "has-warnings" : "";
  at("findings").firstElementChild.replaceChildren(...findings.map(asLine));
  if (wrong && !showFindings.hadErrors) open(true);
  if (!findings.length || (showFindings.hadErrors && !wrong)) open(false);
  showFindings.hadErrors = wrong > 0;
}

function asLine(found) {
  const line = document.createElement("li");
  const piece = (name, words, parent = line) => {
    const part = parent.appendChild(document.createElement("span"));
    part.className = name;
    part.textContent = words;
    return part;
  };
  piece(`severity ${found.severity}`, found.severity);
  const said = line.appendChild(document.createElement("div"));
  piece("message", `${found.message} `, said);
  piece("code", found.code, said);
  if (found.hint) {
    said.append(document.createElement("br"));
    piece("hint", found.hint, said);
  }
  if (found.place) line.append(asPlace(found));
  return line;
}

function asPlace(found) {
  const place = document.createElement(found.link ? "a" : "button");
  place.className = "place";
  place.textContent = found.place;
  if (found.link) place.href = found.link;
  else {
    place.title = book?.editor ? `Open in ${book.editor}` : "Copy the place";
    place.addEventListener("click", () => openPlace(found, place));
  }
  return place;
}

async function openPlace(found, button) {
  if (!book?.editor) {
    await navigator.clipboard.writeText(found.place);
    button.title = "Copied";
    return;
  }
  const { path, line, column } = found;
  const answer = await fetch("open", { method: "POST", body: JSON.stringify({ path, line, column }) });
  button.title = answer.ok ? `Opened in ${book.editor}` : (await answer.text()).trim();
}

function open(isOpen) {
  at("findings").hidden = !isOpen;
  at("toggle").setAttribute("aria-expanded", String(isOpen));
}

// --- what one does ---

at("chapters").addEventListener("change", (event) => browse(event.target.value));
at("previous").addEventListener("click", () => step(-1));
at("next").addEventListener("click", () => step(1));
at("toggle").addEventListener("click", () => open(at("findings").hidden));
at("views").addEventListener("click", (event) => {
  const { view } = event.target.dataset;
  if (!view) return;
  document.querySelector("main").dataset.view = view;
  for (const one of at("views").children) {
    one.setAttribute("aria-pressed", String(one.dataset.view === view));
  }
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["PageUp", "PageDown"].includes(event.key)) return;
  event.preventDefault();
  step(event.key === "PageUp" ? -1 : 1);
});
addEventListener("pagehide", remember);
setInterval(tick, 200);

// --- what is told ---

let waiting = Promise.resolve();
const events = new EventSource("events");
events.addEventListener("message", (event) => {
  const fresh = JSON.parse(event.data);
  waiting = waiting.then(async () => {
    state = fresh;
    if (fresh.book) await takeBook(fresh.book);
    showStatus();
    showFindings(fresh.findings);
    goToChange(fresh.spot);
    if (fresh.isOver) {
      events.close();
      at("status").dataset.mood = "away";
    }
  });
});
events.addEventListener("error", () => {
  at("status").dataset.mood = "away";
  at("doing").textContent = "publish watch has gone; start it again and open its new address";
  at("clock").textContent = "";
});
