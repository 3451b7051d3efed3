// Format one document with citeproc-js: {style, locales, items, clusters} on stdin, HTML on stdout.
"use strict";
const CSL = require(process.argv[2]);
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const items = new Map(input.items.map((item) => [item.id, item]));
const sys = {
  retrieveLocale: (lang) => input.locales[lang] || "",
  retrieveItem: (id) => items.get(id),
};
const engine = new CSL.Engine(sys, input.style, "en-US");
engine.setOutputFormat("html");
const citations = input.clusters.map((cluster, place) => ({
  citationID: `c${place}`,
  citationItems: cluster.items,
  properties: { noteIndex: cluster.note, ...(cluster.mode ? { mode: cluster.mode } : {}) },
}));
const shown = new Map(engine.rebuildProcessorState(citations).map((row) => [row[0], row[2]]));
const made = engine.makeBibliography();
// Entries without any text are left out of the list of texts, but not of the list of ids.
const empty = new Set(made ? made[0].bibliography_errors.map((error) => error.itemID) : []);
const ids = made ? made[0].entry_ids.map((row) => row[0]).filter((id) => !empty.has(id)) : [];
if (made && ids.length !== made[1].length) {
  throw new Error(`${ids.length} ids for ${made[1].length} entries`);
}
const entries = ids.map((id, place) => [id, made[1][place]]);
process.stdout.write(
  JSON.stringify({ citations: citations.map((one) => shown.get(one.citationID) || ""), entries }),
);
