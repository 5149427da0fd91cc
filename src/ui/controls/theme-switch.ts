/** Chooses the colours: as the system has them, light, or dark. Remembered where the browser lets it; a script in the page's head brings the choice back. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Messages } from '#i18n';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const KEY = 'replaybook-theme';

@customElement('theme-switch')
export class ThemeSwitch extends LitElement {
  static override styles = css`
    select {
      font: inherit;
      font-size: 0.85rem;
      color: inherit;
      background: transparent;
      border: 1.5px solid currentColor;
      border-radius: var(--corner);
      min-height: 28px;
      padding: 0 0.3rem;
      scroll-margin: inherit;
    }
    option {
      color: var(--ink);
      background: var(--paper);
    }
    select:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
  `;

  @property({ attribute: false }) accessor messages: Messages | null = null;
  @state() private accessor theme: Theme = readTheme();

  override render() {
    if (!this.messages) return nothing;
    const { page } = this.messages;
    const names: Record<Theme, string> = { system: page.themeSystem, light: page.themeLight, dark: page.themeDark };
    return html`<select aria-label=${page.theme} @change=${this.#onChange}>
      ${THEMES.map((theme) => html`<option value=${theme} ?selected=${theme === this.theme}>${names[theme]}</option>`)}
    </select>`;
  }

  #onChange(event: Event): void {
    this.theme = (event.target as HTMLSelectElement).value as Theme;
    try {
      localStorage.setItem(KEY, this.theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.#apply();
  }

  #apply(): void {
    if (this.theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.theme;
    this.dispatchEvent(new CustomEvent('theme-changed', { bubbles: true }));
  }
}

function readTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}

declare global {
  interface HTMLElementTagNameMap {
    'theme-switch': ThemeSwitch;
  }
}
