// Counts characters under a text while it is typed, as ГИС ЖКХ counts them: a supplementary character is one.
(() => {
  const say = (field) => {
    const hint = document.getElementById(field.dataset.count);
    if (!hint) return;
    const least = Number(hint.dataset.least || 0), most = Number(hint.dataset.most);
    const length = [...field.value.trim()].length;
    const missing = Math.max(0, least - length);
    hint.textContent = missing > 0 ? `${length} из ${most} знаков, не хватает ещё ${missing}` : `${length} из ${most} знаков`;
    hint.classList.toggle("bad", length > most || (length > 0 && missing > 0));
  };
  document.addEventListener("input", (event) => { if (event.target.dataset && event.target.dataset.count) say(event.target); });
})();
