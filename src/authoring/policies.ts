/** The content security policies of the page and of the sandbox's frame, and the frame itself. The reasons stand in ../runner/README.md. */

import { headScriptHash } from './head-script.ts';

/** Policies that Monaco makes; a missing one leaves an editor without lines. */
const MONACO_POLICIES = [
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
];

/** The policy of every page. The frame inherits it, so it admits the frame's script and the worker's blobs. */
export function pagePolicy(frameHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' '${frameHash}' '${headScriptHash}' blob:`,
    "worker-src 'self' blob: data:",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    // 'none' still lets srcdoc load, and keeps the frame from going anywhere else.
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types app wb-sandbox lit-html ${MONACO_POLICIES.join(' ')} 'allow-duplicates'`,
  ].join('; ');
}

/** The policy of the frame, on top of the page's. */
function framePolicy(frameHash: string): string {
  return [
    "default-src 'none'",
    `script-src '${frameHash}' blob:`,
    'worker-src blob: data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** The frame's whole document: its script, and the worker's program as text, so that a worker can start at once. */
export function frameDocument(script: string, frameHash: string, worker: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${framePolicy(frameHash)}">`;
  const program = `<script type="text/plain" id="worker">${worker}</script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${policy}<title>code runner</title></head><body>${program}<script>${script}</script></body></html>`;
}

/** The frame as it stands in a page, in a template until it is needed: no right but to run scripts, and nothing to be seen of it. */
export function frameElement(document: string): string {
  const srcdoc = document.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<template id="sandbox"><iframe sandbox="allow-scripts" allow="" referrerpolicy="no-referrer" title="code runner" hidden srcdoc="${srcdoc}"></iframe></template>`;
}
