// Everything by keyboard. Letters are taken by their place on it, so the Russian layout changes nothing.
(() => {
  const on = document.body.dataset.shortcuts !== 'false';
  const typing = (target) => target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const first = (selector) => [...document.querySelectorAll(selector)].find(shown);
  const open = (name) => {
    const dialog = document.getElementById(name);
    if (dialog && !dialog.open) dialog.showModal();
  };

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) open(opener.dataset.opens);
  });

  // The lines of the list.
  const move = (step) => {
    const lines = [...document.querySelectorAll('.register tbody tr')];
    if (!lines.length) return;
    const now = lines.findIndex((line) => line.contains(document.activeElement));
    const next = lines[Math.min(Math.max(now + step, 0), lines.length - 1)];
    next.querySelector('a.open, a')?.focus();
  };
  const tick = () => document.activeElement?.closest('tr')?.querySelector('.pick')?.click();

  const act = (one) => {
    if (one.matches('input:not([type=submit]), textarea, select')) one.focus();
    else one.click();
  };

  let gone = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey && !event.altKey && event.code === 'KeyK') {
      event.preventDefault();
      open('palette');
      return;
    }
    if (event.ctrlKey && event.key === 'Enter' && !document.querySelector('dialog[open]')) {
      const main = event.target.closest?.('form')?.querySelector('.primary') ?? first('main .primary');
      if (main) { event.preventDefault(); main.click(); }
      return;
    }
    if (!on || event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key === '?') { open('keys'); return; }
    if (Date.now() - gone < 1500) {
      gone = 0;
      const there = document.querySelector(`[data-go="${event.code}"]`);
      if (there) { event.preventDefault(); location.assign(there.href); }
      return;
    }
    if (event.code === 'KeyG') { gone = Date.now(); return; }
    if (event.code === 'KeyJ') move(1);
    else if (event.code === 'KeyK') move(-1);
    else if (event.code === 'KeyX') tick();
    else {
      const one = first(`[data-key="${event.code}"]`);
      if (!one) return;
      act(one);
    }
    event.preventDefault();
  });

  // The palette: what is on this page and where one can go from it, and appeals that the server finds.
  const palette = document.getElementById('palette');
  if (!palette) return;
  const words = document.getElementById('palette-words');
  const found = document.getElementById('palette-found');
  let at = 0;
  let asked = 0;
  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  const places = () => [...document.querySelectorAll('.top nav a, .tabs a, main .bar a.button, main .primary, main .actions button, main .actions a, [data-go]')]
    .filter((one) => one.matches('[data-go]') || shown(one))
    .map((one) => ({ name: clean(one.querySelector('span:not(.count)')?.textContent ?? one.textContent), go: () => (one.href ? location.assign(one.href) : one.click()) }));
  const draw = (items) => {
    found.replaceChildren(...items.map((item, n) => {
      const line = document.createElement('li');
      line.role = 'option';
      line.id = `found-${n}`;
      line.textContent = item.name;
      line.addEventListener('click', () => { palette.close(); item.go(); });
      return line;
    }));
    at = 0;
    point();
  };
  const point = () => {
    [...found.children].forEach((line, n) => line.setAttribute('aria-selected', String(n === at)));
    words.setAttribute('aria-activedescendant', found.children[at]?.id ?? '');
    found.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const look = async () => {
    const said = words.value.trim().toLowerCase();
    const here = [];
    for (const place of places()) {
      if (place.name.toLowerCase().includes(said) && !here.some((one) => one.name === place.name)) here.push(place);
    }
    draw(here.slice(0, 12));
    if (said.length < 2) return;
    const mine = ++asked;
    const answer = await fetch(`/inbox/quick?q=${encodeURIComponent(words.value.trim())}`, { headers: { 'HX-Request': 'true' } });
    if (!answer.ok || mine !== asked) return;
    const appeals = (await answer.json()).map((one) => ({ name: `№ ${one.number} — ${one.subject}`, go: () => location.assign(`/appeals/${one.id}`) }));
    draw([...appeals, ...here.slice(0, 8)]);
  };
  words.addEventListener('input', look);
  words.addEventListener('keydown', (event) => {
    const count = found.children.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      at = (at + (event.key === 'ArrowDown' ? 1 : count - 1)) % Math.max(count, 1);
      point();
      event.preventDefault();
    } else if (event.key === 'Enter') {
      found.children[at]?.click();
      event.preventDefault();
    }
  });
  new MutationObserver(() => { if (palette.open) { words.value = ''; look(); words.focus(); } }).observe(palette, { attributeFilter: ['open'] });
})();
