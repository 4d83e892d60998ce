// $text after the server's documented rules: terms are alternatives, phrases must all be there, a minus excludes. No stemming, no stop words.
import { badValue, MongoError } from './errors.mjs';

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}\p{So}_]+/gu) ?? [];
const isTextIndex = (index) => Object.values(index.key).includes('text');
const fields = (index) => Object.keys(index.weights ?? Object.fromEntries(Object.entries(index.key).filter(([, kind]) => kind === 'text')));

/** Parts a filter into [the rest, what $text searches for]. */
export function splitText(filter) {
  const { $text: text, $and: and, ...rest } = filter;
  let search = text?.$search;
  const others = [];
  for (const part of and ?? []) {
    const [remaining, found] = splitText(part);
    search ??= found;
    if (Object.keys(remaining).length) others.push(remaining);
  }

  return [others.length ? { ...rest, $and: others } : rest, search];
}

/** A test of documents for a search. */
export function textTest(indexes, search) {
  const index = indexes.find(isTextIndex);
  if (!index) throw new MongoError(27, 'IndexNotFound', 'text index required for $text query');
  if (typeof search !== 'string') throw badValue('$search must be a string');
  const phrases = [];
  const outside = search.replace(/"([^"]*)"?/g, (_, phrase) => {
    phrases.push(phrase.toLowerCase());
    return ' ';
  });
  const parts = outside.split(/\s+/);
  const excluded = parts.filter((part) => part.startsWith('-')).flatMap(words);
  const terms = [...parts.filter((part) => !part.startsWith('-')).flatMap(words), ...phrases.flatMap(words)];
  return (document) => {
    const texts = fields(index).map((path) => path.split('.').reduce((value, name) => value?.[name], document)).filter((value) => typeof value === 'string');
    const held = new Set(texts.flatMap(words));
    return terms.some((term) => held.has(term))
      && !excluded.some((term) => held.has(term))
      && phrases.every((phrase) => texts.some((text) => text.toLowerCase().includes(phrase)));
  };
}

/** A field with the name of the index's language_override (`language` unless said otherwise) must be a string. */
export function checkLanguage(index, document) {
  if (!isTextIndex(index)) return;
  const override = document[index.language_override ?? 'language'];
  if (override !== undefined && typeof override !== 'string') {
    throw new MongoError(17262, 'Location17262', 'found language override field in document with non-string type');
  }
}
