// Comfort only: every page works without this file.
"use strict";

document.documentElement.classList.add("scripted");

// a choice that is sent as soon as it is made
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// an open sheet closes with Escape and by a click beside it
const closeSheets = (except) => {
  for (const sheet of document.querySelectorAll("details[data-closes][open]")) {
    if (!sheet.contains(except)) sheet.open = false;
  }
};
document.addEventListener("click", (event) => closeSheets(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const sheet = event.target.closest?.("details[data-closes][open]");
  closeSheets(null);
  sheet?.querySelector("summary").focus();
});

// one more row of a repeated group
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) return;
  const group = button.closest("[data-rows]");
  const rows = group.querySelectorAll("[data-row]").length;
  const row = group.querySelector("template").innerHTML.replaceAll("__n__", rows);
  button.insertAdjacentHTML("beforebegin", row);
  button.previousElementSibling.querySelector("input").focus();
});

// what is typed is not lost by leaving before the draft is saved
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-draft]")) unsaved = true;
});
document.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("[data-live]") && document.hidden) event.preventDefault();
});
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-autosave]")) return;
  for (const [name, value] of [...event.detail.formData.entries()]) {
    if (value instanceof File) event.detail.formData.delete(name);
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.matches("[data-autosave]")) return;
  if (event.detail.successful) unsaved = false;
  else event.target.textContent = event.target.dataset.failed;
});

// how far an upload has come
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.closest("[data-item]")?.querySelector("progress");
  if (bar && event.detail.lengthComputable) {
    bar.hidden = false;
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
  }
});
