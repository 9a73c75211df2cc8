// What others do is seen at once: the server says that something has changed, and every quarter of a minute we look all the same.
// Who walks through a list by keyboard or has ticked lines is not thrown out: they are told, and the list waits.
// A hidden tab listens to nothing, for browsers keep only six connections to a server.
(() => {
  const QUARTER_OF_A_MINUTE = 15000;
  const list = () => document.getElementById('live');
  const watching = () => list() || document.querySelector('[data-stamp]');
  if (!watching()) return;
  let source = null;
  let waiting = false;
  const isBusy = () => list()?.contains(document.activeElement) || list()?.querySelector('.pick:checked');
  const tell = () => {
    const place = document.getElementById('changed');
    if (place && waiting && !place.textContent) place.textContent = `${place.dataset.say} `;
    if (place && !waiting) place.textContent = '';
  };
  const look = () => {
    if (document.hidden) return;
    if (list() && isBusy()) return;
    waiting = false;
    tell();
    htmx.trigger(document.body, 'news');
  };
  const hear = () => {
    waiting = Boolean(list() && isBusy());
    tell();
    look();
  };
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source && window.EventSource) {
      source = new EventSource('/inbox/news');
      source.addEventListener('news', hear);
    }
  };
  // An answer that was on its way when somebody stepped into the list, or into a form of the card, comes too late.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const target = event.detail.target;
    if (target === list() && isBusy()) {
      event.detail.shouldSwap = false;
      waiting = true;
      tell();
    }
    if (target.id === 'main' && isAtWork(target)) event.detail.shouldSwap = false;
  });
  // Whoever has unfolded a form is about to fill it in.
  document.addEventListener('click', (event) => {
    const folded = event.target.closest('summary')?.parentElement;
    if (folded) folded.dataset.byHand = 'yes';
  });
  const isAtWork = (main) => document.getElementById('text')
    || main.querySelector(':is(input, textarea, select):focus, details[open][data-by-hand] form')
    || document.querySelector('dialog[open]');
  // A card where nobody is typing shows at once what others have done; an editor is left alone, its owner is told.
  document.addEventListener('htmx:afterSwap', (event) => {
    const main = document.getElementById('main');
    const target = event.detail.target;
    if (!target.matches('[data-card-news]') || !target.querySelector('[data-fresh]')) return;
    if (isAtWork(main)) return;
    htmx.ajax('GET', location.pathname, { target: '#main', select: '#main > .page', swap: 'innerHTML' });
  });
  document.addEventListener('focusout', () => setTimeout(() => waiting && look()));
  document.addEventListener('change', () => waiting && look());
  document.addEventListener('visibilitychange', () => { listen(); look(); });
  window.addEventListener('pagehide', () => source?.close());
  setInterval(look, QUARTER_OF_A_MINUTE);
  listen();
})();
