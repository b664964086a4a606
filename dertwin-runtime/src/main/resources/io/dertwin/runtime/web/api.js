/*
 * The control channel of the site, as anybody may use it. With a token set, the first request that is turned away has the
 * user asked for it; it stays in this tab.
 */
import {h, byId} from './page.js';

const TOKEN = 'dertwin-token';
const POLL_MILLIS = 1000;
const POLLS_PER_TRY = 5;
const CATCH_UP = 1000;

/** What the site answered when it did not do what it was asked; the message is its detail. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
  }
}

export class Api {
  constructor() {
    this.token = sessionStorage.getItem(TOKEN) || '';
    this.asking = null;
  }

  get(path, options) {
    return this.json('GET', path, undefined, options);
  }

  post(path, body, options) {
    return this.json('POST', path, body, options);
  }

  patch(path, body, options) {
    return this.json('PATCH', path, body, options);
  }

  remove(path, options) {
    return this.json('DELETE', path, undefined, options);
  }

  async json(method, path, body, options) {
    const response = await this.send(method, path, body, options);
    return response.status === 204 ? undefined : response.json();
  }

  async send(method, path, body, options = {}) {
    const headers = {};
    if (this.token) headers.Authorization = 'Bearer ' + this.token;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const used = this.token;
    let response;
    try {
      response = await fetch(path, {method, headers, cache: 'no-store', signal: options.signal,
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)});
    } catch (failure) {
      if (failure.name === 'AbortError') throw failure;
      throw new Problem(0, 'The site does not answer. Is it still running?');
    }
    if (response.status === 401) {
      await this.askForToken(used);
      return this.send(method, path, body, options);
    }
    if (!response.ok) throw new Problem(response.status, await detail(response));
    return response;
  }

  /** Asks once, however many requests are turned away meanwhile. */
  askForToken(used) {
    if (used !== this.token) return Promise.resolve();
    if (!this.asking) {
      this.asking = ask(used !== '').then(token => {
        this.token = token;
        sessionStorage.setItem(TOKEN, token);
      }).finally(() => { this.asking = null; });
    }
    return this.asking;
  }
}

async function detail(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return 'The site answered with status ' + response.status + '.';
  }
}

function ask(refused) {
  return new Promise(resolve => {
    const input = h('input', {type: 'password', id: 'token', autocomplete: 'off', required: true});
    const dialog = h('dialog', {className: 'dialog', 'aria-label': 'Token'},
      h('form', {onsubmit: event => {
        event.preventDefault();
        dialog.close();
        dialog.remove();
        resolve(input.value.trim());
      }},
      h('h2', {}, 'This site wants a token'),
      h('p', {}, refused ? 'That was not it. ' : '', 'It is the "token" under "control" in the site file, or DERTWIN_CONTROL_TOKEN. It '
        + 'stays in this tab.'),
      h('label', {className: 'field'}, h('span', {}, 'Token'), input),
      h('div', {className: 'row end'}, h('button', {className: 'primary'}, 'Use it'))));
    dialog.addEventListener('cancel', event => event.preventDefault());
    byId('content').append(dialog);
    dialog.showModal();
  });
}

/**
 * What happens on the site, as it happens. Streams while somebody looks; when the stream ends, asks once a second and tries
 * again now and then. What was missed of the journal is made up for, up to a thousand entries.
 *
 * Handlers: state(name) with 'live', 'polling' or 'lost'; telemetry(event); journal(entries, skipped); missed() when
 * something may have happened unseen.
 */
export class Feed {
  constructor(api, handlers) {
    this.api = api;
    this.handlers = handlers;
    this.seen = 0;
    this.aborter = null;
    this.wake = () => {};
    document.addEventListener('visibilitychange', () => this.look());
  }

  look() {
    if (document.hidden && this.aborter) this.aborter.abort();
    if (!document.hidden) this.wake();
  }

  /** @param seen the number of the last entry of the journal that is known already */
  async run(seen) {
    this.seen = seen;
    for (let tries = 0; ; tries++) {
      if (document.hidden) await new Promise(resolve => { this.wake = resolve; });
      if (tries % POLLS_PER_TRY === 0 && await this.streamed()) tries = -1;
      if (document.hidden) continue;
      if (!await this.poll()) tries = -1;
      await new Promise(resolve => { this.wake = resolve; setTimeout(resolve, POLL_MILLIS); });
    }
  }

  /** Listens until the stream ends; whether there was one. */
  async streamed() {
    this.isLive = false;
    try {
      await this.listen();
    } catch {
      // its end is no news: what comes next is
    }
    return this.isLive;
  }

  async listen() {
    this.aborter = new AbortController();
    const response = await this.api.send('GET', '/api/v1/stream', undefined, {signal: this.aborter.signal});
    await this.catchUp();
    this.isLive = true;
    this.handlers.state('live');
    this.handlers.missed();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      this.take(events);
    }
  }

  /** Several events that came together: the last telemetry counts, and the journal goes on as one. */
  take(events) {
    let telemetry = null;
    const entries = [];
    let skipped = 0;
    for (const event of events) {
      const match = /^event: (\w+)\ndata: (.*)$/s.exec(event);
      if (!match) continue;
      const data = JSON.parse(match[2]);
      if (match[1] === 'telemetry') telemetry = data;
      else if (match[1] === 'journal') entries.push(data);
      else if (match[1] === 'journal_skipped') skipped += data.count;
    }
    if (telemetry) this.handlers.telemetry(telemetry);
    this.entered(entries, skipped);
  }

  entered(entries, skipped) {
    const fresh = entries.filter(entry => entry.sequence > this.seen);
    if (fresh.length) this.seen = fresh[fresh.length - 1].sequence;
    if (fresh.length || skipped) this.handlers.journal(fresh, skipped);
  }

  /** Makes up for what was missed of the journal; of a great lot only for the latest. */
  async catchUp() {
    let entries = await this.api.get('/api/v1/journal?limit=' + CATCH_UP + (this.seen ? '&after=' + this.seen : ''));
    let left = 0;
    if (entries.length === CATCH_UP && this.seen) {
      entries = await this.api.get('/api/v1/journal?limit=' + CATCH_UP);
      left = Math.max(0, entries[0].sequence - this.seen - 1);
    }
    this.entered(entries, left);
  }

  /** Asks for everything; whether there was an answer. */
  async poll() {
    try {
      this.handlers.telemetry(await current(this.api));
      await this.catchUp();
      this.handlers.state('polling');
      return true;
    } catch {
      this.handlers.state('lost');
      return false;
    }
  }
}

/** How everything is now, in the shape of the stream's telemetry. */
export async function current(api) {
  const [clock, devices, grid] = await Promise.all(['/api/v1/clock', '/api/v1/devices', '/api/v1/grid'].map(path => api.get(path)));
  return {
    clock, site: siteValues(clock, grid),
    devices: Object.fromEntries(devices.map(device => [device.id, device.telemetry])),
    commands: Object.fromEntries(devices.map(device => [device.id, device.commands])),
  };
}

/** The values of the site by the names that the stream gives them. */
function siteValues(clock, grid) {
  return {
    time: clock.time, 'grid.frequency': grid.frequency_hz, 'grid.voltage': grid.voltage_v, 'site.power': grid.power_kw,
    'site.load': grid.load_kw, 'weather.irradiance': grid.irradiance, 'weather.ambient_temperature': grid.ambient_temperature_c,
  };
}
