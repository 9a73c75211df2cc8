// The list looks again as soon as the server says that something has changed; its own slow refresh stays the floor.
// A hidden tab listens to nothing: browsers keep only six connections to a server.
(() => {
  if (!document.getElementById('live') || !window.EventSource) return;
  let source = null;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource('/inbox/news');
      source.addEventListener('news', () => htmx.trigger(document.body, 'news'));
    }
  };
  document.addEventListener('visibilitychange', listen);
  window.addEventListener('pagehide', () => source?.close());
  listen();
})();
