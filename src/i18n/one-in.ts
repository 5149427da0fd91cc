/** A small share as one in so many, in two digits: more would say what nobody knows. */
export const oneIn = (share: number): number => Number((1 / share).toPrecision(2));
