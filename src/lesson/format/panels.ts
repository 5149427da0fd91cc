/** The panels of the Lab, as authors name them. */
import * as z from 'zod';

/** Those of a lesson that names none. */
export const USUAL_PANELS = ['events', 'tables'] as const;

/** Messages and the trace come with the lessons that name them. */
const PANELS = [...USUAL_PANELS, 'messages', 'trace'] as const;

/** The name of one. */
export const panel = z.enum(PANELS);
