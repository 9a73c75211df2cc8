// The list: tick all, say how many are ticked, print; and from a card back to the list that one came from.
(() => {
  if (location.pathname === '/inbox') sessionStorage.setItem('list', location.search);
  const picks = () => [...document.querySelectorAll('.pick')];
  const say = () => {
    const place = document.querySelector('.picked');
    const count = picks().filter((one) => one.checked).length;
    if (place) place.textContent = place.dataset.say.replace("#1", count);
  };
  document.addEventListener('change', (event) => {
    if (event.target.id === 'pick-all') picks().forEach((one) => { one.checked = event.target.checked; });
    if (event.target.id === 'pick-all' || event.target.classList.contains('pick')) say();
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) window.print();
    const back = event.target.closest('[data-back]');
    if (back) back.href = `/inbox${sessionStorage.getItem('list') ?? ''}`;
  });
})();
