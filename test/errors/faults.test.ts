/** The names of faults, which several floors have, are the same everywhere. */
import { expect, expectTypeOf, test } from 'vitest';
import { FAULT_NAMES, type FaultName } from '#errors';
import { en, ko } from '#i18n';
import type { FaultName as LabFaultName } from '#lab';

test('those of the lab, of the switches and of both languages are one list', () => {
  expectTypeOf<LabFaultName>().toEqualTypeOf<FaultName>();
  for (const { faults } of [en.faults, ko.faults])
    expect(Object.keys(faults).toSorted()).toEqual(FAULT_NAMES.toSorted());
});

test('each stands for something in one sentence', () => {
  for (const { faults } of [en.faults, ko.faults]) {
    const sentences = Object.values(faults).map(({ what }) => what);
    expect(new Set(sentences).size).toBe(FAULT_NAMES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[.]$/);
  }
});
