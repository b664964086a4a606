/* What goes wrong on purpose: what there is to choose is what the control channel says of itself. */
import {act, add, clock, confirmed, duration, field, fill, h, iso, number, text, toast} from './page.js';

const HIDDEN = new Set(['kind', 'device', 'id', 'at']);
const SHOWN_ELSEWHERE = new Set(['id', 'device', 'kind', 'state', 'hits', 'at', 'duration', 'probability']);

export class Faults {
  /** @param changed called when faults have come or gone */
  constructor(root, api, changed) {
    this.api = api;
    this.changed = changed;
    this.devices = [];
    this.kinds = new Map();
    this.registers = new Map();
    this.now = 0;
    this.list = h('ul', {className: 'happenings', id: 'faults'});
    this.form = h('form', {className: 'panel', 'aria-label': 'New fault', onsubmit: event => { event.preventDefault(); this.add(); }});
    this.clearing = confirmed(h('button', {type: 'button', id: 'clear-faults'}, 'End all'), 'End all faults?', () => this.clear());
    add(root, [this.form, h('section', {className: 'panel', 'aria-label': 'Faults'},
      h('div', {className: 'row'}, h('h2', {}, 'Faults'), h('span', {className: 'grow'}), this.clearing), this.list)]);
  }

  take(devices, description, profiles) {
    this.devices = devices;
    this.schemas = description.components.schemas;
    this.profiles = profiles;
    this.build();
  }

  build() {
    this.device = h('select', {id: 'fault-device', onchange: () => this.offerRegisters()}, this.devices.map(device => h('option', {}, device.id)));
    this.kind = h('select', {id: 'fault-kind', onchange: () => this.showKind()}, this.groups());
    this.about = h('p', {className: 'faint'});
    this.own = h('div', {className: 'fields'});
    this.common = h('div', {className: 'fields'});
    this.refusal = h('p', {className: 'refusal', role: 'alert'});
    this.known = h('datalist', {id: 'fault-registers'});
    fill(this.form, h('h2', {}, 'Let something go wrong'),
      h('div', {className: 'fields'}, field('Device', this.device), field('What', this.kind)),
      this.about, this.own,
      h('details', {}, h('summary', {}, 'Which requests, when and how often'), this.common),
      this.known, this.refusal, h('button', {className: 'primary', id: 'add-fault'}, 'Add fault'));
    if (this.profiles.length) this.form.append(this.profileForm());
    this.showKind();
    this.offerRegisters();
  }

  /** The kinds there are, in the groups that the description has them in. */
  groups() {
    return this.schemas.Fault.oneOf.map(group => {
      const schema = this.resolved(group);
      return h('optgroup', {label: schema.title}, schema.oneOf.map(kind => {
        this.kinds.set(kind.title, kind);
        return h('option', {value: kind.title}, kind.title.replaceAll('_', ' '));
      }));
    });
  }

  resolved(schema) {
    return schema.$ref ? this.schemas[schema.$ref.split('/').pop()] : schema;
  }

  showKind() {
    const kind = this.kinds.get(this.kind.value);
    text(this.about, kind.description);
    const own = kind.allOf[kind.allOf.length - 1];
    const required = new Set(own.required);
    const common = {};
    for (const part of kind.allOf.slice(0, -1)) Object.assign(common, this.resolved(part).properties);
    const wanted = {};
    for (const name of required) wanted[name] = own.properties[name] || common[name];
    Object.assign(wanted, own.properties);
    fill(this.own, Object.entries(wanted).filter(([name]) => !HIDDEN.has(name)).map(([name, schema]) => this.input(name, schema, required.has(name))));
    fill(this.common, Object.entries(common).filter(([name]) => !HIDDEN.has(name) && !(name in wanted))
      .map(([name, schema]) => this.input(name, schema, false)));
  }

  input(name, schema, isRequired) {
    const label = name.replaceAll('_', ' ');
    if (schema.type === 'boolean') {
      return h('label', {className: 'check'}, h('input', {type: 'checkbox', name, data: {type: 'boolean'}}), h('span', {}, label),
        h('small', {className: 'faint'}, schema.description));
    }
    const control = h('input', {name, required: isRequired, autocomplete: 'off', data: {type: typeOf(name, schema)},
      value: isRequired && schema.example !== undefined ? String(schema.example) : '',
      placeholder: schema.default !== undefined ? String(schema.default) : schema.example !== undefined ? 'e.g. ' + schema.example : '',
      list: name.startsWith('register') ? 'fault-registers' : undefined});
    return field(label, control, schema.description);
  }

  async offerRegisters() {
    const id = this.device.value;
    if (!id) return;
    if (!this.registers.has(id)) {
      const answer = await act(null, 'No registers', () => this.api.get('/api/v1/devices/' + encodeURIComponent(id) + '/registers'));
      this.registers.set(id, answer ? answer.bindings.flatMap(binding => binding.registers) : []);
    }
    const names = new Set(this.registers.get(id).flatMap(register => [register.internal_name, register.name]).filter(Boolean));
    fill(this.known, [...names].map(name => h('option', {value: name})));
  }

  profileForm() {
    const choice = h('select', {id: 'profile', 'aria-label': 'Profile'}, this.profiles.map(profile => h('option', {}, profile.name)));
    const about = h('p', {className: 'faint'});
    const show = () => {
      const profile = this.profiles[choice.selectedIndex];
      text(about, profile.description + ' Reported in ' + profile.source + '.');
    };
    choice.addEventListener('change', show);
    show();
    return h('fieldset', {}, h('legend', {}, 'Or behave as devices in the field do'),
      h('div', {className: 'row'}, choice, h('button', {type: 'button', id: 'add-profile', onclick: async event => {
        const added = await act(event.currentTarget, 'Not added', () => this.api.post('/api/v1/fault-profiles/' + encodeURIComponent(choice.value),
          {device: this.device.value}));
        if (added) toast('done', this.device.value + ' behaves like ' + choice.value, added.length + (added.length === 1 ? ' fault' : ' faults'));
        this.changed();
      }}, 'Add profile')), about);
  }

  async add() {
    const fault = {kind: this.kind.value, device: this.device.value};
    for (const input of this.form.querySelectorAll('input[name]')) {
      const value = valueOf(input);
      if (value !== undefined) fault[input.name] = value;
    }
    text(this.refusal, '');
    try {
      const added = await this.api.post('/api/v1/faults', fault);
      toast('done', added.device + ': ' + added.kind.replaceAll('_', ' '), 'since ' + clock(added.at) + ', known as ' + added.id);
    } catch (problem) {
      text(this.refusal, problem.message);
    }
    this.changed();
  }

  async clear() {
    await act(this.clearing, 'Not ended', () => this.api.remove('/api/v1/faults'));
    this.changed();
  }

  show(faults) {
    const shown = JSON.stringify(faults);
    if (shown === this.shown) return;
    this.shown = shown;
    this.clearing.disabled = faults.length === 0;
    if (!faults.length) {
      fill(this.list, h('li', {className: 'empty'}, 'Nothing goes wrong on purpose. Choose a device and what is to happen to it: '
        + 'its answers come late, its values stand still, it trips.'));
      return;
    }
    fill(this.list, faults.map(fault => h('li', {data: {id: fault.id}},
      h('div', {}, h('div', {className: 'row'}, h('b', {}, fault.device), h('span', {}, fault.kind.replaceAll('_', ' ')),
        h('span', {className: 'badge', data: {state: fault.state}}, fault.state)),
      h('small', {className: 'faint'}, aboutFault(fault))),
      h('button', {type: 'button', 'aria-label': 'End ' + fault.id, onclick: async event => {
        await act(event.currentTarget, 'Not ended', () => this.api.remove('/api/v1/faults/' + encodeURIComponent(fault.id)));
        this.changed();
      }}, fault.state === 'over' ? 'Remove' : 'End'))));
  }
}

/** How a field is read. */
function typeOf(name, schema) {
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (name === 'functions') return 'numbers';
  if (name === 'registers') return 'texts';
  if (name === 'value') return 'either';
  if ((schema.allOf || []).some(one => one.$ref === '#/components/schemas/Duration')) return 'duration';
  return 'text';
}

function valueOf(input) {
  if (input.dataset.type === 'boolean') return input.checked ? true : undefined;
  const typed = input.value.trim();
  if (!typed) return undefined;
  const parts = typed.split(',').map(part => part.trim()).filter(Boolean);
  switch (input.dataset.type) {
    case 'number': case 'either': return Number.isNaN(Number(typed)) ? typed : Number(typed);
    case 'duration': return iso(typed);
    case 'numbers': return parts.map(part => Number.isNaN(Number(part)) ? part : Number(part));
    case 'texts': return parts;
    default: return typed;
  }
}

function aboutFault(fault) {
  const own = Object.entries(fault).filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => name.replaceAll('_', ' ') + ' ' + (Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? number(value) : value));
  const when = ['since ' + clock(fault.at)];
  if (fault.duration !== undefined) when.push('for ' + duration(fault.duration));
  if (fault.probability < 1) when.push('by a chance of ' + fault.probability);
  return [...own, ...when, fault.hits === 1 ? 'struck once' : 'struck ' + fault.hits + ' times', fault.id].join(' · ');
}
