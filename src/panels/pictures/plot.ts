/** Draws points: loaded when a cell first asks for it. Rules: ../../lab/README.md, M. */
import type { Messages } from '#i18n';
import { readPlot } from '#lab';
import { marksOf, placeOn } from './marks.ts';

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [440, 270];
/** Room for the numbers and names of the axes. */
const EDGE = { left: 62, right: 18, top: 26, bottom: 46 };
/** Points whose places are told in words. */
const MOST_TOLD = 20;

/** The drawing that a text asks for, as an element whose name tells what it shows; none where it asks for nothing that can be drawn. */
export function drawPlot(asked: string, messages: Messages): HTMLElement[] {
  const plot = readPlot(asked);
  if (!plot) return [];
  const { x, y, scale, points } = plot;
  const [across, up] = [0, 1].map((axis) => {
    return marksOf(
      points.map((point) => point[axis]!),
      scale,
    );
  }) as [number[], number[]];
  const left = (value: number): number => EDGE.left + placeOn(across, scale, value) * (WIDTH - EDGE.left - EDGE.right);
  const top = (value: number): number =>
    HEIGHT - EDGE.bottom - placeOn(up, scale, value) * (HEIGHT - EDGE.top - EDGE.bottom);

  const svg = element('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  for (const mark of across) {
    const at = left(mark);
    svg.append(element('line', { class: 'plot-grid', x1: at, x2: at, y1: EDGE.top, y2: HEIGHT - EDGE.bottom }));
    svg.append(text(short(mark), { x: at, y: HEIGHT - EDGE.bottom + 18, 'text-anchor': 'middle' }));
  }
  for (const mark of up) {
    const at = top(mark);
    svg.append(element('line', { class: 'plot-grid', x1: EDGE.left, x2: WIDTH - EDGE.right, y1: at, y2: at }));
    svg.append(text(short(mark), { x: EDGE.left - 8, y: at + 4, 'text-anchor': 'end' }));
  }
  svg.append(
    text(x, { class: 'plot-name', x: WIDTH - EDGE.right, y: HEIGHT - 8, 'text-anchor': 'end' }),
    text(y, { class: 'plot-name', x: EDGE.left - 8, y: 14, 'text-anchor': 'end' }),
  );
  const places = points.map(([one, other]) => `${left(one)},${top(other)}`);
  svg.append(element('polyline', { class: 'plot-line', points: places.join(' ') }));
  for (const [one, other] of points) {
    const point = element('circle', { class: 'plot-point', cx: left(one), cy: top(other), r: 4.5 });
    const name = element('title', {});
    name.textContent = `${x} ${one}, ${y} ${other}`;
    point.append(name);
    svg.append(point);
  }
  const figure = document.createElement('div');
  figure.className = 'plot';
  figure.setAttribute('role', 'img');
  const told = points.slice(0, MOST_TOLD).map(([one, other]) => `${one}: ${other}`);
  if (points.length > MOST_TOLD) told.push(messages.value.more(points.length - MOST_TOLD));
  figure.setAttribute('aria-label', `${messages.cell.plot(y, x)}. ${told.join('; ')}`);
  figure.append(svg);
  return [figure];
}

/** A number as it stands at an axis: thousands and millions by a letter. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-3)) return value.toExponential(0).replace('e+', 'e');
  if (size >= 1e6) return `${value / 1e6}M`;
  return size >= 1e4 ? `${value / 1e3}k` : String(value);
}

function text(content: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = element('text', attributes);
  made.textContent = content;
  return made;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}
