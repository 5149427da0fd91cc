/** What is said of values in sentences: it comes with what first has something to say. */
export { choiceText, exportedText, tellIn, toldTexts, type EventWords } from './told-text.ts';
