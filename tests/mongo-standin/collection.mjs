// One collection in memory: documents by _id, and the unique indexes that guard them.
import { deserialize, EJSON, ObjectId, serialize } from 'bson';
import { aggregate, find, Query, update } from 'mingo';
import { badValue, duplicateKey, MongoError } from './errors.mjs';
import { checkLanguage, splitText, textTest } from './text.mjs';

export const copy = (document) => deserialize(serialize(document, { ignoreUndefined: true }));
const keyOf = (value) => (typeof value === 'string' ? value : EJSON.stringify({ value }, { relaxed: false }));
const valueAt = (document, path) => path.split('.').reduce((value, name) => value?.[name], document);
const same = (one, other) => Buffer.compare(serialize(one), serialize(other)) === 0;

export class Collection {
  indexes = [{ v: 2, key: { _id: 1 }, name: '_id_' }];
  documents = new Map();
  unique = new Map(); // index name → Map of key → _id key

  constructor(namespace, options) {
    Object.assign(this, { namespace, options });
  }

  all = () => [...this.documents.values()];

  createIndex(index) {
    const known = this.indexes.find((other) => other.name === index.name);
    if (known) {
      if (!same(known.key, index.key)) throw new MongoError(86, 'IndexKeySpecsConflict', `index ${index.name} exists with another key`);
      return;
    }

    const entries = new Map();
    for (const [id, document] of index.unique ? this.documents : []) {
      const key = this.entry(index, document);
      if (entries.has(key)) throw duplicateKey(this.namespace, index, {});
      entries.set(key, id);
    }

    if (index.unique) this.unique.set(index.name, entries);
    this.indexes.push({ v: 2, ...index });
  }

  /** Documents that a filter finds, unsorted. `$text` is taken out first, since it needs the text index and not the document. */
  matching(filter) {
    const [rest, search] = splitText(filter);
    const text = search === undefined ? () => true : textTest(this.indexes, search);
    const query = new Query(rest, this.options);
    return this.candidates(rest).filter((document) => text(document) && query.test(document));
  }

  find(filter, { projection, sort, skip, limit }) {
    let cursor = find(this.matching(filter), {}, projection ?? {}, this.options);
    if (sort && Object.keys(sort).length) cursor = cursor.sort(sort);
    if (skip) cursor = cursor.skip(skip);
    if (limit) cursor = cursor.limit(Math.abs(limit));
    return cursor.all();
  }

  aggregate(pipeline) {
    const [first, ...rest] = pipeline;
    return first?.$match ? aggregate(this.matching(first.$match), rest, this.options) : aggregate(this.all(), pipeline, this.options);
  }

  insert(document) {
    const withId = '_id' in document ? document : { _id: new ObjectId(), ...document };
    this.put(undefined, withId);
    return withId;
  }

  /** Applies operators, a pipeline or a replacement. Gives { before, after, modified }. */
  change(before, modifier, arrayFilters) {
    const after = changed(copy(before), modifier, arrayFilters, this.options);
    const modified = !same(before, after);
    if (modified) this.put(before, after);
    return { before, after, modified };
  }

  upsert(filter, modifier, arrayFilters) {
    const seed = equalities(filter);
    const { $setOnInsert: onInsert, ...others } = Array.isArray(modifier) ? {} : modifier;
    const complete = onInsert ? { ...others, $set: { ...others.$set, ...onInsert } } : modifier;
    const document = changed(seed, complete, arrayFilters, this.options);
    return this.insert('_id' in document ? { _id: document._id, ...document } : document);
  }

  delete(document) {
    this.documents.delete(keyOf(document._id));
    for (const index of this.indexes.filter((each) => each.unique)) this.unique.get(index.name).delete(this.entry(index, document));
  }

  put(before, after) {
    const id = keyOf(after._id);
    if (before && keyOf(before._id) !== id) throw new MongoError(66, 'ImmutableField', 'the field _id cannot be changed');
    if (!before && this.documents.has(id)) throw duplicateKey(this.namespace, this.indexes[0], { _id: after._id });
    for (const index of this.indexes) {
      checkLanguage(index, after);
      if (!index.unique) continue;
      const holder = this.unique.get(index.name).get(this.entry(index, after));
      if (holder !== undefined && holder !== id) throw duplicateKey(this.namespace, index, Object.fromEntries(Object.keys(index.key).map((path) => [path, valueAt(after, path)])));
    }

    if (before) this.delete(before);
    this.documents.set(id, after);
    for (const index of this.indexes.filter((each) => each.unique)) this.unique.get(index.name).set(this.entry(index, after), id);
  }

  entry = (index, document) => keyOf(Object.keys(index.key).map((path) => valueAt(document, path) ?? null));

  // The only index that is used for finding: a filter that names ids need not look at all documents.
  candidates(filter) {
    const id = filter._id;
    if (id === undefined || id === null || id instanceof RegExp) return this.all();
    const operators = Object.getPrototypeOf(id) === Object.prototype ? id : { $eq: id };
    const ids = operators.$in ?? ('$eq' in operators ? [operators.$eq] : null);
    return ids ? ids.map((each) => this.documents.get(keyOf(each))).filter((document) => document !== undefined) : this.all();
  }
}

function changed(document, modifier, arrayFilters, options) {
  if (Array.isArray(modifier)) return aggregate([document], modifier, options)[0];
  const names = Object.keys(modifier);
  if (!names.some((name) => name.startsWith('$'))) return { ...('_id' in document ? { _id: document._id } : {}), ...modifier };
  if (!names.every((name) => name.startsWith('$'))) throw badValue('operators and fields are mixed');
  const { $setOnInsert: _, ...operators } = modifier;
  if (Object.keys(operators).length) update(document, operators, arrayFilters, {}, { queryOptions: options });
  return document;
}

function equalities(filter) {
  const seed = {};
  for (const [path, value] of Object.entries(filter)) {
    if (path === '$and') value.forEach((part) => Object.assign(seed, equalities(part)));
    else if (!path.startsWith('$') && !path.includes('.')) {
      const operators = value !== null && typeof value === 'object' && Object.keys(value).some((name) => name.startsWith('$'));
      if (!operators) seed[path] = value;
      else if ('$eq' in value) seed[path] = value.$eq;
    }
  }

  return seed;
}
