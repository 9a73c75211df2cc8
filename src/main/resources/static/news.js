// The list looks again as soon as the server says that something has changed; its own slow refresh stays the floor.
(() => {
  if (!document.getElementById('live') || !window.EventSource) return;
  const source = new EventSource('/inbox/news');
  source.addEventListener('news', () => htmx.trigger(document.body, 'news'));
  window.addEventListener('pagehide', () => source.close());
})();
