/*
 * Charts of a site over time, for the report and for the dashboard. Plain JavaScript on top of uPlot, which must be loaded
 * before; needs charts.css and uPlot's own style sheet.
 *
 *   const view = DerTwinCharts.mount(container, model, {live: false, theme: 'light'});
 *   view.append(delta)        what has happened since; drawn with the next frame of the screen
 *   view.update(model)        something else altogether; keeps what is zoomed to if it can
 *   view.zoom(begin, end)     simulated seconds; view.reset() shows everything again, and follows what is live
 *   view.focus({device, first, last})   zooms to where something happened, and marks it
 *   view.theme('dark')        or 'light'
 *   view.range()              {begin, end, zoomed}
 *   view.destroy()
 *
 * Options: live, whether the right edge follows what is appended; theme, 'light' or 'dark'; keep, how many rows are kept
 * of live data before the older half is thinned out, extremes kept (20000); span, how many simulated seconds of live data
 * are shown at most (unlimited); sections, which of 'panels', 'happenings', 'modbus' to show (all three).
 *
 * The model is what GET /api/v1/report/data answers. Times are simulated seconds.
 *
 *   site        {name, seed, step, version, begin, end}
 *   devices     [{id, type}]
 *   panels      [{id, title, note, device?, happenings?, series: [{key, label, unit, role, step?}],
 *                 strips: [{key, label, names: {"0": "fault", ...}}]}]
 *               role, which chooses a colour: grid load battery pv chp meter setpoint soc frequency voltage other
 *               happenings: which kinds are shown as bands; a device's own faults always are
 *   series      {time: [..], values: {key: [..]}}, all as long as time; null is no number.
 *               Keys: 'grid.frequency', 'bess-1.active_power', and what was commanded: 'bess-1.commands.start_stop_standby'
 *   happenings  [{kind, scope: 'grid'|'weather'|'fault'|'lapse', device?, label, begin, end?}], without end while it lasts
 *   journal     {writes: [{sequence, time, last?, count?, device, register, address, value, unit, option?, client, unit_id,
 *                          function, outcome, message?, faults?, problem?}],
 *                reads: {begin, width, polls: [{device, client, unit_id, function, address, quantity, registers: [..],
 *                        unit, outcome, message?, buckets: [index, count, ...], values?: [one for each pair]}]}}
 *
 * A delta has any of: time and values as in series, happenings (all of them, anew), writes (more of them), reads (more of
 * them: [{time, device, client, unit_id, function, address, quantity, registers, unit, value, outcome, message}]).
 * DerTwinCharts.telemetry(event) makes a delta of a 'telemetry' event of /api/v1/stream, DerTwinCharts.journal(entries) one
 * of an array of its 'journal' events.
 *
 * Nothing here makes markup of a name or a value: all text goes into the page as text.
 */
const DerTwinCharts = (() => {
  'use strict';

  const COLOURS = {
    grid: 'black', load: 'grey', battery: 'blue', pv: 'orange', chp: 'purple', meter: 'sky', setpoint: 'red', soc: 'green',
    frequency: 'blue', voltage: 'red', other: 'sky',
  };
  const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
  const DASH_OF = {load: [7, 4], setpoint: [5, 3], soc: [2, 3], voltage: [10, 3]};
  const STATE_COLOURS = ['grey', 'sky', 'orange', 'green', 'purple', 'blue', 'red', 'black'];
  const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
    172800, 604800];
  const LEFT = 56;
  const RIGHT = 52;
  const AXIS = 26;
  const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';

  let views = 0;

  function element(parent, name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function svg(parent, name, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    return parent.appendChild(made);
  }

  const two = number => String(number).padStart(2, '0');

  /** A time of the site: the time of day, and the day if it is not the first. */
  function clock(seconds, precision) {
    const digits = precision === undefined ? (Number.isInteger(seconds) ? 0 : 1) : precision;
    const scale = 10 ** digits;
    const whole = Math.round(seconds * scale) / scale;
    const day = Math.floor(whole / 86400);
    const rest = whole - day * 86400;
    const second = (rest % 60).toFixed(digits).padStart(digits ? 3 + digits : 2, '0');
    const text = two(Math.floor(rest / 3600)) + ':' + two(Math.floor(rest / 60) % 60) + ':' + second;
    return day ? 'day ' + day + ' ' + text : text;
  }

  function duration(seconds) {
    if (seconds < 60) return round(seconds, 2) + ' s';
    if (seconds < 3600) return Math.floor(seconds / 60) + ' min' + (seconds % 60 >= 1 ? ' ' + Math.floor(seconds % 60) + ' s' : '');
    return Math.floor(seconds / 3600) + ' h' + (seconds % 3600 >= 60 ? ' ' + Math.floor(seconds % 3600 / 60) + ' min' : '');
  }

  function round(value, digits) {
    return Number(value.toFixed(digits));
  }

  /** A number with as many digits as its unit deserves. */
  function number(value, unit) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    const digits = unit === 'Hz' ? 3 : size >= 1000 ? 0 : size >= 100 ? 1 : 2;
    return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1');
  }

  const withUnit = (value, unit) => number(value, unit) + (unit ? ' ' + unit : '');

  /** What a register held or was told. Whole and without a unit it is a state, a flag or a count, and has no decimals. */
  function content({value, unit, option}) {
    const isCode = !unit && Number.isInteger(value);
    return (typeof value === 'number' && !isCode ? withUnit(value, unit) : String(value)) + (option ? ' (' + option + ')' : '');
  }

  /** The values of a whole series of samples, two for each bucket: the least and the greatest, in the order they came in. */
  function thin(time, values, buckets) {
    const count = time.length;
    const begin = time[0];
    const width = (time[count - 1] - begin) / buckets || 1;
    const edges = [];
    for (let i = 0; i < count;) {
      const bucket = Math.floor((time[i] - begin) / width);
      let end = i + 1;
      while (end < count && Math.floor((time[end] - begin) / width) === bucket) end++;
      edges.push([i, end]);
      i = end;
    }
    const thinned = [];
    for (const [from, to] of edges) {
      thinned.push(time[from]);
      if (to - from > 1) thinned.push(time[to - 1]);
    }
    const result = {};
    for (const key of Object.keys(values)) {
      const all = values[key];
      const kept = [];
      for (const [from, to] of edges) {
        let least = from;
        let greatest = from;
        for (let i = from; i < to; i++) {
          if (all[i] === null) continue;
          if (all[least] === null || all[i] < all[least]) least = i;
          if (all[greatest] === null || all[i] > all[greatest]) greatest = i;
        }
        kept.push(all[Math.min(least, greatest)]);
        if (to - from > 1) kept.push(all[Math.max(least, greatest)]);
      }
      result[key] = kept;
    }
    return {time: thinned, values: result};
  }

  /** How often was read, in buckets of time: as many as there are, and wider ones when there are too many. */
  class Reads {
    constructor(reads) {
      const given = reads || {begin: 0, width: 1, polls: []};
      this.begin = given.begin;
      this.width = given.width || 1;
      this.polls = [];
      this.byName = new Map();
      for (const poll of given.polls) {
        const mine = this.poll(poll);
        for (let i = 0; i < poll.buckets.length; i += 2) {
          const value = poll.values ? poll.values[i / 2] : null;
          mine.buckets.set(poll.buckets[i], {count: poll.buckets[i + 1], value});
        }
      }
      this.most = new Map();
      this.count();
    }

    poll(one) {
      const name = JSON.stringify([one.device, one.client, one.function, one.address, one.quantity, one.outcome]);
      let poll = this.byName.get(name);
      if (!poll) {
        poll = Object.assign({}, one, {buckets: new Map()});
        this.byName.set(name, poll);
        this.polls.push(poll);
      }
      return poll;
    }

    add(reads) {
      for (const read of reads) {
        const index = Math.max(0, Math.floor((read.time - this.begin) / this.width));
        const buckets = this.poll(read).buckets;
        const bucket = buckets.get(index) || {count: 0, value: null};
        bucket.count++;
        bucket.value = read.value === undefined ? null : read.value;
        buckets.set(index, bucket);
        if (index > 1200) this.widen();
      }
      this.count();
    }

    widen() {
      this.width *= 2;
      for (const poll of this.polls) {
        const wider = new Map();
        for (const [index, bucket] of poll.buckets) {
          const at = Math.floor(index / 2);
          const before = wider.get(at);
          wider.set(at, {count: bucket.count + (before ? before.count : 0), value: bucket.value});
        }
        poll.buckets = wider;
      }
    }

    /** Sums up what a device was asked in each bucket. */
    count() {
      this.totals = new Map();
      for (const poll of this.polls) {
        const totals = this.totals.get(poll.device) || new Map();
        this.totals.set(poll.device, totals);
        for (const [index, bucket] of poll.buckets) {
          const sum = totals.get(index) || {ok: 0, failed: 0};
          if (poll.outcome === 'ok') sum.ok += bucket.count;
          else sum.failed += bucket.count;
          totals.set(index, sum);
        }
      }
      this.most = new Map();
      for (const [device, totals] of this.totals) {
        let most = 0;
        for (const sum of totals.values()) most = Math.max(most, sum.ok + sum.failed);
        this.most.set(device, most);
      }
    }
  }

  class View {
    constructor(container, model, options) {
      this.options = Object.assign({live: false, theme: 'light', keep: 20000, span: Infinity,
        sections: ['panels', 'happenings', 'modbus']}, options);
      this.id = ++views;
      this.sync = uPlot.sync('dertwin-' + this.id);
      this.zoomed = null;
      this.mark = null;
      this.hidden = new Set();
      this.root = element(container, 'div', 'dtc');
      this.root.dataset.theme = this.options.theme;
      this.bar = new Bar(this, this.root);
      this.body = element(this.root, 'div');
      this.tip = element(this.root, 'div', 'dtc-tip');
      this.tip.hidden = true;
      this.spoken = element(this.root, 'div', 'dtc-spoken');
      this.spoken.setAttribute('role', 'status');
      this.panels = [];
      this.seen = new IntersectionObserver(entries => {
        for (const entry of entries) {
          if (entry.isIntersecting) this.panels.filter(one => one.plotted === entry.target).forEach(one => one.show());
        }
      }, {rootMargin: '600px'});
      this.resized = new ResizeObserver(() => this.resize());
      this.resized.observe(this.root);
      this.onKey = event => this.key(event);
      this.root.addEventListener('keydown', this.onKey);
      this.beforePrint = () => this.print(true);
      this.afterPrint = () => this.print(false);
      window.addEventListener('beforeprint', this.beforePrint);
      window.addEventListener('afterprint', this.afterPrint);
      this.readColours();
      this.take(model);
      this.build();
    }

    take(model) {
      this.model = model;
      this.time = model.series.time.slice();
      this.values = {};
      for (const key of Object.keys(model.series.values)) this.values[key] = model.series.values[key].slice();
      this.happenings = (model.happenings || []).slice();
      this.writes = ((model.journal || {}).writes || []).slice();
      this.reads = new Reads((model.journal || {}).reads);
    }

    build() {
      for (const panel of this.panels) panel.destroy();
      this.body.textContent = '';
      this.panels = [];
      const show = this.options.sections;
      if (show.includes('panels')) for (const one of this.model.panels) this.panels.push(...panelsOf(this, one));
      if (show.includes('happenings')) this.panels.push(new Happenings(this));
      if (show.includes('modbus')) this.panels.push(new Timeline(this));
      for (const panel of this.panels) this.seen.observe(panel.plotted);
      this.bar.show();
    }

    readColours() {
      const style = getComputedStyle(this.root);
      this.palette = {};
      for (const name of ['back', 'text', 'faint', 'line', 'grid', 'panel', 'black', 'blue', 'red', 'green', 'orange', 'purple',
        'sky', 'grey', 'event', 'fault', 'weather', 'lapse']) {
        this.palette[name] = style.getPropertyValue('--dtc-' + name).trim();
      }
    }

    colour(name) {
      return this.palette[name] || this.palette.text;
    }

    whole() {
      const site = this.model.site;
      let begin = this.time.length ? this.time[0] : site.begin || 0;
      let end = this.time.length ? this.time[this.time.length - 1] : site.end || begin;
      if (site.begin !== undefined && site.begin < begin) begin = site.begin;
      if (site.end > end) end = site.end;
      if (end - begin > this.options.span) begin = end - this.options.span;
      return end > begin ? {begin, end} : {begin, end: begin + (site.step || 1)};
    }

    range() {
      const range = this.zoomed || this.whole();
      return {begin: range.begin, end: range.end, zoomed: this.zoomed !== null};
    }

    zoom(begin, end) {
      const whole = this.whole();
      const least = Math.max(2 * (this.model.site.step || 1), (whole.end - whole.begin) / 1e5);
      const middle = (begin + end) / 2;
      const width = Math.max(end - begin, least);
      let from = end - begin < least ? middle - width / 2 : begin;
      from = Math.max(whole.begin, Math.min(from, whole.end - width));
      const to = Math.min(whole.end, from + width);
      this.zoomed = from <= whole.begin && to >= whole.end ? null : {begin: from, end: to};
      this.redraw();
    }

    reset() {
      this.zoomed = null;
      this.mark = null;
      this.redraw();
    }

    scale(factor, at) {
      const {begin, end} = this.range();
      const middle = at === undefined ? (begin + end) / 2 : at;
      this.zoom(middle - (middle - begin) * factor, middle + (end - middle) * factor);
    }

    pan(share) {
      const {begin, end} = this.range();
      const whole = this.whole();
      const move = Math.max(whole.begin - begin, Math.min(whole.end - end, (end - begin) * share));
      this.zoom(begin + move, end + move);
    }

    focus(place) {
      const last = place.last === undefined ? place.first : place.last;
      const {begin, end} = this.whole();
      const room = Math.max((last - place.first) * 0.25, (end - begin) / 60, 5 * (this.model.site.step || 1));
      this.mark = {device: place.device, begin: place.first, end: last};
      this.zoom(place.first - room, last + room);
      const target = this.panels.find(one => one instanceof Timeline) || this.panels[0];
      if (target) {
        target.show();
        target.section.scrollIntoView({block: 'center'});
        target.plotted.focus({preventScroll: true});
      }
      this.say('Shows ' + clock(place.first) + (last > place.first ? ' to ' + clock(last) : ''));
    }

    say(text) {
      this.spoken.textContent = text;
    }

    append(delta) {
      if (delta.time && delta.time.length) this.appendRows(delta.time, delta.values);
      if (delta.happenings) this.happenings = delta.happenings.slice();
      if (delta.writes) {
        this.writes.push(...delta.writes);
        if (this.writes.length > 4000) this.writes.splice(0, this.writes.length - 3000);
      }
      if (delta.reads && delta.reads.length) this.reads.add(delta.reads);
      this.soon();
    }

    appendRows(time, values) {
      const newest = this.time.length ? this.time[this.time.length - 1] : -Infinity;
      if (time[0] < newest) {
        // the site has gone back: what came after has not happened
        let keep = this.time.length;
        while (keep > 0 && this.time[keep - 1] >= time[0]) keep--;
        this.time.length = keep;
        for (const key of Object.keys(this.values)) this.values[key].length = keep;
        this.writes = this.writes.filter(write => write.time < time[0]);
        this.model.site.end = time[0];
        this.zoomed = null;
      }
      for (let i = 0; i < time.length; i++) {
        if (this.time.length && time[i] <= this.time[this.time.length - 1]) continue;
        this.time.push(time[i]);
        for (const key of Object.keys(this.values)) {
          const given = values[key];
          this.values[key].push(given === undefined || given[i] === undefined ? null : given[i]);
        }
      }
      if (this.time.length > this.options.keep) this.thinOut();
    }

    thinOut() {
      const half = this.time.length >> 1;
      const older = {};
      for (const key of Object.keys(this.values)) older[key] = this.values[key].slice(0, half);
      const thinned = thin(this.time.slice(0, half), older, half >> 2);
      this.time = thinned.time.concat(this.time.slice(half));
      for (const key of Object.keys(this.values)) this.values[key] = thinned.values[key].concat(this.values[key].slice(half));
    }

    update(model) {
      const before = this.zoomed;
      this.take(model);
      this.build();
      const whole = this.whole();
      this.zoomed = before && before.end > whole.begin && before.begin < whole.end ? before : null;
      this.redraw();
    }

    soon() {
      if (!this.frame) {
        this.frame = requestAnimationFrame(() => {
          this.frame = 0;
          this.redraw();
        });
      }
    }

    redraw() {
      for (const panel of this.panels) panel.draw();
      this.bar.show();
    }

    resize() {
      for (const panel of this.panels) panel.resize();
    }

    theme(name) {
      this.options.theme = name;
      this.root.dataset.theme = name;
      this.readColours();
      for (const panel of this.panels) panel.recolour();
    }

    /** Paper is white, and shows everything. */
    print(begins) {
      if (begins) {
        this.screenTheme = this.options.theme;
        this.root.style.width = '700px';
        this.theme('light');
        for (const panel of this.panels) panel.show();
      } else {
        this.root.style.width = '';
        this.theme(this.screenTheme);
      }
      this.resize();
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (!event.target.closest('.dtc-plot')) return;
      const act = {
        '+': () => this.scale(0.6), '=': () => this.scale(0.6), '-': () => this.scale(1 / 0.6),
        '0': () => this.reset(), Home: () => this.reset(), Escape: () => this.hideTip(),
        ArrowLeft: () => (event.shiftKey ? this.pan(-0.2) : this.move(event.target, -1)),
        ArrowRight: () => (event.shiftKey ? this.pan(0.2) : this.move(event.target, 1)),
      }[event.key];
      if (act) {
        act();
        event.preventDefault();
      }
    }

    /** Moves the cursor by a hundredth of what is shown, or to the next thing there is on a lane. */
    move(target, direction) {
      const panel = this.panels.find(one => one.plotted === target.closest('.dtc-plot'));
      if (panel && panel.plot) panel.step(direction);
    }

    showTip(lines, x, y) {
      this.tip.textContent = '';
      lines.forEach((line, i) => element(this.tip, i === 0 ? 'b' : 'div', '', line));
      this.tip.hidden = false;
      const room = this.root.getBoundingClientRect();
      const left = Math.max(0, Math.min(x - room.left + 14, room.width - this.tip.offsetWidth - 4));
      const above = y - room.top - this.tip.offsetHeight - 12;
      this.tip.style.left = left + 'px';
      this.tip.style.top = (y - this.tip.offsetHeight - 12 > 50 ? above : y - room.top + 18) + 'px';
    }

    hideTip() {
      this.tip.hidden = true;
    }

    destroy() {
      if (this.frame) cancelAnimationFrame(this.frame);
      for (const panel of this.panels) panel.destroy();
      this.seen.disconnect();
      this.resized.disconnect();
      window.removeEventListener('beforeprint', this.beforePrint);
      window.removeEventListener('afterprint', this.afterPrint);
      this.root.remove();
    }
  }

  /** What is shown, and the buttons to show something else. */
  class Bar {
    constructor(view, parent) {
      this.view = view;
      const bar = element(parent, 'div', 'dtc-bar');
      bar.setAttribute('role', 'toolbar');
      bar.setAttribute('aria-label', 'What time is shown');
      this.range = element(bar, 'span', 'dtc-range');
      element(bar, 'span', 'dtc-hint', 'drag or Ctrl + wheel to zoom, double-click for all');
      const button = (text, label, act) => {
        const made = element(bar, 'button', '', text);
        made.type = 'button';
        made.setAttribute('aria-label', label);
        made.title = label;
        made.addEventListener('click', act);
        return made;
      };
      this.left = button('←', 'earlier', () => view.pan(-0.5));
      button('+', 'zoom in', () => view.scale(0.5));
      this.out = button('−', 'zoom out', () => view.scale(2));
      this.right = button('→', 'later', () => view.pan(0.5));
      this.all = button('All', 'show everything', () => view.reset());
    }

    show() {
      const {begin, end, zoomed} = this.view.range();
      const digits = end - begin < 20 ? 1 : 0;
      this.range.textContent = clock(begin, digits) + ' to ' + clock(end, digits) + ' (' + duration(end - begin) + ')';
      for (const one of [this.left, this.out, this.right, this.all]) one.disabled = !zoomed;
    }
  }

  /** A plot with its head; what is drawn in it is its heirs' business. */
  class Panel {
    constructor(view, options) {
      this.view = view;
      this.definition = options.definition;
      this.section = options.section || element(view.body, 'section', 'dtc-panel');
      if (!options.section) {
        const head = element(this.section, 'div', 'dtc-head');
        element(head, 'h3', '', options.title);
        if (options.note) element(head, 'span', 'dtc-note', options.note);
        this.section.setAttribute('aria-label', options.title);
      }
      this.legend = element(this.section, 'ul', 'dtc-legend');
      this.plotted = element(this.section, 'div', 'dtc-plot');
      this.plotted.tabIndex = 0;
      this.plotted.setAttribute('role', 'group');
      this.plotted.setAttribute('aria-label', options.title
        + ', chart. Arrow keys move the cursor, plus and minus zoom, zero shows everything.');
      this.plotted.style.minHeight = this.height() + 'px';
      this.plotted.addEventListener('wheel', event => this.wheel(event), {passive: false});
      this.plotted.addEventListener('dblclick', () => view.reset());
      this.plotted.addEventListener('mouseleave', () => view.hideTip());
    }

    width() {
      return Math.max(240, this.plotted.clientWidth);
    }

    /** Whether the times are written below. */
    axis() {
      return true;
    }

    show() {
      if (this.plot) return;
      this.plotted.textContent = '';
      this.plot = new uPlot(this.uplot(), this.data(), this.plotted);
      this.draw();
      this.plotted.style.minHeight = '';
      this.plotted.dataset.drawn = 'true';
    }

    /** What all plots have in common: the same time, the same margins, one cursor. */
    common(axes, series, scales, hooks) {
      const view = this.view;
      const colour = name => () => view.colour(name);
      return {
        width: this.width(),
        height: this.height(),
        padding: [8, axes.length > 1 ? 0 : RIGHT, 0, axes.length ? 0 : LEFT],
        legend: {show: false},
        scales: Object.assign({x: {time: false}}, scales),
        axes: [{
          show: this.axis(), font: FONT, stroke: colour('faint'), size: AXIS, gap: 3, space: 70, incrs: STEPS,
          grid: {stroke: colour('grid'), width: 1}, ticks: {stroke: colour('line'), width: 1, size: 4},
          values: (u, splits) => splits.map(split => tick(split, splits, view.range())),
        }].concat(axes.length ? axes : [{show: false}]),
        series: [{}].concat(series),
        cursor: {
          y: false,
          points: {size: 6},
          drag: {x: true, y: false, setScale: false, dist: 6},
          sync: {key: view.sync.key, scales: ['x', null], filters: {pub: type => type === 'mousemove' || type === 'mouseleave'}},
          bind: {dblclick: () => () => null},
        },
        hooks: Object.assign({
          setSelect: [u => this.selected(u)],
        }, hooks),
      };
    }

    selected(u) {
      if (u.select.width > 4) {
        const begin = u.posToVal(u.select.left, 'x');
        const end = u.posToVal(u.select.left + u.select.width, 'x');
        u.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
        this.view.zoom(begin, end);
      }
    }

    wheel(event) {
      if (!this.plot) return;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (sideways) {
        this.view.pan(event.deltaX / 600);
        event.preventDefault();
      } else if (event.ctrlKey || event.metaKey || event.shiftKey) {
        const box = this.plot.over.getBoundingClientRect();
        this.view.scale(event.deltaY > 0 ? 1.25 : 0.8, this.plot.posToVal(event.clientX - box.left, 'x'));
        event.preventDefault();
      }
    }

    draw() {
      if (!this.plot) return;
      const {begin, end} = this.view.range();
      this.plot.batch(() => {
        this.plot.setData(this.data(), false);
        this.plot.setScale('x', {min: begin, max: end});
      });
    }

    resize() {
      if (this.plot) this.plot.setSize({width: this.width(), height: this.height()});
    }

    recolour() {
      if (this.plot) this.plot.redraw(false, true);
    }

    step(direction) {
      const {begin, end} = this.view.range();
      const at = this.plot.cursor.left >= 0 ? this.plot.posToVal(this.plot.cursor.left, 'x') : (begin + end) / 2;
      const to = Math.max(begin, Math.min(end, at + direction * (end - begin) / 100));
      this.plot.setCursor({left: this.plot.valToPos(to, 'x'), top: 10});
      this.view.say(this.spoken(to));
    }

    spoken(time) {
      return clock(time);
    }

    destroy() {
      this.view.seen.unobserve(this.plotted);
      if (this.plot) this.plot.destroy();
      this.section.remove();
    }
  }

  function tick(split, splits, range) {
    const apart = splits.length > 1 ? splits[1] - splits[0] : 1;
    const day = Math.floor((split + 1e-6) / 86400);
    const rest = Math.max(0, split - day * 86400);
    const hours = two(Math.floor((rest + 1e-6) / 3600)) + ':' + two(Math.floor((rest + 1e-6) / 60) % 60);
    if (range.end - range.begin > 86400 && rest < 1) return 'day ' + day;
    if (apart >= 60) return hours;
    return hours + ':' + (rest % 60).toFixed(apart < 1 ? 1 : 0).padStart(apart < 1 ? 4 : 2, '0');
  }

  /** Lines of one or two units, with bands for what happened. */
  class Lines extends Panel {
    constructor(view, definition) {
      super(view, {title: definition.title, note: definition.note, definition});
      this.units = [...new Set(definition.series.map(one => one.unit))];
      this.styles = styles(definition.series);
      this.entries = definition.series.map((one, i) => this.entry(one, i));
    }

    height() {
      return window.innerWidth < 600 ? 190 : this.definition.id === 'power' ? 270 : 210;
    }

    entry(series, i) {
      const item = element(this.legend, 'li');
      const button = element(item, 'button');
      button.type = 'button';
      button.setAttribute('aria-pressed', 'true');
      const swatch = svg(button, 'svg', {width: 26, height: 8, 'aria-hidden': 'true'});
      const line = svg(swatch, 'line', {x1: 0, y1: 4, x2: 26, y2: 4, 'stroke-width': 2.5,
        'stroke-dasharray': this.styles[i].dash.join(' ')});
      line.style.stroke = 'var(--dtc-' + this.styles[i].colour + ')';
      element(button, 'span', '', series.label);
      const value = element(button, 'span', 'dtc-value', '');
      button.title = series.key;
      button.addEventListener('click', () => {
        const pressed = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(pressed));
        this.show();
        this.plot.setSeries(i + 1, {show: pressed});
      });
      return value;
    }

    data() {
      const time = this.view.time;
      return [time].concat(this.definition.series.map(one => this.view.values[one.key] || new Array(time.length).fill(null)));
    }

    uplot() {
      const view = this.view;
      const scales = {};
      for (const unit of this.units) scales['y' + unit] = {range: (u, least, most) => reach(unit, least, most)};
      const axes = this.units.slice(0, 2).map((unit, i) => ({
        scale: 'y' + unit, side: i === 0 ? 3 : 1, size: i === 0 ? LEFT : RIGHT, gap: 4, font: FONT, space: 34,
        stroke: () => view.colour('faint'),
        grid: {show: i === 0, stroke: () => view.colour('grid'), width: 1},
        ticks: {stroke: () => view.colour('line'), width: 1, size: 4},
        values: (u, splits) => labels(splits, unit, i === 0),
      }));
      const series = this.definition.series.map((one, i) => ({
        label: one.label,
        scale: 'y' + one.unit,
        stroke: () => view.colour(this.styles[i].colour),
        width: this.styles[i].width,
        dash: this.styles[i].dash,
        paths: one.step ? uPlot.paths.stepped({align: 1}) : undefined,
        points: {show: (u, index, from, to) => to - from < 3},
        spanGaps: false,
      }));
      return this.common(axes, series, scales, {
        drawClear: [u => this.bands(u)],
        draw: [u => this.labels(u)],
        setCursor: [u => this.show_values(u)],
      });
    }

    draw() {
      super.draw();
      if (this.plot) this.show_values(this.plot);
    }

    mine() {
      const kinds = this.definition.happenings || [];
      const device = this.definition.device;
      return this.view.happenings.filter(one => kinds.includes(one.kind) || device && one.device === device);
    }

    bands(u) {
      const {begin, end} = this.view.range();
      for (const one of this.mine()) {
        const to = one.end === undefined || one.end === null ? end : one.end;
        if (to >= begin && one.begin <= end) band(u, this.view, one.begin, to, this.view.colour(scopeColour(one)), one.scope === 'fault');
      }
      markOf(u, this.view, this.definition.device);
    }

    labels(u) {
      const {begin, end} = this.view.range();
      const shown = this.mine().filter(one => (one.end === undefined || one.end === null ? end : one.end) >= begin && one.begin <= end)
        .sort((a, b) => a.begin - b.begin);
      const lanes = [];
      const dpr = devicePixelRatio;
      u.ctx.save();
      u.ctx.font = scaled(FONT);
      u.ctx.textAlign = 'left';
      u.ctx.textBaseline = 'top';
      for (const one of shown) {
        const x = u.valToPos(Math.max(begin, one.begin), 'x', true) + 4 * dpr;
        const text = one.label;
        const width = u.ctx.measureText(text).width;
        const left = Math.min(x, u.bbox.left + u.bbox.width - width - 4 * dpr);
        if (left < u.bbox.left) continue;
        let lane = lanes.findIndex(taken => taken + 8 * dpr < left);
        if (lane < 0) lane = lanes.length;
        if (lane > 2) continue;
        lanes[lane] = left + width;
        const y = u.bbox.top + (3 + 15 * lane) * dpr;
        u.ctx.fillStyle = this.view.colour('panel');
        u.ctx.globalAlpha = 0.78;
        u.ctx.fillRect(left - 2 * dpr, y - dpr, width + 4 * dpr, 14 * dpr);
        u.ctx.globalAlpha = 1;
        u.ctx.fillStyle = this.view.colour(scopeColour(one));
        u.ctx.fillText(text, left, y);
      }
      u.ctx.restore();
    }

    show_values(u) {
      const shown = u.cursor.idx === null || u.cursor.idx === undefined ? u.valToIdx(this.view.range().end) : u.cursor.idx;
      this.definition.series.forEach((one, i) => {
        this.entries[i].textContent = withUnit((this.view.values[one.key] || [])[shown], one.unit);
      });
    }

    spoken(time) {
      const index = this.plot.valToIdx(time);
      return clock(time) + ': ' + this.definition.series.map(one => one.label + ' '
        + withUnit((this.view.values[one.key] || [])[index], one.unit)).join(', ');
    }
  }

  function styles(series) {
    const used = new Map();
    return series.map(one => {
      const colour = COLOURS[one.role] || COLOURS.other;
      const again = used.get(one.role) || 0;
      used.set(one.role, again + 1);
      const dash = again === 0 ? DASH_OF[one.role] || DASHES[0] : DASHES[again % DASHES.length];
      return {colour, dash, width: one.role === 'grid' ? 2.4 : 1.7};
    });
  }

  /** From where to where an axis reaches: no drama about noise, no line on the edge. */
  function reach(unit, least, most) {
    if (least === null || most === null) return [0, 1];
    if (unit === '%' && least >= 0 && most <= 100) return [0, 100];
    const tight = {Hz: 0.1, V: 8}[unit];
    if (tight !== undefined) {
      const middle = (least + most) / 2;
      const half = Math.max(tight, (most - least) * 0.62);
      return [middle - half, middle + half];
    }
    const low = Math.min(0, least);
    const high = Math.max(0, most);
    const room = (high - low || 1) * 0.08;
    return [low < 0 ? low - room : 0, high > 0 ? high + room : low < 0 ? 0 : 1];
  }

  /** Numbers of an axis, with the unit at the topmost. */
  function labels(splits, unit) {
    const apart = splits.length > 1 ? Math.abs(splits[1] - splits[0]) : 1;
    const digits = apart >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(apart) - 1e-9));
    return splits.map((split, i) => {
      const text = split === null ? '' : split.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1');
      return i === splits.length - 1 && unit ? text + ' ' + unit : text;
    });
  }

  const scopeColour = one => ({fault: 'fault', weather: 'weather', lapse: 'lapse'}[one.scope] || 'event');

  function scaled(font) {
    return font.replace(/^(\d+)px/, (all, size) => size * devicePixelRatio + 'px');
  }

  function band(u, view, begin, end, colour, hatched) {
    const {left, top, width, height} = u.bbox;
    const from = Math.max(left, u.valToPos(begin, 'x', true));
    const to = Math.max(from + 2 * devicePixelRatio, Math.min(left + width, u.valToPos(end, 'x', true)));
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(from, top, to - from, height);
    u.ctx.clip();
    u.ctx.globalAlpha = 0.13;
    u.ctx.fillStyle = colour;
    u.ctx.fillRect(from, top, to - from, height);
    u.ctx.globalAlpha = 0.3;
    u.ctx.strokeStyle = colour;
    u.ctx.lineWidth = devicePixelRatio;
    if (hatched) {
      const apart = 9 * devicePixelRatio;
      u.ctx.beginPath();
      for (let x = from - height - (from - height) % apart; x < to; x += apart) {
        u.ctx.moveTo(x, top + height);
        u.ctx.lineTo(x + height, top);
      }
      u.ctx.stroke();
    }
    u.ctx.globalAlpha = 0.8;
    u.ctx.fillStyle = colour;
    u.ctx.fillRect(from, top, devicePixelRatio, height);
    u.ctx.restore();
  }

  function markOf(u, view, device) {
    const mark = view.mark;
    if (!mark || mark.device && device && mark.device !== device) return;
    u.ctx.save();
    u.ctx.strokeStyle = view.colour('red');
    u.ctx.lineWidth = 1.5 * devicePixelRatio;
    u.ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const time of mark.end > mark.begin ? [mark.begin, mark.end] : [mark.begin]) {
      const x = u.valToPos(time, 'x', true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
    }
    u.ctx.restore();
  }

  /** Rows over the same time as everything else, in which an heir draws. */
  class Rows extends Panel {
    static ROW = 38;

    rowHeight() {
      return this.constructor.ROW;
    }

    height() {
      return Math.max(1, this.rows().length) * this.rowHeight() + (this.axis() ? AXIS : 0) + 8;
    }

    data() {
      const {begin, end} = this.view.whole();
      const time = this.view.time.length ? this.view.time : [begin, end];
      return [time, new Array(time.length).fill(null)];
    }

    uplot() {
      const options = this.common([], [{scale: 'y', paths: () => null, points: {show: false}}], {y: {range: () => [0, 1]}}, {
        draw: [u => this.paint(u)],
        setCursor: [u => this.point(u)],
      });
      options.cursor.points = {show: false};
      return options;
    }

    draw() {
      if (this.plot && this.plot.height !== this.height()) this.resize();
      super.draw();
    }

    paint(u) {
      const rows = this.rows();
      const dpr = devicePixelRatio;
      const {left, top, width, height} = u.bbox;
      const rowHeight = height / Math.max(1, rows.length);
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(left, top, width, height);
      u.ctx.clip();
      u.ctx.font = scaled(FONT);
      u.ctx.textAlign = 'left';
      rows.forEach((row, i) => {
        const y = top + i * rowHeight;
        if (i) {
          u.ctx.fillStyle = this.view.colour('grid');
          u.ctx.fillRect(left, y, width, dpr);
        }
        this.paintRow(u, row, y, rowHeight);
      });
      u.ctx.restore();
      markOf(u, this.view, null);
    }

    /** The row under the cursor, if the mouse is here rather than on another plot. */
    point(u) {
      if (!u.cursor.event || u.cursor.event.target !== u.over || u.cursor.left < 0) return;
      const rows = this.rows();
      const row = rows[Math.floor(u.cursor.top / (u.over.clientHeight / Math.max(1, rows.length)))];
      const lines = row ? this.about(row, u.posToVal(u.cursor.left, 'x'), this.near(u)) : [];
      if (lines.length) this.view.showTip(lines, u.cursor.event.clientX, u.cursor.event.clientY);
      else this.view.hideTip();
    }

    /** Simulated seconds that six pixels stand for. */
    near(u) {
      return u.posToVal(6, 'x') - u.posToVal(0, 'x');
    }

    step(direction) {
      const {begin, end} = this.view.range();
      const at = this.plot.cursor.left >= 0 ? this.plot.posToVal(this.plot.cursor.left, 'x') : direction > 0 ? begin : end;
      const pixel = (end - begin) / Math.max(1, this.plot.over.clientWidth);
      const places = this.places().filter(one => (direction > 0 ? one.time > at + pixel / 2 : one.time < at - pixel / 2)
        && one.time >= begin && one.time <= end);
      if (!places.length) return;
      const next = places.reduce((best, one) => (Math.abs(one.time - at) < Math.abs(best.time - at) ? one : best));
      const rows = this.rows();
      const index = Math.max(0, rows.indexOf(next.row));
      const left = this.plot.valToPos(next.time, 'x');
      const top = (index + 0.5) * this.plot.over.clientHeight / Math.max(1, rows.length);
      this.plot.setCursor({left, top});
      const lines = this.about(next.row, next.time, this.near(this.plot));
      const box = this.plot.over.getBoundingClientRect();
      if (lines.length) this.view.showTip(lines, box.left + left, box.top + top);
      this.view.say(lines.join('. '));
    }
  }

  function fit(u, text, width) {
    if (u.ctx.measureText(text).width <= width) return text;
    let length = text.length;
    while (length > 1 && u.ctx.measureText(text.slice(0, length) + '…').width > width) length--;
    return length > 1 ? text.slice(0, length) + '…' : '';
  }

  /** States as coloured strips with their names. */
  class Strips extends Rows {
    static ROW = 26;

    constructor(view, definition, section) {
      super(view, {title: definition.title + ', states', section, definition});
    }

    /** Those of the lines above do. */
    axis() {
      return this.definition.series.length === 0;
    }

    rows() {
      return this.definition.strips;
    }

    name(strip, value) {
      return (strip.names || {})[String(value)] || String(value);
    }

    /** From where to where which state. */
    stretches(strip) {
      const time = this.view.time;
      const values = this.view.values[strip.key] || [];
      const stretches = [];
      for (let i = 0; i < time.length; i++) {
        const last = stretches[stretches.length - 1];
        if (last) last.end = time[i];
        if (values[i] !== null && values[i] !== undefined && (!last || last.value !== values[i])) {
          stretches.push({value: values[i], begin: time[i], end: time[i]});
        }
      }
      return stretches;
    }

    paintRow(u, strip, y, height) {
      const dpr = devicePixelRatio;
      const {begin, end} = this.view.range();
      for (const one of this.stretches(strip)) {
        if (one.end < begin || one.begin > end) continue;
        const from = Math.max(u.bbox.left, u.valToPos(one.begin, 'x', true));
        const to = Math.max(from + dpr, u.valToPos(one.end, 'x', true));
        u.ctx.fillStyle = this.view.colour(STATE_COLOURS[Math.abs(one.value) % STATE_COLOURS.length]);
        u.ctx.globalAlpha = 0.28;
        u.ctx.fillRect(from, y + 3 * dpr, to - from, height - 6 * dpr);
        u.ctx.globalAlpha = 1;
        u.ctx.fillRect(from, y + 3 * dpr, Math.min(2 * dpr, to - from), height - 6 * dpr);
        const text = fit(u, this.name(strip, one.value), Math.min(to, u.bbox.left + u.bbox.width) - from - 8 * dpr);
        u.ctx.fillStyle = this.view.colour('text');
        u.ctx.textBaseline = 'middle';
        if (text) u.ctx.fillText(text, from + 6 * dpr, y + height / 2);
      }
    }

    about(strip, time) {
      const one = this.stretches(strip).find(stretch => time >= stretch.begin && time <= stretch.end);
      return one ? [strip.label + ': ' + this.name(strip, one.value),
        clock(one.begin) + ' to ' + clock(one.end) + ' (' + duration(one.end - one.begin) + ')'] : [];
    }

    places() {
      return this.definition.strips.flatMap(strip => this.stretches(strip).map(one => ({time: one.begin, row: strip})));
    }
  }

  /** What happened to the site from outside, a bar each. */
  class Happenings extends Rows {
    static ROW = 24;

    constructor(view) {
      super(view, {title: 'Events and faults', note: 'grid events, weather, injected faults (hatched), lapses of written values'});
    }

    rows() {
      const rows = [];
      const {end} = this.view.whole();
      for (const one of this.view.happenings.slice().sort((a, b) => a.begin - b.begin)) {
        const until = one.end === undefined || one.end === null ? end : one.end;
        // a label needs room: what comes within a tenth of the whole goes into another row
        const room = Math.max(until, one.begin + (this.view.whole().end - this.view.whole().begin) * 0.2);
        let row = rows.find(taken => taken.until <= one.begin);
        if (!row && rows.length < 12) rows.push(row = {until: 0, all: []});
        if (!row) row = rows[rows.length - 1];
        row.until = Math.max(row.until, room);
        row.all.push(Object.assign({to: until}, one));
      }
      return rows;
    }

    paint(u) {
      super.paint(u);
      if (!this.view.happenings.length) nothing(u, this.view, 'Nothing was done to the site.');
    }

    paintRow(u, row, y, height) {
      const dpr = devicePixelRatio;
      const {begin, end} = this.view.range();
      const seen = row.all.filter(one => one.to >= begin && one.begin <= end);
      seen.forEach((one, i) => {
        const from = Math.max(u.bbox.left, u.valToPos(one.begin, 'x', true));
        const to = Math.max(from + 3 * dpr, Math.min(u.bbox.left + u.bbox.width, u.valToPos(one.to, 'x', true)));
        const colour = this.view.colour(scopeColour(one));
        u.ctx.save();
        u.ctx.globalAlpha = 0.35;
        u.ctx.fillStyle = colour;
        u.ctx.fillRect(from, y + 4 * dpr, to - from, height - 8 * dpr);
        u.ctx.globalAlpha = 1;
        u.ctx.fillRect(from, y + 4 * dpr, 3 * dpr, height - 8 * dpr);
        u.ctx.restore();
        const next = seen[i + 1];
        const right = next ? u.valToPos(next.begin, 'x', true) : u.bbox.left + u.bbox.width;
        const text = (one.device ? one.device + ': ' : '') + one.label;
        u.ctx.fillStyle = this.view.colour('text');
        u.ctx.textBaseline = 'middle';
        u.ctx.fillText(fit(u, text, right - from - 10 * dpr), from + 7 * dpr, y + height / 2 + dpr);
      });
    }

    about(row, time, near) {
      const one = row.all.filter(any => time >= any.begin - near && time <= any.to + near).pop()
        || row.all.filter(any => any.begin <= time).pop();
      if (!one) return [];
      const ended = one.end === undefined || one.end === null;
      return [(one.device ? one.device + ': ' : '') + one.label,
        clock(one.begin) + (ended ? ', lasts' : one.end > one.begin ? ' to ' + clock(one.end) + ' (' + duration(one.end - one.begin) + ')' : '')];
    }

    places() {
      return this.rows().flatMap(row => row.all.map(one => ({time: one.begin, row})));
    }
  }

  function nothing(u, view, text) {
    u.ctx.save();
    u.ctx.font = scaled(FONT);
    u.ctx.textAlign = 'left';
    u.ctx.fillStyle = view.colour('faint');
    u.ctx.textBaseline = 'middle';
    u.ctx.fillText(text, u.bbox.left + 8 * devicePixelRatio, u.bbox.top + u.bbox.height / 2);
    u.ctx.restore();
  }

  /** Modbus: a row for each device, reads as bars of how many, writes as marks above. */
  class Timeline extends Rows {
    static ROW = 46;

    constructor(view) {
      super(view, {title: 'Modbus', note: 'bars: reads, as many as they are high; ▼ writes; ✕ refused or unanswered'});
      this.draw_writes();
    }

    rows() {
      return this.view.model.devices;
    }

    draw() {
      this.draw_writes();
      super.draw();
    }

    draw_writes() {
      this.byDevice = new Map();
      for (const write of this.view.writes) {
        if (!this.byDevice.has(write.device)) this.byDevice.set(write.device, []);
        this.byDevice.get(write.device).push(write);
      }
    }

    paintRow(u, device, y, height) {
      const dpr = devicePixelRatio;
      this.paintReads(u, device, y, height);
      this.paintWrites(u, device, y);
      u.ctx.textBaseline = 'bottom';
      const text = fit(u, device.id, u.bbox.width * 0.6);
      const width = u.ctx.measureText(text).width;
      u.ctx.fillStyle = this.view.colour('panel');
      u.ctx.globalAlpha = 0.75;
      u.ctx.fillRect(u.bbox.left, y + height - 16 * dpr, width + 10 * dpr, 15 * dpr);
      u.ctx.globalAlpha = 1;
      u.ctx.fillStyle = this.view.colour('text');
      u.ctx.fillText(text, u.bbox.left + 4 * dpr, y + height - 2 * dpr);
    }

    paintReads(u, device, y, height) {
      const reads = this.view.reads;
      const totals = reads.totals.get(device.id);
      if (!totals) return;
      const most = reads.most.get(device.id) || 1;
      const room = height - 18 * devicePixelRatio;
      for (const [index, sum] of totals) {
        const from = u.valToPos(reads.begin + index * reads.width, 'x', true);
        const to = Math.max(from + devicePixelRatio, u.valToPos(reads.begin + (index + 1) * reads.width, 'x', true));
        if (to < u.bbox.left || from > u.bbox.left + u.bbox.width) continue;
        const all = (sum.ok + sum.failed) / most * room;
        const failed = sum.failed / most * room;
        u.ctx.fillStyle = this.view.colour('sky');
        u.ctx.fillRect(from, y + height - all, to - from, all);
        if (failed) {
          u.ctx.fillStyle = this.view.colour('red');
          u.ctx.fillRect(from, y + height - Math.max(3 * devicePixelRatio, failed), to - from, Math.max(3 * devicePixelRatio, failed));
        }
      }
    }

    paintWrites(u, device, y) {
      const dpr = devicePixelRatio;
      const size = 4.5 * dpr;
      const middle = y + 9 * dpr;
      let lastRight = -Infinity;
      for (const write of this.byDevice.get(device.id) || []) {
        const bad = write.outcome !== 'ok';
        const x = u.valToPos(write.time, 'x', true);
        const to = write.last === undefined ? x : u.valToPos(write.last, 'x', true);
        if (to < u.bbox.left || x > u.bbox.left + u.bbox.width) continue;
        u.ctx.strokeStyle = u.ctx.fillStyle = this.view.colour(bad ? 'red' : write.problem ? 'purple' : 'text');
        if (to > x + dpr) u.ctx.fillRect(x, middle - dpr / 2, to - x, dpr);
        if (!bad && x < lastRight) continue;
        u.ctx.beginPath();
        if (bad) {
          u.ctx.lineWidth = 2 * dpr;
          u.ctx.moveTo(x - size, middle - size);
          u.ctx.lineTo(x + size, middle + size);
          u.ctx.moveTo(x + size, middle - size);
          u.ctx.lineTo(x - size, middle + size);
          u.ctx.stroke();
        } else {
          lastRight = x + size / 2;
          u.ctx.moveTo(x - size, middle - size);
          u.ctx.lineTo(x + size, middle - size);
          u.ctx.lineTo(x, middle + size);
          u.ctx.fill();
        }
      }
    }

    paint(u) {
      super.paint(u);
      if (!this.rows().length) nothing(u, this.view, 'The site has no devices.');
    }

    about(device, time, near) {
      const writes = (this.byDevice.get(device.id) || []).filter(one => one.last === undefined || one.last <= one.time
        ? Math.abs(one.time - time) <= near : time >= one.time - near && time <= one.last + near);
      const lines = [];
      if (writes.length) {
        writes.sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
        for (const write of writes.slice(0, 3)) lines.push(...aboutWrite(write));
        if (writes.length > 3) lines.push('and ' + (writes.length - 3) + ' more writes close by');
      }
      lines.push(...this.aboutReads(device, time));
      return lines.length ? lines : [device.id + ', ' + clock(time), 'not asked'];
    }

    aboutReads(device, time) {
      const reads = this.view.reads;
      const index = Math.floor((time - reads.begin) / reads.width);
      const here = reads.polls.filter(poll => poll.device === device.id && poll.buckets.has(index));
      if (!here.length) return [];
      const from = reads.begin + index * reads.width;
      const lines = [device.id + ', reads from ' + clock(from, reads.width < 1 ? 1 : 0) + ' on, for ' + duration(reads.width)];
      for (const poll of here.slice(0, 6)) {
        const bucket = poll.buckets.get(index);
        const value = typeof bucket.value === 'number' ? ' = ' + content({value: bucket.value, unit: poll.unit}) : '';
        const names = poll.registers.length ? poll.registers[0] + value
          + (poll.registers.length > 1 ? ' and ' + (poll.registers.length - 1) + ' more' : '') : 'address ' + poll.address;
        lines.push(bucket.count + ' × ' + names + ' · ' + poll.client + (poll.outcome === 'ok' ? '' : ' · ' + poll.outcome
          + (poll.message ? ': ' + poll.message : '')));
      }
      if (here.length > 6) lines.push('and ' + (here.length - 6) + ' other reads');
      return lines;
    }

    places() {
      return this.rows().flatMap(device => (this.byDevice.get(device.id) || []).map(write => ({time: write.time, row: device})));
    }
  }

  function aboutWrite(write) {
    const lines = [(write.register || 'address ' + write.address) + ' = ' + content(write)];
    lines.push(write.count > 1
      ? write.count + ' × from ' + clock(write.time) + ' to ' + clock(write.last)
      : 'written at ' + clock(write.time));
    lines.push('by ' + write.client + ', unit ' + write.unit_id + ': ' + write.outcome + (write.message ? ', ' + write.message : ''));
    if (write.faults && write.faults.length) lines.push('touched by ' + write.faults.join(', '));
    return lines;
  }

  function panelsOf(view, definition) {
    const made = [];
    if (definition.series.length) made.push(new Lines(view, definition));
    if ((definition.strips || []).length) made.push(new Strips(view, definition, made.length ? made[0].section : stripsSection(view, definition)));
    return made;
  }

  function stripsSection(view, definition) {
    const section = element(view.body, 'section', 'dtc-panel');
    element(element(section, 'div', 'dtc-head'), 'h3', '', definition.title);
    section.setAttribute('aria-label', definition.title);
    return section;
  }

  /** A delta of a 'telemetry' event of the stream. */
  function telemetry(event) {
    const values = {};
    for (const name of Object.keys(event.site || {})) values[name] = [event.site[name]];
    for (const id of Object.keys(event.devices || {})) {
      for (const point of Object.keys(event.devices[id])) values[id + '.' + point] = [event.devices[id][point]];
    }
    for (const id of Object.keys(event.commands || {})) {
      for (const name of Object.keys(event.commands[id])) values[id + '.commands.' + name] = [event.commands[id][name]];
    }
    return {time: [event.clock.time], values};
  }

  /** A delta of entries of the journal. */
  function journal(entries) {
    const writes = [];
    const reads = [];
    for (const entry of entries) {
      const common = {time: entry.time, device: entry.device, client: entry.client, unit_id: entry.unit_id, function: entry.function,
        outcome: entry.outcome, message: entry.message};
      if (entry.read) {
        const values = entry.read.values;
        reads.push(Object.assign({address: entry.read.address, quantity: entry.read.quantity,
          registers: values.map(one => one.register), unit: values.length ? values[0].unit : '',
          value: values.length ? values[0].value : null}, common));
      }
      if (entry.write) {
        const values = entry.write.values.length ? entry.write.values : [{register: '', address: entry.write.address,
          value: entry.write.words.join(' '), unit: ''}];
        for (const one of values) {
          writes.push(Object.assign({sequence: entry.sequence, register: one.register, address: one.address, value: one.value,
            unit: one.unit, option: one.option, faults: entry.faults}, common));
        }
      }
    }
    return {writes, reads};
  }

  return {
    mount: (container, model, options) => new View(container, model, options),
    telemetry, journal, clock, duration, content, thin,
  };
})();
