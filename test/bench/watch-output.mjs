/** Runs in a measured page: notes the first paint, how far the page has shifted, the first output, and for ours the click before it and the steps between. */

/** `what.run` is the button to click, and when: 'ready' as soon as it can be, 'idle' when all is loaded; `what.output` is looked for. */
export function watchOutput(what) {
  let clicked;
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  // A cell's own root is open; anything else is in the document.
  const find = (selector) => {
    for (const host of document.querySelectorAll('code-cell')) {
      const found = host.shadowRoot?.querySelector(selector);
      if (found) return found;
    }
    return document.querySelector(selector);
  };
  const steps = () =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('run:'))
        .map(({ name, startTime }) => [name.slice(4), startTime - clicked]),
    );
  const report = () => {
    const inDocument = performance.now();
    requestAnimationFrame(() => {
      const frame = performance.now();
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => {
        const after = performance.now();
        const spawn = performance.getEntriesByName('worker')[0]?.duration;
        const found = { clicked, inDocument, frame, after, spawn, steps: clicked === undefined ? {} : steps() };
        // The browser notes a paint a little later than it paints.
        const finish = () => {
          const firstPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
          if (firstPaint === undefined) setTimeout(finish, 5);
          else window.measured = { ...found, firstPaint, shift };
        };
        finish();
      });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  };
  let isDone = false;
  const look = () => {
    if (isDone) return;
    const button = what.when === 'ready' && clicked === undefined ? find(what.run) : null;
    if (button && !button.disabled) button.click();
    const output = find(what.output);
    if (!output || output.textContent.trim() === '') return;
    isDone = true;
    watcher.disconnect();
    report();
  };
  // Called back after a change and before anything else runs: nothing is polled, and nothing is held up.
  const watcher = new MutationObserver(look);
  const change = { subtree: true, childList: true, characterData: true, attributes: true };
  watcher.observe(document, change);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    watcher.observe(root, change);
    return root;
  };
  document.addEventListener('click', (event) => (clicked ??= event.timeStamp), { capture: true });
}
