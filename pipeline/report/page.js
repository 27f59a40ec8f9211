"use strict";
document.getElementById("language").addEventListener("click", () => {
  const english = document.body.classList.toggle("en");
  document.body.classList.toggle("zh", !english);
  document.documentElement.lang = english ? "en" : "zh-CN";
});
const words = document.getElementById("words");
const severity = document.getElementById("severity");
const rows = [...document.querySelectorAll("#findings_list tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
function sift() {
  const wanted = words.value.trim().toLowerCase().split(/\s+/);
  let shown = 0;
  for (const [row, text] of rows) {
    const fits = (!severity.value || row.classList.contains(severity.value)) && wanted.every((word) => text.includes(word));
    row.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown").textContent = `${shown} / ${rows.length}`;
}
words.addEventListener("input", sift);
severity.addEventListener("change", sift);
sift();
