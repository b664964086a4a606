/* What happens to the grid and the weather. */
import {act, add, clock, confirmed, duration, field, fill, h, iso, numeric, text, toast} from './page.js';

const KINDS = {
  frequency: {key: 'delta_hz', label: 'Hz more', value: '-0.5'},
  voltage: {key: 'delta', label: 'share of nominal more', value: '-0.3'},
  irradiance: {key: 'value', label: 'W/m²', value: '200'},
  ambient_temperature: {key: 'value', label: '°C', value: '40'},
};
const READY_MADE = [
  ['Frequency −0.5 Hz, 30 s', {kind: 'frequency', delta_hz: -0.5, duration: 30}],
  ['Frequency ramp −1 Hz, 60 s', {kind: 'frequency', delta_hz: -1, shape: 'ramp', duration: 60}],
  ['Voltage sag −30 %, 5 s', {kind: 'voltage', delta: -0.3, duration: 5}],
  ['Cloud: 150 W/m², 5 min', {kind: 'irradiance', value: 150, duration: 300}],
  ['Heat: 40 °C, 1 h', {kind: 'ambient_temperature', value: 40, duration: 3600}],
];

export class Events {
  /** @param changed called when events have come or gone */
  constructor(root, api, changed) {
    this.api = api;
    this.changed = changed;
    this.now = 0;
    this.list = h('ul', {className: 'happenings', id: 'events'});
    this.clearing = confirmed(h('button', {type: 'button', id: 'clear-events'}, 'End all'), 'End all events of grid and weather?', () => this.clear());
    add(root, [this.form(), h('section', {className: 'panel', 'aria-label': 'Events'},
      h('div', {className: 'row'}, h('h2', {}, 'Events'), h('span', {className: 'grow'}), this.clearing), this.list)]);
    this.showKind();
  }

  form() {
    this.kind = h('select', {id: 'event-kind', onchange: () => this.showKind()},
      Object.keys(KINDS).map(kind => h('option', {value: kind}, kind.replaceAll('_', ' '))));
    this.magnitude = h('input', {id: 'event-magnitude', inputmode: 'decimal', required: true, autocomplete: 'off'});
    this.magnitudeField = field('', this.magnitude);
    this.shape = h('select', {id: 'event-shape'}, h('option', {value: 'step'}, 'at once'), h('option', {value: 'ramp'}, 'as a ramp'));
    this.start = h('input', {id: 'event-in', placeholder: 'now', autocomplete: 'off'});
    this.length = h('input', {id: 'event-duration', value: '30 s', placeholder: 'until ended', autocomplete: 'off'});
    this.refusal = h('p', {className: 'refusal', role: 'alert'});
    return h('form', {className: 'panel', 'aria-label': 'New event', onsubmit: event => { event.preventDefault(); this.addTyped(); }},
      h('h2', {}, 'Let something happen to grid or weather'),
      h('div', {className: 'chips'}, READY_MADE.map(([label, event]) => h('button', {type: 'button', onclick: () => this.add(event)}, label))),
      h('div', {className: 'fields'}, field('What', this.kind), this.magnitudeField, field('How', this.shape),
        field('In', this.start), field('For', this.length)),
      this.refusal, h('button', {className: 'primary', id: 'add-event'}, 'Add event'));
  }

  showKind() {
    const kind = KINDS[this.kind.value];
    text(this.magnitudeField.firstElementChild, kind.label);
    this.magnitude.value = kind.value;
  }

  addTyped() {
    const event = {kind: this.kind.value, shape: this.shape.value, [KINDS[this.kind.value].key]: numeric(this.magnitude.value)};
    if (this.start.value.trim()) event.in = iso(this.start.value);
    if (this.length.value.trim()) event.duration = iso(this.length.value);
    return this.add(event);
  }

  async add(event) {
    text(this.refusal, '');
    try {
      const added = await this.api.post('/api/v1/events', event);
      toast('done', aboutEvent(added), 'from ' + clock(added.at));
    } catch (problem) {
      text(this.refusal, problem.message);
    }
    this.changed();
  }

  async clear() {
    await act(this.clearing, 'Not ended', () => this.api.remove('/api/v1/events'));
    this.changed();
  }

  /** @param now the time of the site, by which an event is to come, here, or over */
  show(events, now) {
    const states = events.map(event => stateOf(event, now));
    const shown = JSON.stringify([events, states]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.clearing.disabled = events.length === 0;
    if (!events.length) {
      fill(this.list, h('li', {className: 'empty'}, 'Grid and weather are as the site file has them. Let the frequency fall, or a cloud come.'));
      return;
    }
    fill(this.list, events.map((event, i) => h('li', {data: {id: event.id}},
      h('div', {}, h('div', {className: 'row'}, h('b', {}, aboutEvent(event)), h('span', {className: 'badge', data: {state: states[i]}}, states[i])),
        h('small', {className: 'faint'}, 'from ' + clock(event.at) + (event.duration === undefined ? ' until it is ended' : ' for ' + duration(event.duration))
          + ' · ' + event.id)),
      h('button', {type: 'button', 'aria-label': 'End ' + event.id, onclick: async click => {
        await act(click.currentTarget, 'Not ended', () => this.api.remove('/api/v1/events/' + encodeURIComponent(event.id)));
        this.changed();
      }}, states[i] === 'over' ? 'Remove' : 'End'))));
  }
}

function stateOf(event, now) {
  if (now < event.at) return 'waiting';
  return event.duration !== undefined && now > event.at + event.duration ? 'over' : 'active';
}

function signed(value) {
  return (value > 0 ? '+' : value < 0 ? '−' : '') + Number(Math.abs(value).toFixed(3));
}

function aboutEvent(event) {
  const ramp = event.shape === 'ramp' ? ', as a ramp' : '';
  switch (event.kind) {
    case 'frequency': return 'Frequency ' + signed(event.delta_hz) + ' Hz' + ramp;
    case 'voltage': return 'Voltage ' + signed(event.delta * 100) + ' %' + ramp;
    case 'irradiance': return 'Irradiance ' + event.value + ' W/m²' + ramp;
    default: return 'Air ' + event.value + ' °C' + ramp;
  }
}
