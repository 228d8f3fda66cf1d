// Runs inside the panel's page: what only the rendered page can tell. Reached as `inPage` from the tests.
const parse = (text) => {
  const found = /rgba?\(([^)]*)\)|color\(srgb ([^)]*)\)/u.exec(text);
  if (!found) return undefined;
  const srgb = found[2] !== undefined;
  const [r, g, b, a = 1] = (found[1] ?? found[2]).split(/[\s,/]+/u).map(Number);
  return srgb ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
};
const over = ([r, g, b, a], under) => [r, g, b].map((value, index) => value * a + under[index] * (1 - a));
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const parentOf = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;

/** Colours behind an element, from the page up: plain backgrounds and the first colour of a gradient. */
const backdrop = (element) => {
  const layers = [];
  for (let at = element; at; at = parentOf(at)) {
    const style = getComputedStyle(at);
    for (const layer of [style.backgroundImage, style.backgroundColor]) {
      const colour = layer.startsWith('repeating') ? undefined : parse(layer);
      if (colour) layers.push(colour);
    }
  }
  return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255]);
};

const everyElement = function* (root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
};

const faded = (element) => {
  for (let at = element; at; at = parentOf(at)) {
    if (at.disabled || at.matches('.vh, .stale') || getComputedStyle(at).visibility === 'hidden') return true;
  }
  return false;
};

const ownText = (element) =>
  [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.data.trim())
    .join('');

/** Words on show whose contrast is below the limit. Disabled controls and results being replaced are exempt. */
const lowContrast = (limit) => {
  const found = [];
  for (const element of everyElement(document.body)) {
    const text = ownText(element);
    if (text === '' || element.matches('script, style') || !element.checkVisibility() || faded(element)) continue;
    const behind = backdrop(element);
    const style = getComputedStyle(element);
    const colour = parse(element instanceof SVGElement ? style.fill : style.color);
    const contrast = ratio(over(colour, behind), behind);
    if (contrast < limit) found.push(`${contrast.toFixed(2)} ${element.localName}.${element.className} "${text}"`);
  }
  return found;
};

/** The element that has the focus, through every shadow root, as `name.id`. */
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

const focusedText = () => (focused()?.textContent ?? '').replace(/\s+/gu, ' ').trim() || focused()?.localName;

/** Every text the announcer has held, from now on. */
const listenToAnnouncer = () => {
  const heard = [];
  const announcer = document.querySelector('delabs-panel').shadowRoot.getElementById('announcer');
  new MutationObserver(() => {
    if (announcer.textContent) heard.push(announcer.textContent);
  }).observe(announcer, { childList: true, characterData: true, subtree: true });
  globalThis.inPage.heard = heard;
};

const style = (element, property) => getComputedStyle(element)[property];

globalThis.inPage = { lowContrast, style, focusedText, listenToAnnouncer };
