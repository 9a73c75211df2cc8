// Buttons over a text: put marks around what is selected, or before its lines.
(() => {
  const change = (area, made, from, to) => {
    area.setRangeText(made, from, to, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".toolbar button");
    if (!button) return;
    const area = document.getElementById(button.closest(".toolbar").dataset.for);
    const { around, before, insert } = button.dataset;
    const { selectionStart: from, selectionEnd: to, value } = area;
    if (around) {
      const chosen = value.slice(from, to) || "текст";
      change(area, around + chosen + around, from, to);
    } else if (before) {
      const start = value.lastIndexOf("\n", from - 1) + 1;
      const lines = (value.slice(start, to) || "").split("\n");
      change(area, lines.map((line, n) => (before === "1. " ? `${n + 1}. ` : before) + line).join("\n"), start, to);
    } else {
      change(area, (from > 0 ? "\n\n" : "") + insert, from, to);
    }
  });
})();
// Others are told that somebody writes when they have begun to, not when the editor is merely open.
document.addEventListener("input", (event) => {
  const writing = document.getElementById("writing");
  if (event.target.id === "text" && writing) writing.value = "true";
});
