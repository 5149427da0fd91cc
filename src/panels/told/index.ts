/** What is said of values in sentences: it comes with what first has something to say. */
export { choiceText, exportedText, namesIn, tellIn, toldTexts, type EventWords } from './told-text.ts';
