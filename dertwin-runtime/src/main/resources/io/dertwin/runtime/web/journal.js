/* What went over the wire, as it goes. */
import {act, add, clock, confirmed, fill, h, number, onNextFrame, text, unit, withUnit} from './page.js';
import {place} from './devices.js';

const KEPT = 3000;
const SHOWN = 200;
const MILLIS_BETWEEN = 150;
const FUNCTIONS = {
  1: 'read coils', 2: 'read inputs', 3: 'read holding', 4: 'read input', 5: 'write coil', 6: 'write register', 7: 'exception status', 8: 'diagnostics',
  15: 'write coils', 16: 'write registers', 17: 'server id', 22: 'mask write', 23: 'read and write', 24: 'read FIFO', 43: 'identification',
};
const OUTCOMES = ['ok', 'exception', 'unanswered', 'suppressed', 'dropped'];

export class Journal {
  /** @param cleared called when the journal was forgotten */
  constructor(root, api, cleared) {
    this.api = api;
    this.cleared = cleared;
    this.entries = [];
    this.devices = [];
    this.isShown = false;
    this.isPaused = false;
    this.missed = 0;
    this.skipped = 0;
    this.drawNext = 0;
    this.soon = onNextFrame(() => this.draw());
    this.build(root);
  }

  build(root) {
    this.device = choice('Device', [['', 'all devices']], () => this.redraw());
    this.function = choice('Function', [['', 'all functions'], ...Object.entries(FUNCTIONS).map(([code, name]) => [code, code + ' ' + name])], () => this.redraw());
    this.outcome = choice('Outcome', [['', 'any outcome'], ['bad', 'not ok'], ...OUTCOMES.map(name => [name, name])], () => this.redraw());
    this.access = choice('Access', [['', 'reads and writes'], ['write', 'writes'], ['read', 'reads'], ['unmapped', 'unmapped']], () => this.redraw());
    this.search = h('input', {type: 'search', placeholder: 'Register, client, message', 'aria-label': 'Search the journal', oninput: () => this.redraw()});
    this.pausing = h('button', {type: 'button', id: 'pause-journal', className: 'toggle', 'aria-pressed': 'false', onclick: () => this.pause(!this.isPaused)}, 'Pause');
    const clear = confirmed(h('button', {type: 'button', id: 'clear-journal'}, 'Clear'), 'Forget all requests up to now?', () => this.clear());
    this.counts = h('p', {className: 'faint counts', id: 'counters'});
    this.newer = h('button', {type: 'button', className: 'newer', hidden: true, onclick: () => this.toTop()}, '');
    this.list = h('ol', {className: 'entries', id: 'entries', reversed: true});
    this.scroller = h('div', {className: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Requests, the newest first', onscroll: () => this.scrolled()}, this.list);
    this.empty = h('div', {className: 'empty', id: 'journal-empty'});
    add(root, h('section', {className: 'panel tall', 'aria-label': 'Journal'},
      h('div', {className: 'row filters'}, this.device, this.function, this.access, this.outcome, this.search, h('span', {className: 'grow'}), this.pausing, clear),
      this.counts, h('div', {className: 'held'}, this.newer), this.scroller, this.empty));
  }

  take(devices) {
    this.devices = devices;
    add(this.device, devices.map(device => h('option', {value: device.id}, device.id)));
    const places = devices.flatMap(device => device.endpoints.map(endpoint => h('li', {}, place(endpoint), h('span', {className: 'faint'}, ' — ' + device.id))));
    fill(this.empty, h('p', {}, h('b', {}, 'No EMS has connected yet.')), places.length
      ? [h('p', {}, 'Point it at one of these, and every request will be here, decoded:'), h('ul', {}, places)]
      : h('p', {}, 'No device has a Modbus binding. Give it one under "protocols" in the site file.'));
    this.redraw();
  }

  counters(counters) {
    const parts = [[counters.requests, 'requests'], [counters.reads, 'reads'], [counters.writes, 'writes'], [counters.unmapped, 'unmapped'],
      [counters.exceptions, 'exceptions'], [counters.dropped, 'dropped']];
    text(this.counts, parts.map(([count, name]) => count.toLocaleString('en') + ' ' + name).join(' · ')
      + (this.skipped ? ' · ' + this.skipped.toLocaleString('en') + ' came too fast to show' : ''));
  }

  shown(isShown) {
    this.isShown = isShown;
    if (isShown) this.redraw();
  }

  /** New entries; memory for them is bounded, and the page is touched once a frame at most. */
  add(entries, skipped) {
    this.entries.push(...entries);
    if (this.entries.length > KEPT) this.entries.splice(0, this.entries.length - KEPT);
    this.skipped += skipped;
    if (this.isPaused || this.isHeld()) {
      this.missed += entries.filter(entry => this.isWanted(entry)).length;
      this.showMissed();
    } else {
      this.soon();
    }
  }

  /** Somebody reads further down: what is there must not move away. */
  isHeld() {
    return this.scroller.scrollTop > 8;
  }

  showMissed() {
    this.newer.hidden = this.missed === 0 || !this.isHeld();
    text(this.newer, this.missed + ' newer ↑');
    text(this.pausing, this.isPaused ? 'Go on' + (this.missed ? ' (' + this.missed + ')' : '') : 'Pause');
  }

  scrolled() {
    if (!this.isHeld() && this.missed && !this.isPaused) this.redraw();
  }

  toTop() {
    this.scroller.scrollTop = 0;
    if (this.isPaused) this.pause(false);
    else this.redraw();
  }

  pause(isPaused) {
    this.isPaused = isPaused;
    this.pausing.setAttribute('aria-pressed', String(isPaused));
    if (isPaused) this.showMissed();
    else this.redraw();
  }

  async clear() {
    const done = await act(null, 'Not cleared', async () => {
      await this.api.remove('/api/v1/journal');
      return true;
    });
    if (done) this.cleared();
  }

  /** The journal was empty, whoever has emptied it, when this was the newest entry here. */
  forget(newest) {
    if (!this.entries.length || this.entries[0].sequence > newest) return;
    this.entries = this.entries.filter(entry => entry.sequence > newest);
    this.skipped = 0;
    this.redraw();
  }

  lastSequence() {
    return this.entries.length ? this.entries[this.entries.length - 1].sequence : 0;
  }

  isWanted(entry) {
    const accesses = [entry.read, entry.write].filter(Boolean);
    const access = this.access.value;
    const outcome = this.outcome.value;
    const wanted = this.search.value.trim().toLowerCase();
    return (!this.device.value || entry.device === this.device.value)
      && (!this.function.value || String(entry.function) === this.function.value)
      && (!outcome || (outcome === 'bad' ? entry.outcome !== 'ok' : entry.outcome === outcome))
      && (!access || (access === 'unmapped' ? accesses.some(one => one.unmapped) : Boolean(entry[access])))
      && (!wanted || searchable(entry).includes(wanted));
  }

  redraw() {
    this.missed = 0;
    this.newest = 0;
    fill(this.list);
    this.drawNext = 0;
    this.showMissed();
    this.draw();
  }

  /** Adds what is new on top and takes off what has become too much. */
  draw() {
    if (!this.isShown) return;
    const now = performance.now();
    if (now < this.drawNext) {
      if (!this.waiting) this.waiting = setTimeout(() => { this.waiting = 0; this.soon(); }, this.drawNext - now);
      return;
    }
    this.empty.hidden = this.entries.length > 0;
    this.scroller.hidden = this.entries.length === 0;
    const fresh = [];
    for (let i = this.entries.length - 1; i >= 0 && fresh.length < SHOWN && this.entries[i].sequence > this.newest; i--) {
      if (this.isWanted(this.entries[i])) fresh.push(this.entries[i]);
    }
    this.newest = this.lastSequence();
    this.list.prepend(...fresh.map(entry => row(entry)));
    while (this.list.childElementCount > SHOWN) this.list.lastElementChild.remove();
    this.showNone();
    // a slow machine gets more time for everything else
    requestAnimationFrame(() => { this.drawNext = performance.now() + Math.max(MILLIS_BETWEEN, 4 * (performance.now() - now)); });
  }

  showNone() {
    const none = this.list.querySelector('.none');
    const isEmpty = this.entries.length > 0 && this.list.childElementCount === (none ? 1 : 0);
    if (none && !isEmpty) none.remove();
    if (isEmpty && !none) this.list.append(h('li', {className: 'none empty'}, 'No request is like that. Widen the filters to see all ' + this.entries.length + '.'));
  }
}

function choice(label, options, onchange) {
  return h('select', {'aria-label': label, onchange}, options.map(([value, name]) => h('option', {value}, name)));
}

function searchable(entry) {
  const names = [entry.read, entry.write].filter(Boolean)
    .flatMap(access => [access.address, access.near_miss, ...access.values.flatMap(value => [value.register, value.internal_name])]);
  return [entry.client, entry.message, entry.device, entry.binding, ...entry.faults, ...names].filter(part => part !== undefined).join(' ').toLowerCase();
}

function row(entry) {
  const isWrite = Boolean(entry.write);
  const access = entry.write || entry.read;
  const nearMiss = [entry.read, entry.write].filter(Boolean).map(one => one.near_miss).find(Boolean);
  const summary = h('button', {type: 'button', className: 'entry', 'aria-expanded': 'false', onclick: event => toggle(event.currentTarget, entry)},
    h('span', {className: 'when'}, clock(entry.time, 1)),
    h('span', {className: 'who'}, entry.device || 'unit ' + entry.unit_id),
    h('span', {className: 'what'}, entry.function ? (FUNCTIONS[entry.function] || 'function ' + entry.function) : 'no request'),
    h('span', {className: 'data'}, access ? content(access) : entry.message || '',
      entry.faults.length ? h('small', {className: 'touched'}, entry.faults.join(', ')) : null),
    h('span', {className: 'badge', data: {outcome: entry.outcome}}, entry.outcome === 'exception' ? 'exception ' + entry.exception_code : entry.outcome));
  return h('li', {className: isWrite ? 'write' : '', data: {sequence: entry.sequence, outcome: entry.outcome}}, summary,
    nearMiss ? h('p', {className: 'near-miss'}, nearMiss) : null,
    access && entry.message ? h('p', {className: 'message'}, entry.message) : null);
}

function content(access) {
  if (!access.values.length) {
    return (access.unmapped ? 'unmapped ' : '') + address(access) + (access.words.length ? ' = ' + access.words.map(hex).join(' ') : '');
  }
  const shown = access.values.slice(0, 3).map(value => (value.internal_name || value.register) + ' = '
    + (value.option || (typeof value.value === 'number' ? withUnit(value.value, value.unit) : value.value === null ? 'not there' : value.value)));
  return shown.join(', ') + (access.values.length > 3 ? ', and ' + (access.values.length - 3) + ' more' : '');
}

function address(access) {
  return access.quantity === 1 ? String(access.address) : access.address + '…' + (access.address + access.quantity - 1);
}

const hex = word => word.toString(16).toUpperCase().padStart(4, '0');

/** Unfolds everything that is known of a request. */
function toggle(button, entry) {
  const isOpen = button.getAttribute('aria-expanded') === 'true';
  button.setAttribute('aria-expanded', String(!isOpen));
  const item = button.parentElement;
  const details = item.querySelector('.details');
  if (details) details.remove();
  if (isOpen) return;
  const facts = [['Request', entry.sequence + ', unit ' + entry.unit_id + ', function ' + entry.function], ['Client', entry.client], ['Binding', entry.binding],
    ['Received', entry.wall + (entry.answered_wall ? ', answered ' + entry.answered_wall : '')]];
  if (entry.effective_tick !== undefined) facts.push(['In force', 'with step ' + entry.effective_tick]);
  if (entry.faults.length) facts.push(['Touched by', entry.faults.join(', ')]);
  if (entry.frame) facts.push(['Frame', entry.frame]);
  for (const name of ['read', 'write']) {
    const access = entry[name];
    if (!access) continue;
    facts.push([name === 'read' ? 'Read' : 'Written', access.table.replaceAll('_', ' ') + ' ' + address(access) + (access.words.length ? ': ' + access.words.map(hex).join(' ') : '')]);
    for (const value of access.values) {
      facts.push([String(value.address), value.register + ' = ' + (typeof value.value === 'number' ? number(value.value, value.unit) : value.value === null ? 'not there' : value.value)
        + (value.unit ? ' ' + unit(value.unit) : '') + (value.option ? ' (' + value.option + ')' : '')]);
    }
  }
  item.append(h('dl', {className: 'details'}, facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}
