// The two panes: pages of print as pictures, a chapter of the e-book in a frame where nothing runs.

const STEP_PX = 100; // widths of pictures are rounded, so that a small change of the window costs none

// Kept in step with BLOCKS in places.py: the blocks by which a place is counted.
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,dt,dd,pre,td,th,figcaption,caption,img,math,hr";

export class Pages {
  constructor(holder, chosen) {
    this.holder = holder;
    this.chosen = chosen; // called with a page that was clicked
    this.pages = [];
    this.seer = new IntersectionObserver((seen) => this.#see(seen), {
      root: holder,
      rootMargin: "120% 0px",
    });
    new ResizeObserver(() => this.#later()).observe(holder);
  }

  show(pages) {
    const kept = this.place();
    pages.forEach((page, index) => {
      const figure = this.holder.children[index] ?? this.#add(index);
      const paper = figure.firstElementChild;
      paper.style.aspectRatio = `${page.size[0]} / ${page.size[1]}`;
      figure.lastElementChild.textContent = page.label;
      if (figure.dataset.mark !== page.mark) {
        figure.dataset.mark = page.mark;
        if (figure.dataset.near) this.#draw(figure);
      }
    });
    while (this.holder.children.length > pages.length) {
      this.seer.unobserve(this.holder.lastElementChild);
      this.holder.lastElementChild.remove();
    }
    this.pages = pages;
    if (kept) this.go(kept.index, kept.share, 0);
  }

  // Where the reader is: the page at the top of the pane, and how much of it is above.
  place() {
    const top = this.holder.scrollTop;
    const figures = [...this.holder.children];
    const index = figures.findIndex((one) => one.offsetTop + one.offsetHeight > top);
    if (index < 0) return null;
    return { index, share: (top - figures[index].offsetTop) / figures[index].offsetHeight };
  }

  go(index, share = 0, above = 0.12) {
    const figure = this.holder.children[index];
    if (!figure) return;
    const room = above * this.holder.clientHeight;
    this.holder.scrollTop = figure.offsetTop + share * figure.offsetHeight - room;
  }

  goToChapter(name) {
    this.go(this.pages.findIndex((page) => page.chapter === name), 0, 0.02);
  }

  // Shows a place, and moves only if it is not in sight.
  point(index, down) {
    this.holder.querySelector(".here")?.remove();
    const figure = this.holder.children[index];
    if (!figure) return;
    const paper = figure.firstElementChild;
    const here = document.createElement("span");
    here.className = "here";
    here.style.top = `${100 * down * (paper.offsetHeight / figure.offsetHeight)}%`;
    figure.append(here);
    figure.append(figure.querySelector("figcaption"));
    const at = figure.offsetTop + down * paper.offsetHeight - this.holder.scrollTop;
    if (at < 30 || at > this.holder.clientHeight - 60) this.go(index, down, 0.35);
  }

  #add(index) {
    const figure = document.createElement("figure");
    figure.className = "page";
    const paper = figure.appendChild(document.createElement("div"));
    figure.appendChild(document.createElement("figcaption"));
    paper.addEventListener("click", () => this.chosen(this.pages[index]));
    this.holder.append(figure);
    this.seer.observe(figure);
    return figure;
  }

  #see(seen) {
    for (const one of seen) {
      if (one.isIntersecting) {
        one.target.dataset.near = "yes";
        this.#draw(one.target);
      } else {
        delete one.target.dataset.near;
      }
    }
  }

  // The old picture stays until the new one is there: nothing flickers.
  async #draw(figure) {
    const paper = figure.firstElementChild;
    const { mark } = figure.dataset;
    const wide = paper.clientWidth * devicePixelRatio;
    const width = Math.min(3000, Math.ceil(Math.max(wide, 1) / STEP_PX) * STEP_PX);
    const wanted = `${mark}-${width}`;
    if (paper.dataset.shown === wanted || wide === 0) return;
    paper.dataset.shown = wanted;
    if (mark === "blank") {
      paper.replaceChildren();
      return;
    }
    const picture = new Image();
    picture.alt = "";
    picture.src = `page/${wanted}.png`;
    try {
      await picture.decode();
    } catch {
      if (paper.dataset.shown === wanted) delete paper.dataset.shown;
      return;
    }
    if (paper.dataset.shown === wanted) paper.replaceChildren(picture);
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const figure of this.holder.querySelectorAll("[data-near]")) this.#draw(figure);
    }, 200);
  }
}

const LOOKS = `
html { box-sizing: border-box; min-height: 100%; overflow-anchor: none; padding: 2.2rem clamp(1.2rem, 7%, 5rem) 40vh; }
body { margin: 0 auto !important; max-width: 36rem; }
img, svg { max-width: 100%; }
.publish-changed { animation: publish-changed 5s ease-out; }
@keyframes publish-changed { from { background: MARK; box-shadow: 0 0 0 6px MARK; } }
@media (prefers-color-scheme: dark) {
  html { background: #201f1c; color: #dcd7cc; color-scheme: dark; }
  a:link, a:visited { color: inherit; }
  img { filter: brightness(0.86); }
}
@media (prefers-color-scheme: light) { html { background: #fffefb; } }
`;

export class Chapter {
  constructor(frame, came, clicked) {
    this.frame = frame;
    this.came = came; // called with the file that the frame shows
    this.clicked = clicked; // called with the number of the printed page
    this.file = "";
    this.mark = "";
    this.style = "";
    this.then = null;
    frame.addEventListener("load", () => this.#loaded());
  }

  // Shows a file. `then` is called with its document when it is there.
  open(file, mark, then = null) {
    if (file === this.file && this.document?.body) {
      then?.(this.document);
      return;
    }
    this.then = then;
    this.file = file;
    this.mark = mark;
    this.frame.src = `book/${file}`;
  }

  get document() {
    return this.frame.contentDocument;
  }

  // Puts in what changed of the file that is shown; all else stays, and so does the place.
  async renew(mark, style) {
    if (style !== this.style) {
      const sheet = this.document?.querySelector("link[rel=stylesheet]");
      if (sheet) sheet.setAttribute("href", `style.css?${style}`);
      this.style = style;
    }
    if (!this.file || mark === this.mark) return;
    this.mark = mark;
    const file = this.file;
    const text = await (await fetch(`book/${file}`, { cache: "no-store" })).text();
    if (file !== this.file || !this.document?.body) return;
    const fresh = new DOMParser().parseFromString(text, "application/xhtml+xml");
    if (!fresh.body) return;
    const kept = blocks(this.document).filter((one) => one.getBoundingClientRect().bottom > 0);
    const tops = kept.slice(0, 20).map((one) => [one, one.getBoundingClientRect().top]);
    merge(this.document.body, fresh.body);
    // What is read stays where it is: the first block in sight that was not touched.
    const [block, top] = tops.find(([one]) => one.isConnected) ?? [];
    const root = this.document.documentElement;
    if (block) root.scrollTop += block.getBoundingClientRect().top - top;
  }

  // Shows a block by its number, and moves only if it is not in sight.
  point(block) {
    const found = blocks(this.document)[block];
    if (!found) return;
    for (const old of this.document.querySelectorAll(".publish-changed")) lessMark(old);
    found.classList.add("publish-changed");
    const box = found.getBoundingClientRect();
    if (box.top < 20 || box.top > this.frame.clientHeight - 80) {
      found.scrollIntoView({ block: "center" });
    }
  }

  goToPrinted(label) {
    const marks = this.document?.querySelectorAll("[role=doc-pagebreak]") ?? [];
    const mark = [...marks].find((one) => one.getAttribute("aria-label") === label);
    if (mark) mark.scrollIntoView({ block: "start" });
    else this.document?.documentElement.scrollTo(0, 0);
  }

  #loaded() {
    const page = this.document;
    if (!page?.body) return;
    const here = page.location.pathname.split("/book/")[1] ?? "";
    if (!here) return;
    const looks = page.createElementNS("http://www.w3.org/1999/xhtml", "style");
    looks.textContent = LOOKS.replaceAll("MARK", getComputedStyle(document.documentElement).getPropertyValue("--mark"));
    page.head?.append(looks);
    page.addEventListener("click", (event) => this.#click(event));
    page.addEventListener("keydown", (event) => {
      if (event.altKey) document.dispatchEvent(new KeyboardEvent("keydown", event));
    });
    const moved = decodeURIComponent(here) !== this.file;
    this.file = decodeURIComponent(here);
    if (moved) this.came(this.file);
    this.then?.(page);
    this.then = null;
  }

  #click(event) {
    const link = event.target.closest?.("a[href]");
    if (link) {
      const url = new URL(link.getAttribute("href"), this.document.baseURI);
      if (url.origin === location.origin) return;
      event.preventDefault();
      if (/^https?:$/.test(url.protocol)) window.open(url.href, "_blank", "noopener");
      return;
    }
    let last = null;
    for (const mark of this.document.querySelectorAll("[role=doc-pagebreak]")) {
      const order = mark.compareDocumentPosition(event.target);
      if (order & Node.DOCUMENT_POSITION_FOLLOWING) last = mark;
    }
    if (last) this.clicked(last.getAttribute("aria-label"), event.clientY / this.frame.clientHeight);
  }
}

function blocks(page) {
  return [...page.body.querySelectorAll(BLOCKS)].filter((one) => !one.querySelector(BLOCKS));
}

function lessMark(element) {
  element.classList.remove("publish-changed");
  if (!element.classList.length) element.removeAttribute("class");
}

function same(one, other) {
  if (one.nodeType !== other.nodeType) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return one.nodeValue === other.nodeValue;
  if (one.classList.contains("publish-changed")) lessMark(one);
  return one.isEqualNode(other);
}

// Makes the children of `old` those of `fresh`, and touches only what is different.
function merge(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const [olds, news] = [[...old.childNodes], [...fresh.childNodes]];
  let head = 0;
  while (head < olds.length && head < news.length && same(olds[head], news[head])) head += 1;
  let tail = 0;
  const most = Math.min(olds.length, news.length) - head;
  while (tail < most && same(olds[olds.length - 1 - tail], news[news.length - 1 - tail])) tail += 1;
  const gone = olds.slice(head, olds.length - tail);
  const come = news.slice(head, news.length - tail);
  const holds = (one) => one?.nodeType === Node.ELEMENT_NODE && one.querySelector(BLOCKS);
  if (gone.length === come.length && come.every((one, at) => holds(one) && gone[at].nodeName === one.nodeName)) {
    gone.forEach((one, at) => same(one, come[at]) || merge(one, come[at]));
    return;
  }
  const before = olds[olds.length - tail] ?? null;
  for (const one of gone) one.remove();
  for (const one of come) old.insertBefore(old.ownerDocument.adoptNode(one), before);
}
