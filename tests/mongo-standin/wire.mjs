// Frames of the MongoDB wire protocol: OP_MSG with sections of both kinds, and the OP_QUERY that a driver may open with.
// Layout: the server's public documentation of the wire protocol.
import { deserialize, serialize } from 'bson';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
export const MAX_MESSAGE = 48_000_000;

/** Cuts whole messages out of what a socket gives. */
export function* messages(pending) {
  while (pending.bytes.length >= 16) {
    const length = pending.bytes.readInt32LE(0);
    if (length < 16 || length > MAX_MESSAGE) throw new Error(`message of ${length} bytes`);
    if (pending.bytes.length < length) return;
    const message = pending.bytes.subarray(0, length);
    pending.bytes = pending.bytes.subarray(length);
    yield message;
  }
}

/** One message as { requestId, command, reply }, where reply(document) gives the answer's bytes, or null when none is wanted. */
export function read(message) {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) {
    const flags = message.readUInt32LE(16);
    const command = sections(message, 20, message.length - (flags & CHECKSUM_PRESENT ? 4 : 0));
    return { command, reply: (document) => (flags & MORE_TO_COME ? null : opMsg(requestId, document)) };
  }

  if (opCode === OP_QUERY) {
    const name = message.indexOf(0, 20);
    const [database] = message.toString('utf8', 20, name).split('.');
    const command = { ...document(message, name + 9), $db: database };
    return { command, reply: (document) => opReply(requestId, document) };
  }

  throw new Error(`operation ${opCode}`);
}

function sections(message, from, end) {
  const command = {};
  for (let at = from; at < end;) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) {
      Object.assign(command, document(message, at));
    } else if (kind === 1) {
      const name = message.indexOf(0, at + 4);
      const documents = [];
      for (let next = name + 1; next < at + size; next += message.readInt32LE(next)) documents.push(document(message, next));
      command[message.toString('utf8', at + 4, name)] = documents;
    } else {
      throw new Error(`section of kind ${kind}`);
    }

    at += size;
  }

  return command;
}

const document = (message, at) => deserialize(message.subarray(at, at + message.readInt32LE(at)));

function frame(opCode, responseTo, ...parts) {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + parts.reduce((sum, part) => sum + part.length, 0), 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, ...parts]);
}

const opMsg = (responseTo, document) => frame(OP_MSG, responseTo, Buffer.alloc(5), serialize(document, { ignoreUndefined: true }));

function opReply(responseTo, document) {
  const fixed = Buffer.alloc(20); // flags, cursor, start: all zero
  fixed.writeInt32LE(1, 16);
  return frame(OP_REPLY, responseTo, fixed, serialize(document, { ignoreUndefined: true }));
}
