// The list looks again as soon as the server says that something has changed, and every quarter of a minute all the same.
// Who walks through it by keyboard is not thrown out: then it waits until the focus has left. A hidden tab listens to nothing,
// for browsers keep only six connections to a server.
(() => {
  const QUARTER_OF_A_MINUTE = 15000;
  const list = () => document.getElementById('live');
  if (!list()) return;
  let source = null;
  let waiting = false;
  const look = () => {
    waiting = list().contains(document.activeElement);
    if (!waiting && !document.hidden) htmx.trigger(document.body, 'news');
  };
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source && window.EventSource) {
      source = new EventSource('/inbox/news');
      source.addEventListener('news', look);
    }
  };
  document.addEventListener('focusout', () => setTimeout(() => waiting && look()));
  document.addEventListener('visibilitychange', () => { listen(); look(); });
  window.addEventListener('pagehide', () => source?.close());
  setInterval(look, QUARTER_OF_A_MINUTE);
  listen();
})();
