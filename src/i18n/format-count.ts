/** Whole numbers as English and Korean write them. Not Intl: its first use takes 25 ms, and that is while someone waits for a value. */
export const formatCount = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
