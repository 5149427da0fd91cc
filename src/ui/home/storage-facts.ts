/** Says what the browser says of this site's storage, and lets a person ask that it be kept. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StorageMessages } from '#i18n';
import { buttonStyles } from '../controls/button-styles.ts';

/** What the browser says, when it says anything. */
export type Facts = Readonly<
  { kind: 'insecure' } | { kind: 'unknown' } | { kind: 'known'; used: number; most: number; isKept: boolean }
>;

/** The port to the browser's storage as a whole. */
export interface StorageSource {
  read(): Promise<Facts>;
  askToKeep(): Promise<boolean>;
}

@customElement('storage-facts')
export class StorageFacts extends LitElement {
  static override styles = [
    buttonStyles,
    css`
      :host {
        display: block;
      }
      p {
        margin: 0 0 0.5rem;
      }
      p:last-child {
        margin: 0;
      }
      .name {
        font-size: var(--text-small);
        font-weight: 600;
        color: var(--ink-quiet);
      }
    `,
  ];

  @property({ attribute: false }) accessor texts: StorageMessages | null = null;
  @property({ attribute: false }) accessor source: StorageSource | null = null;
  @state() private accessor facts: Facts | null = null;
  @state() private accessor said = '';

  /** Counted whenever it comes into sight: what was true at the start is not when a cell has run. */
  readonly #sight = new IntersectionObserver((entries) => {
    this.#isInSight = entries.at(-1)?.isIntersecting ?? false;
    if (this.#isInSight) void this.#read();
  });
  #isInSight = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  /** Who has come here before there was anything to ask is told when there is. */
  override updated(changed: PropertyValues<this>): void {
    if (changed.has('source') && this.#isInSight) void this.#read();
  }

  override render() {
    const { texts: storage, facts } = this;
    if (!storage || !facts) return html`<slot></slot>`;
    return html`<p class="name">${storage.name}</p>
      ${this.#renderFacts(facts, storage)}
      <p role="status">${this.said}</p>`;
  }

  #renderFacts(facts: Facts, storage: StorageMessages) {
    if (facts.kind !== 'known') return html`<p>${storage[facts.kind]}</p>`;
    return html`<p>${storage.used(facts.used, facts.most)}</p>
      <p>${facts.isKept ? storage.kept : storage.notKept}</p>
      ${facts.isKept ? nothing : html`<p><button class="button" @click=${() => this.#ask(storage)}>${storage.ask}</button></p>`}`;
  }

  async #read(): Promise<void> {
    if (this.source) this.facts = await this.source.read();
  }

  async #ask(storage: StorageMessages): Promise<void> {
    const isKept = await this.source!.askToKeep();
    this.said = isKept ? storage.agreed : storage.declined;
    await this.#read();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'storage-facts': StorageFacts;
  }
}
