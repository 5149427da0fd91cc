/** Development server, build and test projects. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: [{ extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], environment: 'node' } }] },
});
