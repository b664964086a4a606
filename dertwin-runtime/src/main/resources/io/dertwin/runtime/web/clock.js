/* The clock: what time it is on the site, and how time passes. */
import {act, add, clock as timeOfDay, confirmed, duration, field, h, iso, text, toast} from './page.js';

const SPEEDS = [['0.1', '0.1 ×'], ['1', '1 ×'], ['10', '10 ×'], ['60', '60 ×'], ['600', '600 ×'], ['3600', '3600 ×'], ['max', 'max']];
const LENGTHS = ['1 s', '1 min', '20 min', '1 h'];

export class Clock {
  /** @param changed called when the clock was told something */
  constructor(root, api, changed) {
    this.root = root;
    this.api = api;
    this.changed = changed;
    this.advancing = null;
    this.build();
  }

  build() {
    this.time = h('output', {className: 'time', id: 'time', 'aria-label': 'Simulated time'}, '––:––:––');
    this.mode = h('span', {className: 'badge', id: 'mode'}, '–');
    this.run = h('button', {type: 'button', id: 'run', className: 'primary', onclick: () => this.toggle()}, '▶ Run');
    this.speed = h('select', {id: 'speed', 'aria-label': 'Speed', onchange: () => this.speedChosen()},
      SPEEDS.map(([value, label]) => h('option', {value, selected: value === '1'}, label)));
    this.step = h('button', {type: 'button', id: 'step', title: 'One step of the simulation', onclick: () => this.advance({steps: 1})}, 'Step');
    const lengths = LENGTHS.map(length => h('button', {type: 'button', className: 'length', data: {length},
      onclick: () => this.advance({duration: iso(length)})}, '+' + length));
    this.cancel = h('button', {type: 'button', id: 'cancel', onclick: () => this.advancing && this.advancing.abort()}, 'Stop advancing');
    this.progress = h('div', {className: 'progress', id: 'progress', role: 'status', hidden: true}, h('span', {}, 'Advancing…'), this.cancel);
    this.more = this.moreControls();
    add(this.root, [
      h('div', {className: 'row now'}, this.time, this.mode),
      h('div', {className: 'row'}, this.run, this.speed, this.step, h('span', {className: 'lengths'}, lengths), this.more),
      this.progress]);
  }

  moreControls() {
    const length = h('input', {id: 'advance-by', value: '5 min', size: 9, 'aria-label': 'Advance by', autocomplete: 'off'});
    this.condition = h('input', {id: 'condition', placeholder: 'bess-1.system_soc >= 80', list: 'conditions', autocomplete: 'off', required: true});
    this.conditions = h('datalist', {id: 'conditions'});
    const limit = h('input', {id: 'limit', value: '2 h', size: 7, autocomplete: 'off'});
    const file = h('input', {type: 'file', id: 'snapshot-file', accept: '.json,application/json', className: 'visually-hidden', tabindex: -1,
      'aria-label': 'Snapshot to restore', onchange: () => this.restore(file)});
    const reset = confirmed(h('button', {type: 'button', id: 'reset'}, 'Reset'),
      'Go back to the beginning? State, time, events, faults, journal and history of the site begin anew.', () => this.reset());
    const panel = h('div', {className: 'menu'},
      h('form', {onsubmit: event => { event.preventDefault(); this.advance({duration: iso(length.value)}); }},
        field('Advance by', length, '90 s, 20 min, 1.5 h or PT20M'), h('button', {id: 'advance'}, 'Advance')),
      h('form', {className: 'wide', onsubmit: event => {
        event.preventDefault();
        this.advance({until: this.condition.value, limit: iso(limit.value)});
      }},
      field('Advance until', this.condition, 'compares points: time, grid.frequency, bess-1.system_soc; and, or, not'), this.conditions,
      field('for at most', limit), h('button', {id: 'advance-until'}, 'Advance')),
      h('div', {className: 'row'},
        h('button', {type: 'button', id: 'stepped', title: 'Time moves only when it is told to', onclick: () => this.setMode({mode: 'stepped'})}, 'Stepped mode'),
        h('button', {type: 'button', id: 'snapshot', onclick: event => this.download(event.currentTarget, '/api/v1/snapshot', 'snapshot', '.json')}, 'Download snapshot'),
        h('button', {type: 'button', id: 'restore', onclick: () => file.click()}, 'Restore snapshot…'), file,
        h('button', {type: 'button', id: 'report', title: 'One file of HTML with everything that has happened',
          onclick: event => this.download(event.currentTarget, '/api/v1/report', 'report', '.html')}, 'Download report'), reset));
    const details = h('details', {className: 'more', id: 'more'}, h('summary', {}, 'More'), panel);
    details.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        details.open = false;
        details.firstElementChild.focus();
      }
    });
    document.addEventListener('pointerdown', event => {
      if (details.open && !details.contains(event.target) && !event.target.closest('dialog')) details.open = false;
    });
    return details;
  }

  /** Offers the names of points where a condition is typed. */
  offer(devices) {
    add(this.conditions, devices.flatMap(device => Object.keys(device.telemetry)
      .map(point => h('option', {value: device.id + '.' + point + ' >= '}))));
  }

  show(clock) {
    this.now = clock;
    text(this.time, timeOfDay(clock.time, clock.step < 1 ? 1 : 0));
    this.time.title = clock.ticks + ' steps of ' + clock.step + ' s';
    const follows = clock.mode === 'realtime';
    text(this.mode, follows ? 'real time ' + (clock.speed === 'max' ? 'max' : clock.speed + ' ×') : clock.mode);
    this.mode.dataset.mode = clock.mode;
    text(this.run, follows ? '❚❚ Pause' : '▶ Run');
    if (follows && document.activeElement !== this.speed) this.showSpeed(String(clock.speed));
  }

  showSpeed(speed) {
    if (![...this.speed.options].some(option => option.value === speed)) {
      this.speed.append(h('option', {value: speed}, speed + ' ×'));
    }
    this.speed.value = speed;
  }

  chosenSpeed() {
    return this.speed.value === 'max' ? 'max' : Number(this.speed.value);
  }

  toggle() {
    const follows = this.now && this.now.mode === 'realtime';
    return this.setMode(follows ? {mode: 'paused'} : {mode: 'realtime', speed: this.chosenSpeed()});
  }

  speedChosen() {
    if (this.now && this.now.mode === 'realtime') this.setMode({mode: 'realtime', speed: this.chosenSpeed()});
  }

  async setMode(mode) {
    const clock = await act(this.run, 'The clock goes on as before', () => this.api.post('/api/v1/clock/mode', mode));
    if (clock) this.show(clock);
    this.changed();
  }

  /** A long advance can be called off: closing its request ends it after the present step. */
  async advance(plan) {
    if (this.advancing) {
      toast('problem', 'Not advanced', 'The clock is being advanced already.');
      return;
    }
    this.advancing = new AbortController();
    const slow = setTimeout(() => {
      this.more.open = false;
      this.progress.hidden = false;
    }, 300);
    this.root.setAttribute('aria-busy', 'true');
    const answer = await act(this.step, 'Not advanced', () => this.api.post('/api/v1/clock/advance', plan, {signal: this.advancing.signal}));
    clearTimeout(slow);
    this.root.removeAttribute('aria-busy');
    this.progress.hidden = true;
    this.advancing = null;
    if (answer) {
      this.show(answer);
      if (plan.until) this.tell(plan, answer);
    }
    this.changed();
  }

  tell(plan, answer) {
    const passed = duration(answer.advanced_steps * answer.step);
    if (answer.met) toast('done', 'True at ' + timeOfDay(answer.time), plan.until + ', after ' + passed);
    else toast('problem', 'Not true within ' + passed, plan.until);
  }

  async reset() {
    await act(null, 'Not reset', () => this.api.post('/api/v1/reset'));
    this.changed(true);
  }

  async download(button, path, what, ending) {
    const response = await act(button, 'No ' + what, () => this.api.send('GET', path));
    if (!response) return;
    const address = URL.createObjectURL(await response.blob());
    const name = what + '-' + timeOfDay(this.now.time).replace(/[^0-9a-z]+/g, '-') + ending;
    h('a', {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  async restore(input) {
    const file = input.files[0];
    if (!file) return;
    const done = await act(null, 'Not restored', async () => {
      await this.api.post('/api/v1/restore', await file.text());
      return true;
    });
    input.value = '';
    if (done) toast('done', 'Restored', file.name);
    this.changed(true);
  }
}
