/* A device's registers as its clients find them: addresses, words, values. */
import {copies, fill, flash, h, text, unit} from './page.js';

const MILLIS_BETWEEN = 400;
const TABLES = {coil: 'coil', discrete_input: 'discrete input', input_register: 'input', holding_register: 'holding'};

export class Registers {
  /** @param loaded called with the registers of the first binding once they are known */
  constructor(device, api, loaded) {
    this.api = api;
    this.path = '/api/v1/devices/' + encodeURIComponent(device.id) + '/registers';
    this.loaded = loaded;
    this.isShown = false;
    this.binding = 0;
    this.rows = new Map();
    this.hex = true;
    this.build(device);
  }

  build(device) {
    this.filter = h('input', {type: 'search', className: 'filter', placeholder: 'Filter: name, address, unit', 'aria-label': 'Filter registers',
      oninput: () => this.sift()});
    this.kind = h('select', {'aria-label': 'Which registers', onchange: () => this.sift()},
      h('option', {value: 'all'}, 'all'), h('option', {value: 'read'}, 'measured'), h('option', {value: 'write'}, 'written'));
    const format = h('button', {type: 'button', className: 'toggle', 'aria-pressed': 'true', title: 'Words in hexadecimal', onclick: () => {
      this.hex = !this.hex;
      format.setAttribute('aria-pressed', String(this.hex));
      for (const row of this.rows.values()) text(row.words, this.inWords(row.register.words));
    }}, '0x');
    this.bindings = h('select', {'aria-label': 'Binding', hidden: true, onchange: () => {
      this.binding = this.bindings.selectedIndex;
      this.rows.clear();
      this.refresh(true);
    }});
    this.count = h('span', {className: 'faint', role: 'status'});
    this.body = h('tbody');
    this.table = h('div', {className: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Registers of ' + device.id}, h('table', {className: 'registers'},
      h('thead', {}, h('tr', {}, ['Address', 'Table', 'Name', 'Words', 'Value', 'Type'].map(name => h('th', {scope: 'col'}, name)))), this.body));
    this.empty = h('p', {className: 'empty', hidden: true});
    this.root = h('section', {className: 'panel wide', 'aria-label': 'Registers'},
      h('div', {className: 'row'}, h('h3', {}, 'Registers'), this.count, h('span', {className: 'grow'}), this.bindings, this.filter, this.kind, format),
      this.table, this.empty);
  }

  shown(isShown) {
    this.isShown = isShown;
    if (isShown) this.refresh(true);
  }

  /** Reads the registers again, a few times a second at most and only while somebody looks. */
  refresh(soon = false) {
    if (!this.isShown) return;
    if (this.reading || (this.rest && !soon)) {
      this.again = true;
      return;
    }
    this.read();
  }

  async read() {
    this.reading = true;
    this.again = false;
    try {
      this.take(await this.api.get(this.path));
    } catch (problem) {
      text(this.count, problem.message);
    }
    this.reading = false;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.rest = 0;
      if (this.again) this.refresh();
    }, MILLIS_BETWEEN);
  }

  take(answer) {
    const bindings = answer.bindings;
    this.table.hidden = bindings.length === 0;
    this.empty.hidden = bindings.length > 0;
    if (!bindings.length) {
      text(this.empty, 'No registers: the device has no Modbus binding. Give it one under "protocols" in the site file.');
      return;
    }
    if (this.bindings.options.length !== bindings.length) {
      fill(this.bindings, bindings.map(binding => h('option', {}, binding.binding + ' unit ' + binding.unit_id)));
      this.bindings.hidden = bindings.length < 2;
    }
    const registers = bindings[this.binding].registers;
    if (!this.rows.size) {
      fill(this.body, registers.map(register => this.row(register)));
      this.sift();
      this.loaded(registers);
    } else {
      registers.forEach(register => this.update(register));
    }
  }

  key(register) {
    return register.table + ' ' + register.address + ' ' + register.writable;
  }

  row(register) {
    const words = h('code', {}, this.inWords(register.words));
    const value = h('span', {className: 'value'}, shownValue(register));
    const about = h('span', {className: 'faint'}, register.option || unit(register.unit));
    const details = [register.description, optionsOf(register)].filter(Boolean).join(' · ');
    const element = h('tr', {data: {address: register.address, access: register.writable ? 'write' : 'read'}},
      h('td', {}, copies(String(register.address), 'address'), register.count > 1 ? h('span', {className: 'faint'}, ' +' + (register.count - 1)) : null),
      h('td', {className: 'nowrap'}, TABLES[register.table], ' ', h('span', {className: 'faint'}, 'fn ' + register.function
        + (register.write_function ? '/' + register.write_function : ''))),
      h('td', {}, h('span', {className: 'name'}, register.name),
        register.writable ? h('span', {className: 'badge small'}, 'write') : null,
        register.internal_name && register.internal_name !== register.name ? h('small', {className: 'faint block'}, register.internal_name) : null,
        details ? h('small', {className: 'faint block'}, details) : null),
      h('td', {className: 'words'}, words),
      h('td', {className: 'number'}, value, ' ', about),
      h('td', {className: 'faint'}, register.type, register.scale !== 1 ? ' × ' + register.scale : '',
        register.word_order === 'little' ? ', low word first' : '', register.byte_order === 'little' ? ', low byte first' : ''));
    this.rows.set(this.key(register), {element, words, value, about, register});
    return element;
  }

  update(register) {
    const row = this.rows.get(this.key(register));
    if (!row || row.register.words.join() === register.words.join()) return;
    row.register = register;
    text(row.words, this.inWords(register.words));
    text(row.value, shownValue(register));
    text(row.about, register.option || unit(register.unit));
    flash(row.element);
  }

  inWords(words) {
    return words.map(word => this.hex ? word.toString(16).toUpperCase().padStart(4, '0') : String(word)).join(' ');
  }

  sift() {
    const wanted = this.filter.value.trim().toLowerCase();
    let shown = 0;
    for (const {element, register} of this.rows.values()) {
      const named = [register.name, register.internal_name, String(register.address), register.unit, register.description, register.type]
        .some(part => part && part.toLowerCase().includes(wanted));
      const meant = this.kind.value === 'all' || (this.kind.value === 'write') === register.writable;
      element.hidden = !(named && meant);
      if (!element.hidden) shown++;
    }
    text(this.count, shown === this.rows.size ? String(shown) : shown + ' of ' + this.rows.size);
    this.empty.hidden = shown > 0;
    if (!shown) text(this.empty, 'No register is like that. Clear the filter to see all ' + this.rows.size + '.');
  }
}

function shownValue(register) {
  return typeof register.value === 'number' ? String(Number(register.value.toPrecision(9))) : register.value === null ? 'not there' : register.value;
}

function optionsOf(register) {
  return Object.entries(register.options).map(([raw, name]) => raw + ' ' + name).join(', ');
}
