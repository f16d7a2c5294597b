// Finds editions by the words of their items. All that is searched is in one small file; nothing is sent anywhere.
"use strict";
const form = document.querySelector(".search");
const found = document.getElementById("found");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let items = null;
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("input").addEventListener("input", async (event) => {
  items ??= await (await fetch("search.json")).json();
  const words = fold(event.target.value).split(/\s+/).filter(Boolean);
  const hits = words.length ? items.filter((item) => words.every((word) => fold(item.text).includes(word))).slice(0, 50) : [];
  const list = document.createElement("ol");
  list.className = "editions";
  for (const hit of hits) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `editions/${encodeURIComponent(hit.edition)}.html`;
    link.textContent = hit.title;
    line.append(link, ` (${hit.date})`);
    list.append(line);
  }
  found.replaceChildren(words.length ? `${hits.length} found` : "", list);
});
