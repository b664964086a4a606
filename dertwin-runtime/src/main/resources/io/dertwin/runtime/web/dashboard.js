/*
 * The dashboard of a running site. It uses the control channel as anybody may use it, and knows nothing else.
 *
 * Each part of the page has a file of its own; this one finds out what site it is, hands around what happens, and shows the
 * view that the address names: #site, #devices/bess-1, #faults, #journal.
 */
import {Api, current, Feed} from './api.js';
import {Clock} from './clock.js';
import {Devices} from './devices.js';
import {Events} from './events.js';
import {Faults} from './faults.js';
import {Journal} from './journal.js';
import {byId, fill, h, onNextFrame, text} from './page.js';
import {Pictures, theme} from './pictures.js';

const LOOK_ROUND_MILLIS = 2000;
const KNOWN_ENTRIES = 1000;
const CONNECTIONS = {live: 'live', polling: 'asking once a second', lost: 'no connection, trying again', connecting: 'connecting'};

class Dashboard {
  constructor() {
    this.api = new Api();
    const cards = h('div', {className: 'cards', id: 'cards'});
    this.clock = new Clock(byId('clock'), this.api, wasReset => this.changed(wasReset));
    this.pictures = new Pictures(byId('view-site'), this.api);
    byId('tiles').after(cards);
    this.devices = new Devices(cards, byId('view-devices'), this.api, () => this.changed());
    const faults = h('div', {className: 'stack'});
    const events = h('div', {className: 'stack'});
    fill(byId('view-faults'), h('div', {className: 'columns'}, faults, events));
    this.faults = new Faults(faults, this.api, () => this.changed());
    this.events = new Events(events, this.api, () => this.changed());
    this.journal = new Journal(byId('view-journal'), this.api, () => this.changed());
    this.latest = null;
    this.showLatest = onNextFrame(() => this.showTelemetry());
    this.happenings = '';
  }

  async start() {
    const [site, clock, devices, description, profiles] = await Promise.all(['/api/v1/site', '/api/v1/clock', '/api/v1/devices', '/openapi.json',
      '/api/v1/fault-profiles'].map(path => this.api.get(path)));
    document.title = site.name + ' · DER Twin';
    text(byId('site-name'), site.name);
    text(byId('site-about'), 'DER Twin ' + site.version + ' · ' + site.step + ' s steps · seed ' + site.seed);
    this.clock.show(clock);
    this.clock.offer(devices);
    this.devices.take(devices);
    this.faults.take(devices, description, profiles);
    this.journal.take(devices);
    const entries = await this.api.get('/api/v1/journal?limit=' + KNOWN_ENTRIES);
    this.journal.add(entries, 0);
    addEventListener('hashchange', () => this.route());
    this.route();
    await this.lookRound();
    setInterval(() => document.hidden || this.lookRound(), LOOK_ROUND_MILLIS);
    document.body.dataset.ready = 'true';
    const feed = new Feed(this.api, {
      state: state => this.connection(state),
      telemetry: event => this.telemetry(event),
      journal: (fresh, skipped) => this.entered(fresh, skipped),
      missed: () => this.pictures.changed(),
    });
    await feed.run(entries.length ? entries[entries.length - 1].sequence : 0);
  }

  connection(state) {
    const badge = byId('connection');
    if (badge.dataset.state === state) return;
    // whoever answers now may be another site, with other devices at other ports
    if (badge.dataset.state === 'lost') location.reload();
    badge.dataset.state = state;
    text(badge, CONNECTIONS[state]);
  }

  /** Whatever comes within a frame of the screen is shown once. */
  telemetry(event) {
    // the site was reset or restored, here or by a test
    if (this.latest && event.clock.time < this.latest.clock.time) this.pictures.changed();
    this.latest = event;
    this.showLatest();
  }

  showTelemetry() {
    this.clock.show(this.latest.clock);
    this.devices.telemetry(this.latest);
    this.pictures.telemetry(this.latest);
    this.events.show(this.knownEvents || [], this.latest.clock.time);
  }

  entered(entries, skipped) {
    this.journal.add(entries, skipped);
    this.pictures.journal(entries);
    this.devices.written(entries);
  }

  /** Something was done here: what others could have done too is looked at anew. */
  async changed(wasReset = false) {
    await this.lookRound();
    try {
      this.telemetry(await current(this.api));
    } catch {
      // the connection says so
    }
    if (wasReset) this.pictures.changed();
  }

  /** Tests change modes, faults and events too, and no stream tells. */
  async lookRound() {
    try {
      const known = this.journal.lastSequence();
      const [clock, faults, events, counters, newest] = await Promise.all(['/api/v1/clock', '/api/v1/faults', '/api/v1/events',
        '/api/v1/journal/counters', '/api/v1/journal?limit=1'].map(path => this.api.get(path)));
      if (!newest.length) this.journal.forget(known);
      this.knownEvents = events;
      this.clock.show(clock);
      this.devices.faulty(faults);
      this.faults.show(faults);
      this.events.show(events, clock.time);
      this.journal.counters(counters);
      const active = faults.filter(fault => fault.state !== 'over').length;
      badge(byId('fault-count'), active);
      badge(byId('journal-count'), counters.requests);
      this.noticeHappenings(faults, events);
    } catch {
      // the connection says so
    }
  }

  /** Bands in the pictures come and go with faults and events. */
  noticeHappenings(faults, events) {
    const happenings = JSON.stringify([faults.map(fault => [fault.id, fault.state]), events.map(event => event.id)]);
    if (this.happenings && happenings !== this.happenings) this.pictures.happened();
    this.happenings = happenings;
  }

  route() {
    const [view, id] = location.hash.slice(1).split('/');
    const views = ['site', 'devices', 'faults', 'journal'];
    const shown = views.includes(view) ? view : 'site';
    if (byId('view-' + shown).hidden) scrollTo(0, 0);
    for (const name of views) byId('view-' + name).hidden = name !== shown;
    for (const link of byId('views').querySelectorAll('a')) {
      if (link.getAttribute('href') === '#' + shown) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    this.pictures.shown(shown === 'site');
    this.journal.shown(shown === 'journal');
    if (shown === 'devices') this.devices.show(id ? decodeURIComponent(id) : '');
    else this.devices.hide();
  }
}

function badge(element, count) {
  element.hidden = count === 0;
  text(element, count > 9999 ? Math.floor(count / 1000) + 'k' : String(count));
}

function useTheme(name) {
  document.documentElement.dataset.theme = name;
}

const dashboard = new Dashboard();
useTheme(localStorage.getItem('dertwin-theme') || theme());
byId('theme').addEventListener('click', () => {
  const next = theme() === 'dark' ? 'light' : 'dark';
  localStorage.setItem('dertwin-theme', next);
  useTheme(next);
  dashboard.pictures.recolour();
});
dashboard.start().catch(problem => {
  dashboard.connection('lost');
  fill(byId('view-site'), h('p', {className: 'empty'}, problem.message));
  byId('view-site').hidden = false;
});
