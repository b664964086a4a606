/* The site over time: the pictures of the report, which go on while time does. */
import {act, add, fill, h, text, unit, number} from './page.js';

const MOST_WAITING = 2000;
const MILLIS_BETWEEN = 300;
const TILES = [
  ['site.power', 'From the grid', 'kW'], ['site.load', 'Load', 'kW'], ['grid.frequency', 'Frequency', 'Hz'],
  ['grid.voltage', 'Voltage', 'V'], ['weather.irradiance', 'Irradiance', 'W/m2'], ['weather.ambient_temperature', 'Air', 'degC'],
];

export class Pictures {
  constructor(root, api) {
    this.api = api;
    this.view = null;
    this.loading = false;
    this.isShown = false;
    this.isStale = true;
    this.waiting = [];
    this.requests = [];
    this.tiles = new Map();
    this.charts = h('div', {className: 'charts', id: 'charts'}, h('p', {className: 'empty'}, 'Loading what has been so far…'));
    add(root, [h('dl', {className: 'tiles', id: 'tiles'}, TILES.map(tile => this.tile(tile))), this.charts]);
  }

  tile([name, label, ofUnit]) {
    const value = h('span', {className: 'value'}, '–');
    const box = h('div', {className: 'tile', data: {name}}, h('dt', {}, label), h('dd', {}, value, h('span', {className: 'unit'}, unit(ofUnit))));
    this.tiles.set(name, {box, value, ofUnit});
    return box;
  }

  shown(isShown) {
    this.isShown = isShown;
    if (isShown && this.isStale) this.load();
  }

  /** Something has happened that no event of the stream tells: the pictures are made anew. */
  changed() {
    this.isStale = true;
    if (this.isShown) this.load();
  }

  /** Faults and events come and go as bands. */
  async happened() {
    const happenings = await act(null, 'No bands', () => this.api.get('/api/v1/happenings'));
    if (happenings) this.append({happenings});
  }

  async load() {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    const model = await act(null, 'No pictures', () => this.api.get('/api/v1/report/data'));
    this.loading = false;
    if (model) this.take(model);
    if (this.again) {
      this.again = false;
      this.load();
    }
  }

  take(model) {
    this.isStale = false;
    if (this.view) {
      this.view.update(model);
    } else {
      fill(this.charts);
      this.view = DerTwinCharts.mount(this.charts, model, {live: true, theme: theme()});
    }
    const waiting = this.waiting;
    this.waiting = [];
    for (const delta of waiting) this.view.append(delta);
  }

  telemetry(event) {
    for (const [name, tile] of this.tiles) text(tile.value, number(event.site[name], tile.ofUnit));
    this.append(DerTwinCharts.telemetry(event));
  }

  /** Requests may come by the thousand; the pictures take them a few times a second. */
  journal(entries) {
    this.requests.push(...entries);
    if (this.requests.length > MOST_WAITING) this.requests.splice(0, this.requests.length - MOST_WAITING);
    if (!this.gathering) this.gathering = setTimeout(() => this.takeRequests(), MILLIS_BETWEEN);
  }

  takeRequests() {
    this.gathering = 0;
    const requests = this.requests;
    this.requests = [];
    this.append(DerTwinCharts.journal(requests));
  }

  /** Nobody looks at pictures that are not shown: they are made anew when somebody does. */
  append(delta) {
    if (!this.isShown) {
      this.isStale = true;
      this.waiting = [];
    } else if (this.loading || !this.view) {
      this.waiting.push(delta);
      if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    } else {
      this.view.append(delta);
    }
  }

  recolour() {
    if (this.view) this.view.theme(theme());
  }
}

/** What is chosen, or what the system has. */
export function theme() {
  return document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
