// Counts characters under a text while it is typed, as ГИС ЖКХ counts them: a supplementary character is one.
(() => {
  const say = (field) => {
    const hint = document.getElementById(field.dataset.count);
    if (!hint) return;
    const least = Number(hint.dataset.least || 0), most = Number(hint.dataset.most);
    const length = [...field.value.trim()].length;
    const missing = Math.max(0, least - length);
    const words = missing > 0 ? hint.dataset.sayMissing : hint.dataset.say;
    hint.textContent = words.replace("#1", length).replace("#2", most).replace("#3", missing);
    hint.classList.toggle("bad", length > most || (length > 0 && missing > 0));
  };
  document.addEventListener("input", (event) => { if (event.target.dataset && event.target.dataset.count) say(event.target); });
})();
