// The commands. Each takes (command, context) and gives the fields of its answer; one runs after another, so each is atomic.
import { Long } from 'bson';
import { find } from 'mingo';
import { Collection } from './collection.mjs';
import { MongoError } from './errors.mjs';

const databases = new Map();
const cursors = new Map();
let lastCursor = 0;

const database = (name) => databases.get(name) ?? databases.set(name, new Map()).get(name);

function collection(db, name) {
  const held = database(db);
  if (!held.has(name)) {
    const resolver = (other) => held.get(other)?.all() ?? [];
    held.set(name, new Collection(`${db}.${name}`, { collectionResolver: resolver, scriptEnabled: false }));
  }

  return held.get(name);
}

function cursor(ns, documents, batchSize = 101) {
  const rest = documents.slice(batchSize);
  if (rest.length) cursors.set(++lastCursor, { ns, documents: rest });
  return { cursor: { id: Long.fromNumber(rest.length ? lastCursor : 0), ns, firstBatch: documents.slice(0, batchSize) } };
}

function getMore(command) {
  const id = Number(command.getMore);
  const held = cursors.get(id);
  if (!held) throw new MongoError(43, 'CursorNotFound', `cursor id ${id} not found`);
  const batch = held.documents.splice(0, command.batchSize || held.documents.length);
  if (!held.documents.length) cursors.delete(id);
  return { cursor: { id: Long.fromNumber(held.documents.length ? id : 0), ns: held.ns, nextBatch: batch } };
}

/** Runs the statements of a write command; an ordered one stops at the first error. */
function writes(statements, ordered, run) {
  const writeErrors = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      writeErrors.push(error.writeError(index));
      if (ordered !== false) break;
    }
  }

  return writeErrors.length ? { writeErrors } : {};
}

function insert(command) {
  const target = collection(command.$db, command.insert);
  let n = 0;
  const errors = writes(command.documents, command.ordered, (document) => {
    target.insert(document);
    n++;
  });
  return { n, ...errors };
}

function update(command) {
  const target = collection(command.$db, command.update);
  const upserted = [];
  let [n, nModified] = [0, 0];
  const errors = writes(command.updates, command.ordered, ({ q, u, multi, upsert, arrayFilters }, index) => {
    const found = target.matching(q);
    for (const document of multi ? found : found.slice(0, 1)) {
      nModified += target.change(document, u, arrayFilters).modified ? 1 : 0;
      n++;
    }

    if (!found.length && upsert) {
      upserted.push({ index, _id: target.upsert(q, u, arrayFilters)._id });
      n++;
    }
  });
  return { n, nModified, ...(upserted.length ? { upserted } : {}), ...errors };
}

function remove(command) {
  const target = collection(command.$db, command.delete);
  let n = 0;
  const errors = writes(command.deletes, command.ordered, ({ q, limit }) => {
    for (const document of target.matching(q).slice(0, limit || undefined)) {
      target.delete(document);
      n++;
    }
  });
  return { n, ...errors };
}

function findAndModify(command) {
  const target = collection(command.$db, command.findAndModify ?? command.findandmodify);
  const filter = command.query ?? {};
  const [found] = target.find(filter, { sort: command.sort, limit: 1 });
  const project = (document) => (document && command.fields ? find([document], {}, command.fields).all()[0] : document ?? null);
  if (command.remove) {
    if (found) target.delete(found);
    return { lastErrorObject: { n: found ? 1 : 0 }, value: project(found) };
  }

  if (found) {
    const { before, after } = target.change(found, command.update, command.arrayFilters);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: project(command.new ? after : before) };
  }

  if (!command.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const made = target.upsert(filter, command.update, command.arrayFilters);
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: made._id }, value: command.new ? project(made) : null };
}

function createIndexes(command) {
  const target = collection(command.$db, command.createIndexes);
  const numIndexesBefore = target.indexes.length;
  command.indexes.forEach((index) => target.createIndex(index));
  return { numIndexesBefore, numIndexesAfter: target.indexes.length, createdCollectionAutomatically: false };
}

function existing(command, name) {
  const found = database(command.$db).get(name);
  if (!found) throw new MongoError(26, 'NamespaceNotFound', `ns does not exist: ${command.$db}.${name}`);
  return found;
}

function drop(command) {
  existing(command, command.drop);
  database(command.$db).delete(command.drop);
  return { ns: `${command.$db}.${command.drop}` };
}

const hello = (_, { connectionId }) => ({
  helloOk: true, isWritablePrimary: true, ismaster: true, maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000, localTime: new Date(), logicalSessionTimeoutMinutes: 30, connectionId, minWireVersion: 0, maxWireVersion: 21, readOnly: false,
});

const read = (command, name) => collection(command.$db, name);

export const commands = {
  hello, isMaster: hello, ismaster: hello,
  ping: () => ({}),
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], gitVersion: 'stand-in', maxBsonObjectSize: 16_777_216, modules: [] }),
  insert, update, delete: remove, findAndModify, findandmodify: findAndModify, getMore, createIndexes, drop,
  find: (c) => cursor(`${c.$db}.${c.find}`, read(c, c.find).find(c.filter ?? {}, c), c.singleBatch ? Infinity : c.batchSize),
  aggregate: (c) => cursor(`${c.$db}.${c.aggregate}`, read(c, c.aggregate).aggregate(c.pipeline), c.cursor?.batchSize),
  count: (c) => ({ n: read(c, c.count).find(c.query ?? {}, c).length }),
  distinct: (c) => ({ values: read(c, c.distinct).aggregate([{ $match: c.query ?? {} }, { $group: { _id: `$${c.key}` } }]).map((group) => group._id) }),
  listIndexes: (c) => cursor(`${c.$db}.${c.listIndexes}`, existing(c, c.listIndexes).indexes),
  listCollections: (c) => cursor(`${c.$db}.$cmd.listCollections`, [...database(c.$db).keys()].map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))),
  dropDatabase: (c) => (databases.delete(c.$db), { dropped: c.$db }),
  endSessions: () => ({}),
  killCursors: (c) => (c.cursors.forEach((id) => cursors.delete(Number(id))), { cursorsKilled: c.cursors, cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] }),
};
