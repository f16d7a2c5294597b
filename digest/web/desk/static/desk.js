// The desk with a script: saving without a page load, keys, dragging, and the page made anew when anything changes.
// Everything it does can be done with the forms alone.
"use strict";

const main = () => document.getElementById("desk");
const edition = main().dataset.edition;
const status = (says, bad = false) => {
  const place = document.getElementById("status");
  place.textContent = says;
  place.classList.toggle("bad", bad);
};

document.documentElement.classList.add("js");

// Forms are sent without leaving the page, one after the other: what is sent next builds on what the desk answered.

let sending = 0;
let last = Promise.resolve();
const filled = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

function send(form) {
  sending += 1;
  for (const field of form.elements) field.dataset.sent = field.value;
  last = last.then(async () => {
    try { await posted(form); } catch {
      for (const field of form.elements) delete field.dataset.sent;
      status("The desk does not answer. What you wrote is still here; save it again when it is back.", true);
    } finally { sending -= 1; }
  });
  return last;
}

async function posted(form, again = false) {
  const sent = filled(form).map((field) => [field, field.value]);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (answer.status === 409) return settle(form, said);
  if (said.secret && !again) {
    // The desk was started anew since this page was made: it knows this page by another secret now.
    document.querySelectorAll("[name=secret]").forEach((hidden) => { hidden.value = said.secret; });
    return posted(form, true);
  }
  if (!answer.ok) { status(said.error, true); return; }
  // Somebody may have typed on while this was under way: what was sent is saved, what came after is not.
  for (const [field, value] of sent) field.dataset.saved = value;
  if (form.matches("[data-autosave]")) form.elements.before.value = said.kept;
  await refresh();
  status(said.said || "Saved.");
}

function settle(form, said) {
  // Another editor has set the same: both texts are shown, and the editor decides.
  const dialog = document.getElementById("conflict");
  dialog.querySelector(".who").textContent = said.by || "Somebody else";
  dialog.querySelector(".theirs").textContent = said.theirs || "(as digest made it)";
  dialog.querySelector(".mine").textContent = said.mine.trim() || "(nothing)";
  let chosen = false;
  dialog.oncancel = (event) => event.preventDefault();
  dialog.onclose = () => { if (!chosen) dialog.showModal(); };
  dialog.onclick = async (event) => {
    const choice = event.target.value;
    if (!choice) return;
    chosen = true;
    dialog.close();
    if (choice === "mine") { form.elements.before.value = said.theirs; await send(form); } else { form.reset(); await refresh(true); status("Theirs stands."); }
  };
  dialog.showModal();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.action.endsWith("/you")) return;
  event.preventDefault();
  // Enter is a change, and then a submission of the same.
  const same = form.matches("[data-autosave]") && filled(form).every((field) => field.value === field.dataset.sent);
  if (!same) send(form);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form) form.requestSubmit();
});

// The page is made anew in place: open details, focus, what is being typed and what was typed and not saved stay.

const fields = () => [...document.querySelectorAll("header input:not([type=hidden]), #edition :is(input:not([type=hidden]), textarea), .test input")];
const unsaved = (field) => field.value !== field.defaultValue && field.value !== field.dataset.saved;
const typing = () => fields().some((field) => field === document.activeElement && unsaved(field));

async function refresh(force = false) {
  if (!force && typing()) { status("The edition has changed; it is shown anew when you leave this field."); return; }
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.getElementById("desk")) { status("The desk answered with something else; reload the page.", true); return; }
  const open = new Set([...document.querySelectorAll("details[open]")].map(pathOf));
  const written = new Map(force ? [] : fields().filter(unsaved).map((field) => [pathOf(field), field.value]));
  const focused = document.activeElement && pathOf(document.activeElement);
  const card = cards().indexOf(document.activeElement?.closest(".card"));
  const scrolled = window.scrollY;
  document.getElementById("edition").replaceWith(fresh.getElementById("edition"));
  document.querySelector("header").replaceWith(fresh.querySelector("header"));
  document.querySelectorAll("main > .trouble").forEach((e) => e.remove());
  fresh.querySelectorAll("main > .trouble").forEach((e) => document.getElementById("status").after(e));
  const envelope = document.querySelector(".envelope");
  if (envelope && fresh.querySelector(".envelope")) envelope.replaceWith(fresh.querySelector(".envelope"));
  main().dataset.stamp = fresh.getElementById("desk").dataset.stamp;
  document.querySelectorAll("details").forEach((d) => { if (open.has(pathOf(d))) d.open = true; });
  for (const field of fields()) if (written.has(pathOf(field))) field.value = written.get(pathOf(field));
  window.scrollTo(0, scrolled);
  const again = focused && [...document.querySelectorAll("button:not(:disabled), input, textarea, select, summary, [tabindex]")].find((e) => pathOf(e) === focused);
  // Where what had the focus is gone, the card that has taken its place gets it.
  if (again) again.focus({ preventScroll: true }); else if (card >= 0) cards()[Math.min(card, cards().length - 1)]?.focus({ preventScroll: true });
  const frame = document.getElementById("frame");
  if (frame) frame.src = frame.src; else location.reload();
  findings();
}

function pathOf(element) {
  const card = element.closest("[data-article]");
  const form = element.closest("form");
  const kind = form ? `${form.className} ${form.dataset.action || ""} ${form.elements.field ? form.elements.field.value : form.action} ${form.dataset.step || ""}` : "";
  return [card ? card.dataset.article : "", kind, element.tagName, element.name || (element.id && !card) || element.className].join("|");
}

async function findings() {
  const answer = await fetch(`${edition}/findings`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("findings");
  if (fresh) document.getElementById("findings").replaceWith(fresh);
}

async function watch() {
  let away = false;
  for (;;) {
    await new Promise((done) => setTimeout(done, document.hidden || away ? 2000 : 300));
    const since = main().dataset.stamp;
    try {
      const { stamp } = await (await fetch(`${edition}/changed`)).json();
      if (away) { away = false; status("The desk is back."); }
      // A form that is being sent brings the page up to date by itself.
      if (stamp && stamp !== since && since === main().dataset.stamp && !sending && !typing()) await refresh();
    } catch {
      away = true;
      status("The desk does not answer; is it still running?", true);
    }
  }
}

// Views are changed without a page load; of two clicks the later one counts, whichever is answered first.

let asked = 0;

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".views a");
  if (!link) return;
  event.preventDefault();
  history.replaceState(null, "", link.href);
  const mine = asked += 1;
  const fresh = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  if (mine !== asked) return;
  document.querySelector(".views").replaceWith(fresh.querySelector(".views"));
  document.getElementById("frame").replaceWith(fresh.getElementById("frame"));
  const [name, value] = Object.entries(link.dataset)[0];
  document.querySelector(`.views a[data-${name}="${value}"]`).focus();
});

// Keys work on the card that has the focus, so that they disturb nobody who types.

const cards = () => [...document.querySelectorAll(".card")];
const action = (card, name) => card.querySelector(`form[data-action="${name}"]`);

document.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card");
  const field = event.target.closest("input, textarea, select");
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !field) {
    event.preventDefault();
    const undo = document.querySelector('form[data-action="undo"]');
    if (!undo.querySelector("button").disabled) undo.requestSubmit();
    return;
  }
  if (!card || field || event.ctrlKey || event.metaKey) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const button = card.querySelector(`.move[data-step="${event.key === "ArrowUp" ? -1 : 1}"] button:not(:disabled)`);
    if (button) { event.preventDefault(); button.form.requestSubmit(); }
    return;
  }
  if (event.target !== card || event.altKey) return;
  const at = cards().indexOf(card);
  const does = {
    j: () => cards()[at + 1]?.focus(),
    k: () => cards()[at - 1]?.focus(),
    p: () => action(card, "pin")?.requestSubmit(),
    l: () => action(card, "lead")?.requestSubmit(),
    d: () => action(card, "drop")?.querySelector("[name=reason]").focus(),
    e: () => { const edit = card.querySelector("details.edit"); if (edit) { edit.open = true; edit.querySelector("input:not([type=hidden])").focus(); } },
  }[event.key.toLowerCase()];
  if (does) { event.preventDefault(); does(); }
});

// Dragging a card within its section reorders it, into another moves it there.

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".card[draggable=true]");
  if (dragged) { dragged.classList.add("dragged"); event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", dragged.dataset.article); }
});
document.addEventListener("dragend", () => { document.querySelectorAll(".dragged, .over").forEach((e) => e.classList.remove("dragged", "over")); dragged = null; });
document.addEventListener("dragover", (event) => {
  const over = event.target.closest(".card[draggable=true]");
  if (!dragged || !over) return;
  event.preventDefault();
  document.querySelectorAll(".over").forEach((e) => e.classList.remove("over"));
  over.classList.add("over");
});
document.addEventListener("drop", async (event) => {
  const over = event.target.closest(".card[draggable=true]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const moved = dragged;
  const order = document.getElementById("order");
  const ids = order.elements.value.value.split(" ").filter((id) => id !== moved.dataset.article);
  ids.splice(ids.indexOf(over.dataset.article), 0, moved.dataset.article);
  order.elements.value.value = ids.join(" ");
  const section = moved.querySelector("form.section");
  const elsewhere = section && over.dataset.section !== moved.dataset.section;
  try {
    await send(order);
    if (elsewhere) { section.elements.value.value = over.dataset.section; await send(section); }
  } catch (error) { status(String(error), true); }
});

findings();
watch();
