/* Brings a report to life: charts, links from problems to their places in them, and the table of writes. */
(() => {
  'use strict';

  const ROWS_AT_FIRST = 100;
  const model = JSON.parse(document.getElementById('data').textContent);
  const preference = window.matchMedia('(prefers-color-scheme: dark)');
  let printing = false;
  let theme = preference.matches ? 'dark' : 'light';
  document.body.dataset.theme = theme;

  const view = DerTwinCharts.mount(document.getElementById('charts'), model, {theme});

  function show(name) {
    if (printing) return;
    theme = name;
    document.body.dataset.theme = name;
    view.theme(name);
    toggle.textContent = name === 'dark' ? 'Light' : 'Dark';
  }

  const toggle = document.getElementById('toggle');
  toggle.hidden = false;
  toggle.addEventListener('click', () => show(theme === 'dark' ? 'light' : 'dark'));
  preference.addEventListener('change', () => show(preference.matches ? 'dark' : 'light'));
  show(theme);

  /* Paper is white, whatever the reader prefers; browsers may say that this changes while they print. */
  window.addEventListener('beforeprint', () => {
    printing = true;
    document.body.dataset.theme = 'light';
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    document.body.dataset.theme = theme;
  });

  for (const link of document.querySelectorAll('a[data-first]')) {
    link.addEventListener('click', event => {
      event.preventDefault();
      view.focus({device: link.dataset.device, first: Number(link.dataset.first), last: Number(link.dataset.last)});
    });
  }

  function element(parent, name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  const writes = model.journal.writes;
  const body = document.getElementById('writes-rows');
  const device = document.getElementById('writes-device');
  const text = document.getElementById('writes-text');
  const count = document.getElementById('writes-count');
  const more = document.getElementById('writes-more');
  let all = false;

  for (const id of [...new Set(writes.map(write => write.device))]) {
    element(device, 'option', id || 'no device').value = id;
  }

  function matches(write) {
    const wanted = text.value.trim().toLowerCase();
    return (device.value === '*' || write.device === device.value)
      && (!wanted || [write.register, write.address, write.value, write.client, write.outcome, write.message, write.option]
        .some(one => one !== undefined && String(one).toLowerCase().includes(wanted)));
  }

  function row(write) {
    const made = element(body, 'tr', undefined, write.outcome === 'ok' ? '' : 'failed');
    const when = element(element(made, 'td'), 'button', DerTwinCharts.clock(write.time)
      + (write.count > 1 ? ' – ' + DerTwinCharts.clock(write.last) : ''));
    when.type = 'button';
    when.title = 'show in the charts';
    when.addEventListener('click', () => view.focus({device: write.device, first: write.time,
      last: write.last === undefined ? write.time : write.last}));
    element(made, 'td', write.device);
    element(made, 'td', write.register || 'address ' + write.address);
    element(made, 'td', DerTwinCharts.content(write), 'number');
    element(made, 'td', write.count > 1 ? String(write.count) : '1', 'number');
    element(made, 'td', write.client);
    element(made, 'td', write.outcome + (write.message ? ': ' + write.message : '')
      + (write.faults ? ' (touched by ' + write.faults.join(', ') + ')' : ''), 'text');
  }

  function fill() {
    body.textContent = '';
    const found = writes.filter(matches);
    found.slice(0, all ? found.length : ROWS_AT_FIRST).forEach(row);
    const left = model.journal.writes_left_out;
    count.textContent = found.length + ' of ' + writes.length + ' rows'
      + (left ? '; ' + left + ' earlier ones are left out' : '');
    more.hidden = all || found.length <= ROWS_AT_FIRST;
    more.textContent = 'Show all ' + found.length;
  }

  device.addEventListener('change', fill);
  text.addEventListener('input', fill);
  more.addEventListener('click', () => {
    all = true;
    fill();
  });
  document.getElementById('writes').hidden = writes.length === 0;
  fill();
  document.body.dataset.ready = 'true';
})();
