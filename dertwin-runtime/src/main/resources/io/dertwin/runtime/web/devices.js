/* The devices: what they report, what they are told, and their registers. */
import {copies, fill, flash, h, number, numeric, text, unit} from './page.js';
import {Registers} from './registers.js';

const KEY_POINTS = {
  bess: ['system_soc', 'active_power', 'battery_temperature'],
  inverter: ['total_active_power', 'today_output_energy', 'temp_inverter'],
  chp: ['actual_power_kw', 'heat_power_kw', 'engine_speed_rpm'],
  energy_meter: ['total_active_power', 'grid_frequency', 'total_import_energy'],
};
const KINDS = {modbus_tcp: 'Modbus TCP', modbus_rtu: 'Modbus RTU', modbus_rtu_over_tcp: 'RTU over TCP'};

/** Where a binding is reached, in words. */
export function place(endpoint) {
  const kind = KINDS[endpoint.kind] || endpoint.kind;
  const where = endpoint.serial_port || endpoint.host + ':' + endpoint.port;
  return kind + ' at ' + where + ', unit ' + endpoint.unit_id;
}

/** What a point is called when a person reads it, without the unit, which stands behind the value. */
function words(name, unit) {
  const text = name.replaceAll('_', ' ');
  const tail = ' ' + (unit || '').toLowerCase();
  return unit && text.endsWith(tail) ? text.slice(0, -tail.length) : text;
}

export class Devices {
  constructor(cards, root, api, changed) {
    this.cards = cards;
    this.root = root;
    this.api = api;
    this.changed = changed;
    this.devices = [];
    this.values = {};
    this.faults = [];
    this.shownCards = new Map();
    this.detail = null;
  }

  /** The devices of the site, with their units and endpoints. */
  take(devices) {
    this.devices = devices;
    fill(this.cards, devices.map(device => this.card(device)));
    this.chooser = h('nav', {className: 'chooser', 'aria-label': 'Devices'},
      devices.map(device => h('a', {href: '#devices/' + encodeURIComponent(device.id), data: {id: device.id}}, device.id)));
    this.pane = h('div', {className: 'pane'});
    fill(this.root, this.chooser, this.pane);
    devices.forEach(device => this.telemetryOf(device.id, device.telemetry));
  }

  card(device) {
    const keys = (KEY_POINTS[device.type] || []).filter(point => point in device.telemetry);
    const points = keys.length ? keys : Object.keys(device.telemetry).slice(0, 3);
    const shown = points.map(point => {
      const value = h('span', {className: 'value'}, '–');
      return {point, value, box: h('div', {}, h('dt', {}, words(point, device.units[point])), h('dd', {}, value, ' ', h('span', {className: 'unit'}, unit(device.units[point]))))};
    });
    const trouble = h('span', {className: 'badge trouble', hidden: true});
    const level = points.includes('system_soc') ? h('progress', {max: 100, value: 0, 'aria-label': 'State of charge of ' + device.id}) : null;
    this.shownCards.set(device.id, {shown, trouble, level, device});
    const endpoint = device.endpoints[0];
    return h('a', {className: 'card', href: '#devices/' + encodeURIComponent(device.id), data: {id: device.id}},
      h('div', {className: 'row'}, h('b', {className: 'name'}, device.id), h('span', {className: 'faint'}, words(device.type)), trouble),
      h('dl', {}, shown.map(one => one.box)), level,
      h('small', {className: 'faint endpoint'}, endpoint ? place(endpoint) : 'no client can reach it'));
  }

  show(id) {
    const device = this.devices.find(one => one.id === id) || this.devices[0];
    if (!device) {
      fill(this.pane, h('p', {className: 'empty'}, 'The site has no devices: give it some under "assets" in its file.'));
      return;
    }
    for (const link of this.chooser.children) {
      if (link.dataset.id === device.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    if (this.detail && this.detail.device.id === device.id) {
      this.detail.shown(true);
      return;
    }
    if (this.detail) this.detail.shown(false);
    this.detail = new Detail(this.pane, device, this.api, this.changed);
    this.detail.telemetry(this.values[device.id] || device.telemetry);
    this.detail.shown(true);
  }

  hide() {
    if (this.detail) this.detail.shown(false);
  }

  telemetry(event) {
    for (const [id, values] of Object.entries(event.devices)) this.telemetryOf(id, values);
    if (this.detail) this.detail.commands((event.commands || {})[this.detail.device.id]);
  }

  telemetryOf(id, values) {
    this.values[id] = values;
    const card = this.shownCards.get(id);
    if (card) {
      for (const one of card.shown) text(one.value, number(values[one.point], card.device.units[one.point]));
      if (card.level) card.level.value = values.system_soc || 0;
    }
    if (this.detail && this.detail.device.id === id) this.detail.telemetry(values);
  }

  /** The faults there are: a card tells how many are at work on its device. */
  faulty(faults) {
    for (const [id, card] of this.shownCards) {
      const count = faults.filter(fault => fault.device === id && fault.state !== 'over').length;
      text(card.trouble, count === 1 ? '1 fault' : count + ' faults');
      card.trouble.hidden = count === 0;
    }
  }

  written(entries) {
    if (this.detail && entries.some(entry => entry.write && entry.device === this.detail.device.id)) this.detail.refresh();
  }
}

/** Everything about one device. */
class Detail {
  constructor(pane, device, api, changed) {
    this.device = device;
    this.api = api;
    this.changed = changed;
    this.path = '/api/v1/devices/' + encodeURIComponent(device.id);
    this.points = new Map();
    this.fields = new Map();
    this.registers = new Registers(device, api, registers => this.offer(registers));
    fill(pane,
      h('div', {className: 'row head'}, h('h2', {}, device.id), h('span', {className: 'faint'}, words(device.type))),
      this.endpoints(),
      h('div', {className: 'main'}, this.registers.root, this.valuePanel()),
      h('div', {className: 'side'}, this.commandPanel(), this.statePanel()));
  }

  endpoints() {
    const endpoints = this.device.endpoints;
    if (!endpoints.length) {
      return h('p', {className: 'empty'}, 'No client can reach this device: give it a binding under "protocols" in the site file.');
    }
    return h('ul', {className: 'endpoints'}, endpoints.map(endpoint => h('li', {},
      KINDS[endpoint.kind] || endpoint.kind, ' ',
      endpoint.serial_port ? [copies(endpoint.serial_port, 'path'), ', bridged to '] : null,
      copies(endpoint.host + ':' + endpoint.port, 'address'), ', unit ', h('b', {}, String(endpoint.unit_id)))));
  }

  commandPanel() {
    const names = Object.keys(this.device.commands);
    return h('section', {className: 'panel', 'aria-label': 'Commands'}, h('h3', {}, 'Commands'),
      h('p', {className: 'faint'}, 'As if the EMS had written them; they act at the next step.'),
      names.length ? names.map(name => this.command(name)) : h('p', {className: 'empty'}, 'It takes none.'));
  }

  command(name) {
    const id = 'command-' + this.device.id + '-' + name;
    const ofUnit = unit(this.device.units[name]);
    const demand = this.demand(name);
    const input = h('input', {id, inputmode: 'decimal', size: 8, value: plain(this.device.commands[name]), required: true, autocomplete: 'off'});
    const refusal = h('p', {className: 'refusal', role: 'alert'});
    const button = h('button', {}, 'Write');
    const form = h('form', {className: 'line', data: {command: name}, onsubmit: async event => {
      event.preventDefault();
      await this.send(form, refusal, () => this.api.post('/api/v1/control/' + encodeURIComponent(this.device.id),
        {command: name, value: numeric(form.elements.value.value)}));
    }},
    h('label', {for: id, title: name}, words(name), demand ? h('small', {className: 'faint demand'}, demand) : null),
    input, h('span', {className: 'unit'}, ofUnit), button, refusal);
    input.name = 'value';
    this.fields.set(name, {form, input, touched: false});
    input.addEventListener('input', () => { this.fields.get(name).touched = true; });
    return form;
  }

  /** What the device takes, where it does not take any number. */
  demand(name) {
    const demand = (this.device.demands || {})[name] || '';
    return demand === 'a finite number' ? '' : demand.replace(/(\d)\.0\b/g, '$1').replace(/[[\]]/g, '');
  }

  statePanel() {
    const settable = this.device.settable || [];
    return h('section', {className: 'panel', 'aria-label': 'State'}, h('h3', {}, 'State'),
      h('p', {className: 'faint'}, 'Puts the device there at once, to arrange a test.'),
      settable.length ? settable.map(point => this.setter(point)) : h('p', {className: 'empty'}, 'Nothing of it can be set.'));
  }

  setter(point) {
    const id = 'state-' + this.device.id + '-' + point;
    const now = h('output', {className: 'now-value', for: id}, '–');
    const input = h('input', {id, name: 'value', inputmode: 'decimal', size: 8, required: true, autocomplete: 'off'});
    const refusal = h('p', {className: 'refusal', role: 'alert'});
    const form = h('form', {className: 'line', data: {state: point}, onsubmit: async event => {
      event.preventDefault();
      const done = await this.send(form, refusal, () => this.api.patch(this.path + '/state', {[point]: numeric(input.value)}));
      if (done) input.value = '';
    }},
    h('label', {for: id, title: point}, words(point, this.device.units[point]), ' ', now), input, h('span', {className: 'unit'}, unit(this.device.units[point])), h('button', {}, 'Set'), refusal);
    this.points.set('set ' + point, {value: now, point});
    return form;
  }

  /** What the device refuses is said where it was asked for. */
  async send(form, refusal, action) {
    text(refusal, '');
    form.setAttribute('aria-busy', 'true');
    try {
      await action();
      const field = this.fields.get(form.dataset.command);
      if (field) field.touched = false;
      flash(form);
      this.refresh();
      this.changed();
      return true;
    } catch (problem) {
      text(refusal, problem.message);
      return false;
    } finally {
      form.removeAttribute('aria-busy');
    }
  }

  valuePanel() {
    return h('section', {className: 'panel', 'aria-label': 'Values'}, h('h3', {}, 'Values'),
      h('dl', {className: 'values'}, Object.keys(this.device.telemetry).map(point => {
        const value = h('span', {className: 'value'}, '–');
        const box = h('div', {data: {point}}, h('dt', {title: point}, words(point, this.device.units[point])), h('dd', {}, value, ' ', h('span', {className: 'unit'}, unit(this.device.units[point]))));
        this.points.set(point, {value, box, point});
        return box;
      })));
  }

  telemetry(values) {
    for (const {value, box, point} of this.points.values()) {
      const shown = number(values[point], this.device.units[point]);
      if (value.textContent !== shown) {
        text(value, shown);
        if (box) flash(box);
      }
    }
    this.registers.refresh();
  }

  /** What is in force; a field that somebody is typing into stays as it is. */
  commands(values) {
    for (const [name, value] of Object.entries(values || {})) {
      const field = this.fields.get(name);
      if (field && !field.touched && document.activeElement !== field.input) {
        const shown = plain(value);
        if (field.input.value !== shown) field.input.value = shown;
      }
    }
  }

  /** Where the register map has names for a command's values, they are to choose from. */
  offer(registers) {
    for (const [name, field] of this.fields) {
      const register = registers.find(one => one.internal_name === name && one.writable && Object.keys(one.options).length);
      if (!register || field.input.tagName === 'SELECT' || register.type === 'bits') continue;
      const select = h('select', {id: field.input.id, name: 'value'}, Object.entries(register.options)
        .map(([raw, option]) => h('option', {value: plain(Number(raw) * register.scale)}, plain(Number(raw) * register.scale) + ' ' + option)));
      const now = field.input.value;
      if (![...select.options].some(option => option.value === now)) select.prepend(h('option', {value: now}, now));
      select.value = now;
      select.addEventListener('input', () => { field.touched = true; });
      field.input.replaceWith(select);
      const demand = field.form.querySelector('.demand');
      if (demand) demand.remove();
      field.input = select;
    }
  }

  refresh() {
    this.registers.refresh(true);
  }

  shown(isShown) {
    this.registers.shown(isShown);
  }
}

/** A number as it would be typed. */
function plain(value) {
  return value === null || value === undefined ? '' : String(Number(value.toFixed(6)));
}
