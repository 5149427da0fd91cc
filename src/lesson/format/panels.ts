/** The panels of the Lab, as authors name them. */
import * as z from 'zod';

export const PANELS = ['events', 'tables'] as const;

/** The name of one. */
export const panel = z.enum(PANELS);
