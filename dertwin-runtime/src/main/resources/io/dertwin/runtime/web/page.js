/*
 * What every part of the dashboard needs to put something on the page. Names and values of a site only ever become text:
 * nothing here takes markup.
 */

/** An element: attributes, 'on…' listeners and properties of 'data' by name; children are elements or texts. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(element.dataset, value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key === 'className' ? 'class' : key, value === true ? '' : value);
  }
  add(element, children);
  return element;
}

export function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child);
  }
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

/** Changes a text only if it is another one, so that nothing is laid out anew in vain. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

export function byId(id) {
  return document.getElementById(id);
}

const two = number => String(number).padStart(2, '0');

/** A time of the site: the time of day, and the day if it is not the first. */
export function clock(seconds, digits = 0) {
  const scale = 10 ** digits;
  const whole = Math.floor(seconds * scale + 1e-6) / scale;
  const day = Math.floor(whole / 86400);
  const rest = whole - day * 86400;
  const second = (rest % 60).toFixed(digits).padStart(digits ? 3 + digits : 2, '0');
  const time = two(Math.floor(rest / 3600)) + ':' + two(Math.floor(rest / 60) % 60) + ':' + second;
  return day > 0 ? 'day ' + day + ', ' + time : time;
}

/** A length of time in words: '20 min', '1 h 30 min'. */
export function duration(seconds) {
  if (seconds < 60) return Number(seconds.toFixed(2)) + ' s';
  const parts = [[Math.floor(seconds / 86400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'], [Math.floor(seconds % 60), 's']];
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => count + ' ' + unit).join(' ');
}

/** What people type for a duration, as the control channel takes it; what it is not, the site may say. */
export function iso(typed) {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(s|sec|m|min|h|d)?\s*$/i.exec(typed);
  if (!match) return typed.trim();
  const factor = {s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86400}[(match[2] || 's').toLowerCase()];
  return Number(match[1].replace(',', '.')) * factor;
}

/** What people type for a number; what it is not, the site may say. */
export function numeric(typed) {
  const value = Number(typed.trim().replace(',', '.'));
  return Number.isNaN(value) ? typed : value;
}

const SYMBOLS = {degC: '°C', 'W/m2': 'W/m²'};

export function unit(name) {
  return SYMBOLS[name] || name || '';
}

/** A number with as many digits as its unit deserves. */
export function number(value, ofUnit) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (typeof value !== 'number') return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && (!ofUnit || size >= 1000)) return String(value);
  const digits = ofUnit === 'Hz' ? 3 : size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1');
}

export function withUnit(value, ofUnit) {
  return number(value, ofUnit) + (ofUnit ? ' ' + unit(ofUnit) : '');
}

/** Shows for a moment that something has changed. */
export function flash(element) {
  element.classList.remove('changed');
  requestAnimationFrame(() => element.classList.add('changed'));
}

/** A message that goes away by itself, unless somebody is about to read it. */
export function toast(kind, title, detail = '') {
  const close = h('button', {type: 'button', className: 'icon-button', 'aria-label': 'Dismiss', onclick: () => box.remove()}, '×');
  const box = h('div', {className: 'toast', data: {kind}},
    h('div', {}, h('b', {}, title), detail ? h('p', {}, detail) : null), close);
  const toasts = byId('toasts');
  toasts.append(box);
  while (toasts.childElementCount > 4) toasts.firstElementChild.remove();
  let timer;
  const leave = () => { timer = setTimeout(() => box.remove(), kind === 'problem' ? 12000 : 4000); };
  box.addEventListener('pointerenter', () => clearTimeout(timer));
  box.addEventListener('pointerleave', leave);
  leave();
}

/** Does what a control is for; while it takes, the control rests, and what goes wrong is shown. */
export async function act(control, title, action) {
  if (control) control.setAttribute('aria-busy', 'true');
  try {
    return await action();
  } catch (problem) {
    if (problem.name !== 'AbortError') toast('problem', title, problem.message);
    return undefined;
  } finally {
    if (control) control.removeAttribute('aria-busy');
  }
}

/** A button that asks before it acts. */
export function confirmed(button, question, action) {
  const dialog = h('dialog', {className: 'dialog'},
    h('p', {}, question),
    h('div', {className: 'row end'},
      h('button', {type: 'button', onclick: () => dialog.close()}, 'Cancel'),
      h('button', {type: 'button', className: 'primary', onclick: () => { dialog.close(); action(); }}, button.textContent)));
  button.addEventListener('click', () => {
    document.body.append(dialog);
    dialog.showModal();
  });
  dialog.addEventListener('close', () => dialog.remove());
  return button;
}

/** A button that copies a text. */
export function copies(value, label) {
  const button = h('button', {type: 'button', className: 'copy', title: 'Copy ' + label, 'aria-label': 'Copy ' + label + ' ' + value},
    value);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value);
      toast('done', 'Copied ' + value);
    } catch {
      const selection = getSelection();
      selection.selectAllChildren(button);
      toast('done', 'Selected ' + value, 'The browser does not let pages copy here: use its own command.');
    }
  });
  return button;
}

/** A field with its label above. */
export function field(label, control, hint) {
  return h('label', {className: 'field'}, h('span', {}, label), control, hint ? h('small', {className: 'faint'}, hint) : null);
}

/** Something to be done once with the next frame of the screen, however often it is asked for. */
export function onNextFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      action();
    });
  };
}
