// The link in the letter is one click: the mark that it names is sent when a person's browser opens the page.
(() => {
  const form = document.querySelector("form[data-at-once]");
  if (form) form.requestSubmit();
})();
